// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/town_clock.h"

namespace app::practice {

TownClock::TownClock(const base::Clock& real, base::UtcTime startAt, double speed, TimeFlow flow)
    : m_running(base::makeScaledClock(real, startAt, flow == TimeFlow::Frozen ? 0.0 : speed)), m_speed(speed),
      m_flow(flow), m_startedWall(real.utcNow()) {}

base::UtcTime TownClock::utcNow() const {
    return m_running->utcNow() + base::Duration{m_jumped.load()};
}

base::SteadyTime TownClock::steadyNow() const {
    return m_running->steadyNow() + base::Duration{m_jumped.load()};
}

base::Duration TownClock::realDuration(base::Duration shown) const {
    return m_running->realDuration(shown);
}

void TownClock::advance(base::Duration step) {
    m_jumped += step.count();
}

}  // namespace app::practice
