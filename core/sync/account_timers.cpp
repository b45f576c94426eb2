// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/account_line.h"
#include "sync/network_policy.h"

#include <algorithm>
#include <utility>

/// When an account is checked, and when its replies go, by itself.
namespace syncing {
namespace {

using Urgency = net::RateBudget::Urgency;

constexpr AccountPoller::Scope kThorough{.thorough = true, .threads = 20};
constexpr base::Duration kThoroughEvery{60'000};
/// Of paid traffic: what only a thorough check finds may come later.
constexpr base::Duration kThoroughEveryMetered{15 * 60'000};
constexpr base::Duration kRefreshEvery{60'000};
/// An uncertain reply is looked for after this time, then after twice and four times as long; later with the
/// checks.
constexpr base::Duration kFirstLook{6'000};
constexpr int kLooksSoon = 3;
constexpr int kRequestsPerPoll = 5;
constexpr base::Duration kShortestRetry{1'000};
constexpr base::Duration kLongestRetry{24 * 60 * 60'000};

}  // namespace

void AccountLine::goLive(const model::Presence& presence, const model::UseNetwork& network) {
    m_presence = &presence;
    m_network = &network;
    startTimer(base::Duration{0});
}

bool AccountLine::mayCheck() const {
    auto account = m_services.store.read().account(m_link.id);
    return account && account->state != model::AccountState::Paused &&
           account->state != model::AccountState::NeedsLogin;
}

base::Duration AccountLine::usualPause() const {
    auto account = m_services.store.read().account(m_link.id);
    bool open = false;
    if (m_presence->open) {
        auto row = m_services.store.read().conversation(m_presence->open);
        open = row && row->account == m_link.id;
    }
    const base::Duration least =
        account ? account->capabilities.leastPollInterval : model::Capabilities{}.leastPollInterval;
    const base::Duration budget =
        m_link.budget.leastPollInterval(kRequestsPerPoll, m_services.clock.utcNow());
    return pollInterval(
        *m_presence, {.least = least, .budget = budget, .conversationOpen = open, .cost = m_network->cost});
}

void AccountLine::planNextCheck(const std::optional<base::Error>& trouble) {
    if (!trouble) {
        m_link.backoff.succeeded();
    }
    if (m_presence == nullptr) {
        return;
    }
    if (trouble && trouble->retryAt) {
        const base::Duration wait = *trouble->retryAt - m_services.clock.utcNow();
        return startTimer(std::clamp(wait, kShortestRetry, kLongestRetry));
    }
    base::Duration pause =
        trouble ? std::min(m_link.backoff.afterFailure(), longestPause(trouble->kind)) : usualPause();
    if (m_hold == Hold::SinceSend) {
        pause = std::min(pause, usualPause());  // customers are still read as before
    }
    startTimer(pause);
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
        if (mayCheck()) {
            checkNow();
        }
    });
}

void AccountLine::reschedule() {
    if (m_presence == nullptr || m_running || !m_checkTimer || !m_triedAt || m_link.pulse.limitedUntil ||
        m_outOfMoney) {
        return;
    }
    const base::UtcTime now = m_services.clock.utcNow();
    const base::Duration pause = usualPause();
    base::UtcTime next = *m_triedAt + pause;
    if (m_link.backoff.failures() > 0) {
        next = std::min(next, m_link.pulse.nextCheckAt.value_or(next));
    }
    startTimer(std::clamp(next - now, base::Duration{0}, pause));
}

void AccountLine::checkNow() {
    const base::UtcTime now = m_services.clock.utcNow();
    const bool metered = m_network != nullptr && m_network->cost == model::UseNetwork::Cost::Metered;
    const base::Duration every = metered ? kThoroughEveryMetered : kThoroughEvery;
    const bool thorough = !m_lastThorough || now - *m_lastThorough >= every || now < *m_lastThorough;
    auto account = m_services.store.read().account(m_link.id);
    if (account && account->state != model::AccountState::Paused) {
        round({.thorough = thorough, .threads = kThorough.threads});
    }
}

void AccountLine::catchUp() {
    m_link.backoff.succeeded();
    if (mayCheck()) {
        round(kThorough);
    }
}

void AccountLine::networkIsBack() {
    if (m_unreachable && m_presence != nullptr && m_checkTimer && !isBusy()) {
        m_link.backoff.succeeded();
        checkNow();
    }
}

void AccountLine::outboxChanged() {
    m_idleSends = 0;
    const base::UtcTime now = m_services.clock.utcNow();
    const bool open = m_link.budget.opensAt(Urgency::Reply, now) <= now;
    // Somebody wants something to go: worth a look whether the network is back.
    if (m_presence != nullptr && m_hold != Hold::None && open && m_triedAt && !isBusy() &&
        (m_sender.nextDue() || m_deeds.nextDue()) && mayCheck()) {
        return checkNow();
    }
    planSending();
}

void AccountLine::planSending() {
    if (m_presence == nullptr) {
        return;
    }
    if (m_sendTimer) {
        m_services.executor.cancel(*m_sendTimer);
    }
    m_sendTimer.reset();
    // A reply that falls due while a deed is told goes first.
    const bool telling = m_deeds.busy();
    if ((m_running && !telling) || m_sender.busy() || m_reconciler.busy() || m_hold != Hold::None ||
        !mayCheck()) {
        return;  // what comes next plans anew
    }
    const base::UtcTime now = m_services.clock.utcNow();
    std::optional<base::UtcTime> at = m_sender.nextDue();
    if (at && *at <= now && m_idleSends > 0) {
        at = now + pauseAfter(m_idleSends);
    }
    if (const auto look = nextLook(now)) {
        at = at ? std::min(*at, *look) : *look;
    }
    if (const auto deed = telling ? std::nullopt : m_deeds.nextDue()) {
        at = at ? std::min(*at, *deed) : *deed;
    }
    if (!at) {
        return;
    }
    const base::UtcTime open = m_link.budget.opensAt(Urgency::Reply, now);
    const base::Duration delay = std::max({*at - now, open - now, base::Duration{0}});
    m_sendTimer = m_services.executor.postAfter(delay, [this] {
        m_sendTimer.reset();
        sendSoon();
    });
}

std::optional<base::UtcTime> AccountLine::nextLook(base::UtcTime now) {
    const std::optional<int> looks = m_reconciler.fewestLooks(kLooksSoon);
    if (!looks) {
        m_lookedAt.reset();
        return std::nullopt;
    }
    if (!m_lookedAt || *m_lookedAt > now) {
        m_lookedAt = now;
    }
    return *m_lookedAt + kFirstLook * (1 << *looks);
}

void AccountLine::sendSoon() {
    m_deeds.giveWay();
    if (isBusy() || m_hold != Hold::None || !mayCheck()) {
        return;  // what runs now plans anew when it ends
    }
    const base::UtcTime now = m_services.clock.utcNow();
    const auto look = nextLook(now);
    const bool looks = look && *look <= now;
    if (looks) {
        m_lookedAt = now;
    }
    m_reconciler.lookUpAll(looks ? kLooksSoon : 0, [this](const LookUpReport& looked) {
        if (holdsBack(looked.trouble)) {
            return sentSoon(looked.trouble);
        }
        m_sender.sendAll([this](const SendReport& report) {
            noteSending(report);
            if (holdsBack(report.trouble) || leavesDoubt(report.trouble)) {
                return sentSoon(report.trouble);
            }
            tellDeeds([this, trouble = report.trouble] { sentSoon(trouble); });
        });
    });
}

void AccountLine::noteSending(const SendReport& report) {
    const auto due = m_sender.nextDue();
    const bool idle = report.sent == 0 && due && *due <= m_services.clock.utcNow();
    m_idleSends = idle ? m_idleSends + 1 : 0;
}

void AccountLine::sentSoon(const std::optional<base::Error>& trouble) {
    if (holdsBack(trouble) || leavesDoubt(trouble)) {
        holdBack(*trouble);
        planNextCheck(trouble);
    }
    noteCosts();
    m_pulseChanged();
    planSending();
    begin();
    refreshWhenFree();
}

void AccountLine::refresh(base::ConversationId conversation) {
    m_toRefresh = conversation;
    refreshWhenFree();
}

void AccountLine::refreshWhenFree() {
    if (!m_toRefresh || isBusy() || m_hold != Hold::None || !mayCheck()) {
        return;
    }
    const base::ConversationId conversation = std::exchange(m_toRefresh, {});
    const base::UtcTime now = m_services.clock.utcNow();
    std::erase_if(m_refreshedAt, [now](const auto& entry) {
        return entry.second > now || now - entry.second >= kRefreshEvery;
    });
    const bool looking = m_presence != nullptr && m_presence->open == conversation;
    if (!looking || !m_refreshedAt.emplace(conversation, now).second) {
        return;
    }
    m_poller.refresh(conversation, [this](const PollReport& report) {
        if (report.trouble) {
            m_services.log.info("conversation not read again: " + report.trouble->what());
        }
        begin();
        planSending();
        refreshWhenFree();
    });
}

}  // namespace syncing
