// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/stamps.h"

#include <fmt/format.h>

#include <chrono>

namespace app::practice::mastodon {
namespace {

struct Parts {
    std::string day;
    std::string time;  ///< without fractions
    std::int64_t milliseconds;
};

Parts split(std::int64_t ms) {
    using namespace std::chrono;
    const sys_time<milliseconds> time{milliseconds{ms}};
    const auto midnight = floor<days>(time);
    const year_month_day date{midnight};
    const hh_mm_ss clock{time - midnight};
    return {fmt::format("{:04}-{:02}-{:02}", int{date.year()}, unsigned{date.month()}, unsigned{date.day()}),
            fmt::format("{:02}:{:02}:{:02}", clock.hours().count(), clock.minutes().count(),
                        clock.seconds().count()),
            clock.subseconds().count()};
}

}  // namespace

std::string isoMilliseconds(std::int64_t ms) {
    const Parts parts = split(ms);
    return fmt::format("{}T{}.{:03}Z", parts.day, parts.time, parts.milliseconds);
}

std::string isoMicroseconds(std::int64_t ms) {
    const Parts parts = split(ms);
    return fmt::format("{}T{}.{:03}{:03}Z", parts.day, parts.time, parts.milliseconds,
                       (parts.milliseconds * 7) % 1000);
}

std::string isoDay(std::int64_t ms) {
    return split(ms).day;
}

}  // namespace app::practice::mastodon
