// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/shift_window.h"

#include "ui/language.h"
#include "ui/sheet_paper.h"
#include "ui/style/shopbell_style.h"
#include "ui/widgets/dialog_foot.h"
#include "ui/widgets/handover_page.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/sheet_parts.h"
#include "ui/widgets/standing_section.h"
#include "ui/widgets/start_page.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QCheckBox>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>

#include <utility>

namespace ui {
namespace {

constexpr auto kShowAtStart = "shift/showSheet";
constexpr base::Duration kMinute{60'000};

}  // namespace

ShiftWindow::ShiftWindow(const WindowContext& context, QWidget* parent)
    : QDialog(parent), m_context(context), m_timer(context.seam.clock) {
    setObjectName(QStringLiteral("shiftWindow"));
    setWindowTitle(tr("Shift sheet"));
    setAccessibleName(windowTitle());
    const Theme& theme = context.theme;
    m_start = new StartPage(context, this);
    m_handover = new HandoverPage(context, this);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(scrolling("shiftStartScroll", tr("Sheet at the start"), m_start));
    m_pages->addWidget(scrolling("shiftHandoverScroll", tr("Sheet for the hand-over"), m_handover));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(buildHead());
    all->addWidget(m_pages, 1);
    all->addWidget(buildFoot());
    setMinimumSize(theme.px(760), theme.px(480));
    resize(theme.px(940), theme.px(760));
    connectParts();
}

QScrollArea* ShiftWindow::scrolling(const char* name, const QString& spoken, QWidget* page) {
    auto* area = new QScrollArea(this);
    area->setObjectName(QLatin1String(name));
    area->setAccessibleName(spoken);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(page);
    return area;
}

QWidget* ShiftWindow::buildHead() {
    const Theme& theme = m_context.theme;
    auto* head = new Surface(theme, Token::Chrome, Qt::BottomEdge, this);
    head->setFixedHeight(theme.px(44));
    auto* tabs = new QButtonGroup(this);
    const auto tab = [&](const char* name, const QString& text) {
        auto* made = new QToolButton(head);
        made->setObjectName(QLatin1String(name));
        made->setText(text);
        made->setAccessibleName(text);
        made->setCheckable(true);
        made->setAutoRaise(true);
        made->setFocusPolicy(Qt::StrongFocus);
        made->setMinimumHeight(theme.px(30));
        tabs->addButton(made);
        return made;
    };
    m_startTab = tab("shiftStartTab", tr("Start"));
    m_handoverTab = tab("shiftHandoverTab", tr("Hand-over"));
    m_startTab->setChecked(true);
    m_print = new LinkButton(theme, Type::Body, Token::Text, head);
    m_print->setText(tr("Print…"));
    m_print->setGlyph(IconName::Print);
    m_print->setGlyphSize(16);
    m_print->setPadding(8);
    m_print->setFocusPolicy(Qt::StrongFocus);
    m_print->setObjectName(QStringLiteral("shiftPrint"));
    m_print->setAccessibleName(tr("Print this sheet"));
    m_print->setToolTip(tr("Print this sheet (%1)")
                            .arg(QKeySequence(QKeySequence::Print).toString(QKeySequence::NativeText)));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(theme.px(16), 0, theme.px(16), 0);
    row->setSpacing(theme.px(6));
    row->addWidget(m_startTab);
    row->addWidget(m_handoverTab);
    row->addStretch(1);
    row->addWidget(m_print);
    return head;
}

QWidget* ShiftWindow::buildFoot() {
    auto* foot = new DialogFoot(m_context.theme, this);
    m_showAtStart = new QCheckBox(tr("Show when I start a shift"), foot);
    m_showAtStart->setObjectName(QStringLiteral("shiftShowAtStart"));
    m_showAtStart->setAccessibleName(m_showAtStart->text());
    m_showAtStart->setChecked(showsAtStart(m_context.seam));
    m_words = new PlainLabel(m_context.theme, Type::Secondary, Token::Trouble, foot);
    m_words->setObjectName(QStringLiteral("shiftWords"));
    foot->lead(m_showAtStart);
    foot->lead(m_words, 1);
    m_close = foot->add("shiftClose", tr("Close"));
    m_primary = foot->addPrimary("shiftPrimary", tr("Start"));
    m_primary->setDefault(true);
    return foot;
}

void ShiftWindow::connectParts() {
    connect(m_startTab, &QToolButton::clicked, this, [this] { choose(Tab::Start); });
    connect(m_handoverTab, &QToolButton::clicked, this, [this] { choose(Tab::Handover); });
    connect(m_print, &QAbstractButton::clicked, this, &ShiftWindow::print);
    connect(new QShortcut(QKeySequence::Print, this), &QShortcut::activated, this, &ShiftWindow::print);
    connect(m_showAtStart, &QCheckBox::toggled, this, [this](bool shows) {
        if (QSettings* settings = m_context.seam.settings) {
            settings->setValue(QLatin1String(kShowAtStart), shows);
        }
    });
    connect(m_close, &QPushButton::clicked, this, &ShiftWindow::reject);
    connect(m_primary, &QPushButton::clicked, this, &ShiftWindow::goOn);
    connect(m_start, &StartPage::chosen, this, &ShiftWindow::leaveFor);
    connect(m_start, &StartPage::logInAsked, this, &ShiftWindow::logInAsked);
    connect(m_handover, &HandoverPage::chosen, this, &ShiftWindow::leaveFor);
    connect(m_handover, &HandoverPage::holdingAsked, this, &ShiftWindow::holdingAsked);
    connect(m_handover, &HandoverPage::failed, m_words, &PlainLabel::setText);
    connect(&m_timer, &TickTimer::due, this, &ShiftWindow::refresh);
    connect(&m_context.seam.changes, &ChangeRelay::changed, this, [this] {
        if (isVisible()) {
            refresh();
        }
    });
}

bool ShiftWindow::showsAtStart(const ConsoleSeam& seam) {
    return seam.settings == nullptr || seam.settings->value(QLatin1String(kShowAtStart), true).toBool();
}

ShiftWindow::Tab ShiftWindow::tab() const {
    return m_startTab->isChecked() ? Tab::Start : Tab::Handover;
}

void ShiftWindow::open(Tab tab) {
    m_words->clear();
    show();
    raise();
    activateWindow();
    (tab == Tab::Start ? m_startTab : m_handoverTab)->setChecked(true);
    choose(tab);
}

void ShiftWindow::choose(Tab tab) {
    m_pages->setCurrentIndex(tab == Tab::Start ? 0 : 1);
    refresh();
    SheetTable& table = tab == Tab::Start ? m_start->table() : m_handover->expiring();
    if (table.current()) {
        table.list().setFocus(Qt::OtherFocusReason);
    } else {
        (m_primary->isEnabled() ? m_primary : m_close)->setFocus();
    }
}

void ShiftWindow::refresh() {
    const base::UtcTime now = m_context.seam.clock.utcNow();
    const auto pulses = m_context.seam.pulses();
    const view::ShiftFacts before =
        std::exchange(m_facts, view::readShiftFacts(m_context.seam.source, pulses, now));
    // The figures of a moment ago stay until those of now are there.
    if (view::shiftQuestion(m_facts, m_context.words, now).sameSheet(m_asked)) {
        m_facts.counting = before.counting;
        m_facts.counts = before.counts;
    }
    showFacts();
    count();
    m_start->standing().refresh();
    m_timer.wakeAt(isVisible() ? now + kMinute : base::UtcTime::max());
}

void ShiftWindow::count() {
    if (m_context.seam.background == nullptr || !m_reading.begin()) {
        return;
    }
    const auto question = view::shiftQuestion(m_facts, m_context.words, m_context.seam.clock.utcNow());
    m_context.seam.background->shift(
        question, [guard = QPointer<ShiftWindow>(this), question](base::Result<model::ShiftCounts> counts) {
            if (guard != nullptr) {
                guard->counted(question, std::move(counts));
            }
        });
}

void ShiftWindow::counted(const model::ShiftQuestion& question, base::Result<model::ShiftCounts> counts) {
    if (m_reading.end()) {
        count();
    }
    // Another shift may have begun since.
    if (!view::shiftQuestion(m_facts, m_context.words, question.now).sameSheet(question)) {
        return;
    }
    m_asked = question;
    m_facts.counting = counts ? view::ShiftFacts::Counting::Known : view::ShiftFacts::Counting::Failed;
    m_facts.counts = counts ? std::move(*counts) : model::ShiftCounts{};
    if (!counts) {
        m_notCounted = asSentence(counts.error().what());
        m_words->setText(m_notCounted);
    } else if (!m_notCounted.isEmpty() && m_words->text() == std::exchange(m_notCounted, {})) {
        m_words->clear();
    }
    showFacts();
}

void ShiftWindow::showFacts() {
    const base::UtcTime now = m_context.seam.clock.utcNow();
    const view::StartSheet start = view::startSheet(m_facts, m_context.words, now);
    m_start->show(start);
    m_handover->show(view::handoverSheet(m_facts, m_context.words, now), m_facts.running.has_value());
    const std::size_t first = view::firstWaiting(start.expiring);
    const bool waits = first < start.expiring.size();
    m_first = waits ? start.expiring[first].conversation : base::ConversationId{};
    m_firstName = waits ? qt(start.expiring[first].firstName) : QString();
    m_print->setEnabled(m_facts.counting != view::ShiftFacts::Counting::Reading);
    showPrimary();
}

void ShiftWindow::showPrimary() {
    const bool start = tab() == Tab::Start;
    m_showAtStart->setVisible(start);
    QString text = start ? tr("Start with %1").arg(isolated(m_firstName)) : tr("End shift");
    const bool can = start ? bool(m_first) : m_facts.running && m_context.seam.readOnly.empty();
    if (start && !m_first) {
        text = tr("Nobody is waiting");
    }
    m_primary->setText(plainMenuText(text));
    m_primary->setAccessibleName(text);
    m_primary->setToolTip(plainToolTip(tr("%1 (Enter)").arg(text)));
    m_primary->setEnabled(can);
    // Enter in the list opens the chosen row; it ends no shift.
    setButtonKeyCap(*m_primary, start && can ? tr("Enter") : QString());
    m_primary->setAccessibleDescription(can || start ? QString() : tr("No shift is running"));
}

void ShiftWindow::goOn() {
    if (tab() == Tab::Start) {
        leaveFor(m_first);
    } else {
        endShift();
    }
}

void ShiftWindow::leaveFor(base::ConversationId conversation) {
    if (conversation) {
        reject();
        emit conversationAsked(conversation);
    }
}

void ShiftWindow::endShift() {
    // What is typed goes with it: there is nothing left to save afterwards.
    ask(m_context, this, model::EndShift{.at = {}, .note = m_handover->note().toStdString()},
        [this](const base::Result<base::ReplyId>& done) {
            if (done) {
                QDialog::reject();
            } else {
                m_words->setText(asSentence(done.error().what()));
            }
        });
}

void ShiftWindow::reject() {
    if (m_facts.running && m_handover->note() != qt(m_facts.running->note)) {
        m_handover->flush();
    }
    m_timer.wakeAt(base::UtcTime::max());
    QDialog::reject();
}

void ShiftWindow::print() {
    if (!m_print->isEnabled()) {
        return;
    }
    const base::UtcTime now = m_context.seam.clock.utcNow();
    const SheetPaper paper =
        tab() == Tab::Start
            ? SheetPaper(view::startSheet(m_facts, m_context.words, now), m_start->standing().card())
            : SheetPaper(view::handoverSheet(m_facts, m_context.words, now));
    const QString trouble = printSheet(paper, this);
    if (!trouble.isEmpty()) {
        m_words->setText(trouble);
    }
}

}  // namespace ui
