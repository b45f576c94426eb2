// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace net {

/// How much of a limit is used, where a server tells it as a share.
struct Usage {
    int percent = 0;
    std::optional<base::Duration> regain{};  ///< refused until then
};

/// How many requests a server still takes, learnt from its own headers: X-RateLimit-* and X-Rate-Limit-*
/// (reset as ISO 8601 or Unix seconds), RateLimit-* (Unix seconds or seconds from now), Retry-After (seconds
/// or HTTP date). A wait is at least a second, at most a day, and is measured on the server's clock where
/// that is known. One per account.
class RateBudget {
public:
    /// Every response is shown to the budget, also failures.
    /// `group`: the endpoint, where the platform limits each by itself. They don't know of each other.
    void learn(const HttpResponse& response, base::UtcTime now, std::string_view group = {});
    /// From three quarters on polling slows down; when all is used, or access is to be regained, it waits.
    void learnUsage(const Usage& usage, base::UtcTime now, std::string_view group = {});
    /// How long a request has to wait for at least `pause` to lie between it and the one before it in its
    /// group. Asking for 0 counts it as gone.
    [[nodiscard]] base::Duration waitForTurn(base::Duration pause, base::SteadyTime now,
                                             std::string_view group);
    /// The server said "too many": nothing before this time.
    [[nodiscard]] std::optional<base::UtcTime> blockedUntil(base::UtcTime now,
                                                            std::string_view group = {}) const;
    /// True when a request of this urgency may go now: replies may use the last ones, polling leaves a
    /// reserve.
    enum class Urgency { Poll, Reply };
    [[nodiscard]] bool allows(Urgency urgency, base::UtcTime now, std::string_view group = {}) const;
    /// When a request of this urgency may go: `now`, or the end of what holds it back.
    [[nodiscard]] base::UtcTime opensAt(Urgency urgency, base::UtcTime now,
                                        std::string_view group = {}) const;
    /// Nothing before this time: for a "too many" whose headers named none.
    void holdUntil(base::UtcTime time, std::string_view group = {});
    /// The least pause between polls of `requestsPerPoll` requests that stays inside the budget; 0 when
    /// unknown.
    [[nodiscard]] base::Duration leastPollInterval(int requestsPerPoll, base::UtcTime now) const;

private:
    struct Group {
        std::optional<long> limit{};
        std::optional<long> remaining{};
        std::optional<base::UtcTime> resetAt{};
        std::optional<base::UtcTime> blockedUntil{};
        std::optional<base::UtcTime> pollsHeldUntil{};
        std::optional<Usage> usage{};
        std::optional<base::SteadyTime> lastTurn{};
    };
    [[nodiscard]] base::Duration pauseByUsage() const;
    [[nodiscard]] const Group& known(std::string_view group) const;
    [[nodiscard]] Group& of(std::string_view group);

    std::map<std::string, Group, std::less<>> m_groups;
};

/// The time a 429 or 503 asks to wait for, if it says so in any of the forms above.
[[nodiscard]] std::optional<base::UtcTime> retryTime(const HttpResponse& response, base::UtcTime now);

}  // namespace net
