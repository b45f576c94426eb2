// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/reconciler.h"

#include "sync/outbox_sender.h"

#include "store/outbox.h"

#include "base/text.h"

#include <optional>
#include <utility>

namespace syncing {
namespace {

constexpr base::Duration kClockDifference{60'000};

}  // namespace

bool isTheReply(const platform::SeenReply& seen, std::string_view comparableText,
                const model::ReplyDraft& draft, base::UtcTime firstAttemptAt) {
    return seen.parentRemoteId == draft.parentRemoteId && seen.sent.at >= firstAttemptAt - kClockDifference &&
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

bool Reconciler::anyToLookFor(int mostLooks) const {
    return !uncertain(mostLooks).empty();
}

void Reconciler::lookUpAll(int mostLooks, Done done) {
    m_busy = true;
    m_found = 0;
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
            m_services.log.info("uncertain replies not looked up: " + work.error().what());
            return end();
        }
        m_work = std::move(*work);
        if (!m_work->account.capabilities.readBack) {
            return end();
        }
        lookUpNext();
    });
}

void Reconciler::lookUpNext() {
    if (m_rows.empty()) {
        return end();
    }
    const model::OutboxRow row = std::move(m_rows.front());
    m_rows.pop_front();
    auto draft = draftBehind(m_services.store.read(), row, *m_work->adapter);
    if (!draft || !row.firstAttemptAt) {
        m_services.log.info("an uncertain reply can't be looked up");
        return lookUpNext();
    }
    auto input = std::make_shared<const platform::LookUpInput>(
        platform::LookUpInput{.account = m_work->account,
                              .secrets = m_work->secrets,
                              .draft = std::move(*draft),
                              .frozen = row.frozen,
                              .firstAttemptAt = *row.firstAttemptAt});
    m_seen.clear();
    m_runner = std::make_shared<StepRunner<std::vector<platform::SeenReply>>>(
        m_services, m_link.budget, net::RateBudget::Urgency::Reply);
    m_runner->run(
        m_work->adapter->lookUp(*input),
        [this](std::vector<platform::SeenReply> seen) -> base::Status {
            m_seen.insert(m_seen.end(), std::make_move_iterator(seen.begin()),
                          std::make_move_iterator(seen.end()));
            return {};
        },
        [this, row, input](const base::Status& status) {
            if (!status) {
                m_services.log.info("uncertain reply not looked up: " + status.error().what());
                return end();
            }
            compare(row, *input);
            lookUpNext();
        });
}

void Reconciler::compare(const model::OutboxRow& row, const platform::LookUpInput& input) {
    const std::string wanted = m_work->adapter->comparableText(row.frozen);
    const auto resolve = [&](const store::Resolution& resolution) {
        return m_services.store.write("resolve an uncertain reply", [&](store::WriteTx& tx) {
            return store::Outbox(tx).resolve(row.id, resolution);
        });
    };
    for (const platform::SeenReply& seen : m_seen) {
        if (!isTheReply(seen, wanted, input.draft, input.firstAttemptAt)) {
            continue;
        }
        // Refused when that post is already known to be another reply of ours: then it is not this one.
        if (resolve(store::Found{seen.sent})) {
            ++m_found;
            return;
        }
    }
    if (auto counted = resolve(store::NotFound{}); !counted) {
        m_services.log.error("a look-up could not be stored: " + counted.error().what());
    }
}

void Reconciler::end() {
    m_busy = false;
    m_runner.reset();
    m_work.reset();
    m_rows.clear();
    const Done done = std::move(m_done);
    done(m_found);
}

}  // namespace syncing
