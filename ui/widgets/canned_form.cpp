// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/canned_form.h"

#include "ui/language.h"
#include "ui/style/shopbell_style.h"
#include "ui/widgets/reply_editor.h"
#include "ui/widgets/wording_bar.h"

#include "model/canned_library.h"
#include "model/canned_wording.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ui {
namespace {

/// What is not known of any customer and has no fallback: the agent fills it in by hand, before every
/// sending.
bool isByHand(const model::OpenPlaceholder& placeholder, std::string_view text,
              const model::PlaceholderValues& values) {
    const bool fallback =
        text.substr(placeholder.begin, placeholder.end - placeholder.begin).find('|') != text.npos;
    // The agent's name is known where it was given.
    const bool builtIn =
        placeholder.name != "agent.name" &&
        std::ranges::find(model::kBuiltInPlaceholders, placeholder.name) != model::kBuiltInPlaceholders.end();
    const bool known = builtIn || values.contains(placeholder.name);
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

QString lineOf(const std::vector<std::string>& tags) {
    QStringList words;
    for (const std::string& tag : tags) {
        words.append(qt(tag));
    }
    return words.join(QStringLiteral(", "));
}

std::vector<std::string> tagsIn(const QString& line) {
    std::vector<std::string> tags;
    for (const QString& tag : line.split(u',')) {
        tags.push_back(tag.toStdString());
    }
    return model::tidiedTags(tags);
}

}  // namespace

CannedForm::CannedForm(const Theme& theme, const ComposerPane& composer, QWidget* parent)
    : Surface(theme, Token::Paper, {}, parent), m_composer(composer), m_title(new QLineEdit(this)),
      m_tags(new QLineEdit(this)), m_text(new ReplyEditor(theme, this)),
      m_wordings(new WordingBar(theme, this)), m_addWording(new QPushButton(this)),
      m_placeholder(new QPushButton(this)), m_preview(new ReplyEditor(theme, this)) {
    setObjectName(QStringLiteral("cannedForm"));
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12));
    lines->setSpacing(theme.px(12));
    lines->addLayout(buildHead());
    lines->addLayout(buildText(), 3);
    lines->addLayout(buildPreview(), 2);
    connect(m_title, &QLineEdit::textEdited, this, &CannedForm::titleEdited);
    connect(m_title, &QLineEdit::returnPressed, this, &CannedForm::focusText);
    connect(m_tags, &QLineEdit::returnPressed, this, &CannedForm::focusText);
    connect(m_tags, &QLineEdit::textEdited, this, [this](const QString& line) {
        m_reply.tags = tagsIn(line);
        emit tagsEdited(m_reply.tags);
    });
    connect(m_text, &QPlainTextEdit::textChanged, this, &CannedForm::textChanged);
    connectWordings();
    for (ReplyEditor* editor : {m_text, m_preview}) {
        editor->takeRoom();
        connect(editor, &ReplyEditor::escaped, this, &CannedForm::escaped);
    }
    connect(&composer, &ComposerPane::customerChanged, this, &CannedForm::customerChanged);
    refreshPreview();
}

void CannedForm::connectWordings() {
    connect(m_wordings, &WordingBar::chosen, this, &CannedForm::showWording);
    connect(m_wordings, &WordingBar::removeAsked, this, &CannedForm::removeWording);
    connect(m_wordings, &WordingBar::meant, this,
            [this](const std::string& platform, const std::string& language) {
                model::CannedVariant& variant = m_reply.variants.at(m_wording - 1);
                variant.platform = platform;
                variant.language = language;
                m_wordings->show(m_reply.variants, m_wording);
                emit variantsEdited(m_reply.variants);
            });
    connect(m_addWording, &QPushButton::clicked, this, &CannedForm::addWording);
}

PlainLabel* CannedForm::heading(const char* name, const QString& text, QWidget* field) {
    auto* label = new PlainLabel(theme(), Type::SecondarySemibold, Token::Text2, this);
    label->setObjectName(QLatin1String(name));
    label->setText(text);
    label->setBuddy(field);
    field->setAccessibleName(text);
    return label;
}

QLayout* CannedForm::labelled(PlainLabel* label, QLineEdit* field) {
    field->setFixedHeight(theme().px(30));
    auto* lines = new QVBoxLayout;
    lines->setSpacing(theme().px(4));
    lines->addWidget(label);
    lines->addWidget(field);
    return lines;
}

