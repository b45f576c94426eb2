// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/wire.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace app::practice::bluesky {

struct RateRule {
    std::string_view name;
    int limit = 0;
    std::int64_t windowMs = 0;
};

inline constexpr RateRule kGlobalRule{"global", 3000, 300'000};
inline constexpr RateRule kSignInRule{"sign-in", 30, 300'000};
inline constexpr RateRule kSignInDayRule{"sign-in-day", 300, 86'400'000};
inline constexpr RateRule kWriteHourRule{"write-hour", 5000, 3'600'000};
inline constexpr RateRule kWriteDayRule{"write-day", 35'000, 86'400'000};

/// Counts points by rule and key in windows that start with their first request, as the server does.
class RateMeter {
public:
    struct Reading {
        RateRule rule;
        int remaining = 0;
        std::int64_t resetMs = 0;
        bool exceeded = false;
    };
    Reading spend(const RateRule& rule, const std::string& key, int points, std::int64_t nowMs);

private:
    struct Window {
        std::int64_t endMs = 0;
        int used = 0;
    };
    std::map<std::pair<std::string_view, std::string>, Window> m_windows;
};

/// RateLimit-Limit, -Reset (epoch seconds), -Remaining and -Policy.
[[nodiscard]] HeaderList rateHeaders(const RateMeter::Reading& reading);

}  // namespace app::practice::bluesky
