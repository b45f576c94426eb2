// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/canned_form.h"

#include "ui/language.h"
#include "ui/style/shopbell_style.h"
#include "ui/widgets/reply_editor.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace ui {
namespace {

constexpr std::array kKnown{"customer.first_name", "customer.name", "customer.handle", "shop.name",
                            "shop.next_opening"};

/// What is not known of any customer and has no fallback: the agent fills it in by hand, before every
/// sending.
bool isByHand(const model::OpenPlaceholder& placeholder, std::string_view text,
              const model::PlaceholderValues& values) {
    const bool fallback =
        text.substr(placeholder.begin, placeholder.end - placeholder.begin).find('|') != text.npos;
    const bool known =
        std::ranges::find(kKnown, placeholder.name) != kKnown.end() || values.contains(placeholder.name);
    return !fallback && !known;
}

std::vector<ReplyEditor::Range> rangesOf(const std::vector<model::OpenPlaceholder>& placeholders) {
    std::vector<ReplyEditor::Range> ranges;
    for (const model::OpenPlaceholder& one : placeholders) {
        ranges.push_back(
            {.begin = static_cast<qsizetype>(one.begin), .end = static_cast<qsizetype>(one.end)});
    }
    return ranges;
}

}  // namespace

CannedForm::CannedForm(const Theme& theme, const ComposerPane& composer, QWidget* parent)
    : Surface(theme, Token::Paper, {}, parent), m_composer(composer), m_title(new QLineEdit(this)),
      m_text(new ReplyEditor(theme, this)), m_placeholder(new QPushButton(this)),
      m_preview(new ReplyEditor(theme, this)) {
    setObjectName(QStringLiteral("cannedForm"));
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12));
    lines->setSpacing(theme.px(12));
    lines->addLayout(buildTitle());
    lines->addLayout(buildText(), 3);
    lines->addLayout(buildPreview(), 2);
    connect(m_title, &QLineEdit::textEdited, this, &CannedForm::titleEdited);
    connect(m_title, &QLineEdit::returnPressed, this, &CannedForm::focusText);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        markText();
        refreshPreview();
        emit textEdited(m_text->toPlainText());
    });
    for (ReplyEditor* editor : {m_text, m_preview}) {
        editor->takeRoom();
        connect(editor, &ReplyEditor::escaped, this, &CannedForm::escaped);
    }
    connect(&composer, &ComposerPane::customerChanged, this, [this] {
        markText();
        refreshPreview();
    });
    refreshPreview();
}

PlainLabel* CannedForm::heading(const char* name, const QString& text, QWidget* field) {
    auto* label = new PlainLabel(theme(), Type::SecondarySemibold, Token::Text2, this);
    label->setObjectName(QLatin1String(name));
    label->setText(text);
    label->setBuddy(field);
    field->setAccessibleName(text);
    return label;
}

QLayout* CannedForm::buildTitle() {
    m_title->setObjectName(QStringLiteral("cannedTitle"));
    m_title->setFixedHeight(theme().px(30));
    auto* lines = new QVBoxLayout;
    lines->setSpacing(theme().px(4));
    lines->addWidget(heading("cannedTitleLabel", tr("Title"), m_title));
    lines->addWidget(m_title);
    return lines;
}

QLayout* CannedForm::buildText() {
    m_text->setObjectName(QStringLiteral("cannedText"));
    m_text->viewport()->setObjectName(QStringLiteral("cannedTextWords"));
    m_placeholder->setObjectName(QStringLiteral("cannedPlaceholder"));
    m_placeholder->setText(tr("Insert placeholder"));
    m_placeholder->setAccessibleName(m_placeholder->text());
    m_placeholder->setAutoDefault(false);
    m_placeholder->setIcon(theme().icon(IconName::Plus));
    setButtonKind(*m_placeholder, ButtonKind::Small);
    connect(m_placeholder, &QPushButton::clicked, this, &CannedForm::choosePlaceholder);
    auto* head = new QHBoxLayout;
    head->setSpacing(theme().px(8));
    head->addWidget(heading("cannedTextLabel", tr("Text"), m_text), 1);
    head->addWidget(m_placeholder);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(theme().px(4));
    lines->addLayout(head);
    lines->addWidget(m_text, 1);
    return lines;
}

QLayout* CannedForm::buildPreview() {
    m_preview->setObjectName(QStringLiteral("cannedPreview"));
    m_preview->viewport()->setObjectName(QStringLiteral("cannedPreviewWords"));
    m_preview->setReadOnly(true);
    m_preview->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_whom = heading("cannedWhom", QString(), m_preview);
    m_counter = new PlainLabel(theme(), Type::Secondary, Token::Text2, this);
    m_counter->setObjectName(QStringLiteral("cannedCounter"));
    m_byHand = new PlainLabel(theme(), Type::Secondary, Token::DueInk, this);
    m_byHand->setObjectName(QStringLiteral("cannedByHand"));
    auto* head = new QHBoxLayout;
    head->setSpacing(theme().px(8));
    head->addWidget(m_whom, 1);
    head->addWidget(m_counter);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(theme().px(4));
    lines->addLayout(head);
    lines->addWidget(m_preview, 1);
    lines->addWidget(m_byHand);
    return lines;
}

