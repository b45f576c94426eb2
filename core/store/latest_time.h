// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <algorithm>

namespace store {

/// The latest moment that this process knows to have been reached: a calendar that nobody can put back. It
/// goes on with the steady clock while the calendar shows less, so that a promise that ends is not believed
/// to last longer.
class LatestTime {
public:
    explicit LatestTime(const base::Clock& clock)
        : m_clock(clock), m_latest(clock.utcNow()), m_read(clock.steadyNow()) {}

    [[nodiscard]] base::UtcTime now() {
        const base::SteadyTime steady = m_clock.steadyNow();
        m_latest = std::max(m_clock.utcNow(), m_latest + (steady - m_read));
        m_read = steady;
        return m_latest;
    }
    /// This moment is on record.
    void reached(base::UtcTime moment) { m_latest = std::max(now(), moment); }

private:
    const base::Clock& m_clock;
    base::UtcTime m_latest;
    base::SteadyTime m_read;
};

}  // namespace store
