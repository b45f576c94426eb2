// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus.h"
#include "measure.h"
#include "window_application.h"
#include "window_console.h"
#include "window_measures.h"

#include "ui/main_window.h"

#include "view/inbox_row.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <QScrollBar>

#include <algorithm>
#include <future>
#include <map>
#include <stdexcept>

namespace bench {

namespace {

constexpr double kFrameMs = 1000.0 / 60;
constexpr int kSettleMs = 300;
constexpr int kChanges = 100;

/// Of one frame: how long a person waits, and what this thread works for it. On a machine that others use as
/// well only the second says something of us.
struct Frame {
    double wall = 0;
    double cpu = 0;
};

/// A frame that begins now.
class Lap {
public:
    [[nodiscard]] Frame until(double end) const {
        return {.wall = end - m_wall, .cpu = threadCpuMs() - m_cpu};
    }

private:
    double m_wall = wallMs();
    double m_cpu = threadCpuMs();
};

Json spread(const std::vector<Frame>& frames) {
    std::vector<double> wall;
    std::vector<double> cpu;
    for (const Frame& frame : frames) {
        wall.push_back(frame.wall);
        cpu.push_back(frame.cpu);
    }
    const auto late = std::ranges::count_if(wall, [](double ms) { return ms > kFrameMs; });
    const Spread figures = spreadOf(std::move(wall));
    const Spread work = spreadOf(std::move(cpu));
    return {{"p50_ms", figures.p50},  {"p99_ms", figures.p99},  {"worst_ms", figures.worst},
            {"cpu_p50_ms", work.p50}, {"cpu_p99_ms", work.p99}, {"cpu_worst_ms", work.worst},
            {"count", figures.count}, {"over_a_frame", late}};
}

/// Opened, shown, all conversations in the list.
void present(PaintedApplication& application, BenchConsole& console) {
    application.watch(console.inbox().viewport());
    console.window().show();
    static_cast<void>(application.waitForFrame());
    console.showAll();
    PaintedApplication::rest(kSettleMs);
}

/// The long conversations are the newest: rows of the inbox by how many messages they have.
std::multimap<int, int> longOnes(BenchConsole& console) {
    std::multimap<int, int> rows;
    for (int row = 0; row < std::min(console.inboxModel().rowCount(), 8); ++row) {
        const QString name = console.inboxModel().index(row).data(Qt::DisplayRole).toString();
        if (name.startsWith(QStringLiteral("Long "))) {
            rows.emplace(name.section(QLatin1Char(' '), 1, 1).toInt(), row);
        }
    }
    if (rows.empty()) {
        throw std::runtime_error("there are no long conversations");
    }
    return rows;
}

bool endIsSeen(const ui::RowList& thread) {
    const int rows = thread.model()->rowCount();
    return rows > 0 && thread.visibleRows().last == rows - 1;
}

/// One list of the two that are scrolled.
class Scroller {
public:
    Scroller(PaintedApplication& application, const std::string& profile)
        : m_application(application), m_console(profile) {
        present(m_application, m_console);
    }

    /// As a hand that pulls the bar down until there is no more.
    void loadByPulling() {
        QScrollBar* bar = m_console.inbox().verticalScrollBar();
        while (m_console.inboxModel().canFetchMore({}) || bar->value() < bar->maximum()) {
            m_pulled.push_back(frame(bar->maximum()));
        }
        bar->setValue(0);
        PaintedApplication::rest(kSettleMs);
    }

    /// A hand on the wheel, mostly; at times a page, at times a jump.
    void step(Dice& dice) {
        const QScrollBar* bar = m_console.inbox().verticalScrollBar();
        const double what = dice.unit();
        int to = 0;
        if (what < 0.1) {
            to = static_cast<int>(dice.unit() * bar->maximum());
        } else {
            const int by = what < 0.3 ? bar->pageStep() : 3 * 20;
            if (dice.chance(0.02)) {
                m_down = !m_down;
            }
            to = bar->value() + (m_down ? by : -by);
        }
        if (to <= 0 || to >= bar->maximum()) {
            m_down = !m_down;
        }
        m_scrolled.push_back(frame(to));
    }

    /// A poll brought news of some conversations anywhere in the list; they stay where they are.
    Frame change(Dice& dice, int conversations) { return announce(someOf(dice, conversations)); }

