// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/handover_page.h"

#include "ui/language.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/sheet_parts.h"

#include <QBoxLayout>
#include <QPlainTextEdit>
#include <QShortcut>

namespace ui {
namespace {

PlainLabel* label(const Theme& theme, const char* name, Type type, Token ink, QWidget* parent,
                  const QString& text = {}) {
    auto* made = new PlainLabel(theme, type, ink, parent);
    made->setObjectName(QLatin1String(name));
    made->setText(text);
    return made;
}

}  // namespace

HandoverPage::HandoverPage(const WindowContext& context, QWidget* parent)
    : Surface(context.theme, Token::Paper, {}, parent), m_context(context),
      m_title(label(context.theme, "handoverTitle", Type::DialogTitle, Token::Text, this)),
      m_line(label(context.theme, "handoverLine", Type::Body, Token::Text2, this)),
      m_figures(new FigureBox(context.theme, QStringLiteral("handoverFigures"), this)),
      m_expiringTitle(label(context.theme, "handoverExpiringTitle", Type::BodySemibold, Token::Text, this)),
      m_hold(new LinkButton(context.theme, Type::SecondaryMedium, Token::Accent, this)),
      m_expiring(new SheetTable(context.theme, QStringLiteral("handoverExpiring"),
                                tr("What expires before the next opening"), this)),
      m_moreExpiring(label(context.theme, "handoverMoreExpiring", Type::Secondary, Token::Text2, this)),
      m_moreAnswered(label(context.theme, "handoverMoreAnswered", Type::Secondary, Token::Text2, this)),
      m_open(new SheetTable(context.theme, QStringLiteral("handoverOpen"), tr("What else is open"), this)),
      m_more(label(context.theme, "handoverMore", Type::Secondary, Token::Text2, this)),
      m_noteWords(label(context.theme, "handoverNoteWords", Type::Secondary, Token::Text2, this)),
      m_note(new QPlainTextEdit(this)) {
    setObjectName(QStringLiteral("shiftHandover"));
    const Theme& theme = context.theme;
    m_line->setWordWrap(true);
    m_noteWords->setWordWrap(true);
    m_hold->setObjectName(QStringLiteral("handoverHold"));
    m_hold->setText(tr("Holding reply"));
    m_hold->setKeyCap(QStringLiteral("h"));
    m_hold->setAccessibleName(tr("Begin a holding reply to the chosen customer"));
    m_expiring->setNothing(tr("Nothing expires before then"));
    m_open->setNothing(tr("Nobody else is waiting"));
    m_note->setObjectName(QStringLiteral("handoverNote"));
    m_note->setAccessibleName(tr("Note for the next shift"));
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(4 * theme.lineHeight(Type::Body) + theme.px(16));
    auto* head = new QHBoxLayout;
    head->addWidget(m_expiringTitle);
    head->addStretch(1);
    head->addWidget(m_hold);
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(theme.px(28), theme.px(20), theme.px(28), theme.px(20));
    lines->setSpacing(theme.px(6));
    lines->addWidget(m_title);
    lines->addWidget(m_line);
    lines->addSpacing(theme.px(8));
    lines->addWidget(m_figures);
    lines->addSpacing(theme.px(14));
    lines->addLayout(head);
    lines->addWidget(m_expiring);
    lines->addWidget(m_moreExpiring);
    lines->addWidget(m_moreAnswered);
    lines->addSpacing(theme.px(14));
    lines->addWidget(
        label(theme, "handoverOpenTitle", Type::BodySemibold, Token::Text, this, tr("What else is open")));
    lines->addWidget(m_open);
    lines->addWidget(m_more);
    lines->addSpacing(theme.px(14));
    lines->addWidget(
        label(theme, "handoverNoteTitle", Type::BodySemibold, Token::Text, this, m_note->accessibleName()));
    lines->addWidget(m_note);
    lines->addWidget(m_noteWords);
    lines->addStretch(1);
    connectParts();
}

void HandoverPage::connectParts() {
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &HandoverPage::flush);
    connect(m_note, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_filling && !m_pause.isActive()) {
            m_pause.start();
        }
    });
    connect(m_hold, &QAbstractButton::clicked, this, &HandoverPage::holdCurrent);
    for (SheetTable* table : {m_expiring, m_open}) {
        connect(table, &SheetTable::chosen, this, &HandoverPage::chosen);
        auto* key = new QShortcut(Qt::Key_H, &table->list());
        key->setContext(Qt::WidgetShortcut);
        connect(key, &QShortcut::activated, this, [this, table] { hold(*table); });
    }
}

void HandoverPage::holdCurrent() {
    hold(m_expiring->currentWaiting() ? *m_expiring : *m_open);
}

/// Who is answered does not wait for the shop to open.
void HandoverPage::hold(const SheetTable& table) {
    if (table.currentWaiting()) {
        emit holdingAsked(table.currentWaiting());
    }
}

void HandoverPage::show(const view::HandoverSheet& sheet, bool running) {
    m_title->setText(qt(sheet.title));
    m_line->setText(qt(sheet.line));
    m_figures->setFigures(sheet.figures);
    m_expiringTitle->setText(qt(sheet.expiringTitle));
    m_expiring->setRows(sheet.expiring);
    m_open->setRows(sheet.open);
    const auto tell = [](PlainLabel& label, const std::string& words) {
        label.setText(qt(words));
        label.setVisible(!words.empty());
    };
    tell(*m_more, sheet.more);
    tell(*m_moreExpiring, sheet.moreExpiring);
    tell(*m_moreAnswered, sheet.moreAnswered);
    const bool writable = running && m_context.seam.readOnly.empty();
    m_hold->setVisible((!sheet.expiring.empty() || !sheet.open.empty()) && m_context.seam.readOnly.empty());
    // What is being written is not taken away by an older word from the store.
    if (!m_note->hasFocus() && !m_pause.isActive() && m_note->toPlainText() != qt(sheet.note)) {
        m_filling = true;
        m_note->setPlainText(qt(sheet.note));
        m_filling = false;
    }
    m_note->setReadOnly(!writable);
    m_noteWords->setText(!m_context.seam.readOnly.empty() ? asSentence(m_context.seam.readOnly)
                         : running ? tr("Saved while you type. Whoever comes next reads it first.")
                                   : tr("A note belongs to a shift. Start one to write it."));
}

QString HandoverPage::note() const {
    return m_note->toPlainText();
}

void HandoverPage::flush() {
    if (m_note->isReadOnly()) {
        return;
    }
    m_pause.stop();
    ask(m_context, this, model::SaveShiftNote{.note = note().toStdString()},
        [this](const base::Result<base::ReplyId>& done) {
            if (!done) {
                emit failed(asSentence(done.error().what()));
            }
        });
}

}  // namespace ui
