// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/names.h"

#include "base/clock.h"
#include "base/ids.h"

#include <optional>
#include <span>
#include <vector>

/// Turns and badges, product.md section 2. Pure.
namespace model {

/// The owner ended a turn without replying: it needs none, or it is set to done and counts as missed.
struct TurnClosing {
    TurnOutcome outcome = TurnOutcome::NoReplyNeeded;
    base::UtcTime at;  ///< when the owner decided
    bool operator==(const TurnClosing&) const = default;
};

/// A message as the turn rule sees it.
struct TurnInput {
    base::MessageId id;
    base::UtcTime at;
    /// Ours: the person whom it answers, i.e. the author of its nearest inbound ancestor; 0 = nobody.
    /// Theirs: the author.
    base::ContactId contact;
    Direction direction = Direction::Inbound;
    /// Theirs: of the conversation's customer, or a bystander who replies to us or mentions us in writing.
    bool opensTurn = true;
    /// Ours: written by a person and confirmed by the platform.
    bool endsTurns = true;
    /// Ours, in public: further people whom the text mentions.
    std::vector<base::ContactId> mentions;
    std::optional<base::UtcTime> deletedAt{};
    /// Theirs: the turn that reaches to this message was closed by hand.
    std::optional<TurnClosing> closing{};
};

struct Turn {
    base::ContactId contact;
    base::MessageId first;
    base::UtcTime startedAt;
    TurnOutcome outcome = TurnOutcome::Open;
    std::optional<base::UtcTime> endedAt{};
    base::MessageId endedBy;                ///< 0 = open
    std::vector<base::MessageId> messages;  ///< the inbound messages of the turn, in order

    bool operator==(const Turn&) const = default;
};

/// All turns of one conversation, by start. `messages` are ordered by time, then id. In private any outbound
/// message that endsTurns ends every open turn; in public it ends those of its `contact` and of its
/// `mentions`. A deleted message holds its turn open only until its deletion; a turn of which nothing is left
/// unanswered vanishes. Messages that were deleted before the reply are not of the turn. A reply that is
/// deleted later has ended it all the same. A closing ends the turn of its message's author there; one that
/// was set to done, and so missed, is answered after all by a reply that comes before that person writes
/// again. O(n log n); the order given does not matter.
[[nodiscard]] std::vector<Turn> computeTurns(std::span<const TurnInput> messages, Visibility visibility);

struct Badge {
    BadgeState state = BadgeState::None;
    /// Until `now` while the turn is open; nothing for None. Business equals calendar until there are opening
    /// hours.
    std::optional<base::Duration> calendar{};
    std::optional<base::Duration> business{};
    bool operator==(const Badge&) const = default;
};

/// A quarter of the target, 5 min at least, 60 min at most.
[[nodiscard]] base::Duration dueSoonSpan(base::Duration target);

/// The badge of one message of a turn. `from` is where its own figure starts: an inbound message's own time,
/// or the start of the turn for the reply that ended it and for the conversation. The state is always the
/// turn's.
[[nodiscard]] Badge badgeOf(TurnOutcome outcome, base::UtcTime turnStart,
                            std::optional<base::UtcTime> turnEnd, base::UtcTime from, base::Duration target,
                            base::UtcTime now);

/// When the badge will look different next, or nothing: its state changes, or its figure does. Figures are
/// cut, never rounded: seconds below a minute, minutes below a day, then hours. While waiting the figure is
/// the badge's own; when due soon it is the time left of the turn, when overdue the time since the target
/// passed.
[[nodiscard]] std::optional<base::UtcTime> nextTick(const Badge& badge, base::UtcTime turnStart,
                                                    base::Duration target, base::UtcTime now);

}  // namespace model
