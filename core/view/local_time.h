// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <chrono>
#include <functional>

namespace view {

/// A moment on the user's own clock and calendar.
struct LocalTime {
    int year = 1970;
    int month = 1;  ///< 1 … 12
    int day = 1;
    int weekday = 1;  ///< Monday is 1
    int hour = 0;
    int minute = 0;
    int second = 0;

    [[nodiscard]] bool sameDay(const LocalTime& other) const {
        return year == other.year && month == other.month && day == other.day;
    }
    bool operator==(const LocalTime&) const = default;
};

/// The user's time zone: a parameter, never global. It knows about daylight saving; view does not.
using ToLocal = std::function<LocalTime(base::UtcTime)>;

/// A zone that is always so many minutes ahead of UTC.
[[nodiscard]] ToLocal fixedOffset(std::chrono::minutes ahead);

}  // namespace view
