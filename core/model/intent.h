// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/names.h"

#include "base/clock.h"
#include "base/ids.h"

#include <optional>
#include <string>
#include <variant>

/// What the agent wants, posted from ui to the core thread; sync carries it out.
namespace model {

struct QueueReply {
    base::ConversationId conversation;
    base::MessageId to;  ///< 0 = the customer's latest message
    std::string text;
    bool privately = false;
    base::Duration holdBack{0};  ///< time to undo: not sent before it has passed
};
/// A queued or failed reply is taken back; its text returns as the draft.
struct CancelReply {
    base::ReplyId reply;
};
struct RetryReply {
    base::ReplyId reply;
};  ///< a failed one, or a queued one at once
struct ReplyArrived {
    base::ReplyId reply;
};  ///< the agent saw it on the platform
struct SendReplyAgain {
    base::ReplyId reply;
};  ///< the agent's own decision on an uncertain one
struct DiscardReply {
    base::ReplyId reply;
};
struct MarkRead {
    base::ConversationId conversation;
};
struct SaveDraft {
    base::ConversationId conversation;
    std::string text;  ///< empty forgets it
};
struct CheckNow {
    base::AccountId account;
};  ///< 0 = all
/// How closely somebody looks; the poll interval follows it.
struct Presence {
    bool windowActive = false;
    bool laptopIdle = false;
    base::ConversationId open;
};

using Intent = std::variant<QueueReply, CancelReply, RetryReply, ReplyArrived, SendReplyAgain, DiscardReply,
                            MarkRead, SaveDraft, CheckNow, Presence>;

}  // namespace model
