// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/manual_executor.h"

#include "support/catch.h"

#include <algorithm>

namespace support {

base::Executor::TimerId ManualExecutor::postAfter(base::Duration delay, Task task) {
    const TimerId timer{++m_lastTimer};
    const base::SteadyTime due = m_clock.steadyNow() + std::max(delay, base::Duration{0});
    m_timers.emplace(due, std::pair(timer.value, std::move(task)));
    return timer;
}

void ManualExecutor::cancel(TimerId timer) {
    std::erase_if(m_timers, [timer](const auto& entry) { return entry.second.first == timer.value; });
}

bool ManualExecutor::runOne() {
    if (!m_posted.empty()) {
        const Task task = std::move(m_posted.front());
        m_posted.pop_front();
        task();
        return true;
    }
    if (m_timers.empty() || m_timers.begin()->first > m_clock.steadyNow()) {
        return false;
    }
    const Task task = std::move(m_timers.begin()->second.second);
    m_timers.erase(m_timers.begin());
    task();
    return true;
}

void ManualExecutor::run() {
    constexpr int kMost = 1'000'000;
    for (int i = 0; i < kMost; ++i) {
        if (!runOne()) {
            return;
        }
    }
    FAIL("tasks post tasks without end while time stands still");
}

void ManualExecutor::advance(base::Duration duration) {
    run();
    base::Duration left = duration;
    while (const auto wait = untilNext()) {
        if (*wait > left) {
            break;
        }
        m_clock.advance(*wait);
        left -= *wait;
        run();
    }
    m_clock.advance(left);
}

std::optional<base::Duration> ManualExecutor::untilNext() const {
    if (m_timers.empty()) {
        return std::nullopt;
    }
    return std::max(m_timers.begin()->first - m_clock.steadyNow(), base::Duration{0});
}

}  // namespace support