QLayout* CannedForm::buildHead() {
    m_title->setObjectName(QStringLiteral("cannedTitle"));
    m_tags->setObjectName(QStringLiteral("cannedTags"));
    m_tags->setToolTip(tr("Words by which it is found, with commas between them"));
    m_tags->setAccessibleDescription(m_tags->toolTip());
    auto* fields = new QHBoxLayout;
    fields->setSpacing(theme().px(12));
    fields->addLayout(labelled(heading("cannedTitleLabel", tr("Title"), m_title), m_title), 3);
    fields->addLayout(labelled(heading("cannedTagsLabel", tr("Tags"), m_tags), m_tags), 2);
    return fields;
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
    m_addWording->setObjectName(QStringLiteral("cannedAddWording"));
    m_addWording->setText(tr("Add wording"));
    m_addWording->setAccessibleName(m_addWording->text());
    m_addWording->setToolTip(tr("For one platform, for one language, or shorter where there is little room"));
    m_addWording->setAccessibleDescription(m_addWording->toolTip());
    m_addWording->setAutoDefault(false);
    m_addWording->setIcon(theme().icon(IconName::Plus));
    setButtonKind(*m_addWording, ButtonKind::Small);
    auto* head = new QHBoxLayout;
    head->setSpacing(theme().px(8));
    head->addWidget(heading("cannedTextLabel", tr("Text"), m_text), 1);
    head->addWidget(m_addWording);
    head->addWidget(m_placeholder);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(theme().px(4));
    lines->addLayout(head);
    lines->addWidget(m_wordings);
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
    m_use = new PlainLabel(theme(), Type::Secondary, Token::Text2, this);
    m_use->setObjectName(QStringLiteral("cannedUse"));
    auto* head = new QHBoxLayout;
    head->setSpacing(theme().px(8));
    head->addWidget(m_whom, 1);
    head->addWidget(m_counter);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(theme().px(4));
    lines->addLayout(head);
    lines->addWidget(m_preview, 1);
    lines->addWidget(m_byHand);
    lines->addWidget(m_use);
    return lines;
}

void CannedForm::fill(const model::CannedReply& reply) {
    // A new one that was saved under the hands of its author goes on.
    const bool goesOn = !m_reply.id && reply.text == m_reply.text && reply.variants == m_reply.variants;
    const bool another = reply.id != m_reply.id && !goesOn;
    m_reply = reply;
    if (const QString title = qt(reply.title); m_title->text() != title) {
        m_title->setText(title);
        m_title->setCursorPosition(0);
    }
    if (tagsIn(m_tags->text()) != reply.tags) {
        m_tags->setText(lineOf(reply.tags));
        m_tags->setCursorPosition(0);
    }
    if (another) {
        m_best = m_composer.wordingFor(reply);
        m_wording = m_best;
    }
    showWording(std::min(m_wording, reply.variants.size()));
}

void CannedForm::showWording(std::size_t wording) {
    m_wording = wording;
    m_wordings->show(m_reply.variants, wording);
    if (const QString text = qt(model::wordingAt(m_reply, wording)); m_text->toPlainText() != text) {
        const QSignalBlocker quiet(m_text);
        m_text->setPlainText(text);
        m_text->moveCursor(QTextCursor::End);
    }
    markText();
    refreshPreview();
}

void CannedForm::textChanged() {
    const QString text = m_text->toPlainText();
    markText();
    refreshPreview();
    if (m_wording == 0) {
        m_reply.text = text.toStdString();
        emit textEdited(text);
    } else {
        m_reply.variants.at(m_wording - 1).text = text.toStdString();
        emit variantsEdited(m_reply.variants);
    }
}

/// It is kept once something stands in it.
void CannedForm::addWording() {
    m_reply.variants.push_back({});
    showWording(m_reply.variants.size());
    emit variantsEdited(m_reply.variants);
    focusText();
}

void CannedForm::removeWording() {
    m_reply.variants.erase(m_reply.variants.begin() + static_cast<std::ptrdiff_t>(m_wording) - 1);
    showWording(0);
    emit variantsEdited(m_reply.variants);
    focusText();
}

/// Another customer has another wording; but nothing moves under the hands of whoever is writing one.
void CannedForm::customerChanged() {
    const std::size_t best = m_composer.wordingFor(m_reply);
    if (std::exchange(m_best, best) != best && !m_text->hasFocus()) {
        showWording(best);
        return;
    }
    markText();
    refreshPreview();
}

void CannedForm::setPlatforms(const std::vector<std::string>& platforms) {
    m_wordings->setPlatforms(platforms);
    m_wordings->show(m_reply.variants, m_wording);
}

void CannedForm::setUse(const QString& sentence) {
    m_use->setText(sentence);
    m_use->setVisible(!sentence.isEmpty());
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
    for (const auto& [name, value] : values) {
        // The owner's own fields are known by their names.
        if (std::ranges::find(model::kBuiltInPlaceholders, name) == model::kBuiltInPlaceholders.end()) {
            choices.push_back(
                {name.c_str(), plainMenuText(qt(name)), QStringLiteral("{{%1}}").arg(qt(name))});
        }
    }
    choices.push_back({"", tr("A question to yourself"), QStringLiteral("{{?%1}}").arg(tr("how many days"))});
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
    m_tags->setReadOnly(readOnly);
    m_placeholder->setVisible(!readOnly);
    m_addWording->setVisible(!readOnly);
    m_wordings->setReadOnly(readOnly);
    m_wordings->show(m_reply.variants, m_wording);
}

void CannedForm::focusTitle() {
    m_title->setFocus(Qt::OtherFocusReason);
}

void CannedForm::focusText() {
    m_text->setFocus(Qt::OtherFocusReason);
}

QList<QWidget*> CannedForm::stops() const {
    QList<QWidget*> stops{m_title, m_tags, m_addWording, m_placeholder};
    stops << m_wordings->stops() << QList<QWidget*>{m_text, m_preview};
    return stops;
}

}  // namespace ui
