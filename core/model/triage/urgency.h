// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/response_rule.h"
#include "model/triage/triage_kind.h"

#include "base/clock.h"

#include <cstdint>
#include <optional>

/// Who is to be answered first. Urgency is triage × waiting × reach, where waiting is the part of the target
/// that is used; a reply window that is about to close overtakes it. Kept as the moment at which the product
/// becomes 1, because that moment stands still while urgency itself grows: it can be stored and indexed.
namespace model {

/// What multiplies a conversation's waiting time.
struct UrgencyWeights {
    TriageKind kind = TriageKind::Other;
    bool hereNow = false;  ///< they say that they stand in the shop
    /// Thanks and nods are all that waits: model::asksForNothing().
    bool onlyThanks = false;
    int recentPeople = 0;  ///< others who wrote in the same public conversation within an hour
    int reachPercent = 100;  ///< of a public one: reachPercent() of who wrote it
};
/// How much more it matters that many people see what somebody writes: 100 up to a thousand followers, 300 from
/// a hundred thousand on, in steps of 50, so that a count which changes every day seldom changes anything.
[[nodiscard]] int reachPercent(std::int64_t followers);

/// In hundredths, as it is stored: 100 = counts as it is.
[[nodiscard]] int urgencyPercent(const UrgencyWeights& weights);

/// So many people within an hour make a conversation one that grows fast.
inline constexpr int kManyPeople = 4;
inline constexpr base::Duration kGrowthSpan = std::chrono::hours(1);
/// An answer takes its time: a window counts as closed so long before it does.
inline constexpr base::Duration kWindowLead = std::chrono::hours(1);

/// When the product reaches 1: the time at which the answer would be due if the clock of its target ran so
/// much faster, or an hour before the window closes. Nothing = never.
[[nodiscard]] std::optional<base::UtcTime> urgentAt(base::UtcTime waitingSince, int percent,
                                                    std::optional<base::UtcTime> windowClosesAt,
                                                    const ResponseRule& rule);

}  // namespace model
