// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/turn_report.h"

#include "base/clock.h"
#include "base/ids.h"

#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What the charts of a report show. Pure; every figure carries the turns behind it.
namespace model {

/// Response times above `above` and up to `upTo`; nothing = without end.
struct TimeBucket {
    base::Duration above{0};
    std::optional<base::Duration> upTo{};
    TurnList turns{};
    int beyond = 0;  ///< of them, later than their own target
};
/// Of the turns that count. The first bucket has its lower edge, too. `target` is one of the edges.
[[nodiscard]] std::vector<TimeBucket> histogram(std::span<const TimedTurn> turns, TimeUnit unit,
                                                base::Duration target);
/// That of most turns; of the default rule without any.
[[nodiscard]] base::Duration usualTarget(std::span<const TimedTurn> turns);
[[nodiscard]] bool haveOneTarget(std::span<const TimedTurn> turns);

struct DayFigures {
    std::chrono::year_month_day date{};
    bool closed = false;  ///< by the hours of all accounts
    TurnList turns{};     ///< that count
    std::optional<base::Duration> median{};
    std::optional<base::Duration> p90{};
};
/// Every day of the scope, also those without a turn.
[[nodiscard]] std::vector<DayFigures> daySeries(std::span<const TimedTurn> turns, const ReportScope& scope,
                                                std::span<const SharedRule> accounts, TimeUnit unit);

/// How many complained and how many praised.
struct MoodFigures {
    std::chrono::year_month_day date{};
    bool closed = false;    ///< by the hours of all accounts
    TurnList complaints{};  ///< answered or not
    TurnList praise{};
};
/// Every day of the scope, also those without a turn.
[[nodiscard]] std::vector<MoodFigures> moodSeries(std::span<const TimedTurn> turns, const ReportScope& scope,
                                                  std::span<const SharedRule> accounts);

struct HourCell {
    int weekday = 1;  ///< Monday is 1
    int hour = 0;
    TurnList turns{};  ///< that count
    std::optional<base::Duration> median{};
};
/// All hours from the first to the last with a turn, on all weekdays with one; by weekday, then hour.
[[nodiscard]] std::vector<HourCell> hoursOfWeek(std::span<const TimedTurn> turns, TimeUnit unit);

struct PlatformFigures {
    std::string platform;
    TurnList turns{};  ///< all
    ReportFigures figures{};
    double share = 0;  ///< of all turns, 0 … 1: the channel mix
    base::Duration target{0};
};
/// In the order given; without turns, too.
[[nodiscard]] std::vector<PlatformFigures> perPlatform(std::span<const TimedTurn> turns,
                                                       std::span<const std::string> platforms, TimeUnit unit);

/// What surveys found that people expect: an answer within `within`.
struct Expectation {
    std::string_view platform;  ///< of this platform alone; empty = anywhere
    base::Duration within{0};
    int percentOfPeople = 0;  ///< who expect it; 0 = it is the usual word for the platform
};
inline constexpr std::array<Expectation, 4> kExpectations{{
    {.platform = "x", .within = std::chrono::minutes{30}},
    {.platform = "facebook", .within = std::chrono::hours{2}},
    {.within = std::chrono::hours{1}, .percentOfPeople = 42},
    {.within = std::chrono::hours{24}, .percentOfPeople = 67},
}};
/// How long businesses were measured to take, on average.
inline constexpr base::Duration kMeasuredAverage{std::chrono::minutes{5 * 60 + 6}};

struct ExpectationFigures {
    Expectation expectation;
    TurnList turns{};               ///< answered ones that it is about
    TurnList late{};                ///< of them, those that took longer
    std::optional<double> share{};  ///< in time, 0 … 1; nothing = there are none
};
/// By calendar time: nobody who waits stops the clock at lunch.
[[nodiscard]] std::vector<ExpectationFigures> besideExpectations(std::span<const TimedTurn> turns);

/// Turns of which the figures of this unit tell nothing.
struct LeftOutTurns {
    TurnList noReplyNeeded{};
    TurnList beforeOpening{};  ///< by business time
    TurnList unanswered{};     ///< open, or missed
};
[[nodiscard]] LeftOutTurns leftOut(std::span<const TimedTurn> turns, TimeUnit unit);

}  // namespace model
