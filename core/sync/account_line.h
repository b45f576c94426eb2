// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/account_link.h"
#include "sync/account_poller.h"
#include "sync/outbox_sender.h"
#include "sync/reconciler.h"

#include "model/intent.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace syncing {

/// What one round brought for one account.
struct RoundReport {
    base::AccountId account;
    int newMessages = 0;
    int sent = 0;
    std::optional<base::Error> trouble{};
};

/// One account's whole traffic, apart from every other's: checks on a timer, looks up uncertain replies,
/// sends the outbox. A failing account delays nobody else.
class AccountLine {
public:
    AccountLine(Services services, base::AccountId account, std::function<void()> pulseChanged);
    ~AccountLine();
    AccountLine(const AccountLine&) = delete;
    AccountLine& operator=(const AccountLine&) = delete;

    using Done = std::function<void(RoundReport)>;
    /// Check, look up, send, once. Asked for while one runs, another follows it. `done` may be empty.
    void round(AccountPoller::Scope scope, Done done);
    /// Like round(), and what fails without having arrived is tried again at once, a few times.
    void roundOnce(Done done);

    /// From now on by itself, on timers. `presence` is looked at before each pause.
    void goLive(const model::Presence& presence);
    /// Somebody looks more closely, or the network may be back: the next check comes at its new time, at once
    /// at most.
    void reschedule();
    void checkNow();
    /// What waits in the outbox may have changed: it is sent when it is due.
    void outboxChanged() { startSendTimer(); }
    /// Reads a conversation on screen again, at most once a minute.
    void refresh(base::ConversationId conversation);

    [[nodiscard]] const model::AccountPulse& pulse() const { return m_link.pulse; }

private:
    struct Wish {
        AccountPoller::Scope scope;
        bool once = false;
        std::vector<Done> done;
    };
    void begin();
    void polled(const PollReport& report);
    void lookUp();
    void sendAll(int repeats);
    void finish();
    void remember(const std::optional<base::Error>& trouble);
    void planNextCheck(const std::optional<base::Error>& trouble);
    void startTimer(base::Duration delay);
    void startSendTimer();
    void sendSoon();
    [[nodiscard]] base::Duration usualPause() const;
    [[nodiscard]] bool mayCheck() const;

    Services m_services;
    AccountLink m_link;
    AccountPoller m_poller;
    OutboxSender m_sender;
    Reconciler m_reconciler;
    std::function<void()> m_pulseChanged;
    const model::Presence* m_presence = nullptr;  ///< set while live
    std::optional<Wish> m_running;
    std::optional<Wish> m_waiting;
    RoundReport m_report;
    std::optional<base::Executor::TimerId> m_checkTimer;
    std::optional<base::Executor::TimerId> m_sendTimer;
    std::optional<base::UtcTime> m_lastThorough;
    std::optional<base::ConversationId> m_refreshed;
    std::optional<base::UtcTime> m_refreshedAt;
};

}  // namespace syncing
