// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/account_link.h"
#include "sync/identity_check.h"
#include "sync/step_runner.h"

#include "model/incoming.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace syncing {

struct PollReport {
    int newMessages = 0;  ///< inbound
    std::optional<base::Error> trouble{};
    std::string problem;  ///< without trouble: what could not be read although the rest could
};

/// Checks one account: the platform's streams, and apart from them the threads around what was new or is
/// still wanted, which replies need not wait for. Pages are committed with their cursors: the first at once,
/// those of a backfill several at a time.
class AccountPoller {
public:
    /// `progressed`: a first import has brought more, as the pulse says.
    AccountPoller(Services services, AccountLink& link, std::function<void()> progressed)
        : m_services(services), m_link(link), m_progressed(std::move(progressed)),
          m_identity(services, link) {}
    ~AccountPoller();
    AccountPoller(const AccountPoller&) = delete;
    AccountPoller& operator=(const AccountPoller&) = delete;

    struct Scope {
        bool thorough = true;
        int threads = 20;  ///< at most so many threads are read
    };
    using Done = std::function<void(PollReport)>;
    /// The streams. One at a time: call only while not busy(). `done` is never called from inside.
    void poll(Scope scope, Done done);
    /// What need not be known before replies go: about once a day who the account is, and the threads that
    /// the latest poll left to be read, within its scope.
    void readThreads(Done done);
    /// Reads one conversation's thread again: edits, deletions, bystanders.
    void refresh(base::ConversationId conversation, Done done);
    [[nodiscard]] bool busy() const { return m_busy; }
    void stopImport() { m_limit.stop(); }

private:
    using Runner = StepRunner<model::IncomingBatch>;
    struct Thread {
        base::ConversationId conversation;  ///< 0: from the wanted list; a fruitless reading is counted
        std::string remoteId;
        std::vector<std::string> known;
    };
    void begin(Done done, void (AccountPoller::*first)());
    void pollStreams();
    void readStreams();
    void checkIdentity();
    void chooseThreads();
    void chooseRefreshed();
    [[nodiscard]] std::optional<Thread> threadOf(base::ConversationId conversation) const;
    void readNextThread();
    void threadRead(const Thread& thread, const base::Status& status);
    void run(Runner::Make make, Runner::Done done);
    [[nodiscard]] base::Result<std::unique_ptr<platform::Steps<model::IncomingBatch>>>
    stepsOfStreams(const AccountAtWork& work);
    [[nodiscard]] base::Status gather(model::IncomingBatch batch);
    [[nodiscard]] base::Status storeGathered();
    void tidyLater();
    void end(std::optional<base::Error> trouble);

    Services m_services;
    AccountLink& m_link;
    std::function<void()> m_progressed;
    IdentityCheck m_identity;
    platform::ImportLimit m_limit = platform::kUsualImport;
    std::shared_ptr<AccountAtWork> m_work;
    std::shared_ptr<Runner> m_runner;
    Scope m_scope;
    Done m_done;
    PollReport m_report;
    std::optional<model::IncomingBatch> m_gathered;
    std::optional<base::SteadyTime> m_storedAt;  ///< in this run of steps
    bool m_busy = false;
    bool m_hampered = false;  ///< the latest poll could not read a part of the account
    /// Conversations with new messages whose threads are still to be read, also by a later poll.
    std::set<base::ConversationId> m_news;
    base::ConversationId m_refreshed;
    std::deque<Thread> m_threads;
    int m_troubledThreads = 0;
    std::optional<base::UtcTime> m_renewAgainAt{};
    std::shared_ptr<int> m_alive = std::make_shared<int>(0);
};

}  // namespace syncing