    /// The same, and the news makes them the newest.
    Frame move(Dice& dice, int conversations) {
        const model::Change change = someOf(dice, conversations);
        std::promise<void> written;
        m_console.console().core().post([&](app::Core& core) {
            const auto done = core.store().write("news", [&](store::WriteTx& tx) -> base::Status {
                std::int64_t at = base::toMs(core.clock().utcNow());
                for (const base::ConversationId id : change.conversations) {
                    const base::Status moved = tx.connection().execute(
                        fmt::format("UPDATE conversation SET last_at = {} WHERE id = {}", ++at, id.value));
                    if (!moved) {
                        return moved;
                    }
                }
                return {};
            });
            static_cast<void>(done);
            written.set_value();
        });
        written.get_future().wait();
        return announce(change);
    }

    [[nodiscard]] int rows() { return m_console.inboxModel().rowCount(); }
    [[nodiscard]] const std::vector<Frame>& scrolled() const { return m_scrolled; }
    [[nodiscard]] const std::vector<Frame>& pulled() const { return m_pulled; }

private:
    Frame frame(int to) {
        QWidget* viewport = m_console.inbox().viewport();
        m_application.watch(viewport);
        const Lap lap;
        m_console.inbox().verticalScrollBar()->setValue(to);
        // All of it, not only what a copy of the old frame leaves over.
        viewport->update();
        return lap.until(m_application.frameNow(m_console.window()));
    }

    model::Change someOf(Dice& dice, int conversations) {
        model::Change change;
        while (static_cast<int>(change.conversations.size()) < std::min(conversations, rows())) {
            const auto row = dice.below(static_cast<std::size_t>(rows()));
            change.conversations.insert(m_console.inboxModel().conversationAt(static_cast<int>(row)));
        }
        return change;
    }

    Frame announce(const model::Change& change) {
        m_application.watch(m_console.inbox().viewport());
        const Lap lap;
        m_console.console().changes().announce(change);
        PaintedApplication::sendPostedEvents();
        m_console.inbox().viewport()->update();
        return lap.until(m_application.frameNow(m_console.window()));
    }

    PaintedApplication& m_application;
    BenchConsole m_console;
    std::vector<Frame> m_scrolled;
    std::vector<Frame> m_pulled;
    bool m_down = true;
};

}  // namespace

Json measureOpen(PaintedApplication& application, const std::string& profile, int times) {
    BenchConsole console(profile);
    present(application, console);
    const std::multimap<int, int> rows = longOnes(console);
    const QWidget* viewport = console.thread().viewport();
    std::map<int, std::vector<Frame>> samples;
    const int plain = console.inboxModel().rowCount() - 1;
    for (int i = 0; i < times; ++i) {
        for (const auto& [length, row] : rows) {
            application.watch(viewport);
            const Lap lap;
            console.inbox().setCurrentIndex(console.inboxModel().index(row));
            double end = application.frameNow(console.window());
            while (!endIsSeen(console.thread())) {
                application.watch(viewport);
                end = application.frameNow(console.window());
            }
            samples[length].push_back(lap.until(end));
            PaintedApplication::rest(1);
        }
        // Something short between, so that nothing stays as it was.
        console.inbox().setCurrentIndex(console.inboxModel().index(plain));
        PaintedApplication::rest(1);
    }
    Json result = Json::object();
    for (auto& [length, of] : samples) {
        result[std::to_string(length)] = spread(of);
    }
    return result;
}

Json measureScroll(PaintedApplication& application, const std::string& large, const std::string& small,
                   int steps) {
    Scroller ofLarge(application, large);
    Scroller ofSmall(application, small);
    ofSmall.loadByPulling();
    ofLarge.loadByPulling();
    Dice largeDice(7);
    Dice smallDice(7);
    for (int i = 0; i < steps; ++i) {
        ofLarge.step(largeDice);
        ofSmall.step(smallDice);
    }
    std::vector<Frame> one;
    std::vector<Frame> hundred;
    std::vector<Frame> moved;
    for (int i = 0; i < kChanges; ++i) {
        one.push_back(ofLarge.change(largeDice, 1));
        hundred.push_back(ofLarge.change(largeDice, 100));
        moved.push_back(ofLarge.move(largeDice, 20));
    }
    return {{"large_rows", ofLarge.rows()},
            {"large", spread(ofLarge.scrolled())},
            {"small_rows", ofSmall.rows()},
            {"small", spread(ofSmall.scrolled())},
            {"pulled_to_the_end", spread(ofLarge.pulled())},
            {"change_of_1", spread(one)},
            {"change_of_100", spread(hundred)},
            {"move_of_20", spread(moved)}};
}

}  // namespace bench
