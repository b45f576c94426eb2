// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/standing.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

namespace model {
namespace {

using Times = std::vector<base::Duration>;

/// How many make up a share of `count`: never fewer than the share asks for.
std::size_t shareOf(std::size_t count, double share) {
    constexpr double kRounding = 1e-9;
    const double part = std::ceil(static_cast<double>(count) * std::clamp(share, 0.0, 1.0) - kRounding);
    return std::min(count, static_cast<std::size_t>(std::max(part, 0.0)));
}

std::optional<base::Duration> meanOfFastest(Times times, double share) {
    if (times.empty()) {
        return std::nullopt;
    }
    std::ranges::sort(times);
    const std::size_t count = std::max<std::size_t>(1, shareOf(times.size(), share));
    base::Duration sum{0};
    for (std::size_t i = 0; i < count; ++i) {
        sum += times[i];
    }
    // Rounded up: a part of a millisecond too late is too late.
    const auto parts = static_cast<std::int64_t>(count);
    return (sum + base::Duration{parts - 1}) / parts;
}

bool inTime(const std::optional<base::Duration>& time, const StandingRule& rule) {
    return time && *time <= rule.within;
}

/// The latest instant at which answering these keeps the response time, `latest` at most; nothing = even now
/// is too late.
std::optional<base::UtcTime> deadline(const Times& answered, const std::vector<base::UtcTime>& starts,
                                      const StandingRule& rule, base::UtcTime now, base::UtcTime latest) {
    const auto holdsAt = [&](base::UtcTime instant) {
        Times all = answered;
        for (const base::UtcTime start : starts) {
            all.push_back(instant - start);
        }
        return inTime(meanOfFastest(std::move(all), rule.fastestShare), rule);
    };
    if (!holdsAt(now)) {
        return std::nullopt;
    }
    // Every answer gets slower with time, and with it their mean: there is one turning point.
    base::UtcTime holds = now;
    base::UtcTime fails = std::max(now, latest) + base::Duration{1};
    while (fails - holds > base::Duration{1}) {
        const base::UtcTime middle = holds + (fails - holds) / 2;
        (holdsAt(middle) ? holds : fails) = middle;
    }
    return holds;
}

std::optional<StandingPlan> planOf(const Times& answered, std::vector<base::UtcTime> open, std::size_t all,
                                   const StandingRule& rule, base::UtcTime now) {
    const std::size_t needed = shareOf(all, rule.answeredShare);
    const std::size_t missing = needed > answered.size() ? needed - answered.size() : 0;
    if (missing == 0 || missing > open.size()) {
        return std::nullopt;
    }
    // The latest ones leave most time.
    std::ranges::sort(open, std::greater{});
    open.resize(missing);
    // When the oldest of them leaves the span the sum is another one.
    const auto by = deadline(answered, open, rule, now, open.back() + rule.span);
    return by ? std::optional(StandingPlan{.turns = static_cast<int>(missing), .by = *by}) : std::nullopt;
}

bool afterSilence(const StandingTurn& turn, const StandingRule& rule) {
    return !turn.quietSince || turn.startedAt - *turn.quietSince >= rule.silence;
}

}  // namespace

Standing standingOf(std::span<const StandingTurn> turns, const StandingRule& rule, base::UtcTime now) {
    Standing standing;
    Times answered;
    Times shown;
    std::vector<base::UtcTime> open;
    std::size_t all = 0;
    for (const StandingTurn& turn : turns) {
        if (turn.startedAt > now) {
            continue;
        }
        const base::Duration age = now - turn.startedAt;
        if (turn.answeredAt && age <= rule.publicSpan && afterSilence(turn, rule)) {
            shown.push_back(*turn.answeredAt - turn.startedAt);
        }
        if (age > rule.span) {
            continue;
        }
        ++all;
        if (turn.answeredAt) {
            answered.push_back(*turn.answeredAt - turn.startedAt);
        } else if (turn.open) {
            open.push_back(turn.startedAt);
        }
        const bool judged = turn.answeredAt || !turn.open || age > rule.within;
        standing.turns += judged;
    }
    standing.answered = static_cast<int>(answered.size());
    standing.responseTime = meanOfFastest(answered, rule.fastestShare);
    standing.publicTime = meanOfFastest(shown, rule.fastestShare);
    if (standing.turns > 0) {
        const auto judged = static_cast<std::size_t>(standing.turns);
        standing.answeredShare = static_cast<double>(standing.answered) / standing.turns;
        standing.holds =
            answered.size() >= shareOf(judged, rule.answeredShare) && inTime(standing.responseTime, rule);
    }
    standing.plan = planOf(answered, std::move(open), all, rule, now);
    return standing;
}

}  // namespace model
