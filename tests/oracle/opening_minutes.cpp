// SPDX-License-Identifier: GPL-3.0-or-later
#include "opening_minutes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string_view>
#include <time.h>
#include <utility>

namespace oracle {
namespace {

constexpr Ms kMinute = 60'000;
constexpr Ms kHour = 60 * kMinute;
constexpr Ms kDay = 24 * kHour;
constexpr std::int64_t kMinutesOfDay = 1440;
// Hours that open now and then use up any target within years; past this something is wrong with them.
constexpr Ms kPatience = 20 * 366 * kDay;

std::int64_t floorDivide(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

// C's library knows one zone at a time, which is the environment's.
class ZoneOfProcess {
public:
    explicit ZoneOfProcess(const std::string& zone) {
        const char* const before = std::getenv("TZ");
        if (before != nullptr) {
            m_before = before;
        }
        ::setenv("TZ", (":" + zone).c_str(), 1);
        ::tzset();
    }
    ~ZoneOfProcess() {
        if (m_before) {
            ::setenv("TZ", m_before->c_str(), 1);
        } else {
            ::unsetenv("TZ");
        }
        ::tzset();
    }
    ZoneOfProcess(const ZoneOfProcess&) = delete;
    ZoneOfProcess& operator=(const ZoneOfProcess&) = delete;

private:
    std::optional<std::string> m_before;
};

// A zone that isn't there is UTC to C's library, without a word.
void requireZone(const std::string& zone) {
    const char* const folder = std::getenv("TZDIR");
    const std::filesystem::path file =
        std::filesystem::path(folder != nullptr ? folder : "/usr/share/zoneinfo") / zone;
    if (zone.empty() || !std::filesystem::is_regular_file(file)) {
        throw std::invalid_argument("no time zone '" + zone + "' on this machine");
    }
}

using WallMinutes = std::array<std::int32_t, kMinutesOfDay>;

// The wall clock at every minute of a UTC day, as if it were UTC: minutes since 1970.
WallMinutes readWallMinutes(const std::string& zone, std::int64_t utcDay) {
    const ZoneOfProcess turned(zone);
    WallMinutes minutes{};
    for (std::int64_t minute = 0; minute < kMinutesOfDay; ++minute) {
        const time_t seconds = (utcDay * kMinutesOfDay + minute) * 60;
        struct tm wall{};
        ::localtime_r(&seconds, &wall);
        wall.tm_isdst = 0;
        minutes[static_cast<std::size_t>(minute)] = static_cast<std::int32_t>(::timegm(&wall) / 60);
    }
    return minutes;
}

std::int64_t wallMinute(const std::string& zone, std::int64_t utcMinute) {
    static std::map<std::string, std::unordered_map<std::int64_t, WallMinutes>, std::less<>> known;
    auto& days = known[zone];
    const std::int64_t day = floorDivide(utcMinute, kMinutesOfDay);
    auto found = days.find(day);
    if (found == days.end()) {
        if (days.size() > 2000) {
            days.clear();
        }
        found = days.emplace(day, readWallMinutes(zone, day)).first;
    }
    return found->second[static_cast<std::size_t>(utcMinute - day * kMinutesOfDay)];
}

int numberIn(std::string_view text, std::size_t from, std::size_t count) {
    int number = -1;
    const auto [end, problem] = std::from_chars(text.data() + from, text.data() + from + count, number);
    return problem == std::errc() && end == text.data() + from + count ? number : -1;
}

std::int64_t dayOf(std::string_view date) {
    if (date.size() == 10 && date[4] == '-' && date[7] == '-') {
        const std::chrono::year_month_day day{std::chrono::year{numberIn(date, 0, 4)},
                                              std::chrono::month{static_cast<unsigned>(numberIn(date, 5, 2))},
                                              std::chrono::day{static_cast<unsigned>(numberIn(date, 8, 2))}};
        if (day.ok()) {
            return std::chrono::sys_days{day}.time_since_epoch().count();
        }
    }
    throw std::invalid_argument("'" + std::string(date) + "' is no date");
}

// 1970-01-01 was a Thursday, which is 4.
int weekDayOf(std::int64_t day) {
    return static_cast<int>((day % 7 + 7 + 3) % 7) + 1;
}

using DatedIntervals = std::unordered_map<std::int64_t, std::vector<Interval>>;

std::vector<Interval> intervalsOf(const HoursVersion& hours, const DatedIntervals& dated, std::int64_t day) {
    if (const auto found = dated.find(day); found != dated.end()) {
        return found->second;
    }
    std::vector<Interval> intervals;
    for (const WeekInterval& each : hours.week) {
        if (each.day == weekDayOf(day)) {
            intervals.push_back({each.from, each.to});
        }
    }
    return intervals;
}

// Every minute of a local date: its own intervals, and what runs over from the evening before.
std::bitset<1440> minutesOf(const HoursVersion& hours, const DatedIntervals& dated, std::int64_t day) {
    const std::vector<Interval> own = intervalsOf(hours, dated, day);
    const std::vector<Interval> before = intervalsOf(hours, dated, day - 1);
    std::bitset<1440> open;
    for (int minute = 0; minute < kMinutesOfDay; ++minute) {
        for (const Interval& each : own) {
            const bool pastMidnight = each.to < each.from;
            if (minute >= each.from && (pastMidnight || minute < each.to)) {
                open.set(static_cast<std::size_t>(minute));
            }
        }
        for (const Interval& each : before) {
            if (each.to < each.from && minute < each.to) {
                open.set(static_cast<std::size_t>(minute));
            }
        }
    }
    return open;
}

}  // namespace

OpeningMinutes::OpeningMinutes(std::vector<HoursVersion> versions) {
    std::stable_sort(versions.begin(), versions.end(),
                     [](const HoursVersion& a, const HoursVersion& b) { return a.validFrom < b.validFrom; });
    for (HoursVersion& each : versions) {
        if (each.rule == Rule::ByWeek) {
            requireZone(each.zone);
        }
        Version version;
        for (const DatedHours& exception : each.exceptions) {
            version.dated[dayOf(exception.date)] = exception.open;
        }
        version.hours = std::move(each);
        m_versions.push_back(std::move(version));
    }
}

OpeningMinutes::Version* OpeningMinutes::versionAt(Ms instant) {
    Version* valid = nullptr;
    for (Version& each : m_versions) {
        if (each.hours.validFrom <= instant) {
            valid = &each;
        }
    }
    return valid;
}

bool OpeningMinutes::isOpen(Ms instant) {
    Version* const version = versionAt(instant);
    if (version == nullptr || version->hours.rule == Rule::AlwaysOpen) {
        return true;
    }
    const std::int64_t wall = wallMinute(version->hours.zone, floorDivide(instant, kMinute));
    const std::int64_t day = floorDivide(wall, kMinutesOfDay);
    auto found = version->days.find(day);
    if (found == version->days.end()) {
        found = version->days.emplace(day, minutesOf(version->hours, version->dated, day)).first;
    }
    return found->second.test(static_cast<std::size_t>(wall - day * kMinutesOfDay));
}

// The rest of the minute, cut where another version begins: all of it is open or none of it.
Ms OpeningMinutes::endOfPiece(Ms instant, Ms limit) const {
    Ms end = std::min(limit, (floorDivide(instant, kMinute) + 1) * kMinute);
    for (const Version& each : m_versions) {
        if (each.hours.validFrom > instant) {
            end = std::min(end, each.hours.validFrom);
        }
    }
    return end;
}

Ms OpeningMinutes::countPieces(Ms from, Ms to) {
    Ms sum = 0;
    while (from < to) {
        const Ms end = endOfPiece(from, to);
        sum += isOpen(from) ? end - from : 0;
        from = end;
    }
    return sum;
}

Ms OpeningMinutes::countHour(std::int64_t hour) {
    auto found = m_hours.find(hour);
    if (found == m_hours.end()) {
        found = m_hours.emplace(hour, countPieces(hour * kHour, (hour + 1) * kHour)).first;
    }
    return found->second;
}

Ms OpeningMinutes::businessMs(Ms from, Ms to) {
    Ms sum = 0;
    while (from < to) {
        const std::int64_t hour = floorDivide(from, kHour);
        const Ms end = std::min(to, (hour + 1) * kHour);
        sum += end - from == kHour ? countHour(hour) : countPieces(from, end);
        from = end;
    }
    return sum;
}

bool OpeningMinutes::neverAfter(Ms instant) const {
    if (m_versions.empty()) {
        return false;
    }
    const Version& last = m_versions.back();
    if (last.hours.rule == Rule::AlwaysOpen || instant < last.hours.validFrom) {
        return false;
    }
    if (std::any_of(last.hours.week.begin(), last.hours.week.end(),
                    [](const WeekInterval& each) { return each.from != each.to; })) {
        return false;
    }
    // Three days: one for the date itself, one for what runs past its midnight, one for the zone.
    return std::all_of(last.dated.begin(), last.dated.end(),
                       [instant](const auto& each) { return (each.first + 3) * kDay < instant; });
}

std::optional<Ms> OpeningMinutes::usedUp(Ms from, Ms length) {
    const Ms limit = from + kPatience;
    Ms left = length;
    while (left > 0) {
        if (from >= limit || neverAfter(from)) {
            return std::nullopt;
        }
        const std::int64_t hour = floorDivide(from, kHour);
        if (from == hour * kHour && countHour(hour) < left) {
            left -= countHour(hour);
            from += kHour;
            continue;
        }
        const Ms end = endOfPiece(from, limit);
        if (isOpen(from)) {
            if (left <= end - from) {
                return from + left;
            }
            left -= end - from;
        }
        from = end;
    }
    return from;
}

}  // namespace oracle
