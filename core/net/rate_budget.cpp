// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/rate_budget.h"

#include "base/iso8601.h"
#include "base/text.h"
#include "net/http_date.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace net {
namespace {

using base::Duration;
using base::UtcTime;

constexpr Duration kLongest{24 * 60 * 60 * 1'000};
constexpr Duration kShortestWait{1'000};
/// Shares of a limit, in per cent, and the pauses between polls from there on.
constexpr int kMuch = 75;
constexpr int kNearlyAll = 90;
constexpr int kAllUsed = 100;
constexpr Duration kSlow{5 * 60'000};
constexpr Duration kSlowest{15 * 60'000};
constexpr Duration kSensible = std::chrono::days{31};

UtcTime bounded(UtcTime time, UtcTime now) {
    return std::clamp(time, now, now + kLongest);
}

/// A plain decimal number, also "99.0" or the first one of "100, 100;w=60"; bounded, so that arithmetic is
/// safe.
std::optional<double> numberOf(std::string_view text) {
    const std::string_view digits = base::trim(text.substr(0, text.find_first_of(",;")));
    double value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size() ||
        !std::isfinite(value)) {
        return std::nullopt;
    }
    return std::clamp(value, -1e15, 1e15);
}

UtcTime secondsAfter(UtcTime time, double seconds) {
    const double most = std::chrono::duration<double>(kLongest).count();
    return time + Duration{static_cast<Duration::rep>(std::clamp(seconds, 0.0, most) * 1'000)};
}

/// A time of the server's clock on ours: a laptop may be hours wrong, and the server says what time it thinks
/// it is.
UtcTime onOurClock(UtcTime serversTime, const HttpResponse& response, UtcTime now) {
    constexpr Duration kUsualDifference{60'000};
    const auto date = response.headers.find("date");
    const auto serversNow = date ? parseHttpDate(*date) : std::nullopt;
    if (!serversNow || (*serversNow - now < kUsualDifference && now - *serversNow < kUsualDifference)) {
        return serversTime;
    }
    return now + (serversTime - *serversNow);
}

/// A reset header: ISO 8601, Unix seconds (or milliseconds), or seconds from now.
std::optional<UtcTime> resetTime(std::string_view value, const HttpResponse& response, UtcTime now) {
    constexpr double kUnixFrom = 1e8;  // as "seconds from now" that would be three years
    constexpr double kMillisecondsFrom = 1e11;
    if (const auto number = numberOf(value)) {
        if (*number < kUnixFrom) {
            return secondsAfter(now, *number);
        }
        const double ms = *number < kMillisecondsFrom ? *number * 1'000 : *number;
        const UtcTime time = onOurClock(base::fromMs(static_cast<std::int64_t>(ms)), response, now);
        // No platform resets in years: one senseless header must not silence an account for a day.
        return time - now > kSensible ? std::nullopt : std::optional(bounded(time, now));
    }
    if (const auto time = base::parseIso8601(base::trim(value))) {
        return bounded(onOurClock(*time, response, now), now);
    }
    return std::nullopt;
}

std::optional<std::string_view> findLimit(const HttpResponse& response, std::string_view ending) {
    for (const std::string_view beginning : {"x-ratelimit-", "x-rate-limit-", "ratelimit-"}) {
        if (const auto found = response.headers.find(std::string(beginning).append(ending))) {
            return found;
        }
    }
    return std::nullopt;
}

/// A count header: not negative, and never more than a count can mean.
std::optional<long> countOf(const HttpResponse& response, std::string_view ending) {
    const auto value = findLimit(response, ending);
    const auto number = value ? numberOf(*value) : std::nullopt;
    return number ? std::optional(static_cast<long>(std::clamp(*number, 0.0, 1e9))) : std::nullopt;
}

std::optional<UtcTime> resetOf(const HttpResponse& response, UtcTime now) {
    const auto value = findLimit(response, "reset");
    return value ? resetTime(*value, response, now) : std::nullopt;
}

/// What polling leaves for replies.
long reserveOf(long limit) {
    return std::clamp(limit / 10, 1L, 30L);
}

/// Whether a remembered time still lies ahead. One that lies more than a day ahead was learnt before the
/// clock jumped.
bool ahead(const std::optional<UtcTime>& time, UtcTime now) {
    return time && *time > now && *time - now <= kLongest;
}

}  // namespace

const RateBudget::Group& RateBudget::known(std::string_view group) const {
    static const Group kNothing;
    const auto found = m_groups.find(group);
    return found == m_groups.end() ? kNothing : found->second;
}

RateBudget::Group& RateBudget::of(std::string_view group) {
    return m_groups[std::string(group)];
}

void RateBudget::learn(const HttpResponse& response, UtcTime now, std::string_view group) {
    const auto remaining = countOf(response, "remaining");
    const auto reset = resetOf(response, now);
    if (remaining && reset) {
        Group& learnt = of(group);
        learnt.limit = countOf(response, "limit");
        learnt.remaining = remaining;
        learnt.resetAt = reset;
    }
    if (const auto until = retryTime(response, now)) {
        of(group).blockedUntil = until;
    }
}

void RateBudget::learnUsage(const Usage& usage, UtcTime now, std::string_view group) {
    Group& learnt = of(group);
    learnt.usage = usage;
    learnt.pollsHeldUntil.reset();
    if (usage.percent >= kAllUsed || usage.regain) {
        const Duration wait = usage.regain.value_or(kSlowest);
        learnt.pollsHeldUntil = now + std::clamp(wait, kShortestWait, kLongest);
    }
}

Duration RateBudget::waitForTurn(Duration pause, base::SteadyTime now, std::string_view group) {
    Group& taking = of(group);
    const Duration since = taking.lastTurn ? now - *taking.lastTurn : pause;
    if (since < pause) {
        return pause - since;
    }
    taking.lastTurn = now;
    return Duration{0};
}

void RateBudget::holdUntil(UtcTime time, std::string_view group) {
    of(group).blockedUntil = time;
}

std::optional<UtcTime> RateBudget::blockedUntil(UtcTime now, std::string_view group) const {
    const auto& until = known(group).blockedUntil;
    return ahead(until, now) ? until : std::nullopt;
}

bool RateBudget::allows(Urgency urgency, UtcTime now, std::string_view group) const {
    if (blockedUntil(now, group)) {
        return false;
    }
    const Group& state = known(group);
    if (urgency == Urgency::Poll && ahead(state.pollsHeldUntil, now)) {
        return false;
    }
    if (!state.remaining || !ahead(state.resetAt, now)) {
        return true;
    }
    return *state.remaining > (urgency == Urgency::Poll ? reserveOf(state.limit.value_or(0)) : 0);
}

UtcTime RateBudget::opensAt(Urgency urgency, UtcTime now, std::string_view group) const {
    if (const auto until = blockedUntil(now, group)) {
        return *until;
    }
    if (allows(urgency, now, group)) {
        return now;
    }
    const Group& state = known(group);
    return ahead(state.pollsHeldUntil, now) ? *state.pollsHeldUntil : *state.resetAt;
}

Duration RateBudget::leastPollInterval(int requestsPerPoll, UtcTime now) const {
    const Group& state = known({});
    if (!state.remaining || !ahead(state.resetAt, now)) {
        return pauseByUsage();
    }
    const Duration left = *state.resetAt - now;
    const long free = *state.remaining - reserveOf(state.limit.value_or(0));
    const long polls = std::max(0L, free) / std::max(1, requestsPerPoll);
    return polls == 0 ? left : left / polls;
}

Duration RateBudget::pauseByUsage() const {
    int most = 0;
    for (const auto& [name, group] : m_groups) {
        most = std::max(most, group.usage ? group.usage->percent : 0);
    }
    return most >= kNearlyAll ? kSlowest : most >= kMuch ? kSlow : Duration{0};
}

std::optional<UtcTime> retryTime(const HttpResponse& response, UtcTime now) {
    if (response.status != 429 && response.status != 503) {
        return std::nullopt;
    }
    std::optional<UtcTime> until;
    if (const auto value = response.headers.find("retry-after")) {
        if (const auto seconds = numberOf(*value)) {
            until = secondsAfter(now, *seconds);
        } else if (const auto time = parseHttpDate(*value)) {
            until = bounded(onOurClock(*time, response, now), now);
        }
    }
    // A 503 shows the budget of the account; it has nothing to do with the trouble.
    if (!until && response.status == 429) {
        until = resetOf(response, now);
    }
    // "Again at once" from a server that has just refused would be a busy loop.
    return until ? std::optional(std::max(*until, now + kShortestWait)) : std::nullopt;
}

}  // namespace net
