// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/rate_meter.h"

#include "practice/mastodon/stamps.h"

#include <algorithm>

namespace app::practice::mastodon {
namespace {

struct Rule {
    int limit;
    std::int64_t windowMs;
};

constexpr std::int64_t kMinute = 60'000;

Rule ruleOf(RateFamily family) {
    switch (family) {
    case RateFamily::Requests:
        return {300, 5 * kMinute};
    case RateFamily::Posts:
        return {300, 180 * kMinute};
    case RateFamily::Deletes:
    case RateFamily::Media:
        return {30, 30 * kMinute};
    }
    return {300, 5 * kMinute};
}

}  // namespace

RateMeter::Reading RateMeter::count(const std::string& who, RateFamily family, std::int64_t nowMs) {
    const Rule rule = ruleOf(family);
    Window& window = m_windows[{who, family}];
    const std::int64_t number = nowMs / rule.windowMs;
    if (window.number != number) {
        window = {number, 0};
    }
    ++window.used;
    // The reset keeps the fraction of the second of the request: "now + (period - seconds since the period
    // began)".
    const std::int64_t resetMs = (number + 1) * rule.windowMs + nowMs % 1000;
    return {rule.limit, std::max(0, rule.limit - window.used), resetMs, window.used > rule.limit};
}

HeaderList rateHeaders(const RateMeter::Reading& reading) {
    return {{"X-RateLimit-Limit", std::to_string(reading.limit)},
            {"X-RateLimit-Remaining", std::to_string(reading.remaining)},
            {"X-RateLimit-Reset", isoMicroseconds(reading.resetMs)}};
}

}  // namespace app::practice::mastodon
