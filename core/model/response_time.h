// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/message.h"
#include "model/names.h"
#include "model/response_rule.h"

#include "base/clock.h"
#include "base/ids.h"

#include <map>
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
    /// Theirs: of the conversation's customer, or of a bystander who replies to us or mentions us in writing.
    /// What a bystander writes otherwise opens nothing, but belongs to a turn of theirs that is open.
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
    bool afterWindow = false;               ///< answered when the platform's last window had closed
    std::vector<base::MessageId> messages;  ///< the inbound messages of the turn, in order

    bool operator==(const Turn&) const = default;
};

/// What else of a conversation its turns depend on.
struct TurnScope {
    Visibility visibility = Visibility::Private;
    base::ContactId customer{};
    /// How long after the customer's latest message the platform takes any reply at all; nothing = always.
    std::optional<base::Duration> lastWindow{};
    /// People whom a customer card joins: contact to the one that stands for all of them.
    std::map<base::ContactId, base::ContactId> joined{};
};

/// All turns of one conversation, by start. `messages` are ordered by time, then id. In private any outbound
/// message that endsTurns ends every open turn; in public it ends those of its `contact` and of its
/// `mentions`; a note that endsTurns (a telephone call) ends those of its `contact`. A deleted message holds
/// its turn open only until its deletion; a turn of which nothing is left unanswered vanishes. Messages that
/// were deleted before the reply are not of the turn. A reply that is deleted later has ended it all the
/// same. A closing ends the turn of its message's author there; one that was set to done, and so missed, is
/// answered after all by a reply that comes before that person writes again. O(n log n); the order given does
/// not matter.
[[nodiscard]] std::vector<Turn> computeTurns(std::span<const TurnInput> messages, const TurnScope& scope);

/// Business time from the first to the second instant, and whether the shop was closed all the while.
struct BusinessSpan {
    base::Duration time{0};
    bool closedThroughout = false;
    bool operator==(const BusinessSpan&) const = default;
};
[[nodiscard]] BusinessSpan businessSpan(base::UtcTime from, base::UtcTime to, const BusinessHours& hours);

struct Badge {
    BadgeState state = BadgeState::None;
    /// From the message's own time to the end of its turn, or to `now` while it is open; nothing for None.
    std::optional<base::Duration> calendar{};
    std::optional<base::Duration> business{};

    /// In the unit of the target: what is shown and judged.
    [[nodiscard]] base::Duration counted(TimeUnit unit) const;
    bool operator==(const Badge&) const = default;
};

/// A quarter of the target, 5 min at least, 60 min at most.
[[nodiscard]] base::Duration dueSoonSpan(base::Duration target);

/// The badge of one message of a turn. `from` is where its own figure starts: an inbound message's own time,
/// or the start of the turn for the reply that ended it and for the conversation. The state is always the
/// turn's.
[[nodiscard]] Badge badgeOf(const TurnOfMessage& turn, base::UtcTime from, const ResponseRule& rule,
                            base::UtcTime now);

/// When the target of a turn that started then is used up; nothing = never, since the shop does not open
/// again.
[[nodiscard]] std::optional<base::UtcTime> dueAt(base::UtcTime turnStart, const ResponseRule& rule);

/// When an open turn reaches its next states; nothing = never.
struct TurnThresholds {
    std::optional<base::UtcTime> dueSoonAt{};
    std::optional<base::UtcTime> overdueAt{};  ///< the first instant at which more than the target is used
};
[[nodiscard]] TurnThresholds turnThresholds(base::UtcTime turnStart, const ResponseRule& rule);

/// Where an open turn stands on the clock of its target.
struct TurnClock {
    base::Duration used{0};    ///< in the unit of the target
    bool standsStill = false;  ///< business time, and the shop is closed
    std::optional<base::UtcTime> dueAt{};
    std::optional<base::UtcTime> opensAt{};  ///< with standsStill: when the clock goes on
};
[[nodiscard]] TurnClock turnClock(base::UtcTime turnStart, const ResponseRule& rule, base::UtcTime now);

/// When the badge of an open turn will look different next, or nothing: its state changes, or its figure
/// does, or the shop opens or closes. Figures are cut, never rounded: seconds below a minute, minutes below a
/// day, then hours. While waiting the figure is that from `from` on; when due soon it is the time left of the
/// turn, when overdue the time since the target was used up; all in the unit of the target.
[[nodiscard]] std::optional<base::UtcTime> nextTick(const TurnOfMessage& turn, base::UtcTime from,
                                                    const ResponseRule& rule, base::UtcTime now);

}  // namespace model
