// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/rate_meter.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::bluesky {

RateMeter::Reading RateMeter::spend(const RateRule& rule, const std::string& key, int points,
                                    std::int64_t nowMs) {
    Window& window = m_windows[{rule.name, key}];
    if (window.endMs <= nowMs) {
        window = {nowMs + rule.windowMs, 0};
    }
    window.used += points;
    return {rule, std::max(0, rule.limit - window.used), window.endMs, window.used > rule.limit};
}

HeaderList rateHeaders(const RateMeter::Reading& reading) {
    return {{"RateLimit-Limit", std::to_string(reading.rule.limit)},
            {"RateLimit-Reset", std::to_string(reading.resetMs / 1000)},
            {"RateLimit-Remaining", std::to_string(reading.remaining)},
            {"RateLimit-Policy", fmt::format("{};w={}", reading.rule.limit, reading.rule.windowMs / 1000)}};
}

}  // namespace app::practice::bluesky
