// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/outbox_sender.h"

#include "sync/network_policy.h"

#include <algorithm>
#include <set>
#include <utility>

namespace syncing {
namespace {

/// A server that has trouble with one reply may be given another, but not all.
constexpr int kMostTroubled = 2;

/// A failure that says: later, when the world has changed. The others are this reply's own.
bool passes(const base::Error& error) {
    return error.cure == base::Cure::RetryAt || error.cure == base::Cure::BackOff ||
           error.cure == base::Cure::LogInAgain || holdsBackReplies(error.kind);
}

}  // namespace

base::Result<model::ReplyDraft> draftBehind(const store::Reader& read, const model::OutboxRow& row,
                                            const platform::PlatformAdapter& adapter) {
    auto reply = read.message(row.message);
    if (!reply) {
        return std::unexpected(reply.error());
    }
    bool privately = false;
    // A private answer to a public comment stands in another conversation than the comment.
    base::ConversationId asked = row.conversation;
    if (row.to) {
        auto to = read.message(row.to);
        if (!to) {
            return std::unexpected(to.error());
        }
        asked = to->conversation;
        privately =
            reply->visibility == model::Visibility::Private && to->visibility == model::Visibility::Public;
    }
    return read.draftOf(asked, row.to, privately, adapter.privateAudience(), row.text);
}

OutboxSender::~OutboxSender() {
    if (m_runner) {
        m_runner->abandon();
    }
    if (m_preparing) {
        m_preparing->abandon();
    }
}

void OutboxSender::sendAll(Done done) {
    m_busy = true;
    m_report = {};
    m_troubled = 0;
    m_done = std::move(done);
    m_services.executor.post([this, alive = std::weak_ptr(m_alive)] {
        if (!alive.lock()) {
            return;
        }
        auto work = openAccount(m_services, m_link.id);
        if (!work) {
            m_report.trouble = work.error();
            return end();
        }
        m_work = std::move(*work);
        claimNext();
    });
}

void OutboxSender::claimNext() {
    const base::UtcTime now = m_services.clock.utcNow();
    if (base::Status settled = settleOld(); !settled) {
        m_report.trouble = settled.error();
        return end();
    }
    if (!m_link.budget.allows(net::RateBudget::Urgency::Reply, now)) {
        if (const auto due = nextDue(); due && *due <= now) {
            m_report.trouble = limitReached(m_link.budget, net::RateBudget::Urgency::Reply, now);
        }
        return end();
    }
    auto next = m_services.store.read().nextToSend(m_link.id, now);
    if (!next) {
        m_report.trouble = next.error();
        return end();
    }
    if (!*next) {
        return end();
    }
    m_prepared = {};
    if ((*next)->frozen.body.empty()) {
        // A draft that is not to be had is the claim's to explain.
        if (auto draft = draftBehind(m_services.store.read(), **next, *m_work->adapter)) {
            return prepare(**next, std::move(*draft));
        }
    }
    claimThis((*next)->id);
}

void OutboxSender::prepare(const model::OutboxRow& row, model::ReplyDraft draft) {
    m_preparing = std::make_shared<StepRunner<platform::Preparation>>(m_services, m_link.budget,
                                                                      net::RateBudget::Urgency::Reply);
    m_preparing->run(
        m_work,
        [draft = std::move(draft), now = m_services.clock.utcNow()](const AccountAtWork& work)
            -> base::Result<std::unique_ptr<platform::Steps<platform::Preparation>>> {
            return work.adapter->prepare(work.account, work.secrets, draft, now);
        },
        [this](const platform::Preparation& learnt) -> base::Status {
            m_prepared->insert(learnt.begin(), learnt.end());
            return {};
        },
        [this, reply = row.id](const base::Status& status) {
            if (!status && passes(status.error())) {
                m_report.trouble = status.error();
                return end();
            }
            if (!status) {
                m_prepared = std::unexpected(status.error());
            }
            claimThis(reply);
        });
}

void OutboxSender::claimThis(base::ReplyId reply) {
    auto row = claim(reply);
    if (!row) {
        m_report.trouble = row.error();
        return end();
    }
    if (*row) {
        return send(**row);
    }
    // It could not be worded, or is uncertain by now: the next one may go.
    const auto next = m_services.store.read().nextToSend(m_link.id, m_services.clock.utcNow());
    if (!next || !*next || (*next)->id == reply) {
        return end();
    }
    m_services.executor.post([this, alive = std::weak_ptr(m_alive)] {
        if (alive.lock()) {
            claimNext();
        }
    });
}

base::Result<model::FrozenReply> OutboxSender::freeze(const model::OutboxRow& queued) const {
    if (!m_prepared) {
        return std::unexpected(m_prepared.error());
    }
    auto draft = draftBehind(m_services.store.read(), queued, *m_work->adapter);
    if (!draft) {
        return std::unexpected(draft.error());
    }
    // Once more: since it was queued the server may have changed its limits, or somebody their name.
    if (base::Status fits = m_work->adapter->check(m_work->account, *draft); !fits) {
        return std::unexpected(fits.error());
    }
    return m_work->adapter->freeze(m_work->account, *draft, *m_prepared, m_services.clock.utcNow(),
                                   m_services.random);
}

base::Result<std::optional<model::OutboxRow>> OutboxSender::claim(base::ReplyId reply) {
    std::optional<model::OutboxRow> claimed;
    const auto guarantee = [this](model::Visibility visibility) {
        const model::ReplyCapability* kind = m_work->account.capabilities.find(visibility);
        return kind != nullptr ? kind->repeat : model::RepeatGuarantee{};
    };
    auto change = m_services.store.write("claim a reply", [&](store::WriteTx& tx) -> base::Status {
        auto row = store::Outbox(tx).claim(
            m_link.id, guarantee, [this](const model::OutboxRow& queued) { return freeze(queued); }, reply);
        if (!row) {
            return std::unexpected(row.error());
        }
        claimed = std::move(*row);
        return {};
    });
    if (!change) {
        return std::unexpected(change.error());
    }
    return claimed;
}

void OutboxSender::send(const model::OutboxRow& row) {
    m_confirmed.reset();
    m_runner = std::make_shared<StepRunner<model::SentReply>>(m_services, m_link.budget,
                                                              net::RateBudget::Urgency::Reply);
    m_runner->run(
        m_work,
        [frozen = row.frozen](
            const AccountAtWork& work) -> base::Result<std::unique_ptr<platform::Steps<model::SentReply>>> {
            return work.adapter->send(work.account, work.secrets, frozen);
        },
        [this](model::SentReply sent) -> base::Status {
            m_confirmed = std::move(sent);
            return {};
        },
        [this, row](const base::Status& status) { sent(row, status); });
}

store::Settlement OutboxSender::settlementFor(const base::Error& error, int attempts) const {
    const base::UtcTime now = m_services.clock.utcNow();
    if (error.cure == base::Cure::LookUp || error.kind == base::ErrorKind::Unknown) {
        return store::SettledUnknown{error};
    }
    if (!passes(error)) {
        return store::SettledFailed{error};
    }
    if (error.cure == base::Cure::LogInAgain) {
        return store::SettledRetry{now, error};  // waits for the login, not for a time
    }
    return store::SettledRetry{error.retryAt.value_or(now + pauseAfter(attempts)), error};
}

base::Status OutboxSender::settle(base::ReplyId reply, const store::Settlement& settlement) {
    auto change = m_services.store.write(
        "settle a reply", [&](store::WriteTx& tx) { return store::Outbox(tx).settle(reply, settlement); });
    return change ? base::Status{} : std::unexpected(change.error());
}

base::Status OutboxSender::settleOld() {
    while (!m_unsettled.empty()) {
        const auto& [reply, settlement] = m_unsettled.front();
        const base::Status settled = settle(reply, settlement);
        // Refused: somebody else has decided on it meanwhile.
        if (!settled && settled.error().kind != base::ErrorKind::BadInput &&
            settled.error().kind != base::ErrorKind::NotFound) {
            return settled;
        }
        m_unsettled.erase(m_unsettled.begin());
    }
    return {};
}

void OutboxSender::sent(const model::OutboxRow& row, const base::Status& status) {
    store::Settlement settlement = store::SettledUnknown{{.kind = base::ErrorKind::Unknown,
                                                          .cure = base::Cure::LookUp,
                                                          .message = "the platform did not name the reply"}};
    if (status && m_confirmed) {
        settlement = store::SettledSent{*m_confirmed};
        ++m_report.sent;
    } else if (!status) {
        settlement = settlementFor(status.error(), row.attempts);
        m_services.log.info("reply not confirmed: " + status.error().what());
    }
    if (base::Status settled = settle(row.id, settlement); !settled) {
        // The row stays in flight and is not sent again meanwhile. Should the program end before the outcome
        // is stored, recover() decides.
        m_services.log.error("a reply's outcome could not be stored: " + settled.error().what());
        m_unsettled.emplace_back(row.id, std::move(settlement));
        m_report.trouble = settled.error();
        return end();
    }
    if (!status && (passes(status.error()) || status.error().kind == base::ErrorKind::Unknown)) {
        m_report.trouble = status.error();
        if (!mayBeThisOneAlone(status.error())) {
            return end();
        }
    }
    claimNext();
}

/// The line works, so a reply that the server stumbles over holds back its own conversation only.
bool OutboxSender::mayBeThisOneAlone(const base::Error& error) {
    const bool theServers =
        error.kind == base::ErrorKind::Unknown || error.kind == base::ErrorKind::ServerTrouble;
    return theServers && m_runner->wasAnswered() && ++m_troubled < kMostTroubled;
}

std::optional<base::UtcTime> OutboxSender::nextDue() const {
    std::optional<base::UtcTime> due;
    const base::UtcTime now = m_services.clock.utcNow();
    auto rows = m_services.store.read().outbox();
    if (!rows) {
        return due;
    }
    std::set<base::ConversationId> heldUp;
    for (const model::OutboxRow& row : *rows) {
        if (row.state == model::Delivery::Failed) {
            continue;  // holds up nobody
        }
        const bool first =
            row.isForLater(now) ? !heldUp.contains(row.conversation) : heldUp.insert(row.conversation).second;
        if (first && row.account == m_link.id && row.state == model::Delivery::Queued &&
            !row.waitsForAuthor(now)) {
            const base::UtcTime at = std::max(row.notBefore.value_or(now), now);
            due = due ? std::min(*due, at) : at;
        }
    }
    return due;
}

void OutboxSender::end() {
    m_busy = false;
    m_runner.reset();
    m_preparing.reset();
    m_work.reset();
    const Done done = std::move(m_done);
    done(std::exchange(m_report, {}));
}

}  // namespace syncing
