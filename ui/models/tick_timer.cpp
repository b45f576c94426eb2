// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/tick_timer.h"

#include <algorithm>

namespace ui {
namespace {

/// A calendar that was set back, or a laptop that slept, is noticed after this at the latest.
constexpr base::Duration kLongest{5 * 60'000};
/// A scaled clock may be due many times in one frame.
constexpr base::Duration kShortest{100};

} // namespace

TickTimer::TickTimer(const base::Clock& clock, QObject* parent) : QObject(parent), m_clock(clock) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TickTimer::expired);
}

void TickTimer::wakeAt(base::UtcTime time) {
    m_planned = time;
    if (time == base::UtcTime::max()) {
        m_timer.stop();
        return;
    }
    const base::Duration left = std::clamp(time - m_clock.utcNow(), base::Duration{0}, kLongest);
    m_timer.start(std::max(kShortest, m_clock.realDuration(left)));
}

void TickTimer::expired() {
    if (m_clock.utcNow() < m_planned) {
        wakeAt(m_planned);
        return;
    }
    emit due();
}

} // namespace ui
