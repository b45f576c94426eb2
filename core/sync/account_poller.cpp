// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/account_poller.h"

#include "sync/network_policy.h"

#include <iterator>
#include <utility>

namespace syncing {
namespace {

constexpr int kRecentNotified = 60;
constexpr int kKnownOfThread = 200;
constexpr int kMostNamed = 5000;
/// Of a first import only the newest threads are read; the others when somebody opens them.
constexpr std::size_t kMostNews = 100;
/// A sign-in that could not be renewed before its time still holds.
constexpr base::Duration kRenewAgain{60 * 60'000};
/// A backfill commits some forty pages at once; a live poll has one.
constexpr std::size_t kMostGathered = 2000;
/// Whoever looks at the inbox meanwhile sees it grow at least this often.
constexpr base::Duration kLongestGathering{1000};
/// A server that has trouble with one thread may be asked for another, but not for all.
constexpr int kMostTroubledThreads = 2;

/// Says nothing about the thread that was being read.
bool isOurOwn(base::ErrorKind kind) {
    switch (kind) {
    case base::ErrorKind::RateLimited:
    case base::ErrorKind::Money:
    case base::ErrorKind::NeedsLogin:
    case base::ErrorKind::Secret:
    case base::ErrorKind::DiskFull:
    case base::ErrorKind::Database:
    case base::ErrorKind::DatabaseCorrupt:
    case base::ErrorKind::Cancelled:
        return true;
    default:
        return false;
    }
}

}  // namespace

AccountPoller::~AccountPoller() {
    if (m_runner) {
        m_runner->abandon();
    }
}

void AccountPoller::poll(Scope scope, Done done) {
    m_scope = scope;
    begin(std::move(done), &AccountPoller::pollStreams);
}

void AccountPoller::readThreads(Done done) {
    begin(std::move(done), &AccountPoller::checkIdentity);
}

void AccountPoller::refresh(base::ConversationId conversation, Done done) {
    m_refreshed = conversation;
    begin(std::move(done), &AccountPoller::chooseRefreshed);
}

void AccountPoller::begin(Done done, void (AccountPoller::*first)()) {
    m_busy = true;
    m_done = std::move(done);
    m_report = {};
    m_threads.clear();
    m_troubledThreads = 0;
    m_services.executor.post([this, first, alive = std::weak_ptr(m_alive)] {
        if (!alive.lock()) {
            return;
        }
        auto work = openAccount(m_services, m_link.id);
        if (!work) {
            return end(work.error());
        }
        m_work = std::move(*work);
        (this->*first)();
    });
}

void AccountPoller::run(Runner::Make make, Runner::Done done) {
    m_runner = std::make_shared<Runner>(m_services, m_link.budget, net::RateBudget::Urgency::Poll);
    m_storedAt.reset();
    m_runner->run(
        m_work, std::move(make), [this](model::IncomingBatch batch) { return gather(std::move(batch)); },
        [this, done = std::move(done)](base::Status status) {
            // Pages that were read whole before the trouble came are kept.
            if (base::Status kept = storeGathered(); !kept && status) {
                status = std::move(kept);
            }
            done(std::move(status));
        });
}

base::Result<std::unique_ptr<platform::Steps<model::IncomingBatch>>>
AccountPoller::stepsOfStreams(const AccountAtWork& work) {
    // Begun anew after a renewed sign-in: from where the pages before it got to.
    if (base::Status kept = storeGathered(); !kept) {
        return std::unexpected(kept.error());
    }
    platform::PollInput input{.account = work.account, .secrets = work.secrets, .cursors = {}, .recent = {}};
    input.thorough = m_scope.thorough;
    // Without its cursors a poll would begin anew and step over what came since the last one.
    auto cursors = m_services.store.read().cursors(m_link.id);
    if (!cursors) {
        return std::unexpected(cursors.error());
    }
    auto recent = m_services.store.read().recentNotified(m_link.id, m_scope.thorough ? kRecentNotified : 0);
    if (!recent) {
        return std::unexpected(recent.error());
    }
    if (cursors->empty() && !m_link.pulse.importing) {
        m_limit = platform::kUsualImport;
        m_link.pulse.importing = 0;
        m_progressed();
    }
    if (!work.adapter->prices().empty()) {
        auto named = m_services.store.read().namedContacts(m_link.id, kMostNamed);
        if (!named) {
            return std::unexpected(named.error());
        }
        input.named = std::move(*named);
    }
    input.now = m_services.clock.utcNow();
    input.firstImportItems = m_limit;
    input.cursors = std::move(*cursors);
    for (auto& known : *recent) {
        input.recent.push_back({std::move(known.remoteId), std::move(known.notificationId)});
    }
    return work.adapter->poll(std::move(input));
}

void AccountPoller::pollStreams() {
    const base::UtcTime now = m_services.clock.utcNow();
    const auto due = m_work->adapter->renewAt(m_work->secrets);
    if (!due || *due > now || (m_renewAgainAt && *m_renewAgainAt > now)) {
        return readStreams();
    }
    m_renewAgainAt = now + kRenewAgain;
    m_services.logins.renew(
        m_services, m_work, [this, alive = std::weak_ptr(m_alive)](const base::Status& renewed) {
            if (!alive.lock()) {
                return;
            }
            if (!renewed) {
                m_services.log.warning("a sign-in could not be renewed before its time: " +
                                       renewed.error().what());
            }
            readStreams();
        });
}

void AccountPoller::readStreams() {
    m_link.pulse.tokenEndsAt = m_work->adapter->loginEndsAt(m_work->secrets);
    run([this](const AccountAtWork& work) { return stepsOfStreams(work); },
        [this](const base::Status& status) {
            m_hampered = !m_report.problem.empty();
            end(status ? std::nullopt : std::optional(status.error()));
        });
}

/// The thread of the oldest known message: all that was said below it, and what stands above. A conversation
/// without a customer only surrounds others; its thread may be anybody's and as long as it likes.
std::optional<AccountPoller::Thread> AccountPoller::threadOf(base::ConversationId conversation) const {
    const store::Reader& read = m_services.store.read();
    auto row = read.conversation(conversation);
    if (!row || !row->customer || row->visibility != model::Visibility::Public) {
        return std::nullopt;
    }
    auto known = read.remoteIds(conversation, kKnownOfThread);
    if (!known || known->empty()) {
        return std::nullopt;
    }
    std::string oldest = known->back();
    return Thread{conversation, std::move(oldest), std::move(*known)};
}

void AccountPoller::checkIdentity() {
    if (!m_identity.isDue(*m_work, m_hampered)) {
        return chooseThreads();
    }
    m_identity.run(m_work, [this](const base::Status& checked) {
        m_link.pulse.tokenEndsAt = m_work->adapter->loginEndsAt(m_work->secrets);
        if (!checked) {
            return end(checked.error());
        }
        chooseThreads();
    });
}

void AccountPoller::chooseThreads() {
    std::set<std::string> chosen;
    const auto most = static_cast<std::size_t>(m_scope.threads);
    if (auto wanted = m_services.store.read().wantedThreads(m_link.id, m_scope.threads)) {
        for (std::string& remoteId : *wanted) {
            if (chosen.insert(remoteId).second) {
                m_threads.push_back({{}, std::move(remoteId), {}});
            }
        }
    }
    for (auto id = m_news.end(); id != m_news.begin() && m_threads.size() < most;) {
        --id;
        auto thread = threadOf(*id);
        if (thread && chosen.insert(thread->remoteId).second) {
            m_threads.push_back(std::move(*thread));
        } else {
            id = m_news.erase(id);
        }
    }
    readNextThread();
}

void AccountPoller::chooseRefreshed() {
    if (auto thread = threadOf(m_refreshed)) {
        m_threads.push_back(std::move(*thread));
    }
    readNextThread();
}

void AccountPoller::readNextThread() {
    if (m_threads.empty()) {
        return end({});
    }
    const Thread thread = std::move(m_threads.front());
    m_threads.pop_front();
    run(
        [thread](const AccountAtWork& work)
            -> base::Result<std::unique_ptr<platform::Steps<model::IncomingBatch>>> {
            return work.adapter->readThread(work.account, work.secrets, thread.remoteId, thread.known);
        },
        [this, thread](const base::Status& status) { threadRead(thread, status); });
}

void AccountPoller::threadRead(const Thread& thread, const base::Status& status) {
    if (status) {
        m_news.erase(thread.conversation);
        return readNextThread();
    }
    const base::Error& error = status.error();
    m_services.log.info("thread not read: " + error.what());
    if (error.kind == base::ErrorKind::RateLimited &&
        !m_link.budget.blockedUntil(m_services.clock.utcNow())) {
        return end({});  // our own reserve: the next poll goes on
    }
    if (isOurOwn(error.kind)) {
        return end(error);
    }
    if (!thread.conversation) {
        auto counted = m_services.store.write("count a thread not read", [&](store::WriteTx& tx) {
            return tx.threadNotRead(m_link.id, thread.remoteId);
        });
        if (!counted) {
            return end(counted.error());
        }
    }
    if (error.kind == base::ErrorKind::NotThePlatform) {
        return end(error);  // a login page: what is sent now would be swallowed
    }
    if (holdsBackReplies(error.kind)) {
        // The account itself has just been read. If it is the network, the next check will say so.
        const bool network = error.kind == base::ErrorKind::Network || error.kind == base::ErrorKind::Tls;
        if (network || ++m_troubledThreads >= kMostTroubledThreads) {
            return end({});
        }
    } else {
        m_news.erase(thread.conversation);  // this thread alone can't be read
    }
    readNextThread();
}

base::Status AccountPoller::gather(model::IncomingBatch batch) {
    if (m_gathered) {
        m_gathered->append(std::move(batch));
    } else {
        m_gathered = std::move(batch);
    }
    // The first page at once: it can be answered while the others come.
    const bool due = !m_storedAt || m_services.clock.steadyNow() - *m_storedAt >= kLongestGathering;
    return due || m_gathered->messages.size() >= kMostGathered ? storeGathered() : base::Status{};
}

base::Status AccountPoller::storeGathered() {
    if (!m_gathered) {
        return {};
    }
    m_storedAt = m_services.clock.steadyNow();
    if (!m_gathered->problem.empty()) {
        m_report.problem = m_gathered->problem;
    }
    const model::IncomingBatch batch = *std::exchange(m_gathered, std::nullopt);
    store::Ingested ingested;
    auto change =
        m_services.store.write("store what the platform sent", [&](store::WriteTx& tx) -> base::Status {
            auto result = tx.ingest(m_link.id, batch);
            if (!result) {
                return std::unexpected(result.error());
            }
            ingested = *result;
            return {};
        });
    if (!change) {
        return std::unexpected(change.error());
    }
    m_report.newMessages += ingested.newMessages;
    if (m_link.pulse.importing) {
        *m_link.pulse.importing += ingested.newMessages + ingested.newOwn;
        m_progressed();
    }
    if (!change->empty()) {
        tidyLater();
    }
    if (ingested.newMessages > 0) {
        m_news.insert(change->conversations.begin(), change->conversations.end());
        while (m_news.size() > kMostNews) {
            m_news.erase(m_news.begin());
        }
    }
    return {};
}

/// While the network is waited for.
void AccountPoller::tidyLater() {
    m_services.executor.post([services = m_services, alive = std::weak_ptr(m_alive)] {
        if (!alive.lock()) {
            return;
        }
        if (base::Status tidied = services.store.tidySearch(); !tidied) {
            services.log.warning(tidied.error().what());
        }
    });
}

void AccountPoller::end(std::optional<base::Error> trouble) {
    m_report.trouble = std::move(trouble);
    m_link.pulse.importing.reset();
    m_busy = false;
    m_runner.reset();
    m_work.reset();
    m_threads.clear();
    const Done done = std::move(m_done);
    done(std::exchange(m_report, {}));
}

}  // namespace syncing
