// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reply_permission.h"

#include "model/later_send.h"

#include <algorithm>

namespace model {
namespace {

const ReplyCapability* capabilityOf(const ReplyQuestion& question) {
    return question.account.capabilities.find(question.draft.visibility);
}

bool isOnlyOne(const ReplyQuestion& question) {
    const ReplyCapability* capability = capabilityOf(question);
    return capability != nullptr && capability->onePrivateReplyWithin.has_value();
}

/// Whether the platform takes this kind of reply at all, whenever it is sent.
std::optional<ReplyPermission> forGood(const ReplyQuestion& question) {
    const ReplyCapability* capability = capabilityOf(question);
    // Nothing probed yet is no reason to forbid anything.
    if (!question.account.capabilities.replies.empty() && capability == nullptr) {
        return ReplyPermission::NotHere;
    }
    if (question.targetDeleted) {
        return ReplyPermission::TargetDeleted;
    }
    if (capability == nullptr) {
        return std::nullopt;
    }
    if (!capability->missingPermission.empty()) {
        return ReplyPermission::PermissionMissing;
    }
    if (capability->onlyIfAddressed && !question.draft.parentAddressesUs) {
        return ReplyPermission::OnlyIfAddressed;
    }
    if (!isOnlyOne(question)) {
        return std::nullopt;
    }
    if (question.draft.fromPublic && question.draft.privateAnswer) {
        return ReplyPermission::PrivateReplyUsed;
    }
    if (question.draft.fromPublic && question.draft.parentTakes == PrivateReply::NotTaken) {
        return ReplyPermission::PrivateReplyRefused;
    }
    return std::nullopt;
}

/// What the account waits for.
std::optional<ReplyPermission> laterOn(const ReplyQuestion& question, base::UtcTime now) {
    switch (question.account.state) {
    case AccountState::NeedsLogin:
        return ReplyPermission::WhenLoggedIn;
    case AccountState::Paused:
        return ReplyPermission::WhenPauseEnds;
    case AccountState::Offline:
        return ReplyPermission::WhenOnline;
    case AccountState::Ok:
    case AccountState::Limited:
        break;
    }
    if (!question.online) {
        return ReplyPermission::WhenOnline;
    }
    if (question.limitedUntil && *question.limitedUntil > now) {
        return ReplyPermission::WhenLimitEnds;
    }
    return std::nullopt;
}

}  // namespace

std::string_view name(ReplyPermission value) {
    switch (value) {
    case ReplyPermission::Allowed:
        return "allowed";
    case ReplyPermission::OnePrivateReply:
        return "one_private_reply";
    case ReplyPermission::PersonOnly:
        return "person_only";
    case ReplyPermission::WhenOnline:
        return "when_online";
    case ReplyPermission::WhenLoggedIn:
        return "when_logged_in";
    case ReplyPermission::WhenLimitEnds:
        return "when_limit_ends";
    case ReplyPermission::WhenPauseEnds:
        return "when_pause_ends";
    case ReplyPermission::NotHere:
        return "not_here";
    case ReplyPermission::PermissionMissing:
        return "permission_missing";
    case ReplyPermission::OnlyIfAddressed:
        return "only_if_addressed";
    case ReplyPermission::WindowClosed:
        return "window_closed";
    case ReplyPermission::PrivateReplyUsed:
        return "private_reply_used";
    case ReplyPermission::PrivateReplyRefused:
        return "private_reply_refused";
    case ReplyPermission::AwaitsAnswer:
        return "awaits_answer";
    case ReplyPermission::TargetDeleted:
        break;
    }
    return "target_deleted";
}

bool isBlocked(ReplyPermission permission) {
    using enum ReplyPermission;
    return permission == NotHere || permission == PermissionMissing || permission == OnlyIfAddressed ||
           permission == WindowClosed || permission == PrivateReplyUsed ||
           permission == PrivateReplyRefused || permission == AwaitsAnswer || permission == TargetDeleted;
}

std::optional<base::UtcTime> replyUntil(const ReplyQuestion& question) {
    const ReplyDraft& draft = question.draft;
    if (draft.fromPublic) {
        return isOnlyOne(question) && draft.parentAt
                   ? std::optional(*draft.parentAt + *capabilityOf(question)->onePrivateReplyWithin)
                   : std::nullopt;
    }
    const auto& window = question.conversation.windowClosesAt;
    return window ? std::max(*window, question.conversation.answerableUntil.value_or(*window)) : window;
}

std::optional<base::UtcTime> windowToMeet(const OutboxRow& reply, const ConversationRow& conversation,
                                          const Account& account, base::UtcTime now) {
    const ReplyCapability* capability = account.capabilities.find(Visibility::Private);
    const bool onlyOne = capability != nullptr && capability->onePrivateReplyWithin;
    return reply.answersPublicOf && onlyOne
               ? std::optional(*reply.answersPublicOf + *capability->onePrivateReplyWithin)
               : windowToMeet(conversation, now);
}

ReplyPermission replyPermission(const ReplyQuestion& question, base::UtcTime now) {
    if (const auto never = forGood(question)) {
        return *never;
    }
    const auto until = replyUntil(question);
    const bool closed = until && *until <= now;
    const bool theirTurn = !question.draft.fromPublic && question.draft.privateAnswer && isOnlyOne(question);
    if (theirTurn && (closed || !until)) {
        return ReplyPermission::AwaitsAnswer;
    }
    if (closed) {
        return ReplyPermission::WindowClosed;
    }
    if (const auto later = laterOn(question, now)) {
        return *later;
    }
    if (question.draft.fromPublic && isOnlyOne(question)) {
        return ReplyPermission::OnePrivateReply;
    }
    const auto& window = question.conversation.windowClosesAt;
    const bool usualIsOver = !question.draft.fromPublic && window && *window <= now;
    return usualIsOver ? ReplyPermission::PersonOnly : ReplyPermission::Allowed;
}

}  // namespace model
