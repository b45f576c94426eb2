// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/deed_teller.h"

#include "sync/network_policy.h"

#include <algorithm>
#include <utility>

namespace syncing {
namespace {

using Urgency = net::RateBudget::Urgency;

/// Later, when the world has changed. Nobody knows of a lost answer either: it is asked for once more.
bool passes(const base::Error& error) {
    return error.cure == base::Cure::RetryAt || error.cure == base::Cure::BackOff ||
           error.cure == base::Cure::LogInAgain || error.cure == base::Cure::LookUp ||
           error.kind == base::ErrorKind::Unknown || error.kind == base::ErrorKind::Money ||
           holdsBackReplies(error.kind);
}

}  // namespace

DeedTeller::~DeedTeller() {
    if (m_runner) {
        m_runner->abandon();
    }
}

void DeedTeller::tellAll(std::function<bool()> mayGoOn, std::function<void()> done) {
    m_busy = true;
    m_mayGoOn = std::move(mayGoOn);
    m_done = std::move(done);
    m_services.executor.post([this, alive = std::weak_ptr(m_alive)] {
        if (alive.lock()) {
            tellNext();
        }
    });
}

void DeedTeller::tellNext() {
    const auto due = nextDue();
    // Asked after: what is due now must not lie ahead by the moment that went by.
    if (!due || *due > m_services.clock.utcNow() || !m_mayGoOn()) {
        return end();
    }
    auto wishes = m_services.store.read().deedWishes(m_link.id, 1);
    if (!wishes || wishes->empty()) {
        return end();
    }
    if (!m_work) {
        auto work = openAccount(m_services, m_link.id);
        if (!work) {
            troubled(wishes->front(), work.error());
            return end();
        }
        m_work = std::move(*work);
    }
    const model::DeedWish wish = wishes->front();
    if (!write("note that a deed leaves", [&](store::MessageDeeds& deeds) { return deeds.leaves(wish); })) {
        return end();
    }
    m_runner = std::make_shared<StepRunner<platform::Acknowledged>>(m_services, m_link.budget, Urgency::Poll);
    m_runner->run(
        m_work,
        [wish](const AccountAtWork& work)
            -> base::Result<std::unique_ptr<platform::Steps<platform::Acknowledged>>> {
            auto steps = work.adapter->tellDeed(work.account, work.secrets, wish);
            if (steps == nullptr) {
                return base::fail(base::ErrorKind::Unsupported, "the platform does not have this");
            }
            return steps;
        },
        [](platform::Acknowledged) -> base::Status { return {}; },
        [this, wish](const base::Status& status) { told(wish, status); });
}

void DeedTeller::told(const model::DeedWish& wish, const base::Status& status) {
    if (!status && passes(status.error())) {
        troubled(wish, status.error());
        return end();
    }
    const bool stored =
        status
            ? write("note that a deed was told", [&](store::MessageDeeds& deeds) { return deeds.done(wish); })
            : write("give a deed up",
                    [&](store::MessageDeeds& deeds) { return deeds.refused(wish, status.error().message); });
    if (!stored) {
        return end();
    }
    m_failures = 0;
    tellNext();
}

void DeedTeller::troubled(const model::DeedWish& wish, const base::Error& error) {
    m_services.log.info("a deed was not told: " + error.what());
    const base::UtcTime now = m_services.clock.utcNow();
    m_pausedUntil = error.retryAt.value_or(now + pauseAfter(++m_failures));
    static_cast<void>(write("put a deed off", [&](store::MessageDeeds& deeds) {
        return deeds.later(wish, error.retryAt.value_or(now + pauseAfter(wish.attempts + 1)));
    }));
}

bool DeedTeller::write(const char* what, const std::function<base::Status(store::MessageDeeds&)>& work) {
    auto stored = m_services.store.write(what, [&work](store::WriteTx& tx) {
        store::MessageDeeds deeds(tx);
        return work(deeds);
    });
    if (!stored) {
        m_services.log.error("what became of a deed could not be stored: " + stored.error().what());
        m_pausedUntil = m_services.clock.utcNow() + pauseAfter(++m_failures);
    }
    return stored.has_value();
}

std::optional<base::UtcTime> DeedTeller::nextDue() const {
    const auto wishes = m_services.store.read().deedWishes(m_link.id, 1);
    if (!wishes || wishes->empty()) {
        return std::nullopt;
    }
    const base::UtcTime now = m_services.clock.utcNow();
    return std::max({wishes->front().notBefore, m_pausedUntil.value_or(now), now,
                     m_link.budget.opensAt(Urgency::Poll, now)});
}

void DeedTeller::hurry() {
    m_failures = 0;
    m_pausedUntil.reset();
    const auto wishes = m_services.store.read().deedWishes(m_link.id, 1);
    if (wishes && !wishes->empty()) {
        static_cast<void>(write("let waiting deeds be told",
                                [&](store::MessageDeeds& deeds) { return deeds.hurry(m_link.id); }));
    }
}

void DeedTeller::giveWay() {
    if (m_runner && !m_mayGoOn()) {
        m_runner->abandon();
        end();
    }
}

void DeedTeller::end() {
    m_busy = false;
    m_runner.reset();
    m_work.reset();
    m_mayGoOn = nullptr;
    const auto done = std::move(m_done);
    done();
}

}  // namespace syncing
