// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <cmath>

namespace base {
namespace {

class SystemClock final : public Clock {
public:
    UtcTime utcNow() const override { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }
    SteadyTime steadyNow() const override {
        return std::chrono::floor<Duration>(std::chrono::steady_clock::now());
    }
};

class ScaledClock final : public Clock {
public:
    ScaledClock(const Clock& real, UtcTime start, double speed)
        : m_real(real), m_realStart(real.steadyNow()), m_start(start), m_speed(speed) {}
    UtcTime utcNow() const override { return m_start + shownSinceStart(); }
    SteadyTime steadyNow() const override { return SteadyTime{} + shownSinceStart(); }
    Duration realDuration(Duration shown) const override {
        if (m_speed <= 0) {
            return Duration::max();
        }
        return Duration{static_cast<std::int64_t>(std::ceil(static_cast<double>(shown.count()) / m_speed))};
    }

private:
    Duration shownSinceStart() const {
        const auto passed = static_cast<double>((m_real.steadyNow() - m_realStart).count());
        return Duration{static_cast<std::int64_t>(passed * m_speed)};
    }

    const Clock& m_real;
    SteadyTime m_realStart;
    UtcTime m_start;
    double m_speed;
};

}  // namespace

std::unique_ptr<Clock> makeSystemClock() {
    return std::make_unique<SystemClock>();
}

std::unique_ptr<Clock> makeScaledClock(const Clock& real, UtcTime start, double speed) {
    return std::make_unique<ScaledClock>(real, start, speed);
}

}  // namespace base
