// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "support/fake_clock.h"

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <utility>

namespace support {

/// Runs tasks when the test says so, and moves the fake clock from timer to timer. For one thread.
class ManualExecutor final : public base::Executor {
public:
    explicit ManualExecutor(FakeClock& clock) : m_clock(clock) {}

    void post(Task task) override { m_posted.push_back(std::move(task)); }
    TimerId postAfter(base::Duration delay, Task task) override;
    void cancel(TimerId timer) override;

    /// Runs what is posted and due, and what that posts, until nothing is left; time stands still. Fails the
    /// test when the tasks never come to an end.
    void run();
    /// Time passes: every timer runs at its own time, with what it posts.
    void advance(base::Duration duration);

    [[nodiscard]] std::size_t timers() const { return m_timers.size(); }
    /// How long until the next timer.
    [[nodiscard]] std::optional<base::Duration> untilNext() const;

private:
    bool runOne();

    FakeClock& m_clock;
    std::deque<Task> m_posted;
    std::multimap<base::SteadyTime, std::pair<std::uint64_t, Task>> m_timers;
    std::uint64_t m_lastTimer = 0;
};

}  // namespace support
