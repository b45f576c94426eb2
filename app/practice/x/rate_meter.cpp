// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/rate_meter.h"

#include <algorithm>

namespace app::practice::x {
namespace {

constexpr std::int64_t kWindowMs = 15LL * 60 * 1000;

}  // namespace

RateMeter::Reading RateMeter::count(const std::string& who, const std::string& endpoint, int limit,
                                    std::int64_t nowMs) {
    Window& window = m_windows[{who, endpoint}];
    if (window.startMs < 0 || nowMs >= window.startMs + kWindowMs) {
        window = {nowMs, 0};
    }
    ++window.used;
    return {limit, std::max(0, limit - window.used), window.startMs + kWindowMs, window.used > limit};
}

HeaderList rateHeaders(const RateMeter::Reading& reading) {
    return {{"x-rate-limit-limit", std::to_string(reading.limit)},
            {"x-rate-limit-remaining", std::to_string(reading.remaining)},
            {"x-rate-limit-reset", std::to_string(reading.resetMs / 1000)}};
}

}  // namespace app::practice::x
