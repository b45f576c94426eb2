// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/business_hours.h"
#include "model/canned_intent.h"
#include "model/deed.h"
#include "model/names.h"
#include "model/response_target.h"
#include "model/shop_names.h"
#include "model/suggestion.h"
#include "model/triage/triage_kind.h"

#include "base/clock.h"
#include "base/ids.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What the agent wants, posted from ui to the core thread; sync carries it out.
namespace model {

struct QueueReply {
    base::ConversationId conversation;
    base::MessageId to;  ///< 0 = the customer's latest message
    std::string text;
    bool privately = false;
    base::Duration holdBack{0};  ///< time to undo: not sent before it has passed
    /// Not sent before this moment, and meanwhile no reply behind it waits; model::sendAtOpening().
    std::optional<base::UtcTime> sendAt{};
    IfWroteAgain ifWroteAgain = IfWroteAgain::SendAnyway;
    /// Canned replies that were put into the text while it was written; from them suggestions learn.
    std::vector<base::CannedReplyId> inserted{};
    std::optional<SuggestionsMade> suggested{};  ///< nothing = there were none to choose from
};
/// A reply that waits changes places with the one that goes before or after it in its conversation.
struct MoveReply {
    enum class Way { Earlier, Later };
    base::ReplyId reply;
    Way way = Way::Earlier;
};
/// A queued or failed reply is taken back; its text returns as the draft.
struct CancelReply {
    base::ReplyId reply;
};
/// An uncertain one is looked for on its platform at once.
struct LookUpReply {
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
/// No reply is needed: the open turns end without counting as answered. With a message, its turn alone.
struct NoReplyNeeded {
    base::ConversationId conversation;
    base::MessageId message;  ///< 0 = all open turns
    /// By the window's clock; Reopen names it to take exactly this back. 0 = now.
    base::UtcTime decidedAt{};
};
/// Open turns end as missed.
struct SetDone {
    base::ConversationId conversation;
    base::UtcTime decidedAt{};  ///< as above
};
/// It comes back by itself, or when the customer writes. Only where somebody waits.
struct Snooze {
    base::ConversationId conversation;
    base::UtcTime until;
};
/// Takes a decision back: turns that were closed are open again.
struct Reopen {
    base::ConversationId conversation;
    base::MessageId message;  ///< the closing of its turn alone; 0 = what `decidedAt` names
    /// 0 = the last time it was set to done
    base::UtcTime decidedAt{};
    /// As it stood before: Snoozed or Done; the others follow from the turns.
    ConversationState state = ConversationState::NeedsReply;
    base::UtcTime snoozedUntil{};  ///< with Snoozed
};
/// What a message is, by the agent's word; triage learns from it. Spam leaves for the spam view, and what is
/// no spam comes back from there.
struct SetTriage {
    base::ConversationId conversation;
    base::MessageId message;  ///< 0 = by which the conversation is taken for what it is
    /// Nothing takes the correction back.
    std::optional<TriageKind> kind{};
    /// As it stood before, to take exactly this back: Done, Snoozed or Spam; the others follow from the
    /// turns.
    std::optional<ConversationState> state{};
    base::UtcTime snoozedUntil{};  ///< with Snoozed
};
/// A post that a search found is not for us, or is after all.
struct JudgeHit {
    enum class Verdict { NotForUs, ForUs };
    base::MessageId message;
    Verdict verdict = Verdict::NotForUs;
};
struct SaveDraft {
    base::ConversationId conversation;
    std::string text;  ///< empty forgets it
};
/// An empty one forgets what was given before.
struct SaveNames {
    ShopNames names;
};
/// Valid from its moment on; one that is valid from the same moment already is replaced. Account 0 = the
/// shop, for all accounts without hours of their own; an account goes back to those by HoursKind::AsShop.
struct SaveHours {
    base::AccountId account;
    HoursVersion version;
};
struct SaveTarget {
    PlatformTarget target;
};
/// A telephone call answered the customer: it ends the turn as a reply does. Kept as a note, never sent.
struct LogPhoneCall {
    base::ConversationId conversation;
    base::MessageId message;  ///< whose author was called; 0 = the customer
    base::UtcTime at;         ///< when the call was
    std::string text;
};
/// Takes back the call that was logged for exactly this moment: its turn is open again.
struct ForgetPhoneCall {
    base::ConversationId conversation;
    base::UtcTime at;
};
/// Ends the one that is running, if any.
struct StartShift {
    std::string agent;
    base::UtcTime at{};  ///< 0 = now
};
/// Of the running shift.
struct EndShift {
    base::UtcTime at{};  ///< 0 = now
    std::string note;
};
/// Of the running shift, while it lasts.
struct SaveShiftNote {
    std::string note;
};
struct CheckNow {
    base::AccountId account;
};  ///< 0 = all
/// A paused account is neither checked nor sent from; its replies wait.
struct PauseAccount {
    enum class Pause { Begins, Ends };
    base::AccountId account;
    Pause pause = Pause::Begins;
};
struct RemoveAccount {
    enum class History { Kept, Forgotten };
    base::AccountId account;
    History history = History::Kept;
};
/// Everything that they wrote and that was written to them goes, and what was learnt from it.
struct EraseCustomer {
    base::ContactId customer;
};
/// The first import of an account reads no further into the past.
struct StopImport {
    base::AccountId account;
};
/// How closely somebody looks; the poll interval follows it.
struct Presence {
    bool windowActive = false;
    bool laptopIdle = false;
    base::ConversationId open;
};

/// What the network costs.
struct UseNetwork {
    enum class Cost {
        Free,
        Metered,  ///< paid by what goes through it: accounts are checked less often
    };
    Cost cost = Cost::Free;
};

using Intent =
    std::variant<QueueReply, MoveReply, CancelReply, LookUpReply, RetryReply, ReplyArrived, SendReplyAgain,
                 DiscardReply, MarkRead, NoReplyNeeded, SetDone, Snooze, Reopen, SetTriage, JudgeHit,
                 WishDeed, SaveDraft, AddCannedReply, ChangeCannedReply, RemoveCannedReply,
                 ImportCannedReplies, SaveOwnFields, SaveNames, SaveHours, SaveTarget, LogPhoneCall,
                 ForgetPhoneCall, StartShift, EndShift, SaveShiftNote, CheckNow, PauseAccount, RemoveAccount,
                 EraseCustomer, StopImport, Presence, UseNetwork>;

}  // namespace model
