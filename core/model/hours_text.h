// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/business_hours.h"

#include "base/clock.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Opening hours as they are written in files, in fields and in sentences. Pure.
namespace model {

/// "09:00"; 1440 is "24:00".
[[nodiscard]] std::string clockText(int minute);
/// Two digits, a colon, two digits: 00:00 to 24:00 as minutes since midnight; nothing = it is no such time.
[[nodiscard]] std::optional<int> minuteOf(std::string_view text);
/// As people type it: "9", "9:30", "9.30" and "930" too.
[[nodiscard]] std::optional<int> typedMinute(std::string_view text);

/// "2026-03-29".
[[nodiscard]] std::string dateText(std::chrono::year_month_day date);
/// Nothing = not written so, or not in the calendar.
[[nodiscard]] std::optional<std::chrono::year_month_day> dateOf(std::string_view text);

/// What the calendar shows at this instant. UTC where the zone isn't known.
[[nodiscard]] std::chrono::year_month_day localDate(const std::string& zone, base::UtcTime time);
/// The first instant of a date. UTC where the zone isn't known.
[[nodiscard]] base::UtcTime beginningOf(const std::string& zone, std::chrono::year_month_day date);

/// A date that has more or fewer hours than others.
struct OddDay {
    std::chrono::year_month_day date;
    std::chrono::minutes length{0};
    bool operator==(const OddDay&) const = default;
};
/// The first among `days` dates from this instant's on; nothing = each has 24 hours.
[[nodiscard]] std::optional<OddDay> nextOddDay(const std::string& zone, base::UtcTime from, int days);

/// Days in a row with the same intervals, for "Mon to Fri 09:00 to 17:00".
struct AlikeDays {
    int first = 1;  ///< Monday is 1
    int last = 1;
    std::vector<OpenInterval> open;  ///< in order; empty = closed
    bool operator==(const AlikeDays&) const = default;
};
/// The whole week, Monday first.
[[nodiscard]] std::vector<AlikeDays> alikeDays(const std::vector<WeekInterval>& week);

/// Two intervals that have time in common. The first begins earlier in the week.
struct Overlap {
    WeekInterval first;
    WeekInterval second;
    bool operator==(const Overlap&) const = default;
};
/// Also around midnight and from Sunday into Monday. Intervals that touch don't overlap.
[[nodiscard]] std::optional<Overlap> overlapIn(const std::vector<WeekInterval>& week);

/// How long it lasts, in minutes; past midnight too.
[[nodiscard]] constexpr int lengthOf(OpenInterval open) {
    return open.to > open.from ? open.to - open.from : open.to + kMinutesOfDay - open.from;
}

/// What most shops begin with: Monday to Friday, nine to five.
[[nodiscard]] std::vector<WeekInterval> usualWeek();

}  // namespace model
