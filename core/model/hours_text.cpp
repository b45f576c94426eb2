// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hours_text.h"

#include "model/open_week.h"

#include <fmt/format.h>

#include <algorithm>

namespace model {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::seconds;

constexpr int kMinutesOfWeek = 7 * kMinutesOfDay;

/// All digits, and not too many for an int; else nothing.
std::optional<int> numberOf(std::string_view digits) {
    if (digits.empty() || digits.size() > 4) {
        return std::nullopt;
    }
    int number = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9') {
            return std::nullopt;
        }
        number = number * 10 + (digit - '0');
    }
    return number;
}

std::optional<int> minuteOf(std::string_view hour, std::string_view minute) {
    const auto hours = numberOf(hour);
    const auto minutes = numberOf(minute);
    if (!hours || !minutes || *minutes > 59) {
        return std::nullopt;
    }
    const int sum = *hours * 60 + *minutes;
    return sum <= kMinutesOfDay ? std::optional(sum) : std::nullopt;
}

/// How far the zone's clock is ahead of UTC at this instant.
seconds offsetAt(const std::string& zone, base::UtcTime time) {
    const date::time_zone* known = zoneNamed(zone);
    return known == nullptr ? seconds{0} : known->get_info(floor<seconds>(time)).offset;
}

std::vector<OpenInterval> ofDay(const std::vector<WeekInterval>& week, int day) {
    std::vector<OpenInterval> open;
    for (const WeekInterval& interval : week) {
        if (interval.day == day) {
            open.push_back(interval.open);
        }
    }
    std::ranges::sort(open);
    return open;
}

}  // namespace

std::string clockText(int minute) {
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

std::optional<int> minuteOf(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') {
        return std::nullopt;
    }
    return minuteOf(text.substr(0, 2), text.substr(3));
}

std::optional<int> typedMinute(std::string_view text) {
    const auto mark = text.find_first_of(":.");
    if (mark != std::string_view::npos) {
        const std::string_view minutes = text.substr(mark + 1);
        return minutes.size() == 2 && mark <= 2 ? minuteOf(text.substr(0, mark), minutes) : std::nullopt;
    }
    if (text.size() <= 2) {
        return minuteOf(text, "00");
    }
    return text.size() <= 4 ? minuteOf(text.substr(0, text.size() - 2), text.substr(text.size() - 2))
                            : std::nullopt;
}

std::string dateText(std::chrono::year_month_day date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::optional<std::chrono::year_month_day> dateOf(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto year = numberOf(text.substr(0, 4));
    const auto month = numberOf(text.substr(5, 2));
    const auto day = numberOf(text.substr(8));
    if (!year || !month || !day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    return date.ok() ? std::optional(date) : std::nullopt;
}

std::chrono::year_month_day localDate(const std::string& zone, base::UtcTime time) {
    return floor<days>(time + offsetAt(zone, time));
}

base::UtcTime beginningOf(const std::string& zone, std::chrono::year_month_day date) {
    const base::UtcTime midnight = std::chrono::sys_days(date);
    const date::time_zone* known = zoneNamed(zone);
    if (known == nullptr) {
        return midnight;
    }
    // The clock may stand still, jump over midnight or show it twice: the first instant that shows the date.
    const date::local_seconds wanted{floor<seconds>(midnight).time_since_epoch()};
    const date::local_info info = known->get_info(wanted);
    return info.result == date::local_info::nonexistent ? base::UtcTime(info.first.end)
                                                        : midnight - info.first.offset;
}

std::optional<OddDay> nextOddDay(const std::string& zone, base::UtcTime from, int days) {
    std::chrono::sys_days date = localDate(zone, from);
    for (int i = 0; i < days; ++i, date += std::chrono::days{1}) {
        const auto length = beginningOf(zone, date + std::chrono::days{1}) - beginningOf(zone, date);
        if (length != std::chrono::hours{24}) {
            return OddDay{.date = date, .length = std::chrono::duration_cast<std::chrono::minutes>(length)};
        }
    }
    return std::nullopt;
}

std::vector<AlikeDays> alikeDays(const std::vector<WeekInterval>& week) {
    std::vector<AlikeDays> runs;
    for (int day = 1; day <= 7; ++day) {
        std::vector<OpenInterval> open = ofDay(week, day);
        if (!runs.empty() && runs.back().open == open) {
            runs.back().last = day;
        } else {
            runs.push_back({.first = day, .last = day, .open = std::move(open)});
        }
    }
    return runs;
}

std::optional<Overlap> overlapIn(const std::vector<WeekInterval>& week) {
    std::vector<WeekInterval> ordered = week;
    std::ranges::sort(ordered);
    const auto begin = [](const WeekInterval& interval) {
        return (interval.day - 1) * kMinutesOfDay + interval.open.from;
    };
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        for (std::size_t other = i + 1; other < ordered.size(); ++other) {
            const int ends = begin(ordered[i]) + lengthOf(ordered[i].open);
            const int otherEnds = begin(ordered[other]) + lengthOf(ordered[other].open);
            // The other one may reach from Sunday into this one's Monday.
            if (ends > begin(ordered[other]) || otherEnds - kMinutesOfWeek > begin(ordered[i])) {
                return Overlap{.first = ordered[i], .second = ordered[other]};
            }
        }
    }
    return std::nullopt;
}

std::vector<WeekInterval> usualWeek() {
    std::vector<WeekInterval> week;
    for (int day = 1; day <= 5; ++day) {
        week.push_back({.day = day, .open = {.from = 9 * 60, .to = 17 * 60}});
    }
    return week;
}

}  // namespace model
