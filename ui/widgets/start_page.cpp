// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/start_page.h"

#include "ui/language.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/sheet_parts.h"
#include "ui/widgets/standing_section.h"

#include <QBoxLayout>

namespace ui {
namespace {

PlainLabel* label(const Theme& theme, const char* name, Type type, Token ink, QWidget* parent) {
    auto* made = new PlainLabel(theme, type, ink, parent);
    made->setObjectName(QLatin1String(name));
    return made;
}

}  // namespace

StartPage::StartPage(const WindowContext& context, QWidget* parent)
    : Surface(context.theme, Token::Paper, {}, parent), m_context(context),
      m_greeting(label(context.theme, "shiftGreeting", Type::DialogTitle, Token::Text, this)),
      m_line(label(context.theme, "shiftLine", Type::Body, Token::Text2, this)),
      m_figures(new FigureBox(context.theme, QStringLiteral("shiftFigures"), this)),
      m_table(new SheetTable(context.theme, QStringLiteral("shiftExpiring"), tr("What expires first"), this)),
      m_standing(new StandingSection(context, this)) {
    setObjectName(QStringLiteral("shiftStart"));
    const Theme& theme = context.theme;
    m_line->setWordWrap(true);
    m_table->setNothing(tr("Nobody is waiting"));
    auto* title = label(theme, "shiftExpiringTitle", Type::BodySemibold, Token::Text, this);
    title->setText(tr("What expires first"));
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(theme.px(28), theme.px(20), theme.px(28), theme.px(20));
    lines->setSpacing(0);
    lines->addWidget(m_greeting);
    lines->addWidget(m_line);
    lines->addSpacing(theme.px(14));
    lines->addWidget(m_figures);
    lines->addSpacing(theme.px(20));
    lines->addWidget(title);
    lines->addSpacing(theme.px(6));
    lines->addWidget(m_table);
    lines->addSpacing(theme.px(20));
    lines->addLayout(buildLower());
    lines->addSpacing(theme.px(20));
    lines->addWidget(m_standing);
    lines->addStretch(1);
    connect(m_table, &SheetTable::chosen, this, &StartPage::chosen);
}

QBoxLayout* StartPage::buildLower() {
    const Theme& theme = m_context.theme;
    auto* overnight = label(theme, "shiftOvernightTitle", Type::BodySemibold, Token::Text, this);
    overnight->setText(tr("What came in since the last shift"));
    m_overnight = new OvernightTable(theme, this);
    auto* left = new QVBoxLayout;
    left->setSpacing(theme.px(6));
    left->addWidget(overnight);
    left->addWidget(m_overnight);
    left->addStretch(1);

    auto* noteTitle = label(theme, "shiftNoteTitle", Type::BodySemibold, Token::Text, this);
    noteTitle->setText(tr("Note from the last shift"));
    m_noteBox = new Surface(theme, Token::NoteGround, {}, this);
    m_note = label(theme, "shiftNote", Type::Body, Token::NoteInk, m_noteBox);
    m_note->setWordWrap(true);
    m_noteBy = label(theme, "shiftNoteBy", Type::Secondary, Token::NoteInk, m_noteBox);
    auto* note = new QVBoxLayout(m_noteBox);
    note->setContentsMargins(theme.px(12), theme.px(9), theme.px(12), theme.px(9));
    note->setSpacing(theme.px(3));
    note->addWidget(m_note);
    note->addWidget(m_noteBy);
    m_noNote = label(theme, "shiftNoNote", Type::Body, Token::Text2, this);
    m_noNote->setText(tr("There is none"));
    m_troubles = new QWidget(this);
    auto* troubles = new QVBoxLayout(m_troubles);
    troubles->setContentsMargins(0, 0, 0, 0);
    troubles->setSpacing(theme.px(6));
    auto* right = new QVBoxLayout;
    right->setSpacing(theme.px(6));
    right->addWidget(noteTitle);
    right->addWidget(m_noteBox);
    right->addWidget(m_noNote);
    right->addSpacing(theme.px(4));
    right->addWidget(m_troubles);
    right->addStretch(1);

    auto* both = new QHBoxLayout;
    both->setSpacing(theme.px(28));
    both->addLayout(left, 8);
    both->addLayout(right, 7);
    return both;
}

void StartPage::show(const view::StartSheet& sheet) {
    m_greeting->setText(qt(sheet.greeting));
    m_line->setText(qt(sheet.line));
    m_figures->setFigures(sheet.figures);
    m_table->setRows(sheet.expiring);
    m_overnight->setAccounts(sheet.overnight);
    m_noteBox->setVisible(sheet.note.has_value());
    m_noNote->setVisible(!sheet.note);
    if (sheet.note) {
        m_note->setText(qt(sheet.note->text));
        m_noteBy->setText(qt(sheet.note->by));
    }
    showTroubles(sheet.troubles);
}

void StartPage::showTroubles(const std::vector<view::SheetTrouble>& troubles) {
    const Theme& theme = m_context.theme;
    qDeleteAll(m_troubles->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    int place = 0;
    for (const view::SheetTrouble& trouble : troubles) {
        auto* line = new QWidget(m_troubles);
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(theme.px(6));
        auto* words = label(theme, "", Type::Body, Token::Text, line);
        words->setObjectName(QStringLiteral("shiftTrouble%1").arg(place));
        words->setWordWrap(true);
        words->setText(QStringLiteral("%1 %2").arg(isolated(qt(trouble.name)), qt(trouble.words)));
        row->addWidget(new Glyph(theme, IconName::Error, 16, Token::Trouble, line), 0, Qt::AlignTop);
        row->addWidget(words, 1);
        if (trouble.cure == view::SheetTrouble::Cure::LogIn) {
            auto* cure = new LinkButton(theme, Type::BodyMedium, Token::Accent, line);
            cure->setObjectName(QStringLiteral("shiftCure%1").arg(place));
            cure->setText(tr("Log in again"));
            cure->setAccessibleName(tr("Log in again to %1").arg(qt(trouble.name)));
            connect(cure, &QAbstractButton::clicked, this,
                    [this, account = trouble.account] { emit logInAsked(account); });
            row->addWidget(cure, 0, Qt::AlignTop);
        }
        m_troubles->layout()->addWidget(line);
        line->show();
        ++place;
    }
    m_troubles->setVisible(!troubles.empty());
}

}  // namespace ui
