// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/report_window.h"

#include "ui/language.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/report_bar.h"
#include "ui/widgets/turns_list.h"

#include "view/console_source.h"
#include "view/platform_names.h"
#include "view/report_csv.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QKeyEvent>
#include <QPointer>
#include <QSaveFile>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>

namespace ui {
namespace {

QDate today(const WindowContext& context) {
    const view::LocalTime now = context.words.local(context.seam.clock.utcNow());
    return {now.year, now.month, now.day};
}

std::chrono::year_month_day calendarDay(const QDate& date) {
    return {std::chrono::year{date.year()}, std::chrono::month{static_cast<unsigned>(date.month())},
            std::chrono::day{static_cast<unsigned>(date.day())}};
}

}  // namespace

ReportWindow::ReportWindow(const WindowContext& context, QWidget* parent)
    : QDialog(parent), m_context(context), m_bar(new ReportBar(context.theme, today(context), this)),
      m_notice(new NoticeBar(context.theme, this)), m_stack(new QStackedWidget(this)),
      m_sheet(new ReportSheet(context.theme)), m_list(new TurnsList(context.theme, context.words, this)),
      m_empty(new EmptyState(context.theme, Token::Paper, QStringLiteral("reportEmpty"), this)) {
    setObjectName(QStringLiteral("reportWindow"));
    setWindowTitle(tr("Response time"));
    setAccessibleName(windowTitle());
    build();
}

ReportWindow::~ReportWindow() = default;

void ReportWindow::build() {
    const Theme& theme = m_context.theme;
    std::vector<std::pair<std::string, QString>> platforms;
    if (const auto accounts = m_context.seam.source.accounts()) {
        for (const model::Account& account : *accounts) {
            const std::pair entry(account.platform, qt(view::platformName(account.platform)));
            if (std::ranges::find(platforms, entry) == platforms.end()) {
                platforms.push_back(entry);
            }
        }
    }
    m_bar->setPlatforms(platforms);
    auto* scroll = new QScrollArea(m_stack);
    scroll->setObjectName(QStringLiteral("reportScroll"));
    scroll->setAccessibleName(tr("Report"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_sheet);
    m_stack->addWidget(scroll);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_bar);
    lines->addWidget(m_notice);
    lines->addWidget(m_stack, 1);
    setMinimumSize(theme.px(860), theme.px(520));
    resize(theme.px(1040), theme.px(740));
    connect(m_bar, &ReportBar::daysChanged, this, &ReportWindow::ask);
    connect(m_bar, &ReportBar::readingChanged, this, &ReportWindow::read);
    connect(m_bar, &ReportBar::csvAsked, this, &ReportWindow::exportCsv);
    connect(m_bar, &ReportBar::pdfAsked, this, &ReportWindow::exportPdf);
    connect(m_sheet, &ReportSheet::opened, this, &ReportWindow::openTurns);
    connect(m_list, &TurnsList::left, this, &ReportWindow::leaveTurns);
    connect(m_list, &TurnsList::conversationAsked, this, [this](base::ConversationId conversation) {
        leaveTurns();
        close();
        emit conversationAsked(conversation);
    });
    connect(&m_context.theme, &Theme::changed, m_sheet, qOverload<>(&QWidget::update));
}

void ReportWindow::open() {
    show();
    raise();
    activateWindow();
    ask();
}

model::ReportScope ReportWindow::scope() const {
    const auto [from, to] = m_bar->days();
    return {.from = calendarDay(from),
            .to = calendarDay(to),
            .definition = m_bar->definition(),
            .now = m_context.seam.clock.utcNow()};
}

void ReportWindow::ask() {
    if (m_context.seam.background == nullptr) {
        read();
        return;
    }
    // Figures that are there stay until those asked for come.
    if (m_turns.empty()) {
        say(tr("Reading these days"));
    }
    const model::ReportScope asked = scope();
    const auto [from, to] = model::readingSpan(asked.from, asked.to);
    m_context.seam.background->turns(
        from, to, [guard = QPointer<ReportWindow>(this)](base::Result<std::vector<model::TurnFact>> facts) {
            if (guard == nullptr) {
                return;
            }
            if (!facts) {
                guard->say(tr("These days could not be read"));
                guard->complain(asSentence(facts.error().what()));
                return;
            }
            guard->complain({});
            guard->show(std::move(*facts));
        });
}

void ReportWindow::show(std::vector<model::TurnFact> facts) {
    m_facts = std::move(facts);
    read();
}

void ReportWindow::read() {
    const std::string platform = m_bar->platform();
    const auto meant = [&platform](const std::string& one) { return platform.empty() || one == platform; };
    m_accounts = {};
    const auto addPlatform = [this](const std::string& one) {
        if (std::ranges::find(m_accounts.platforms, one) == m_accounts.platforms.end()) {
            m_accounts.platforms.push_back(one);
        }
    };
    if (const auto accounts = m_context.seam.source.accounts()) {
        for (const model::Account& account : *accounts) {
            if (meant(account.platform)) {
                addPlatform(account.platform);
                m_accounts.rules.push_back(account.rule);
            }
        }
    }
    std::vector<model::TurnFact> facts;
    std::ranges::copy_if(m_facts, std::back_inserter(facts),
                         [&](const model::TurnFact& fact) { return meant(fact.platform); });
    m_turns = model::timedTurns(std::move(facts), scope(), view::machineClock(m_context.words));
    for (const model::TimedTurn& turn : m_turns) {
        addPlatform(turn.fact.platform);
    }
    m_sheet->show(viewBy(m_bar->unit()));
    if (m_turns.empty()) {
        say(tr("No turn in these days"));
    } else {
        m_stack->setCurrentIndex(0);
    }
}

view::ReportView ReportWindow::viewBy(model::TimeUnit unit) const {
    return view::reportView(m_turns, scope(), m_accounts, unit, m_context.words);
}

void ReportWindow::openTurns(const QString& title, const std::vector<std::size_t>& which) {
    std::vector<model::TimedTurn> turns;
    for (const std::size_t index : which) {
        turns.push_back(m_turns[index]);
    }
    m_opened = focusWidget();
    m_stack->setCurrentWidget(m_list);
    m_list->show(title, std::move(turns), m_bar->unit(), m_context.seam.clock.utcNow());
}

void ReportWindow::leaveTurns() {
    m_stack->setCurrentIndex(0);
    if (m_opened != nullptr) {
        m_opened->setFocus(Qt::TabFocusReason);
    }
}

/// First back from the list, then away.
void ReportWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_stack->currentWidget() == m_list) {
        leaveTurns();
        return;
    }
    QDialog::keyPressEvent(event);
}

