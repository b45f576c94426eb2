// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/account_line.h"

#include "sync/network_policy.h"

#include "store/outbox.h"

#include <algorithm>
#include <utility>

namespace syncing {
namespace {

constexpr AccountPoller::Scope kOnceScope{.thorough = true, .threads = 80};
constexpr base::Duration kThoroughEvery{60'000};
constexpr base::Duration kRefreshEvery{60'000};
constexpr base::Duration kLookAgain{6'000};
constexpr int kRepeatsOfOneRun = 2;
constexpr int kMostLooks = 20;
constexpr int kRequestsPerPoll = 5;

}  // namespace

AccountLine::AccountLine(Services services, base::AccountId account, std::function<void()> pulseChanged)
    : m_services(services), m_link(account, services.random), m_poller(services, m_link),
      m_sender(services, m_link), m_reconciler(services, m_link), m_pulseChanged(std::move(pulseChanged)) {}

AccountLine::~AccountLine() {
    if (m_checkTimer) {
        m_services.executor.cancel(*m_checkTimer);
    }
    if (m_sendTimer) {
        m_services.executor.cancel(*m_sendTimer);
    }
}

void AccountLine::round(AccountPoller::Scope scope, Done done) {
    if (!m_waiting) {
        m_waiting = Wish{};
    }
    Wish& wish = *m_waiting;
    wish.scope.thorough = wish.scope.thorough || scope.thorough;
    wish.scope.threads = std::max(wish.scope.threads, scope.threads);
    if (done) {
        wish.done.push_back(std::move(done));
    }
    begin();
}

void AccountLine::roundOnce(Done done) {
    if (!m_waiting) {
        m_waiting = Wish{};
    }
    Wish& wish = *m_waiting;
    wish.scope = kOnceScope;
    wish.once = true;
    wish.done.push_back(std::move(done));
    begin();
}

void AccountLine::begin() {
    if (m_running || m_poller.busy() || m_sender.busy() || m_reconciler.busy() || !m_waiting) {
        return;  // what runs now calls begin() when it ends
    }
    m_running = std::exchange(m_waiting, std::nullopt);
    m_report = {.account = m_link.id};
    if (m_running->scope.thorough) {
        m_lastThorough = m_services.clock.utcNow();
    }
    m_link.pulse.checking = true;
    m_pulseChanged();
    m_poller.poll(m_running->scope, [this](const PollReport& report) { polled(report); });
}

void AccountLine::polled(const PollReport& report) {
    m_link.pulse.checking = false;
    m_report.newMessages = report.newMessages;
    m_report.trouble = report.trouble;
    remember(report.trouble);
    if (report.trouble && holdsBackReplies(report.trouble->kind)) {
        return finish();
    }
    lookUp();
}

void AccountLine::lookUp() {
    m_reconciler.lookUpAll(kMostLooks, [this](int found) {
        m_report.sent += found;
        sendAll(m_running && m_running->once ? kRepeatsOfOneRun : 0);
    });
}

void AccountLine::sendAll(int repeats) {
    if (m_running && m_running->once) {
        auto hurried = m_services.store.write(
            "let waiting replies go", [&](store::WriteTx& tx) { return store::Outbox(tx).hurry(m_link.id); });
        if (!hurried) {
            m_services.log.error(hurried.error().what());
        }
    }
    m_sender.sendAll([this, repeats](const SendReport& report) {
        m_report.sent += report.sent;
        const bool again = report.trouble && report.trouble->kind == base::ErrorKind::Unknown && repeats > 0;
        if (again) {
            return sendAll(repeats - 1);
        }
        if (report.trouble && holdsBackReplies(report.trouble->kind)) {
            remember(report.trouble);
            m_report.trouble = report.trouble;
        }
        finish();
    });
}

void AccountLine::finish() {
    const Wish done = std::move(*m_running);
    m_running.reset();
    planNextCheck(m_report.trouble);
    m_pulseChanged();
    const RoundReport report = m_report;
    for (const Done& call : done.done) {
        call(report);
    }
    startSendTimer();
    begin();
}

void AccountLine::remember(const std::optional<base::Error>& trouble) {
    const base::UtcTime now = m_services.clock.utcNow();
    model::AccountState state = model::AccountState::Ok;
    std::string problem;
    m_link.pulse.limitedUntil.reset();
    if (trouble) {
        state = stateAfter(*trouble);
        problem = trouble->what();
        if (state == model::AccountState::Limited) {
            m_link.pulse.limitedUntil = trouble->retryAt;
        }
    } else {
        m_link.pulse.lastCheckedAt = now;
    }
    auto account = m_services.store.read().account(m_link.id);
    if (!account || (account->state == state && account->problem == problem) ||
        account->state == model::AccountState::Paused) {
        return;
    }
    auto stored = m_services.store.write("note an account's state", [&](store::WriteTx& tx) {
        return tx.setAccountState(m_link.id, state, problem);
    });
    if (!stored) {
        m_services.log.error("an account's state could not be stored: " + stored.error().what());
    }
}

bool AccountLine::mayCheck() const {
    auto account = m_services.store.read().account(m_link.id);
    return account && account->state != model::AccountState::Paused &&
           account->state != model::AccountState::NeedsLogin;
}

base::Duration AccountLine::usualPause() const {
    auto account = m_services.store.read().account(m_link.id);
    bool open = false;
    if (m_presence != nullptr && m_presence->open) {
        auto row = m_services.store.read().conversation(m_presence->open);
        open = row && row->account == m_link.id;
    }
    const base::Duration least = account ? account->capabilities.leastPollInterval : base::Duration{60'000};
    const base::Duration budget =
        m_link.budget.leastPollInterval(kRequestsPerPoll, m_services.clock.utcNow());
    return pollInterval(*m_presence, {.least = least, .budget = budget, .conversationOpen = open});
}

void AccountLine::planNextCheck(const std::optional<base::Error>& trouble) {
    if (!trouble) {
        m_link.backoff.succeeded();
    }
    if (m_presence == nullptr) {
        return;
    }
    const base::UtcTime now = m_services.clock.utcNow();
    if (trouble && trouble->kind == base::ErrorKind::RateLimited) {
        return startTimer(
            std::max(trouble->retryAt.value_or(now + usualPause()) - now, base::Duration{1'000}));
    }
    if (trouble) {
        return startTimer(m_link.backoff.afterFailure());
    }
    startTimer(usualPause());
}

void AccountLine::startTimer(base::Duration delay) {
    if (m_checkTimer) {
        m_services.executor.cancel(*m_checkTimer);
    }
    m_checkTimer.reset();
    m_link.pulse.nextCheckAt.reset();
    if (!mayCheck()) {
        return;  // a login or the owner brings it back
    }
    m_link.pulse.nextCheckAt = m_services.clock.utcNow() + delay;
    m_checkTimer = m_services.executor.postAfter(delay, [this] {
        m_checkTimer.reset();
        checkNow();
    });
}

void AccountLine::goLive(const model::Presence& presence) {
    m_presence = &presence;
    startTimer(base::Duration{0});
    startSendTimer();
}

void AccountLine::reschedule() {
    if (m_presence == nullptr || m_running || !m_link.pulse.lastCheckedAt) {
        return;
    }
    const base::UtcTime now = m_services.clock.utcNow();
    if (m_link.backoff.failures() > 0 || m_link.pulse.limitedUntil) {
        return;
    }
    startTimer(std::max(*m_link.pulse.lastCheckedAt + usualPause() - now, base::Duration{0}));
}

void AccountLine::checkNow() {
    const base::UtcTime now = m_services.clock.utcNow();
    const bool thorough = !m_lastThorough || now - *m_lastThorough >= kThoroughEvery || now < *m_lastThorough;
    round({.thorough = thorough, .threads = 20}, {});
}

void AccountLine::startSendTimer() {
    if (m_presence == nullptr) {
        return;
    }
    if (m_sendTimer) {
        m_services.executor.cancel(*m_sendTimer);
    }
    m_sendTimer.reset();
    const auto due = m_sender.nextDue();
    const bool look = m_reconciler.anyToLookFor(3);
    if ((!due && !look) || !mayCheck()) {
        return;
    }
    base::Duration delay = kLookAgain;
    if (due) {
        delay = std::max(*due - m_services.clock.utcNow(), base::Duration{0});
    }
    if (look) {
        delay = std::min(delay, kLookAgain);
    }
    m_sendTimer = m_services.executor.postAfter(delay, [this] {
        m_sendTimer.reset();
        sendSoon();
    });
}

void AccountLine::sendSoon() {
    if (m_running || m_sender.busy() || m_reconciler.busy() || !mayCheck()) {
        return;  // the running round sends, too
    }
    m_reconciler.lookUpAll(3, [this](int) {
        m_sender.sendAll([this](const SendReport& report) {
            if (report.trouble && holdsBackReplies(report.trouble->kind)) {
                remember(report.trouble);
                planNextCheck(report.trouble);
            }
            m_pulseChanged();
            const bool stuck = report.trouble && holdsBackReplies(report.trouble->kind);
            if (!stuck) {
                startSendTimer();  // else the next check decides when to go on
            }
            begin();
        });
    });
}

void AccountLine::refresh(base::ConversationId conversation) {
    const base::UtcTime now = m_services.clock.utcNow();
    if (m_running || m_poller.busy() || !mayCheck()) {
        return;
    }
    if (m_refreshed == conversation && m_refreshedAt && now - *m_refreshedAt < kRefreshEvery) {
        return;
    }
    m_refreshed = conversation;
    m_refreshedAt = now;
    m_poller.refresh(conversation, [this](const PollReport& report) {
        if (report.trouble) {
            m_services.log.info("conversation not read again: " + report.trouble->what());
        }
        begin();
    });
}

}  // namespace syncing
