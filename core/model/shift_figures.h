// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/names.h"
#include "model/response_rule.h"
#include "model/response_time.h"

#include "base/clock.h"
#include "base/ids.h"

#include <optional>
#include <span>

/// What the sheets at the start and the end of a shift count. Pure.
namespace model {

/// What came in at one account since a moment, by the platform's time.
struct Arrivals {
    base::AccountId account;
    int messages = 0;       ///< of others, the deleted ones left out
    int conversations = 0;  ///< that hold them
    int needReply = 0;      ///< of those conversations
    bool operator==(const Arrivals&) const = default;
};

/// A turn that has ended, as far as it is counted.
struct EndedTurn {
    base::ConversationId conversation;
    base::AccountId account;
    Visibility visibility = Visibility::Private;
    base::UtcTime startedAt;
    base::UtcTime endedAt;
    TurnOutcome outcome = TurnOutcome::Answered;
    BusinessSpan business{};
    /// The latest message of its conversation before it; nothing = it is the first.
    std::optional<base::UtcTime> quietSince{};
    SharedRule rule{};  ///< of its account
};

/// Of the turns that ended within a shift. Times are in the unit of each turn's own target.
struct ShiftFigures {
    int answered = 0;
    int noReplyNeeded = 0;
    int missed = 0;
    /// Of the answered ones, by nearest rank; a turn that was asked and answered before opening is left out
    /// where business time counts. Nothing = there is none to judge.
    std::optional<base::Duration> median{};
    std::optional<base::Duration> p90{};
    std::optional<double> withinTarget{};  ///< 0 … 1
    bool operator==(const ShiftFigures&) const = default;
};
[[nodiscard]] ShiftFigures shiftFigures(std::span<const EndedTurn> turns);

}  // namespace model
