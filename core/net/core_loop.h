// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "net/http_transport.h"

#include <atomic>
#include <map>
#include <mutex>
#include <vector>

namespace net {

/// The core thread's event loop: posted tasks, timers and the transport's transfers, one after another.
/// A task that throws ends the program: exceptions are not part of the design.
class CoreLoop final : public base::Executor {
public:
    CoreLoop(const base::Clock& clock, HttpTransport& transport);

    void post(Task task) override;
    TimerId postAfter(base::Duration delay, Task task) override;
    void cancel(TimerId timer) override;

    /// Runs until quit(), at once when that was called before. The calling thread becomes the core thread.
    void run();
    /// Runs until `done` answers true (asked after every step) or quit().
    void runUntil(const std::function<bool()>& done);
    /// Thread-safe, and for good: the step at hand is finished, tasks that are still posted stay undone.
    void quit();

private:
    using Timers = std::multimap<base::SteadyTime, std::pair<std::uint64_t, Task>>;

    void step();
    void runPosted();
    void runDueTimers();
    [[nodiscard]] base::Duration untilNextTask();

    const base::Clock& m_clock;
    HttpTransport& m_transport;
    std::mutex m_mutex;
    std::vector<Task> m_posted;
    Timers m_timers;
    std::uint64_t m_lastTimer = 0;
    std::atomic<bool> m_quit = false;
};

}  // namespace net
