// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/reconciler.h"

#include "sync/network_policy.h"
#include "sync/outbox_sender.h"

#include "store/outbox.h"

#include "base/text.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace syncing {
namespace {

constexpr base::Duration kClockDifference{60'000};

}  // namespace

bool isTheReply(const platform::SeenReply& seen, std::string_view comparableText,
                const model::ReplyDraft& draft, base::UtcTime firstAttemptAt) {
    return (!seen.parentRemoteId || *seen.parentRemoteId == draft.parentRemoteId) &&
           seen.sent.at >= firstAttemptAt - kClockDifference &&
           base::normalizeForCompare(seen.text) == base::normalizeForCompare(comparableText);
}

Reconciler::~Reconciler() {
    if (m_runner) {
        m_runner->abandon();
    }
}

std::vector<model::OutboxRow> Reconciler::uncertain(int mostLooks) const {
    std::vector<model::OutboxRow> found;
    if (auto rows = m_services.store.read().outbox()) {
        for (model::OutboxRow& row : *rows) {
            if (row.account == m_link.id && row.state == model::Delivery::Uncertain &&
                row.lookUps < mostLooks) {
                found.push_back(std::move(row));
            }
        }
    }
    return found;
}

std::optional<int> Reconciler::fewestLooks(int mostLooks) const {
    const std::vector<model::OutboxRow> rows = uncertain(mostLooks);
    const auto least = std::ranges::min_element(rows, {}, &model::OutboxRow::lookUps);
    if (least == rows.end()) {
        return std::nullopt;
    }
    auto account = m_services.store.read().account(m_link.id);
    return account && account->capabilities.readBack ? std::optional(least->lookUps) : std::nullopt;
}

void Reconciler::lookUpAll(int mostLooks, Done done) {
    m_busy = true;
    m_report = {};
    m_done = std::move(done);
    m_services.executor.post([this, mostLooks, alive = std::weak_ptr(m_alive)] {
        if (!alive.lock()) {
            return;
        }
        const std::vector<model::OutboxRow> rows = uncertain(mostLooks);
        m_rows.assign(rows.begin(), rows.end());
        if (m_rows.empty()) {
            return end();
        }
        auto work = openAccount(m_services, m_link.id);
        if (!work) {
            m_report.trouble = work.error();
            return end();
        }
        m_work = std::move(*work);
        if (!m_work->account.capabilities.readBack) {
            return end();
        }
        lookUpNext();
    });
}

/// What the reply answered may be deleted by now; then its own row still says enough to look for it.
base::Result<model::ReplyDraft> Reconciler::soughtDraft(const model::OutboxRow& row) const {
    const store::Reader& read = m_services.store.read();
    if (auto draft = draftBehind(read, row, *m_work->adapter)) {
        return draft;
    }
    auto reply = read.message(row.message);
    if (!reply) {
        return std::unexpected(reply.error());
    }
    model::ReplyDraft draft;
    draft.account = row.account;
    draft.conversation = row.conversation;
    draft.text = row.text;
    draft.visibility = reply->visibility;
    draft.audience = reply->audience;
    draft.parentRemoteId = reply->parentRemoteId;
    draft.threadId = read.threadIdOf(row.conversation).value_or(std::string());
    return draft;
}

void Reconciler::lookUpNext() {
    if (m_rows.empty()) {
        return end();
    }
    const model::OutboxRow row = std::move(m_rows.front());
    m_rows.pop_front();
    auto draft = soughtDraft(row);
    if (!draft) {
        return notLookedUp(row, draft.error());
    }
    const base::UtcTime firstAttemptAt = row.firstAttemptAt.value_or(row.queuedAt);
    m_seen.clear();
    m_runner = std::make_shared<StepRunner<std::vector<platform::SeenReply>>>(
        m_services, m_link.budget, net::RateBudget::Urgency::Reply);
    m_runner->run(
        m_work,
        [draft = *draft, frozen = row.frozen, firstAttemptAt](const AccountAtWork& work)
            -> base::Result<std::unique_ptr<platform::Steps<std::vector<platform::SeenReply>>>> {
            return work.adapter->lookUp({.account = work.account,
                                         .secrets = work.secrets,
                                         .draft = draft,
                                         .frozen = frozen,
                                         .firstAttemptAt = firstAttemptAt});
        },
        [this](std::vector<platform::SeenReply> seen) -> base::Status {
            m_seen.insert(m_seen.end(), std::make_move_iterator(seen.begin()),
                          std::make_move_iterator(seen.end()));
            return {};
        },
        [this, row, draft = *draft, firstAttemptAt](const base::Status& status) {
            if (!status) {
                return notLookedUp(row, status.error());
            }
            compare(row, draft, firstAttemptAt);
            lookUpNext();
        });
}

/// A look that this reply alone does not bear counts like any other, or it would be tried for ever.
void Reconciler::notLookedUp(const model::OutboxRow& row, const base::Error& why) {
    m_services.log.info("uncertain reply not looked up: " + why.what());
    if (holdsBackReplies(why.kind)) {
        m_report.trouble = why;
        return end();
    }
    countLook(row);
    lookUpNext();
}

void Reconciler::compare(const model::OutboxRow& row, const model::ReplyDraft& draft,
                         base::UtcTime firstAttemptAt) {
    const std::string wanted = m_work->adapter->comparableText(row.frozen);
    for (const platform::SeenReply& seen : m_seen) {
        if (!isTheReply(seen, wanted, draft, firstAttemptAt)) {
            continue;
        }
        // Refused when that post is already known to be another reply of ours: then it is not this one.
        if (m_services.store.write("settle a reply that was found", [&](store::WriteTx& tx) {
                return store::Outbox(tx).resolve(row.id, store::Found{seen.sent});
            })) {
            ++m_report.found;
            return;
        }
    }
    countLook(row);
}

void Reconciler::countLook(const model::OutboxRow& row) {
    auto counted = m_services.store.write("count a look-up", [&](store::WriteTx& tx) {
        return store::Outbox(tx).resolve(row.id, store::NotFound{});
    });
    // Refused: the agent decided while we looked.
    if (!counted && counted.error().kind != base::ErrorKind::BadInput &&
        counted.error().kind != base::ErrorKind::NotFound) {
        m_services.log.error("a look-up could not be stored: " + counted.error().what());
    }
}

void Reconciler::end() {
    m_busy = false;
    m_runner.reset();
    m_work.reset();
    m_rows.clear();
    const Done done = std::move(m_done);
    done(std::exchange(m_report, {}));
}

}  // namespace syncing
