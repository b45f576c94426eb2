// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

namespace base {

using Duration = std::chrono::milliseconds;
/// Integer UTC milliseconds, the unit of every "…_at" column and JSON field.
using UtcTime = std::chrono::sys_time<Duration>;
using SteadyTime = std::chrono::time_point<std::chrono::steady_clock, Duration>;

[[nodiscard]] constexpr std::int64_t toMs(UtcTime time) {
    return time.time_since_epoch().count();
}
[[nodiscard]] constexpr UtcTime fromMs(std::int64_t ms) {
    return UtcTime{Duration{ms}};
}

/// Passed in, never global. A fake one jumps both ways; the practice street's runs faster.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual UtcTime utcNow() const = 0;
    [[nodiscard]] virtual SteadyTime steadyNow() const = 0;
    /// Real milliseconds that pass while this clock shows `shown` (they differ only on a scaled clock).
    [[nodiscard]] virtual Duration realDuration(Duration shown) const { return shown; }
};

/// The machine's clock.
[[nodiscard]] std::unique_ptr<Clock> makeSystemClock();

/// A clock that shows `start` now and runs `speed` times as fast as `real` (speed > 0; 0 stands still).
/// The practice street and the console share one, so that a shop's day passes in minutes.
[[nodiscard]] std::unique_ptr<Clock> makeScaledClock(const Clock& real, UtcTime start, double speed);

}  // namespace base
