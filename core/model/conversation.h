// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/message.h"
#include "model/names.h"
#include "model/response_rule.h"
#include "model/triage/triage_kind.h"

#include "base/clock.h"
#include "base/ids.h"

#include <optional>
#include <string>

namespace model {

/// Ways to order the list of those who wait; what has no such time comes last. Other lists are always the
/// newest first, but the answered ones have ClosingNext too: of those that have a window. Urgency: see
/// model/triage/urgency.h.
enum class InboxOrder { Newest, LongestWaiting, DueNext, ClosingNext, Urgency };

/// The denormalised inbox row.
struct ConversationRow {
    base::ConversationId id;
    base::AccountId account;
    std::string platform;
    Visibility visibility = Visibility::Public;
    base::ContactId customer;
    std::string customerName;  ///< display name, else handle
    std::string customerHandle;
    std::string snippet;  ///< of the last message
    Direction lastDirection = Direction::Inbound;
    ConversationState state = ConversationState::NeedsReply;
    int unread = 0;
    base::MessageId readUntil;  ///< newer inbound messages have not been looked at
    int messageCount = 0;
    base::UtcTime lastAt;
    std::optional<base::UtcTime> waitingSince{};  ///< start of the earliest open turn
    std::optional<base::UtcTime> dueAt{};
    std::optional<base::UtcTime> windowClosesAt{};
    std::optional<base::UtcTime> answerableUntil{};  ///< when the platform's last window closes
    std::optional<base::UtcTime> urgentAt{};         ///< model::urgentAt()
    std::optional<TriageMark> triage{};              ///< nothing = other, or not looked at yet
    std::optional<base::UtcTime> snoozedUntil{};     ///< with state Snoozed: when it comes back
    /// Where nobody waits: how the latest turn ended.
    std::optional<TurnOfMessage> lastTurn{};
    SharedRule rule;  ///< of its account
};

/// The owner has read a conversation up to this message of the other side.
struct ReadMark {
    base::ConversationId conversation;
    Visibility visibility = Visibility::Private;
    std::string threadId;  ///< the platform's own id of a private conversation; may be empty
    std::string remoteId;  ///< of the message; empty when there is none
    base::UtcTime at;      ///< of the message
};

/// A place in the history where messages may be missing.
struct Gap {
    base::GapId id;
    base::AccountId account;
    base::ConversationId conversation;  ///< 0 = of the whole account
    std::optional<base::UtcTime> after{};
    std::optional<base::UtcTime> before{};
    std::string reason;
};

}  // namespace model
