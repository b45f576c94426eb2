// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/first_run.h"

#include "ui/language.h"
#include "ui/style/shopbell_style.h"
#include "ui/widgets/names_form.h"

#include "view/console_source.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

namespace ui {
namespace {

constexpr int kWidth = 440;
/// In the settings: the starter replies were looked at.
constexpr auto kRepliesSeen = "firstRun/repliesSeen";

}  // namespace

FirstRun::FirstRun(const WindowContext& context, QWidget* parent)
    : Surface(context.theme, Token::Paper, {}, parent), m_context(context) {
    setObjectName(QStringLiteral("firstRun"));
    setAccessibleName(tr("First steps"));
    auto* column = new QWidget(this);
    column->setFixedWidth(theme().px(kWidth));
    auto* lines = new QVBoxLayout(column);
    lines->setContentsMargins(theme().px(16), theme().px(16), theme().px(16), theme().px(16));
    lines->setSpacing(theme().px(24));
    auto* title = new PlainLabel(theme(), Type::DialogTitle, Token::Text, column);
    title->setObjectName(QStringLiteral("firstRunTitle"));
    title->setText(tr("Three steps to the first reply"));
    lines->addWidget(title);
    const auto add = [&](Step step, const QString& name, const QString& words) {
        m_steps.at(step) = buildStep(step, name, words);
        auto* row = new QHBoxLayout;
        row->setSpacing(theme().px(12));
        auto* mark = new QVBoxLayout;
        mark->addWidget(m_steps.at(step).number);
        mark->addWidget(m_steps.at(step).check);
        mark->addStretch(1);
        row->addLayout(mark);
        row->addLayout(m_steps.at(step).content, 1);
        lines->addLayout(row);
    };
    add(Names, tr("Say who you are"), tr("Both names can stand in canned replies."));
    add(Account, tr("Connect an account"),
        m_context.seam.openPracticeStreet
            ? tr("Or walk the practice street first: invented customers, in a window of its own.")
            : tr("Who waits for you there shows up in the list."));
    add(Replies, tr("Look at the starter replies"),
        tr("Make them your own: one key puts them into a reply."));
    buildNames();
    buildAccount();
    buildReplies();
    auto* centred = new QHBoxLayout;
    centred->addStretch(1);
    centred->addWidget(column);
    centred->addStretch(1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addStretch(2);
    all->addLayout(centred);
    all->addStretch(3);
    if (const QSettings* settings = m_context.seam.settings) {
        m_repliesSeen = settings->value(QLatin1String(kRepliesSeen)).toBool();
    }
    refresh();
}

FirstRun::Parts FirstRun::buildStep(Step step, const QString& title, const QString& words) {
    const QString name = QStringLiteral("firstRunStep%1").arg(step + 1);
    Parts parts;
    parts.number = new PlainLabel(theme(), Type::PaneTitle, Token::Text2, this);
    parts.number->setObjectName(name + QStringLiteral("Number"));
    parts.number->setText(QLocale().toString(static_cast<int>(step) + 1));
    parts.number->setFixedWidth(theme().px(16));
    parts.check = new Glyph(theme(), IconName::Tick, 16, Token::Answered, this);
    parts.check->setObjectName(name + QStringLiteral("Done"));
    parts.title = new PlainLabel(theme(), Type::PaneTitle, Token::Text, this);
    parts.title->setObjectName(name);
    parts.title->setText(title);
    parts.words = new PlainLabel(theme(), Type::Body, Token::Text2, this);
    parts.words->setObjectName(name + QStringLiteral("Words"));
    parts.words->setText(words);
    parts.words->setWordWrap(true);
    parts.content = new QVBoxLayout;
    parts.content->setSpacing(theme().px(4));
    parts.content->addWidget(parts.title);
    parts.content->addWidget(parts.words);
    parts.content->addSpacing(theme().px(4));
    return parts;
}

QPushButton* FirstRun::button(const char* name, const QString& text) {
    auto* made = new QPushButton(text, this);
    made->setObjectName(QLatin1String(name));
    made->setAccessibleName(text);
    made->setAutoDefault(true);  // Enter presses it
    return made;
}

void FirstRun::buildNames() {
    m_names = new NamesForm(theme(), QStringLiteral("firstRun"), this);
    m_names->setReadOnly(!m_context.seam.readOnly.empty());
    m_steps.at(Names).content->addWidget(m_names);
    connect(m_names, &NamesForm::edited, this, &FirstRun::saveNames);
    connect(m_names, &NamesForm::finished, this, [this] { m_connect->setFocus(Qt::TabFocusReason); });
}

void FirstRun::buildAccount() {
    auto* row = new QHBoxLayout;
    row->setSpacing(theme().px(8));
    m_connect = button("firstRunConnect", tr("Connect account…"));
    setButtonKind(*m_connect, ButtonKind::Primary);
    m_connect->setFont(theme().font(Type::BodySemibold));
    connect(m_connect, &QPushButton::clicked, this, &FirstRun::connectAsked);
    row->addWidget(m_connect);
    if (m_context.seam.openPracticeStreet) {
        QPushButton* street = button("firstRunStreet", tr("Walk the practice street"));
        connect(street, &QPushButton::clicked, this, &FirstRun::openStreet);
        row->addWidget(street);
    }
    row->addStretch(1);
    m_steps.at(Account).content->addLayout(row);
}

void FirstRun::buildReplies() {
    auto* row = new QHBoxLayout;
    m_replies = button("firstRunReplies", tr("Open the canned replies"));
    connect(m_replies, &QPushButton::clicked, this, [this] {
        m_repliesSeen = true;
        if (QSettings* settings = m_context.seam.settings) {
            settings->setValue(QLatin1String(kRepliesSeen), true);
        }
        refresh();
        emit repliesAsked();
    });
    row->addWidget(m_replies);
    row->addStretch(1);
    m_steps.at(Replies).content->addLayout(row);
}

void FirstRun::setDone(Step step, bool done) {
    const Parts& parts = m_steps.at(step);
    parts.number->setVisible(!done);
    parts.check->setVisible(done);
    const auto place = static_cast<int>(step) + 1;
    parts.title->setAccessibleName(done ? tr("Step %1, done: %2").arg(place).arg(parts.title->text())
                                        : tr("Step %1: %2").arg(place).arg(parts.title->text()));
}

void FirstRun::refresh() {
    const model::ShopNames names = m_context.seam.source.names().value_or(m_known);
    if (m_names->names() == m_known && names != m_known) {
        m_names->fill(names);
    }
    m_known = names;
    const auto accounts = m_context.seam.source.accounts();
    setDone(Names, !names.shop.empty() && !names.agent.empty());
    setDone(Account, accounts && !accounts->empty());
    setDone(Replies, m_repliesSeen);
}

void FirstRun::takeFocus() {
    if (m_steps.at(Names).check->isHidden()) {
        m_names->setFocus(Qt::OtherFocusReason);
    } else {
        m_connect->setFocus(Qt::OtherFocusReason);
    }
}

void FirstRun::saveNames() {
    // They can be changed from elsewhere: only what was typed here is saved from here.
    const model::ShopNames names = m_names->names();
    if (!m_context.seam.readOnly.empty() || names == m_known || names == m_sent) {
        return;
    }
    m_sent = names;
    ask(m_context, this, model::SaveNames{.names = names},
        [this, names](const base::Result<base::ReplyId>& done) {
            if (m_sent == names) {
                m_sent.reset();
            }
            if (!done) {
                emit failed(asSentence(done.error().what()));
            }
            refresh();
        });
}

void FirstRun::openStreet() {
    const base::Status opened = m_context.seam.openPracticeStreet();
    m_steps.at(Account).words->setText(opened ? tr("The practice street opens in a window of its own.")
                                              : asSentence(opened.error().what()));
}

/// What was typed is not lost because the window closes over it.
void FirstRun::hideEvent(QHideEvent* event) {
    saveNames();
    Surface::hideEvent(event);
}

}  // namespace ui