void CannedForm::fill(const model::CannedReply& reply) {
    if (const QString title = qt(reply.title); m_title->text() != title) {
        m_title->setText(title);
        m_title->setCursorPosition(0);
    }
    if (const QString text = qt(reply.text); m_text->toPlainText() != text) {
        const QSignalBlocker quiet(m_text);
        m_text->setPlainText(text);
        m_text->moveCursor(QTextCursor::End);
    }
    markText();
    refreshPreview();
}

/// Only what nobody but the agent knows stands out.
void CannedForm::markText() {
    const std::string text = m_text->toPlainText().toStdString();
    std::vector<model::OpenPlaceholder> byHand = model::openPlaceholders(text);
    const model::PlaceholderValues values = m_composer.placeholderValues();
    std::erase_if(byHand, [&](const model::OpenPlaceholder& one) { return !isByHand(one, text, values); });
    m_text->mark(rangesOf(byHand), -1);
}

void CannedForm::refreshPreview() {
    const ComposerPane::Preview preview = m_composer.previewOf(m_text->toPlainText().toStdString());
    m_whom->setText(preview.hasCustomer ? tr("For %1").arg(isolated(preview.customer))
                                        : tr("For nobody in particular, since no conversation is open"));
    m_preview->setAccessibleName(m_whom->text());
    if (const QString text = qt(preview.filled.text); m_preview->toPlainText() != text) {
        m_preview->setPlainText(text);
    }
    m_preview->mark(rangesOf(preview.filled.open),
                    preview.overFrom ? static_cast<qsizetype>(*preview.overFrom) : -1);
    using Level = view::ComposerCounter::Level;
    const Level level = preview.counter.level;
    m_counter->setText(qt(preview.counter.text));
    m_counter->setType(level == Level::Over ? Type::SecondarySemibold : Type::Secondary);
    m_counter->setInk(level == Level::Over   ? Token::Trouble
                      : level == Level::Near ? Token::DueInk
                                             : Token::Text2);
    const auto open = static_cast<int>(preview.filled.open.size());
    m_byHand->setText(open == 0 ? QString()
                      : open == 1
                          ? tr("One placeholder is left to fill in by hand before sending")
                          : tr("%1 placeholders are left to fill in by hand before sending").arg(open));
}

void CannedForm::choosePlaceholder() {
    const model::PlaceholderValues values = m_composer.placeholderValues();
    struct Choice {
        const char* name;
        QString words;
        QString placeholder;
    };
    std::vector<Choice> choices{
        {"customer.first_name", tr("Customer’s first name"),
         QStringLiteral("{{customer.first_name|%1}}").arg(tr("there"))},
        {"customer.name", tr("Customer’s name"), QStringLiteral("{{customer.name}}")},
        {"customer.handle", tr("Customer’s handle"), QStringLiteral("{{customer.handle}}")},
        {"shop.name", tr("Shop’s name"), QStringLiteral("{{shop.name|%1}}").arg(tr("our shop"))},
    };
    if (values.contains("agent.name")) {
        choices.push_back({"agent.name", tr("Your name"), QStringLiteral("{{agent.name}}")});
    }
    if (values.contains("shop.next_opening")) {
        choices.push_back(
            {"shop.next_opening", tr("When the shop opens next"), QStringLiteral("{{shop.next_opening}}")});
    }
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("cannedPlaceholderMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Choice& choice : choices) {
        const auto value = values.find(choice.name);
        const QString words =
            value == values.end() ? choice.words : choice.words + u'\t' + plainMenuText(qt(value->second));
        connect(menu->addAction(words), &QAction::triggered, this, [this, text = choice.placeholder] {
            m_text->textCursor().insertText(text);
            m_text->setFocus();
        });
    }
    menu->popup(m_placeholder->mapToGlobal(m_placeholder->rect().bottomLeft()));
    menu->setActiveAction(menu->actions().constFirst());
}

void CannedForm::setReadOnly(bool readOnly) {
    m_title->setReadOnly(readOnly);
    m_text->setReadOnly(readOnly);
    m_placeholder->setVisible(!readOnly);
}

void CannedForm::focusTitle() {
    m_title->setFocus(Qt::OtherFocusReason);
}

void CannedForm::focusText() {
    m_text->setFocus(Qt::OtherFocusReason);
}

QList<QWidget*> CannedForm::stops() const {
    return {m_title, m_placeholder, m_text, m_preview};
}

}  // namespace ui
