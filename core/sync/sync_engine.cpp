// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/sync_engine.h"

#include "store/outbox.h"
#include "store/setting_names.h"

#include <algorithm>
#include <set>
#include <utility>

namespace syncing {
namespace {

/// Often enough to catch up soon after the laptop wakes, rare enough to cost nothing.
constexpr base::Duration kHeartbeat{15'000};
/// After sleep a dozen accounts come within seconds, and not all in one.
constexpr base::Duration kBetweenAccounts{300};
constexpr int kLookedAt = 100;

}  // namespace

SyncEngine::SyncEngine(Services services) : m_services(services), m_teacher(m_services) {
    m_services.store.onChange([this, alive = std::weak_ptr(m_alive)](const model::Change& change) {
        if (!alive.expired() && !change.conversations.empty()) {
            triageSoon();
        }
    });
}

SyncEngine::~SyncEngine() {
    if (m_heartbeat) {
        m_services.executor.cancel(*m_heartbeat);
    }
}

base::Status SyncEngine::recover() {
    int uncertain = 0;
    auto change = m_services.store.write("recover the outbox", [&](store::WriteTx& tx) -> base::Status {
        auto recovered = store::Outbox(tx).recover();
        if (!recovered) {
            return std::unexpected(recovered.error());
        }
        uncertain = *recovered;
        return {};
    });
    if (!change) {
        return std::unexpected(change.error());
    }
    if (uncertain > 0) {
        m_services.log.info("replies were on their way when the program ended; they are looked up");
    }
    return {};
}

base::Status SyncEngine::goLive() {
    if (base::Status ready = accountsChanged(); !ready || m_live) {
        return ready;
    }
    m_live = true;
    for (const auto& [id, account] : m_lines) {
        account->goLive(m_presence, m_network);
    }
    heartbeat();
    if (!m_lines.empty()) {
        triageSoon();
    }
    return {};
}

base::Status SyncEngine::accountsChanged() {
    auto accounts = m_services.store.read().accounts();
    if (!accounts) {
        return std::unexpected(accounts.error());
    }
    std::set<base::AccountId> present;
    for (const model::Account& account : *accounts) {
        present.insert(account.id);
        std::unique_ptr<AccountLine>& line = m_lines[account.id];
        if (line != nullptr) {
            line->accountChanged(account);
            continue;
        }
        line = std::make_unique<AccountLine>(
            m_services, account.id,
            [this] {
                if (m_pulseListener) {
                    m_pulseListener();
                }
            },
            [this, id = account.id] { networkIsBack(id); });
        if (m_live) {
            line->goLive(m_presence, m_network);
        }
    }
    std::set<base::AccountId> gone;
    for (const auto& [id, line] : m_lines) {
        if (!present.contains(id)) {
            gone.insert(id);
        }
    }
    for (const base::AccountId id : gone) {
        endLine(id);
    }
    // What the accounts can do may be new, and it may not have come to its end when the program ended last
    // time.
    if (const auto left = m_services.store.read().setting(store::kTimesRecountSetting);
        !m_recounting && left && !left->empty()) {
        recountTimes();
    }
    return {};
}

void SyncEngine::endLine(base::AccountId account) {
    const auto found = m_lines.find(account);
    std::vector<AccountLine::Done> waiting = found->second->takeWaiting();
    m_lines.erase(found);
    if (waiting.empty()) {
        return;
    }
    m_services.executor.post([account, waiting = std::move(waiting)] {
        RoundReport report{.account = account};
        report.trouble =
            base::Error{.kind = base::ErrorKind::Cancelled, .message = "the account was removed"};
        for (const AccountLine::Done& done : waiting) {
            done(report);
        }
    });
}

base::Status SyncEngine::syncOnce(base::AccountId only, OnceDone done) {
    if (base::Status ready = accountsChanged(); !ready) {
        return ready;
    }
    if (base::Status woken = wakeSnoozed(); !woken) {
        return woken;
    }
    auto accounts = m_services.store.read().accounts();
    if (!accounts) {
        return std::unexpected(accounts.error());
    }
    std::vector<base::AccountId> chosen;
    for (const model::Account& account : *accounts) {
        if ((!only || account.id == only) && account.state != model::AccountState::Paused) {
            chosen.push_back(account.id);
        }
    }
    struct Gathering {
        std::size_t open = 0;
        std::vector<RoundReport> reports;
        OnceDone done;
        std::weak_ptr<int> alive;
        SyncEngine& engine;

        void end() {
            if (alive.lock()) {
                engine.learnAllFromHistory();
                // Whoever asked reads it next, or ends.
                while (engine.triageStep()) {}
                std::ranges::sort(reports, {}, &RoundReport::account);
                done(std::move(reports));
            }
        }
    };
    auto gathering =
        std::make_shared<Gathering>(Gathering{chosen.size(), {}, std::move(done), m_alive, *this});
    if (chosen.empty()) {
        m_services.executor.post([gathering] { gathering->end(); });
        return {};
    }
    for (const base::AccountId id : chosen) {
        m_lines.at(id)->roundOnce([gathering](const RoundReport& report) {
            gathering->reports.push_back(report);
            if (--gathering->open == 0) {
                gathering->end();
            }
        });
    }
    return {};
}

base::Result<base::ReplyId> SyncEngine::carryOut(const model::Intent& intent) {
    return std::visit([this](const auto& one) { return perform(one); }, intent);
}

std::vector<model::AccountPulse> SyncEngine::pulses() const {
    std::vector<model::AccountPulse> all;
    all.reserve(m_lines.size());
    for (const auto& [id, line] : m_lines) {
        all.push_back(line->pulse());
    }
    return all;
}

AccountLine* SyncEngine::line(base::AccountId account) {
    const auto found = m_lines.find(account);
    return found == m_lines.end() ? nullptr : found->second.get();
}

base::Status SyncEngine::wakeSnoozed() {
    const auto next = m_services.store.read().nextSnoozeEnd();
    if (!next) {
        return std::unexpected(next.error());
    }
    // An idle heartbeat writes nothing.
    if (!*next || **next > m_services.clock.utcNow()) {
        return {};
    }
    auto change = m_services.store.write("wake snoozed conversations",
                                         [](store::WriteTx& tx) { return tx.wakeSnoozed(); });
    return change ? base::Status{} : std::unexpected(change.error());
}

std::vector<base::AccountId> SyncEngine::mostUrgentFirst() const {
    std::vector<base::AccountId> order;
    const auto add = [&](base::AccountId account) {
        if (m_lines.contains(account) && std::ranges::find(order, account) == order.end()) {
            order.push_back(account);
        }
    };
    const store::Reader& read = m_services.store.read();
    const auto replies = read.outbox();
    for (const model::OutboxRow& reply : replies.value_or(std::vector<model::OutboxRow>{})) {
        if (reply.state != model::Delivery::Failed) {
            add(reply.account);
        }
    }
    for (const model::InboxOrder by : {model::InboxOrder::ClosingNext, model::InboxOrder::DueNext}) {
        const auto waiting = read.inbox(model::ConversationState::NeedsReply, kLookedAt, {}, by);
        for (const model::ConversationRow& row : waiting.value_or(std::vector<model::ConversationRow>{})) {
            if (by == model::InboxOrder::DueNext || row.windowClosesAt) {
                add(row.account);
            }
        }
    }
    for (const auto& [id, line] : m_lines) {
        add(id);
    }
    return order;
}

void SyncEngine::catchUp() {
    base::Duration delay{0};
    for (const base::AccountId id : mostUrgentFirst()) {
        m_services.executor.postAfter(delay, [this, id, alive = std::weak_ptr(m_alive)] {
            if (AccountLine* one = alive.lock() ? line(id) : nullptr) {
                one->catchUp();
            }
        });
        delay += kBetweenAccounts;
    }
}

void SyncEngine::networkIsBack(base::AccountId heard) {
    m_services.executor.post([this, heard, alive = std::weak_ptr(m_alive)] {
        if (!alive.lock()) {
            return;
        }
        for (const auto& [id, account] : m_lines) {
            if (id != heard) {
                account->networkIsBack();
            }
        }
    });
}

bool SyncEngine::learnSome() {
    const auto more = m_teacher.learnSome();
    if (!more) {
        m_services.log.warning("nothing is learnt from earlier replies: " + more.error().what());
    }
    return more.value_or(false);
}

void SyncEngine::learnAllFromHistory() {
    while (learnSome()) {}
}

void SyncEngine::learnFromHistory() {
    const auto isImporting = [](const model::AccountPulse& pulse) { return pulse.importing.has_value(); };
    // What an answer answers may still be on its way.
    if (std::ranges::any_of(pulses(), isImporting)) {
        return;
    }
    if (learnSome()) {
        m_services.executor.post([this, alive = std::weak_ptr(m_alive)] {
            if (alive.lock()) {
                learnFromHistory();
            }
        });
    }
}

void SyncEngine::heartbeat() {
    if (base::Status woken = wakeSnoozed(); !woken) {
        m_services.log.warning(woken.error().what());
    }
    if (m_sleep.slept(m_services.clock.utcNow(), m_services.clock.steadyNow())) {
        m_services.log.info("woke up, catching up");
        catchUp();
    }
    // Another program may have set or connected one.
    if (base::Status known = accountsChanged(); !known) {
        m_services.log.warning(known.error().what());
    }
    learnFromHistory();
    m_heartbeat = m_services.executor.postAfter(kHeartbeat, [this] { heartbeat(); });
}

}  // namespace syncing
