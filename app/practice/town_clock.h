// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <atomic>
#include <memory>

namespace app::practice {

enum class TimeFlow {
    Running,
    Frozen,  ///< moves only by advance()
};

/// The one clock of the street, and of a console that practises in it: it starts at a chosen time and runs
/// `speed` times as fast as the machine's. Any thread may ask.
class TownClock final : public base::Clock {
public:
    TownClock(const base::Clock& real, base::UtcTime startAt, double speed, TimeFlow flow);

    [[nodiscard]] base::UtcTime utcNow() const override;
    [[nodiscard]] base::SteadyTime steadyNow() const override;
    [[nodiscard]] base::Duration realDuration(base::Duration shown) const override;

    /// Jumps forward by `step` of street time.
    void advance(base::Duration step);

    [[nodiscard]] double speed() const { return m_speed; }
    [[nodiscard]] TimeFlow flow() const { return m_flow; }
    /// What the machine's clock showed when the street started.
    [[nodiscard]] base::UtcTime startedWall() const { return m_startedWall; }

private:
    std::unique_ptr<base::Clock> m_running;
    std::atomic<base::Duration::rep> m_jumped{0};
    double m_speed;
    TimeFlow m_flow;
    base::UtcTime m_startedWall;
};

}  // namespace app::practice
