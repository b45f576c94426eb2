// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/account_line.h"

#include "sync/network_policy.h"

#include "store/outbox.h"

#include <algorithm>
#include <iterator>
#include <utility>

/// The round: check, look up, send. When rounds come is in account_timers.cpp.
namespace syncing {
namespace {

constexpr AccountPoller::Scope kOnceScope{.thorough = true, .threads = 80};
constexpr int kRepeatsOfOneRun = 2;
constexpr int kMostLooks = 20;

}  // namespace

AccountLine::AccountLine(Services services, base::AccountId account, std::function<void()> pulseChanged,
                         std::function<void()> networkCameBack)
    : m_services(services), m_link(account, services.random),
      m_poller(services, m_link, [this] { m_pulseChanged(); }), m_sender(services, m_link),
      m_reconciler(services, m_link), m_teller(services, m_link), m_deeds(services, m_link),
      m_pulseChanged(std::move(pulseChanged)), m_networkCameBack(std::move(networkCameBack)) {}

AccountLine::~AccountLine() {
    if (m_checkTimer) {
        m_services.executor.cancel(*m_checkTimer);
    }
    if (m_sendTimer) {
        m_services.executor.cancel(*m_sendTimer);
    }
}

void AccountLine::round(AccountPoller::Scope scope) {
    if (!m_waiting) {
        m_waiting = Wish{};
    }
    Wish& wish = *m_waiting;
    wish.scope.thorough = wish.scope.thorough || scope.thorough;
    wish.scope.threads = std::max(wish.scope.threads, scope.threads);
    begin();
}

void AccountLine::roundOnce(Done done) {
    if (!m_waiting) {
        m_waiting = Wish{};
    }
    m_waiting->once = true;
    if (done) {
        m_waiting->done.push_back(std::move(done));
    }
    round(kOnceScope);
}

std::vector<AccountLine::Done> AccountLine::takeWaiting() {
    std::vector<Done> all;
    for (std::optional<Wish>* wish : {&m_running, &m_waiting}) {
        if (*wish) {
            std::ranges::move((*wish)->done, std::back_inserter(all));
            (*wish)->done.clear();
        }
    }
    return all;
}

bool AccountLine::isBusy() const {
    return m_running || m_poller.busy() || m_sender.busy() || m_reconciler.busy() || m_teller.busy() ||
           m_deeds.busy();
}

void AccountLine::begin() {
    if (isBusy() || !m_waiting) {
        return;  // what runs now calls begin() when it ends
    }
    m_running = std::exchange(m_waiting, std::nullopt);
    m_report = {.account = m_link.id};
    m_doubt.reset();
    if (m_running->scope.thorough) {
        m_lastThorough = m_services.clock.utcNow();
    }
    m_link.pulse.checking = true;
    noteCosts();
    m_pulseChanged();
    m_poller.poll(m_running->scope, [this](const PollReport& report) { polled(report); });
}

void AccountLine::polled(const PollReport& report) {
    m_link.pulse.checking = false;
    m_report.newMessages = report.newMessages;
    m_report.trouble = report.trouble;
    remember(report.trouble, report.problem);
    const bool cameBack = m_unreachable && !report.trouble;
    m_unreachable = report.trouble && isOfTheNetwork(report.trouble->kind);
    if (cameBack) {
        m_networkCameBack();
    }
    if (holdsBack(report.trouble)) {
        m_hold = Hold::SinceCheck;
        return finish();
    }
    if (m_running->once || std::exchange(m_hold, Hold::None) == Hold::SinceCheck) {
        hurry();
    }
    m_hold = Hold::None;
    lookUp();
}

/// What waits only because the network or the server was away may go now.
void AccountLine::hurry() {
    auto hurried = m_services.store.write(
        "let waiting replies go", [&](store::WriteTx& tx) { return store::Outbox(tx).hurry(m_link.id); });
    if (!hurried) {
        m_services.log.error(hurried.error().what());
    }
    m_deeds.hurry();
}

void AccountLine::lookUp() {
    const base::UtcTime now = m_services.clock.utcNow();
    const auto next = nextLook(now);
    // A platform may show a post some seconds late: the first looks keep their times, unless there is no
    // later.
    const bool looks = m_running->once || !next || *next <= now;
    if (looks) {
        m_lookedAt = now;
    }
    m_reconciler.lookUpAll(looks ? kMostLooks : 0, [this](const LookUpReport& report) {
        m_report.sent += report.found;
        if (holdsBack(report.trouble)) {
            holdBack(*report.trouble);
            m_report.trouble = report.trouble;
            return finish();
        }
        sendAll(m_running->once ? kRepeatsOfOneRun : 0);
    });
}

void AccountLine::sendAll(int repeats) {
    m_sender.sendAll([this, repeats](const SendReport& report) {
        m_report.sent += report.sent;
        noteSending(report);
        if (holdsBack(report.trouble)) {
            holdBack(*report.trouble);
            m_report.trouble = report.trouble;
            return finish();
        }
        if (report.trouble && repeats > 0) {
            hurry();
            return sendAll(repeats - 1);
        }
        if (leavesDoubt(report.trouble)) {
            m_doubt = report.trouble;
            holdBack(*m_doubt);
        }
        lookAtOnce();
    });
}

/// A run that ends after this round has no later look.
void AccountLine::lookAtOnce() {
    if (!m_running->once) {
        return tellRead();
    }
    m_reconciler.lookUpAll(1, [this](const LookUpReport& report) {
        m_report.sent += report.found;
        tellRead();
    });
}

void AccountLine::tellRead() {
    m_teller.tellAll([this] { tellDeeds([this] { readThreads(); }); });
}

/// Until a reply waits that may go: it goes first.
void AccountLine::tellDeeds(std::function<void()> done) {
    m_deeds.tellAll(
        [this] {
            const auto due = m_sender.nextDue();
            return !due || *due > m_services.clock.utcNow() || m_idleSends > 0;
        },
        std::move(done));
    planSending();
}

/// What surrounds the news is read when the replies are on their way.
void AccountLine::readThreads() {
    if (m_report.trouble) {
        return finish();
    }
    m_poller.readThreads([this](const PollReport& report) {
        m_report.newMessages += report.newMessages;
        if (report.trouble) {
            m_report.trouble = report.trouble;
            remember(report.trouble);
        }
        finish();
    });
}

void AccountLine::finish() {
    Wish wish = std::move(*m_running);
    m_running.reset();
    m_triedAt = m_services.clock.utcNow();
    planNextCheck(m_report.trouble ? m_report.trouble : m_doubt);
    noteCosts();
    m_pulseChanged();
    if (!wish.done.empty()) {
        // Not from here: whoever is told may end this line.
        m_services.executor.post([calls = std::move(wish.done), report = m_report] {
            for (const Done& call : calls) {
                call(report);
            }
        });
    }
    planSending();
    begin();
    refreshWhenFree();
}

bool AccountLine::holdsBack(const std::optional<base::Error>& trouble) const {
    if (!trouble) {
        return false;
    }
    if (trouble->kind == base::ErrorKind::RateLimited) {
        // What polling leaves of the budget is there for replies.
        return !m_link.budget.allows(net::RateBudget::Urgency::Reply, m_services.clock.utcNow());
    }
    return holdsBackReplies(trouble->kind);
}

bool AccountLine::leavesDoubt(const std::optional<base::Error>& trouble) {
    return trouble && trouble->kind == base::ErrorKind::Unknown;
}

void AccountLine::holdBack(const base::Error& trouble) {
    m_hold = Hold::SinceSend;
    if (leavesDoubt(trouble)) {
        m_lookedAt = m_services.clock.utcNow();  // the first look comes some time after the send
    } else {
        remember(trouble);
    }
}

void AccountLine::remember(const std::optional<base::Error>& trouble, std::string problem) {
    model::AccountState state = model::AccountState::Ok;
    std::optional<base::ErrorKind> kind;
    m_link.pulse.limitedUntil.reset();
    if (trouble) {
        state = stateAfter(*trouble);
        problem = trouble->what();
        kind = trouble->kind;
        if (state == model::AccountState::Limited && *kind != base::ErrorKind::Money) {
            // What money holds up holds up no replies.
            m_link.pulse.limitedUntil = trouble->retryAt;
        }
    } else {
        m_link.pulse.lastCheckedAt = m_services.clock.utcNow();
    }
    auto account = m_services.store.read().account(m_link.id);
    if (!account) {
        return;
    }
    m_state = account->state;
    m_outOfMoney = kind == base::ErrorKind::Money;
    m_settingsTooDear = m_outOfMoney ? account->settings : std::map<std::string, std::string>{};
    if (account->state == model::AccountState::Paused ||
        (account->state == state && account->problem == problem)) {
        return;
    }
    m_state = state;
    auto stored = m_services.store.write("note an account's state", [&](store::WriteTx& tx) {
        return tx.setAccountState(m_link.id, state, problem, kind);
    });
    if (!stored) {
        m_services.log.error("an account's state could not be stored: " + stored.error().what());
    }
}

void AccountLine::noteCosts() {
    auto cost = CostMeter::monthCost(m_services, m_link.id);
    if (!cost) {
        m_services.log.error("what an account has cost could not be read: " + cost.error().what());
        return;
    }
    m_link.pulse.monthCost = *cost;
}

void AccountLine::accountChanged(const model::Account& account) {
    const model::AccountState state = account.state;
    const bool other = m_state && *m_state != state;
    const bool back = state == model::AccountState::Ok && (other || (!m_checkTimer && !m_running));
    const bool affordable = m_outOfMoney && account.settings != m_settingsTooDear;
    m_state = state;
    if (m_presence != nullptr && (back || affordable)) {
        m_link.backoff.succeeded();
        checkNow();
    }
}

}  // namespace syncing
