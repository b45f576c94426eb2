// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/business_hours.h"

#include "model/open_week.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>
#include <string_view>

namespace model {
namespace {

using std::chrono::days;

/// Nobody waits longer for an opening. A minute a week makes the longest target of 30 h in less.
constexpr days kFarAhead{40 * 366};
constexpr days kYear{366};

constexpr std::array<std::string_view, 7> kDays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                   "Friday", "Saturday", "Sunday"};

std::string clockTime(int minute) {
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

std::optional<std::string> problemOf(const OpenInterval& open, std::string_view where) {
    if (open.from < 0 || open.from >= kMinutesOfDay || open.to < 0 || open.to > kMinutesOfDay) {
        return fmt::format("{}: a time of day is between 00:00 and 24:00", where);
    }
    if (open.from == open.to) {
        return fmt::format("{}: {} to {} is no time at all; a whole day is 00:00 to 24:00", where,
                           clockTime(open.from), clockTime(open.to));
    }
    return std::nullopt;
}

std::string dateText(const std::chrono::year_month_day& date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::optional<std::string> problemOf(const std::vector<HoursException>& exceptions) {
    std::set<std::chrono::year_month_day> seen;
    for (const HoursException& exception : exceptions) {
        if (!exception.date.ok()) {
            return "an exception has a date that is not in the calendar";
        }
        if (!seen.insert(exception.date).second) {
            return fmt::format("there are two exceptions for {}", dateText(exception.date));
        }
        if (base::countGraphemes(exception.name) > kLongestHolidayName) {
            return fmt::format("the name of the exception for {} has more than {} characters",
                               dateText(exception.date), kLongestHolidayName);
        }
        for (const OpenInterval& open : exception.open) {
            if (auto problem = problemOf(open, dateText(exception.date))) {
                return problem;
            }
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> problemOf(const HoursVersion& version) {
    if (version.kind == HoursKind::AsShop && (!version.week.empty() || !version.exceptions.empty())) {
        return "hours that are as the shop's have no week and no exceptions of their own";
    }
    if (!isTimeZone(version.timeZone)) {
        return fmt::format("\"{}\" is not a time zone that this machine knows", version.timeZone);
    }
    if (version.week.size() > kMostIntervals) {
        return fmt::format("a week has {} intervals at most, this one has {}", kMostIntervals,
                           version.week.size());
    }
    for (const WeekInterval& interval : version.week) {
        if (interval.day < 1 || interval.day > 7) {
            return fmt::format("{} is not a day of the week: Monday is 1 and Sunday 7", interval.day);
        }
        if (auto problem = problemOf(interval.open, kDays[static_cast<std::size_t>(interval.day - 1)])) {
            return problem;
        }
    }
    return problemOf(version.exceptions);
}

bool isTimeZone(const std::string& name) {
    return zoneNamed(name) != nullptr;
}

std::vector<std::string> timeZones() {
    std::vector<std::string> names;
    try {
        for (const date::time_zone& zone : date::get_tzdb().zones) {
            names.push_back(zone.name());
        }
    } catch (const std::runtime_error&) {
        // A machine without zones has UTC.
        names = {"UTC"};
    }
    return names;
}

BusinessHours::BusinessHours(std::vector<HoursVersion> versions) {
    std::ranges::stable_sort(versions, {}, &HoursVersion::validFrom);
    for (HoursVersion& version : versions) {
        if (!m_versions.empty() && m_versions.back().validFrom == version.validFrom) {
            m_versions.pop_back();
        }
        m_versions.push_back(std::move(version));
    }
    for (const HoursVersion& version : m_versions) {
        m_weeks.push_back(std::make_shared<const OpenWeek>(version));
    }
}

const HoursVersion* BusinessHours::versionAt(base::UtcTime time) const {
    const auto after = std::ranges::upper_bound(m_versions, time, {}, &HoursVersion::validFrom);
    return after == m_versions.begin() ? nullptr : &*std::prev(after);
}

template <class Visit>
void BusinessHours::walk(base::UtcTime from, base::UtcTime to, const Visit& visit) const {
    const auto first = std::ranges::upper_bound(m_versions, from, {}, &HoursVersion::validFrom);
    auto next = static_cast<std::size_t>(first - m_versions.begin());
    while (from < to) {
        const base::UtcTime end = next < m_versions.size() ? std::min(to, m_versions[next].validFrom) : to;
        const bool goesOn = next == 0 ? visit(from, end) : m_weeks[next - 1]->walk(from, end, visit);
        if (!goesOn) {
            return;
        }
        from = end;
        ++next;
    }
}

bool BusinessHours::isOpen(base::UtcTime time) const {
    bool open = false;
    walk(time, time + base::Duration{1}, [&open](base::UtcTime, base::UtcTime) {
        open = true;
        return false;
    });
    return open;
}

base::Duration BusinessHours::openBetween(base::UtcTime from, base::UtcTime to) const {
    base::Duration open{0};
    walk(from, to, [&open](base::UtcTime opens, base::UtcTime closes) {
        open += closes - opens;
        return true;
    });
    return open;
}

std::optional<base::UtcTime> BusinessHours::after(base::UtcTime from, base::Duration time) const {
    if (time <= base::Duration{0}) {
        return from;
    }
    std::optional<base::UtcTime> reached;
    walk(from, from + kFarAhead, [&](base::UtcTime opens, base::UtcTime closes) {
        if (closes - opens >= time) {
            reached = opens + time;
            return false;
        }
        time -= closes - opens;
        return true;
    });
    return reached;
}

std::optional<base::UtcTime> BusinessHours::nextOpening(base::UtcTime from) const {
    std::optional<base::UtcTime> opening;
    walk(from, from + kFarAhead, [&opening](base::UtcTime opens, base::UtcTime) {
        opening = opens;
        return false;
    });
    return opening;
}

std::optional<base::UtcTime> BusinessHours::nextClosing(base::UtcTime from) const {
    base::UtcTime open = from;
    const base::UtcTime horizon = from + kYear;
    walk(from, horizon, [&open](base::UtcTime opens, base::UtcTime closes) {
        if (opens > open) {
            return false;
        }
        open = closes;
        return true;
    });
    return open < horizon ? std::optional(open) : std::nullopt;
}

bool BusinessHours::closedThroughout(base::UtcTime from, base::UtcTime to) const {
    return openBetween(from, std::max(from, to) + base::Duration{1}) == base::Duration{0};
}

std::vector<HoursVersion> hoursOf(const std::vector<HoursVersion>& shop,
                                  const std::vector<HoursVersion>& own) {
    std::vector<HoursVersion> spans = own;
    std::ranges::stable_sort(spans, {}, &HoursVersion::validFrom);
    std::vector<HoursVersion> versions;
    // Those of the shop from `since` on, as it stood then, until the account's next version.
    const auto follow = [&](std::optional<base::UtcTime> since, std::size_t next) {
        if (since) {
            const BusinessHours all(shop);
            const HoursVersion* current = all.versionAt(*since);
            versions.push_back(current == nullptr ? HoursVersion{} : *current);
            versions.back().validFrom = *since;
        }
        std::ranges::copy_if(shop, std::back_inserter(versions), [&](const HoursVersion& version) {
            return (!since || version.validFrom > *since) &&
                   (next == spans.size() || version.validFrom < spans[next].validFrom);
        });
    };
    follow({}, 0);
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (spans[i].kind == HoursKind::AsShop) {
            follow(spans[i].validFrom, i + 1);
        } else {
            versions.push_back(std::move(spans[i]));
        }
    }
    return versions;
}

bool followsShop(const std::vector<HoursVersion>& own, base::UtcTime time) {
    const HoursVersion* current = nullptr;
    for (const HoursVersion& version : own) {
        if (version.validFrom <= time && (current == nullptr || version.validFrom >= current->validFrom)) {
            current = &version;
        }
    }
    return current == nullptr || current->kind == HoursKind::AsShop;
}

}  // namespace model
