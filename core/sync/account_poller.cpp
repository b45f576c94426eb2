// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/account_poller.h"

#include "sync/network_policy.h"

#include <algorithm>
#include <utility>

namespace syncing {
namespace {

constexpr int kRecentNotified = 60;
constexpr int kKnownOfThread = 200;

}  // namespace

AccountPoller::~AccountPoller() {
    if (m_runner) {
        m_runner->abandon();
    }
}

void AccountPoller::poll(Scope scope, Done done) {
    m_scope = scope;
    m_done = std::move(done);
    m_report = {};
    m_news.clear();
    m_threads.clear();
    m_runner = std::make_shared<StepRunner<model::IncomingBatch>>(m_services, m_link.budget,
                                                                  net::RateBudget::Urgency::Poll);
    auto work = openAccount(m_services, m_link.id);
    if (!work) {
        m_services.executor.post([this, runner = m_runner, error = work.error()] {
            if (runner == m_runner) {
                end(error);
            }
        });
        return;
    }
    m_work = std::move(*work);
    pollStreams();
}

void AccountPoller::pollStreams() {
    platform::PollInput input{
        .account = m_work->account, .secrets = m_work->secrets, .cursors = {}, .recent = {}};
    input.thorough = m_scope.thorough;
    auto cursors = m_services.store.read().cursors(m_link.id);
    auto recent = m_services.store.read().recentNotified(m_link.id, m_scope.thorough ? kRecentNotified : 0);
    if (cursors) {
        input.cursors = std::move(*cursors);
    }
    if (recent) {
        for (auto& known : *recent) {
            input.recent.push_back({std::move(known.remoteId), std::move(known.notificationId)});
        }
    }
    m_runner->run(
        m_work->adapter->poll(std::move(input)),
        [this](const model::IncomingBatch& batch) { return store(batch); },
        [this](const base::Status& status) {
            if (!status) {
                return end(status.error());
            }
            chooseThreads();
        });
}

void AccountPoller::chooseThreads() {
    std::set<std::string> chosen;
    const store::Reader& read = m_services.store.read();
    if (auto wanted = read.wantedThreads(m_link.id, m_scope.threads)) {
        for (std::string& remoteId : *wanted) {
            if (chosen.insert(remoteId).second) {
                m_threads.push_back({std::move(remoteId), {}, true});
            }
        }
    }
    // The newest message's thread shows the bystanders around it, and what was edited or taken back.
    for (auto id = m_news.rbegin(); id != m_news.rend(); ++id) {
        if (m_threads.size() >= static_cast<std::size_t>(m_scope.threads)) {
            break;
        }
        auto row = read.conversation(*id);
        if (!row || row->visibility != model::Visibility::Public) {
            continue;
        }
        auto known = read.remoteIds(*id, kKnownOfThread);
        if (!known || known->empty() || !chosen.insert(known->front()).second) {
            continue;
        }
        std::string newest = known->front();
        m_threads.push_back({std::move(newest), std::move(*known), false});
    }
    readNextThread();
}

void AccountPoller::refresh(base::ConversationId conversation, Done done) {
    m_done = std::move(done);
    m_report = {};
    m_threads.clear();
    m_runner = std::make_shared<StepRunner<model::IncomingBatch>>(m_services, m_link.budget,
                                                                  net::RateBudget::Urgency::Poll);
    auto work = openAccount(m_services, m_link.id);
    auto known = m_services.store.read().remoteIds(conversation, kKnownOfThread);
    if (work && known && !known->empty()) {
        m_work = std::move(*work);
        std::string newest = known->front();
        m_threads.push_back({std::move(newest), std::move(*known), false});
    }
    m_services.executor.post([this, runner = m_runner] {
        if (runner == m_runner) {
            readNextThread();
        }
    });
}

void AccountPoller::readNextThread() {
    if (m_threads.empty()) {
        return end({});
    }
    Thread thread = std::move(m_threads.front());
    m_threads.pop_front();
    m_runner = std::make_shared<StepRunner<model::IncomingBatch>>(m_services, m_link.budget,
                                                                  net::RateBudget::Urgency::Poll);
    m_runner->run(
        m_work->adapter->readThread(m_work->account, m_work->secrets, thread.remoteId,
                                    std::move(thread.known)),
        [this](const model::IncomingBatch& batch) { return store(batch); },
        [this, remoteId = thread.remoteId, wanted = thread.wanted](const base::Status& status) {
            if (status) {
                return readNextThread();
            }
            if (holdsBackReplies(status.error().kind)) {
                return end(status.error());
            }
            // This thread alone can't be read; the account goes on.
            m_services.log.info("thread not read: " + status.error().what());
            if (wanted) {
                auto counted = m_services.store.write("count a thread not read", [&](store::WriteTx& tx) {
                    return tx.threadNotRead(m_link.id, remoteId);
                });
                if (!counted) {
                    return end(counted.error());
                }
            }
            readNextThread();
        });
}

base::Status AccountPoller::store(const model::IncomingBatch& batch) {
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
    if (ingested.newMessages > 0) {
        m_news.insert(change->conversations.begin(), change->conversations.end());
    }
    return {};
}

void AccountPoller::end(std::optional<base::Error> trouble) {
    m_report.trouble = std::move(trouble);
    m_runner.reset();
    m_work.reset();
    const Done done = std::move(m_done);
    done(m_report);
}

}  // namespace syncing