void ReportWindow::say(const QString& words) {
    m_empty->show({.icon = IconName::Chart, .title = words});
    m_stack->setCurrentWidget(m_empty);
}

void ReportWindow::complain(const QString& sentence) {
    m_notice->show(sentence, NoticeBar::Stay::UntilClosed);
}

QString ReportWindow::fileName(const char* ending) const {
    const auto [from, to] = m_bar->days();
    return tr("response-time-%1-to-%2").arg(from.toString(Qt::ISODate), to.toString(Qt::ISODate)) +
           QLatin1String(ending);
}

bool ReportWindow::saveCsv(const QString& path) const {
    const std::string text = view::reportCsv(m_turns, m_bar->definition());
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) &&
           file.write(text.data(), static_cast<qint64>(text.size())) == static_cast<qint64>(text.size()) &&
           file.commit();
}

std::unique_ptr<ReportPages> ReportWindow::pages(QSizeF page) const {
    const auto [from, to] = m_bar->days();
    const QLocale locale;
    const auto names = m_context.seam.source.names();
    const bool business = m_bar->unit() == model::TimeUnit::Business;
    const ReportHeading heading{.shop = names ? qt(names->shop) : QString(),
                                .days = tr("%1 to %2")
                                            .arg(locale.toString(from, QLocale::LongFormat),
                                                 locale.toString(to, QLocale::LongFormat)),
                                .reading = QStringLiteral("%1 · %2 · %3")
                                               .arg(m_bar->definitionWords(), m_bar->accountWords(),
                                                    business ? tr("business time") : tr("by the calendar"))};
    return std::make_unique<ReportPages>(viewBy(m_bar->unit()), viewBy(model::TimeUnit::Business),
                                         viewBy(model::TimeUnit::Calendar), heading, page);
}

void ReportWindow::exportCsv() {
    const QString path = QFileDialog::getSaveFileName(this, tr("Save every turn as CSV"), fileName(".csv"),
                                                      tr("Tables (*.csv)"));
    if (!path.isEmpty() && !saveCsv(path)) {
        complain(tr("%1 can't be written").arg(isolated(path)));
    }
}

void ReportWindow::exportPdf() {
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the report as PDF"), fileName(".pdf"),
                                                      tr("Documents (*.pdf)"));
    if (!path.isEmpty() && !pages(ReportPages::a4())->write(path)) {
        complain(tr("%1 can't be written").arg(isolated(path)));
    }
}

}  // namespace ui
