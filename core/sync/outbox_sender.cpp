// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/outbox_sender.h"

#include "sync/network_policy.h"

#include <algorithm>
#include <set>
#include <utility>

namespace syncing {
namespace {

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
}

void OutboxSender::sendAll(Done done) {
    m_busy = true;
    m_report = {};
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
    auto row = claim();
    if (!row) {
        m_report.trouble = row.error();
        return end();
    }
    if (!*row) {
        return end();
    }
    send(**row);
}

base::Result<std::optional<model::OutboxRow>> OutboxSender::claim() {
    std::optional<model::OutboxRow> claimed;
    const auto guarantee = [this](model::Visibility visibility) {
        const model::ReplyCapability* kind = m_work->account.capabilities.find(visibility);
        return kind != nullptr ? kind->repeat : model::RepeatGuarantee{};
    };
    const auto freeze = [this](const model::OutboxRow& queued) -> base::Result<model::FrozenReply> {
        auto draft = draftBehind(m_services.store.read(), queued, *m_work->adapter);
        if (!draft) {
            return std::unexpected(draft.error());
        }
        // Once more: since it was queued the server may have changed its limits, or somebody their name.
        if (base::Status fits = m_work->adapter->check(m_work->account, *draft); !fits) {
            return std::unexpected(fits.error());
        }
        return m_work->adapter->freeze(m_work->account, *draft, m_services.clock.utcNow(), m_services.random);
    };
    auto change = m_services.store.write("claim a reply", [&](store::WriteTx& tx) -> base::Status {
        auto row = store::Outbox(tx).claim(m_link.id, guarantee, freeze);
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
        m_work->adapter->send(m_work->account, m_work->secrets, row.frozen),
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
        return end();
    }
    claimNext();
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
        const bool first = heldUp.insert(row.conversation).second;
        if (first && row.account == m_link.id && row.state == model::Delivery::Queued) {
            const base::UtcTime at = std::max(row.notBefore.value_or(now), now);
            due = due ? std::min(*due, at) : at;
        }
    }
    return due;
}

void OutboxSender::end() {
    m_busy = false;
    m_runner.reset();
    m_work.reset();
    const Done done = std::move(m_done);
    done(std::exchange(m_report, {}));
}

}  // namespace syncing
