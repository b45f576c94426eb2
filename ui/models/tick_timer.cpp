// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/tick_timer.h"

#include <algorithm>

namespace ui {
namespace {

/// A calendar that was set back, or a laptop that slept, is noticed after this at the latest.
constexpr base::Duration kLongest{5 * 60'000};
/// A scaled clock may be due many times in one frame.
constexpr base::Duration kShortest{100};

}  // namespace

TickTimer::TickTimer(const base::Clock& clock, QObject* parent)
    : QObject(parent), m_clock(clock), m_timer(this) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TickTimer::expired);
}

void TickTimer::wakeAt(base::UtcTime time) {
    m_planned = time;
    if (time == base::UtcTime::max()) {
        m_timer.stop();
        return;
    }
    const base::UtcTime now = m_clock.utcNow();
    if (time <= now) {
        m_timer.start(kShortest);
        return;
    }
    // A clock that stands still, or runs slowly, needs more real time than a timer can count.
    m_timer.start(std::clamp(m_clock.realDuration(std::min(time - now, kLongest)), kShortest, kLongest));
}

void TickTimer::expired() {
    if (m_clock.utcNow() < m_planned) {
        wakeAt(m_planned);
        return;
    }
    emit due();
}

}  // namespace ui
