// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/account_link.h"
#include "sync/step_runner.h"

#include "model/reply.h"
#include "store/outbox.h"

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace syncing {

struct SendReport {
    int sent = 0;
    std::optional<base::Error> trouble{};  ///< the last failure that was not one reply's own
};

/// Sends one account's replies, one at a time: prepare (nothing is sent) → claim (committed) → send → settle
/// (committed).
class OutboxSender {
public:
    OutboxSender(Services services, AccountLink& link) : m_services(services), m_link(link) {}
    ~OutboxSender();
    OutboxSender(const OutboxSender&) = delete;
    OutboxSender& operator=(const OutboxSender&) = delete;

    using Done = std::function<void(SendReport)>;
    /// Sends all that may go now. One at a time: call only while not busy().
    void sendAll(Done done);
    [[nodiscard]] bool busy() const { return m_busy; }
    /// When the next queued reply may go; nothing when none waits, or all wait for an earlier one of their
    /// conversation whose fate is open.
    [[nodiscard]] std::optional<base::UtcTime> nextDue() const;

private:
    void claimNext();
    void prepare(const model::OutboxRow& row, model::ReplyDraft draft);
    void claimThis(base::ReplyId reply);
    [[nodiscard]] base::Result<std::optional<model::OutboxRow>> claim(base::ReplyId reply);
    [[nodiscard]] base::Result<model::FrozenReply> freeze(const model::OutboxRow& queued) const;
    void send(const model::OutboxRow& row);
    void sent(const model::OutboxRow& row, const base::Status& status);
    [[nodiscard]] store::Settlement settlementFor(const base::Error& error, int attempts) const;
    [[nodiscard]] base::Status settle(base::ReplyId reply, const store::Settlement& settlement);
    [[nodiscard]] base::Status settleOld();
    [[nodiscard]] bool mayBeThisOneAlone(const base::Error& error);
    void end();

    Services m_services;
    AccountLink& m_link;
    std::shared_ptr<AccountAtWork> m_work;
    std::shared_ptr<StepRunner<model::SentReply>> m_runner;
    std::shared_ptr<StepRunner<platform::Preparation>> m_preparing;
    /// Of the reply that is claimed next: what the platform said beforehand, or why it can't be sent.
    base::Result<platform::Preparation> m_prepared;
    std::optional<model::SentReply> m_confirmed;
    /// Outcomes that could not be stored (a full disk): stored before anything else is sent.
    std::vector<std::pair<base::ReplyId, store::Settlement>> m_unsettled;
    SendReport m_report;
    int m_troubled = 0;  ///< replies of this run with which the server had trouble
    Done m_done;
    bool m_busy = false;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0);
};

/// The draft behind a row of the outbox, as the adapter words it.
[[nodiscard]] base::Result<model::ReplyDraft>
draftBehind(const store::Reader& read, const model::OutboxRow& row, const platform::PlatformAdapter& adapter);

}  // namespace syncing
