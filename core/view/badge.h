// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/words.h"

#include "model/conversation.h"
#include "model/message.h"
#include "model/reply.h"

#include "base/clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace view {

/// Which glyph, form and colour a badge has; the text is never needed to tell.
enum class BadgeKind {
    None,
    Waiting,
    ShopClosed,
    DueSoon,
    Overdue,
    Answered,
    AnsweredLate,
    Missed,
    NoReplyNeeded,
    BeforeOpening,
    Automatic,
    SameTurn,
    NotTimed,
    OwnReply,
    WindowOpen,
    WindowClosing,  ///< less than four hours left
    WindowClosed,
    Queued,
    Sending,
    Uncertain,
    Failed,
    Sent,
};

struct BadgeText {
    BadgeKind kind = BadgeKind::None;
    std::string text;                         ///< "overdue by 4 h 48 m"
    std::string compact;                      ///< "4 h"; the words where there is no figure
    std::string spoken;                       ///< "Overdue by 4 hours 48 minutes"
    std::string tooltip;                      ///< times, target and rule; may be empty
    std::optional<base::UtcTime> nextTick{};  ///< when it has to be made again

    [[nodiscard]] bool empty() const { return kind == BadgeKind::None; }
};

/// Of a message in an open or ended turn; `from` is where its own figure starts.
[[nodiscard]] BadgeText turnBadge(const model::TurnOfMessage& turn, base::UtcTime from,
                                  const model::ResponseRule& rule, const Words& words, base::UtcTime now);
/// Of a later message of an open turn.
[[nodiscard]] BadgeText sameTurnBadge(const model::TurnOfMessage& turn, const Words& words,
                                      base::UtcTime now);
[[nodiscard]] BadgeText notTimedBadge(const Words& words);
[[nodiscard]] BadgeText automaticBadge(const Words& words);
/// Of the own reply that ended `turn`: "answered Mira in 9 m".
[[nodiscard]] BadgeText ownReplyBadge(const model::TurnOfMessage& turn, std::string_view whom,
                                      const model::ResponseRule& rule, const Words& words, base::UtcTime now);
/// Of a reply that the platform has not confirmed; none for the others. In its last seconds before it goes it
/// "leaves in 6 s"; one for later "goes out 09:00". Without its row in the outbox only what the state tells.
[[nodiscard]] BadgeText deliveryBadge(model::Delivery delivery, const model::OutboxRow* reply,
                                      const Words& words, base::UtcTime now);
/// How long the platform still takes a reply; none where there is no window.
[[nodiscard]] BadgeText windowBadge(std::optional<base::UtcTime> closesAt, const Words& words,
                                    base::UtcTime now);
/// Of a row of the inbox: its earliest open turn; how the latest one ended when it is the customer's
/// move.
[[nodiscard]] BadgeText conversationBadge(const model::ConversationRow& conversation, const Words& words,
                                          base::UtcTime now);

/// The step in which Words::span() shows a span of this length: a second, a minute, from a day on an hour.
[[nodiscard]] base::Duration shownStep(base::Duration span);
/// The earlier of two next ticks, either of which may be missing.
[[nodiscard]] std::optional<base::UtcTime> earliest(std::optional<base::UtcTime> one,
                                                    std::optional<base::UtcTime> other);

}  // namespace view
