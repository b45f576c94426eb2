// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/account.h"
#include "model/conversation.h"
#include "model/reply.h"

#include "base/clock.h"

#include <optional>
#include <string_view>

/// "Can I reply here?", answered before anything is typed; product.md, section 3. Pure.
namespace model {

enum class ReplyPermission {
    Allowed,
    OnePrivateReply,  ///< the only one that the platform takes to this message is still to be sent
    PersonOnly,       ///< the window is closed; the platform still takes what a person writes
    WhenOnline,
    WhenLoggedIn,
    WhenLimitEnds,
    WhenPauseEnds,
    NotHere,
    PermissionMissing,  ///< the sign-in may not send this kind of reply
    OnlyIfAddressed,    ///< the platform takes a reply only to who mentioned or quoted us
    WindowClosed,
    PrivateReplyUsed,     ///< the only one that the platform takes has been written
    PrivateReplyRefused,  ///< the platform says that it takes none to this message
    AwaitsAnswer,         ///< after our private reply they have to write first
    TargetDeleted
};
/// "one_private_reply"
[[nodiscard]] std::string_view name(ReplyPermission value);
/// Nothing can be sent from here, now or later.
[[nodiscard]] bool isBlocked(ReplyPermission permission);

struct ReplyQuestion {
    const Account& account;
    const ConversationRow& conversation;
    const ReplyDraft& draft;
    bool targetDeleted = false;
    bool online = true;
    std::optional<base::UtcTime> limitedUntil{};
};
[[nodiscard]] ReplyPermission replyPermission(const ReplyQuestion& question, base::UtcTime now);

/// When the platform takes this reply no more; nothing = it always does.
[[nodiscard]] std::optional<base::UtcTime> replyUntil(const ReplyQuestion& question);
/// The window that a reply of the outbox has to meet: the usual one, after it the last there is.
[[nodiscard]] std::optional<base::UtcTime> windowToMeet(const OutboxRow& reply,
                                                        const ConversationRow& conversation,
                                                        const Account& account, base::UtcTime now);

}  // namespace model
