// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <optional>
#include <span>

/// Facebook's "Very responsive to messages", worked out on this machine. A simulation: Facebook alone knows
/// its own figure. Pure.
namespace model {

/// The rule has moved before, so that every number of it can be set.
struct StandingRule {
    double answeredShare = 0.90;  ///< of the turns that began within `span`; 0 … 1
    base::Duration within = std::chrono::minutes(15);
    base::Duration span = std::chrono::days(7);
    /// The response time that customers are shown is that of the first message after so long a silence …
    base::Duration silence = std::chrono::hours(24);
    double fastestShare = 0.90;                         ///< … the mean of so many of the fastest; 0 … 1
    base::Duration publicSpan = std::chrono::days(30);  ///< … that began within so long
    bool operator==(const StandingRule&) const = default;
};

struct StandingTurn {
    base::UtcTime startedAt;
    std::optional<base::UtcTime> answeredAt{};  ///< nothing = it is open, or was closed unanswered
    /// Can still be answered.
    bool open = false;
    /// The latest message of the conversation before it; nothing = it is the first.
    std::optional<base::UtcTime> quietSince{};
};

/// Answer so many by then, and the standing holds at that moment.
struct StandingPlan {
    int turns = 0;  ///< the latest ones that are open
    base::UtcTime by;
    bool operator==(const StandingPlan&) const = default;
};

struct Standing {
    int turns = 0;                                 ///< that began within the span and are judged
    int answered = 0;                              ///< of them
    std::optional<double> answeredShare{};         ///< nothing = nothing to judge yet
    std::optional<base::Duration> responseTime{};  ///< mean of the fastest share of the answered ones
    std::optional<base::Duration> publicTime{};    ///< what customers are shown
    /// False while there is nothing to judge.
    bool holds = false;
    /// What to answer to have the standing once all open turns are judged. Nothing = no answer is needed for
    /// it, or none can bring it.
    std::optional<StandingPlan> plan{};
    bool operator==(const Standing&) const = default;
};

/// An open turn is judged, as unanswered, when `within` has passed since it began. The plan takes the turns
/// of the span as they are now: that old ones leave it meanwhile is not foreseen.
[[nodiscard]] Standing standingOf(std::span<const StandingTurn> turns, const StandingRule& rule,
                                  base::UtcTime now);

}  // namespace model
