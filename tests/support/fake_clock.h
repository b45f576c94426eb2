// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

namespace support {

/// Stands still until it is moved. Both of its times pass together; the calendar alone can jump, also
/// backwards.
class FakeClock final : public base::Clock {
public:
    /// 2026-05-04 09:00:00 UTC, a Monday, unless told otherwise.
    explicit FakeClock(base::UtcTime start = base::fromMs(1'777'885'200'000)) : m_utc(start) {}

    [[nodiscard]] base::UtcTime utcNow() const override { return m_utc; }
    [[nodiscard]] base::SteadyTime steadyNow() const override { return m_steady; }

    /// Time passes.
    void advance(base::Duration duration) {
        m_utc += duration;
        m_steady += duration;
    }
    /// Somebody sets the calendar; no time passes. Negative: backwards.
    void jump(base::Duration distance) { m_utc += distance; }
    void setUtc(base::UtcTime time) { m_utc = time; }

private:
    base::UtcTime m_utc;
    base::SteadyTime m_steady{base::Duration{1'000'000}};
};

}  // namespace support
