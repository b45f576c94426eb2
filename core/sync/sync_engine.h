// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/account_line.h"
#include "sync/network_policy.h"
#include "sync/reply_teacher.h"

#include "model/intent.h"
#include "model/triage/triage_classifier.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace syncing {

/// Runs all accounts, each on a line of its own, and carries out what the agent wants. Core thread only.
class SyncEngine {
public:
    explicit SyncEngine(Services services);
    ~SyncEngine();
    SyncEngine(const SyncEngine&) = delete;
    SyncEngine& operator=(const SyncEngine&) = delete;

    /// Decides on replies that were on their way when the program ended last time. Before anything is sent.
    [[nodiscard]] base::Status recover();
    /// Checks by itself from now on.
    [[nodiscard]] base::Status goLive();

    using OnceDone = std::function<void(std::vector<RoundReport>)>;
    /// Checks every account (or one) once and sends the outbox; `done` comes when the slowest has ended,
    /// never from inside this call. Paused accounts are left out.
    [[nodiscard]] base::Status syncOnce(base::AccountId only, OnceDone done);

    /// Refused intents answer with one sentence; QueueReply answers with the new row of the outbox.
    [[nodiscard]] base::Result<base::ReplyId> carryOut(const model::Intent& intent);

    /// The account list changed: new ones begin, removed ones end.
    [[nodiscard]] base::Status accountsChanged();
    [[nodiscard]] std::vector<model::AccountPulse> pulses() const;
    /// Called on the core thread when a pulse changed.
    void onPulse(std::function<void()> listener) { m_pulseListener = std::move(listener); }

private:
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::QueueReply& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::MoveReply& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::CancelReply& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::LookUpReply& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::RetryReply& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::ReplyArrived& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::SendReplyAgain& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::DiscardReply& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::MarkRead& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::NoReplyNeeded& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::SetDone& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::Snooze& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::Reopen& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::SetTriage& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::JudgeHit& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::WishDeed& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::SaveDraft& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::AddCannedReply& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::ChangeCannedReply& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::RemoveCannedReply& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::ImportCannedReplies& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::SaveOwnFields& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::SaveNames& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::SaveHours& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::SaveTarget& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::LogPhoneCall& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::ForgetPhoneCall& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::StartShift& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::EndShift& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::SaveShiftNote& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::CheckNow& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::PauseAccount& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::RemoveAccount& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::EraseCustomer& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::StopImport& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::Presence& intent);
    [[nodiscard]] base::Result<base::ReplyId> perform(const model::UseNetwork& intent);
    [[nodiscard]] base::Result<model::ReplyDraft> checkedDraft(const model::QueueReply& intent) const;
    [[nodiscard]] base::Result<base::ReplyId>
    changeOutbox(base::ReplyId reply, const std::function<base::Status(store::WriteTx&)>& work);
    [[nodiscard]] base::Result<base::ReplyId>
    changeLibrary(const char* what, const std::function<base::Status(store::WriteTx&)>& work);
    /// Of retry and send-again: not for a removed account.
    [[nodiscard]] base::Result<base::ReplyId>
    queueAgain(base::ReplyId reply, const std::function<base::Status(store::WriteTx&)>& work);
    [[nodiscard]] base::Result<model::Account> connectedAccount(base::AccountId id) const;
    /// One commit for what needs no more than that.
    [[nodiscard]] base::Result<base::ReplyId>
    commit(const char* name, const std::function<base::Status(store::WriteTx&)>& work);
    /// Snoozed conversations whose time has come need a reply again.
    [[nodiscard]] base::Status wakeSnoozed();
    /// Brings stored response times up to changed hours, step by step.
    void recountTimes();
    /// Suggestions learn from what was sent before and elsewhere, step by step.
    void learnFromHistory();
    void learnAllFromHistory();
    [[nodiscard]] bool learnSome();
    /// Tells apart what has come, when the loop comes round again.
    void triageSoon();
    /// A step; true = there is more.
    [[nodiscard]] bool triageStep();
    /// Unlearns and learns where the agent's corrections are others than before.
    [[nodiscard]] base::Status learnTriage();
    void heartbeat();
    /// After sleep: whoever waits for an answer of ours first, one account a moment after the other.
    void catchUp();
    /// Accounts with replies that wait, then by the windows that close and the answers that are due next.
    [[nodiscard]] std::vector<base::AccountId> mostUrgentFirst() const;
    void networkIsBack(base::AccountId heard);
    void endLine(base::AccountId account);
    [[nodiscard]] AccountLine* line(base::AccountId account);

    Services m_services;
    ReplyTeacher m_teacher;
    std::map<base::AccountId, std::unique_ptr<AccountLine>> m_lines;
    model::Presence m_presence;
    model::UseNetwork m_network;
    bool m_live = false;
    bool m_recounting = false;  ///< its next step is posted
    std::function<void()> m_pulseListener;
    std::optional<base::Executor::TimerId> m_heartbeat;
    SleepDetector m_sleep;
    model::TriageClassifier m_triage;
    std::optional<std::string> m_triageLessons;  ///< the mark of what it has learnt; nothing = not read yet
    bool m_triagePosted = false;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0);
};

}  // namespace syncing
