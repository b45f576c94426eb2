// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/outbox_sender.h"

#include "sync/network_policy.h"

#include <algorithm>
#include <utility>

namespace syncing {
namespace {

constexpr base::Duration kFirstPause{5'000};
constexpr base::Duration kLongestPause{15 * 60'000};

base::Duration pauseAfter(int attempts) {
    const int doublings = std::clamp(attempts - 1, 0, 10);
    return std::min(kFirstPause * (1 << doublings), kLongestPause);
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
    if (!m_link.sendBudget.allows(net::RateBudget::Urgency::Reply, now)) {
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
    auto change = m_services.store.write("claim a reply", [&](store::WriteTx& tx) -> base::Status {
        auto row = store::Outbox(tx).claim(
            m_link.id,
            [this](model::Visibility visibility) {
                const model::ReplyCapability* kind = m_work->account.capabilities.find(visibility);
                return kind != nullptr ? kind->repeat : model::RepeatGuarantee{};
            },
            [this](const model::OutboxRow& queued) -> base::Result<model::FrozenReply> {
                auto draft = draftBehind(m_services.store.read(), queued, *m_work->adapter);
                if (!draft) {
                    return std::unexpected(draft.error());
                }
                return m_work->adapter->freeze(m_work->account, *draft, m_services.clock.utcNow(),
                                               m_services.random);
            });
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
    m_runner = std::make_shared<StepRunner<model::SentReply>>(m_services, m_link.sendBudget,
                                                              net::RateBudget::Urgency::Reply);
    m_runner->run(
        m_work->adapter->send(m_work->account, m_work->secrets, row.frozen),
        [this](model::SentReply sent) -> base::Status {
            m_confirmed = std::move(sent);
            return {};
        },
        [this, row](const base::Status& status) { settle(row, status); });
}

store::Settlement OutboxSender::settlementFor(const base::Error& error, int attempts) const {
    const base::UtcTime now = m_services.clock.utcNow();
    if (error.cure == base::Cure::LookUp || error.kind == base::ErrorKind::Unknown) {
        return store::SettledUnknown{error};
    }
    if (error.cure == base::Cure::RetryAt) {
        return store::SettledRetry{error.retryAt.value_or(now + pauseAfter(attempts)), error};
    }
    if (error.cure == base::Cure::BackOff) {
        return store::SettledRetry{now + pauseAfter(attempts), error};
    }
    if (error.cure == base::Cure::LogInAgain) {
        return store::SettledRetry{now, error};  // waits for the login, not for a time
    }
    return store::SettledFailed{error};
}

void OutboxSender::settle(const model::OutboxRow& row, const base::Status& status) {
    store::Settlement settlement = store::SettledUnknown{{.kind = base::ErrorKind::Unknown,
                                                          .cure = base::Cure::LookUp,
                                                          .message = "the platform did not name the reply"}};
    if (status && m_confirmed) {
        settlement = store::SettledSent{*m_confirmed};
    } else if (!status) {
        settlement = settlementFor(status.error(), row.attempts);
    }
    auto change = m_services.store.write(
        "settle a reply", [&](store::WriteTx& tx) { return store::Outbox(tx).settle(row.id, settlement); });
    if (!change) {
        // The row stays in flight; recover() decides at the next start. It is not sent again meanwhile.
        m_services.log.error("a reply's outcome could not be stored: " + change.error().what());
        m_report.trouble = change.error();
        return end();
    }
    if (status && m_confirmed) {
        ++m_report.sent;
    } else {
        m_services.log.info("reply not confirmed: " +
                            (status ? std::string("no id") : status.error().what()));
    }
    if (!status &&
        (holdsBackReplies(status.error().kind) || status.error().kind == base::ErrorKind::Unknown)) {
        m_report.trouble = status.error();
        return end();
    }
    claimNext();
}

std::optional<base::UtcTime> OutboxSender::nextDue() const {
    std::optional<base::UtcTime> due;
    const base::UtcTime now = m_services.clock.utcNow();
    if (auto rows = m_services.store.read().outbox()) {
        for (const model::OutboxRow& row : *rows) {
            if (row.account != m_link.id || row.state != model::Delivery::Queued) {
                continue;
            }
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
    done(m_report);
}

}  // namespace syncing
