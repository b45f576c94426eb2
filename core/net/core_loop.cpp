// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/core_loop.h"

#include <algorithm>
#include <utility>

namespace net {
namespace {

/// A wait must fit into the operating system's integers; an hour more or less is no wake-up to save.
constexpr base::Duration kLongestWait{60 * 60 * 1'000};

}  // namespace

CoreLoop::CoreLoop(const base::Clock& clock, HttpTransport& transport)
    : m_clock(clock), m_transport(transport) {}

void CoreLoop::post(Task task) {
    {
        const std::lock_guard lock(m_mutex);
        m_posted.push_back(std::move(task));
    }
    m_transport.wake();
}

base::Executor::TimerId CoreLoop::postAfter(base::Duration delay, Task task) {
    const TimerId timer{++m_lastTimer};
    const base::SteadyTime now = m_clock.steadyNow();
    // The far future is far enough; a sum past the end of time would be the past.
    const base::Duration bounded =
        std::clamp(delay, base::Duration{0}, base::SteadyTime::max() - std::max(now, base::SteadyTime{}));
    m_timers.emplace(now + bounded, std::pair(timer.value, std::move(task)));
    return timer;
}

void CoreLoop::cancel(TimerId timer) {
    const auto found = std::ranges::find(m_timers, timer.value,
                                         [](const Timers::value_type& entry) { return entry.second.first; });
    if (found != m_timers.end()) {
        m_timers.erase(found);
    }
}

void CoreLoop::run() {
    while (!m_quit) {
        step();
    }
}

void CoreLoop::runUntil(const std::function<bool()>& done) {
    while (!m_quit && !done()) {
        step();
    }
}

void CoreLoop::quit() {
    m_quit = true;
    m_transport.wake();
}

void CoreLoop::step() {
    // Waiting comes first, so that whoever asks "done?" after a step is not kept waiting by the next one.
    m_transport.pump(untilNextTask());
    runPosted();
    runDueTimers();
}

void CoreLoop::runPosted() {
    std::vector<Task> tasks;
    {
        const std::lock_guard lock(m_mutex);
        tasks.swap(m_posted);
    }
    for (const Task& task : tasks) {
        task();
    }
}

void CoreLoop::runDueTimers() {
    const base::SteadyTime now = m_clock.steadyNow();
    // A timer that a timer sets for "now" waits for the next step, else the transfers would starve.
    const std::uint64_t newest = m_lastTimer;
    for (auto due = m_timers.begin(); due != m_timers.end() && due->first <= now;) {
        if (due->second.first > newest) {
            ++due;
            continue;
        }
        const Task task = std::move(due->second.second);
        m_timers.erase(due);
        task();
        due = m_timers.begin();  // the task may have set and cancelled timers
    }
}

base::Duration CoreLoop::untilNextTask() {
    {
        const std::lock_guard lock(m_mutex);
        if (!m_posted.empty()) {
            return base::Duration{0};
        }
    }
    if (m_timers.empty()) {
        return kLongestWait;
    }
    const base::Duration shown = std::max(m_timers.begin()->first - m_clock.steadyNow(), base::Duration{0});
    return std::min(m_clock.realDuration(shown), kLongestWait);
}

}  // namespace net
