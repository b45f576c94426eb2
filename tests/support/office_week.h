// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/turn_report.h"

#include <memory>
#include <string>

/// An office week for tests of reports.
namespace office {

/// 17 March 2026 is a Tuesday.
inline constexpr std::chrono::year_month_day kTuesday{std::chrono::year{2026}, std::chrono::month{3},
                                                      std::chrono::day{17}};

/// So many days after that Tuesday, in UTC.
inline base::UtcTime at(int day, int hour, int minute = 0) {
    return std::chrono::sys_days(kTuesday) + std::chrono::days{day} + std::chrono::hours{hour} +
           std::chrono::minutes{minute};
}

/// A machine whose clock shows UTC.
inline model::LocalMoment utc(base::UtcTime time) {
    const auto midnight = std::chrono::floor<std::chrono::days>(time);
    return {.date = midnight,
            .hour = static_cast<int>((std::chrono::floor<std::chrono::hours>(time) - midnight).count())};
}

/// 9 to 17 from Monday to Friday, lunch from 12 to 13.
inline model::SharedRule rule(const std::string& zone = "UTC",
                              model::TimeUnit unit = model::TimeUnit::Business,
                              std::chrono::minutes target = std::chrono::minutes{60}) {
    model::HoursVersion version{.timeZone = zone};
    for (int day = 1; day <= 5; ++day) {
        version.week.push_back({.day = day, .open = {.from = 9 * 60, .to = 12 * 60}});
        version.week.push_back({.day = day, .open = {.from = 13 * 60, .to = 17 * 60}});
    }
    return std::make_shared<const model::ResponseRule>(model::ResponseRule{
        .target = {.length = target, .unit = unit}, .hours = model::BusinessHours({version})});
}

}  // namespace office
