// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <functional>

namespace base {

/// Runs tasks one after another on one thread (the core thread; by hand in tests).
class Executor {
public:
    using Task = std::function<void()>;
    struct TimerId {
        std::uint64_t value = 0;
    };

    virtual ~Executor() = default;
    /// Callable from any thread; the task runs later on the executor's thread.
    virtual void post(Task task) = 0;
    /// Executor's thread only. `delay` is in the time of the Clock that the program runs on.
    virtual TimerId postAfter(Duration delay, Task task) = 0;
    /// Executor's thread only. Cancelling a timer that already ran does nothing.
    virtual void cancel(TimerId timer) = 0;
};

}  // namespace base
