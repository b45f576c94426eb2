// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http.h"

#include <optional>

namespace net {

/// How many requests a server still takes, learnt from its own headers: X-RateLimit-* and X-Rate-Limit-*
/// (reset as ISO 8601 or Unix seconds), RateLimit-* (Unix seconds or seconds from now), Retry-After (seconds
/// or HTTP date). A wait is at least a second, at most a day, and is measured on the server's clock where
/// that is known. One per account.
class RateBudget {
public:
    /// Every response is shown to the budget, also failures.
    void learn(const HttpResponse& response, base::UtcTime now);
    /// The server said "too many": nothing before this time.
    [[nodiscard]] std::optional<base::UtcTime> blockedUntil(base::UtcTime now) const;
    /// True when a request of this urgency may go now: replies may use the last ones, polling leaves a
    /// reserve.
    enum class Urgency { Poll, Reply };
    [[nodiscard]] bool allows(Urgency urgency, base::UtcTime now) const;
    /// When a request of this urgency may go: `now`, or the end of what holds it back.
    [[nodiscard]] base::UtcTime opensAt(Urgency urgency, base::UtcTime now) const;
    /// Nothing before this time: for a "too many" whose headers named none.
    void holdUntil(base::UtcTime time) { m_blockedUntil = time; }
    /// The least pause between polls of `requestsPerPoll` requests that stays inside the budget; 0 when
    /// unknown.
    [[nodiscard]] base::Duration leastPollInterval(int requestsPerPoll, base::UtcTime now) const;

private:
    std::optional<long> m_limit;
    std::optional<long> m_remaining;
    std::optional<base::UtcTime> m_resetAt;
    std::optional<base::UtcTime> m_blockedUntil;
};

/// The time a 429 or 503 asks to wait for, if it says so in any of the forms above.
[[nodiscard]] std::optional<base::UtcTime> retryTime(const HttpResponse& response, base::UtcTime now);

}  // namespace net
