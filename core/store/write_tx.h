// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/latest_time.h"
#include "store/sqlite/connection.h"

#include "model/account.h"
#include "model/canned_reply.h"
#include "model/change.h"
#include "model/cost.h"
#include "model/incoming.h"
#include "model/intent.h"
#include "model/own_field.h"
#include "model/shop_names.h"
#include "model/suggestion.h"
#include "model/triage/triage_classifier.h"

#include "base/clock.h"
#include "base/error.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace store {

class Outbox;

/// What a message is, by all that was learnt.
using TriageTeller = std::function<model::Triage(std::string_view)>;

/// What one ingest stored.
struct Ingested {
    int newMessages = 0;  ///< inbound, in listed conversations, not known before
    int newOwn = 0;       ///< own messages from other apps
    int changed = 0;      ///< edited or deleted
};

/// What eraseCustomer() took away.
struct ErasedCustomer {
    int conversations = 0;      ///< whole ones
    std::int64_t messages = 0;  ///< of theirs and to them, those included
};

/// An open write transaction.
class WriteTx {
public:
    WriteTx(sqlite::Connection& connection, const base::Clock& clock, LatestTime& latest,
            model::Change& change);

    /// Inserts. An account with the same platform, server and remote id, removed or not, keeps its id and
    /// history, is updated and Ok again. The id is the row's.
    [[nodiscard]] base::Result<base::AccountId> addAccount(const model::Account& account);
    /// Name, handle, facts and capabilities as probed again.
    [[nodiscard]] base::Status updateAccount(const model::Account& account);
    /// The platform just said who the account is and what its sign-in may do.
    [[nodiscard]] base::Status noteVerified(base::AccountId account);
    [[nodiscard]] base::Status setAccountState(base::AccountId account, model::AccountState state,
                                               const std::string& problem,
                                               std::optional<base::ErrorKind> kind = {});
    /// Keeps the history; replies that wait to be sent fail. With `forget` the account's conversations and
    /// all that belongs to them go as well.
    [[nodiscard]] base::Status removeAccount(base::AccountId account, bool forget);

    /// See store/customer_erasure.h.
    [[nodiscard]] base::Result<ErasedCustomer> eraseCustomer(base::ContactId customer);
    /// Stores a batch with its cursors: see store/ingest.h.
    [[nodiscard]] base::Result<Ingested> ingest(base::AccountId account, const model::IncomingBatch& batch);
    /// Counts a fruitless reading of a wanted thread; after five it is wanted no more.
    [[nodiscard]] base::Status threadNotRead(base::AccountId account, const std::string& remoteId);

    /// What was paid for today: see store/cost_table.h.
    [[nodiscard]] base::Status charge(base::AccountId account,
                                      const std::vector<model::PricedCharge>& charges);

    /// Where the platform takes our word on it, it is still to be told.
    [[nodiscard]] base::Status markRead(base::ConversationId conversation);
    [[nodiscard]] base::Status readMarkTold(base::ConversationId conversation);
    /// By the adapter's own names; empty forgets it.
    [[nodiscard]] base::Status setAccountSetting(base::AccountId account, const std::string& name,
                                                 const std::string& value);
    /// What the owner decides without replying: see store/decisions.h.
    [[nodiscard]] base::Status noReplyNeeded(const model::NoReplyNeeded& decision);
    [[nodiscard]] base::Status setDone(const model::SetDone& decision);
    [[nodiscard]] base::Status snooze(const model::Snooze& decision);
    [[nodiscard]] base::Status reopen(const model::Reopen& decision);
    /// Those whose time has come.
    [[nodiscard]] base::Status wakeSnoozed();
    /// What messages are taken for: see store/triage_keeper.h.
    [[nodiscard]] base::Status setTriage(const model::SetTriage& correction);
    [[nodiscard]] base::Result<bool> triage(const TriageTeller& tell);
    [[nodiscard]] base::Status triageAgain(const std::string& lessonsMark);
    /// What searches found: see store/stream_hit_table.h.
    [[nodiscard]] base::Status judgeHit(const model::JudgeHit& judgement);
    [[nodiscard]] base::Status saveDraft(base::ConversationId conversation, const std::string& text);
    [[nodiscard]] base::Result<base::CannedReplyId> addCannedReply(const model::CannedReply& reply);
    /// NotFound when it is not there (any more).
    [[nodiscard]] base::Status updateCannedReply(const model::CannedReply& reply);
    [[nodiscard]] base::Status removeCannedReply(base::CannedReplyId reply);
    /// A removed one under its own id.
    [[nodiscard]] base::Status putBackCannedReply(const model::CannedReply& reply);
    /// A queued reply is this canned one: from that suggestions learn.
    [[nodiscard]] base::Status learn(base::ReplyId reply, base::CannedReplyId canned);
    /// A reply that was sent before is this canned one.
    [[nodiscard]] base::Status learn(base::MessageId sent, base::CannedReplyId canned);
    /// Whether one of the suggestions for what a queued reply answers was sent.
    [[nodiscard]] base::Status learn(base::ReplyId reply, const model::SuggestionOutcome& outcome);
    /// Sent replies up to this message have been learnt from.
    [[nodiscard]] base::Status learntUntil(base::MessageId sent);
    /// BadInput says what is wrong with it. What it changes in the past is recounted in steps:
    /// recountTimes().
    [[nodiscard]] base::Status saveHours(base::AccountId account, const model::HoursVersion& version);
    [[nodiscard]] base::Status saveTarget(const model::PlatformTarget& target);
    /// Brings the times of some more conversations up to the rules of their account; false = all are.
    [[nodiscard]] base::Result<bool> recountTimes();
    [[nodiscard]] base::Status logPhoneCall(const model::LogPhoneCall& call);
    [[nodiscard]] base::Status forgetPhoneCall(const model::ForgetPhoneCall& call);
    [[nodiscard]] base::Status startShift(const model::StartShift& shift);
    [[nodiscard]] base::Status endShift(const model::EndShift& shift);
    [[nodiscard]] base::Status saveShiftNote(const std::string& note);
    /// These and no others.
    [[nodiscard]] base::Status saveOwnFields(const std::vector<model::OwnField>& fields);
    [[nodiscard]] base::Status saveNames(const model::ShopNames& names);
    [[nodiscard]] base::Status setSetting(const std::string& name, const std::string& value);

    [[nodiscard]] sqlite::Connection& connection() { return m_connection; }
    [[nodiscard]] base::UtcTime now() const { return m_clock.utcNow(); }
    /// Never before now(), whatever was done to the calendar since the program began.
    [[nodiscard]] LatestTime& latest() { return m_latest; }
    [[nodiscard]] model::Change& change() { return m_change; }

private:
    [[nodiscard]] base::Status learnAgain();
    [[nodiscard]] base::Status recounting(const std::function<base::Status()>& work);

    sqlite::Connection& m_connection;
    const base::Clock& m_clock;
    LatestTime& m_latest;
    model::Change& m_change;
};

}  // namespace store
