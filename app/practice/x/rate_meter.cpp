// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/rate_meter.h"

#include <algorithm>

namespace app::practice::x {

RateMeter::Reading RateMeter::count(const std::string& endpoint, int limit, std::int64_t nowMs) {
    constexpr std::int64_t kWindowMs = 15 * 60'000;
    Window& window = m_windows[endpoint];
    if (window.number != nowMs / kWindowMs) {
        window = {.number = nowMs / kWindowMs};
    }
    const bool exceeded = window.used >= limit;
    window.used += exceeded ? 0 : 1;
    return {.headers = {{"x-rate-limit-limit", std::to_string(limit)},
                        {"x-rate-limit-remaining", std::to_string(std::max(0, limit - window.used))},
                        {"x-rate-limit-reset", std::to_string((window.number + 1) * kWindowMs / 1000)}},
            .exceeded = exceeded};
}

}  // namespace app::practice::x
