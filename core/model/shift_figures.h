// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/names.h"
#include "model/response_rule.h"
#include "model/response_time.h"

#include "base/clock.h"
#include "base/ids.h"

#include <optional>
#include <span>
#include <vector>

/// What the sheets at the start and the end of a shift count. Pure.
namespace model {

/// What came in at one account since a moment, by the platform's time.
struct Arrivals {
    base::AccountId account;
    int messages = 0;       ///< of others, the deleted ones left out
    int conversations = 0;  ///< that hold them
    int needReply = 0;      ///< of those conversations
    int complaints = 0;     ///< of those conversations: with a complaint among what came
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

/// What is counted for the sheets of a shift.
struct ShiftQuestion {
    base::UtcTime since;                     ///< the end of the shift before
    std::optional<base::UtcTime> running{};  ///< the start of the shift that lasts
    base::UtcTime now;
    base::UtcTime midnight;  ///< the next one, where the shop is
    /// Whether another moment of the same sheet is asked for.
    [[nodiscard]] bool sameSheet(const ShiftQuestion& other) const {
        return since == other.since && running == other.running;
    }
};
/// All of it, however much there is: no list is cut before it is counted.
struct ShiftCounts {
    std::vector<Arrivals> arrivals;  ///< since then
    int missed = 0;                  ///< since then: turns that ended so, and those whose last window closed
    int closing = 0;                 ///< windows of those who wait that close within the hour
    int comeBack = 0;                ///< from Later, before midnight
    ShiftFigures figures{};          ///< of the running shift
    bool operator==(const ShiftCounts&) const = default;
};

}  // namespace model
