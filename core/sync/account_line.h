// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/account_link.h"
#include "sync/account_poller.h"
#include "sync/deed_teller.h"
#include "sync/outbox_sender.h"
#include "sync/read_teller.h"
#include "sync/reconciler.h"

#include "model/intent.h"

#include <functional>
#include <map>
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
    /// `networkCameBack`: this account is heard again after a time without network.
    AccountLine(Services services, base::AccountId account, std::function<void()> pulseChanged,
                std::function<void()> networkCameBack);
    ~AccountLine();
    AccountLine(const AccountLine&) = delete;
    AccountLine& operator=(const AccountLine&) = delete;

    using Done = std::function<void(RoundReport)>;
    /// Check, look up, send, once. Asked for while one runs, another follows it. Pauses of our own after a
    /// failure are cut short, and a reply that may have arrived but can't double is repeated at once, a few
    /// times. `done` may be empty and is never called from inside.
    void roundOnce(Done done);

    /// From now on by itself, on timers. Both are looked at before each pause.
    void goLive(const model::Presence& presence, const model::UseNetwork& network);
    /// Somebody looks more closely, or less: the next check comes at its new time, at once at most.
    void reschedule();
    /// A person asks for it; also of an account that needs a login, since only they know whether it has it.
    void checkNow();
    /// The first import reads no further into the past; without one nothing happens.
    void stopImport() { m_poller.stopImport(); }
    /// After sleep: what failed before means nothing any more.
    void catchUp();
    /// Another account is heard again: if it was the network that kept this one away, it is checked at once.
    void networkIsBack();
    /// The account's row may have been changed: a new login or the end of a pause is followed by a check.
    /// Likewise other settings of one that is not read for want of money.
    void accountChanged(const model::Account& account);
    /// What waits in the outbox may have changed, or what is to be hidden or liked: it goes when it is due.
    void outboxChanged();
    /// Reads a conversation on screen again, at most once a minute each.
    void refresh(base::ConversationId conversation);

    /// Who waits for a round that will not end, since the account is gone: the caller tells them.
    [[nodiscard]] std::vector<Done> takeWaiting();
    [[nodiscard]] const model::AccountPulse& pulse() const { return m_link.pulse; }

private:
    struct Wish {
        AccountPoller::Scope scope{.thorough = false, .threads = 0};
        bool once = false;
        std::vector<Done> done{};
    };
    /// Replies wait for a check that succeeds: the last check, or the last send, met a network or server that
    /// would fail them all or swallow them.
    enum class Hold { None, SinceCheck, SinceSend };

    void round(AccountPoller::Scope scope);
    void begin();
    void polled(const PollReport& report);
    void lookUp();
    void sendAll(int repeats);
    void lookAtOnce();
    void tellRead();
    void tellDeeds(std::function<void()> done);
    void readThreads();
    void finish();
    void hurry();

    [[nodiscard]] bool holdsBack(const std::optional<base::Error>& trouble) const;
    void holdBack(const base::Error& trouble);
    [[nodiscard]] static bool leavesDoubt(const std::optional<base::Error>& trouble);
    void remember(const std::optional<base::Error>& trouble, std::string problem = {});

    void noteCosts();
    void planNextCheck(const std::optional<base::Error>& trouble);
    void startTimer(base::Duration delay);
    void planSending();
    [[nodiscard]] std::optional<base::UtcTime> nextLook(base::UtcTime now);
    void sendSoon();
    void noteSending(const SendReport& report);
    void sentSoon(const std::optional<base::Error>& trouble);
    void refreshWhenFree();
    [[nodiscard]] base::Duration usualPause() const;
    [[nodiscard]] bool mayCheck() const;
    [[nodiscard]] bool isBusy() const;

    Services m_services;
    AccountLink m_link;
    AccountPoller m_poller;
    OutboxSender m_sender;
    Reconciler m_reconciler;
    ReadTeller m_teller;
    DeedTeller m_deeds;
    std::function<void()> m_pulseChanged;
    std::function<void()> m_networkCameBack;
    const model::Presence* m_presence = nullptr;  ///< set while live
    const model::UseNetwork* m_network = nullptr;
    std::optional<model::AccountState> m_state;            ///< as last seen here
    std::map<std::string, std::string> m_settingsTooDear;  ///< those by which the latest check had no money
    bool m_outOfMoney = false;
    std::optional<Wish> m_running;
    std::optional<Wish> m_waiting;
    RoundReport m_report;
    std::optional<base::Error> m_doubt;  ///< of this round: a reply that may have arrived
    Hold m_hold = Hold::SinceCheck;
    bool m_unreachable = false;  ///< at the latest check, for the network's sake
    int m_idleSends = 0;         ///< in a row that sent nothing although something was due
    std::optional<base::Executor::TimerId> m_checkTimer;
    std::optional<base::Executor::TimerId> m_sendTimer;
    std::optional<base::UtcTime> m_triedAt;  ///< the end of the last round
    std::optional<base::UtcTime> m_lastThorough;
    std::optional<base::UtcTime> m_lookedAt;
    base::ConversationId m_toRefresh;
    std::map<base::ConversationId, base::UtcTime> m_refreshedAt;
};

}  // namespace syncing
