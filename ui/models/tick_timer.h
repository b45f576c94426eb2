// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace ui {

/// The one timer of a view: wakes when something it shows looks different, and not before.
class TickTimer final : public QObject {
    Q_OBJECT
public:
    explicit TickTimer(const base::Clock& clock, QObject* parent = nullptr);

    /// Instead of what was planned before; max() = never.
    void wakeAt(base::UtcTime time);
    /// When it is to wake, by the clock; max() = never.
    [[nodiscard]] base::UtcTime plannedFor() const { return m_planned; }

signals:
    void due();

private:
    void expired();

    const base::Clock& m_clock;
    base::UtcTime m_planned = base::UtcTime::max();
    QTimer m_timer;
};

}  // namespace ui
