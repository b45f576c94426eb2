// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/account_link.h"
#include "sync/cost_meter.h"
#include "sync/login_keeper.h"
#include "sync/services.h"

#include "net/rate_budget.h"
#include "platform/steps.h"

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace syncing {

/// How long one request may take, in real time.
inline constexpr base::Duration kRequestDeadline{30'000};

/// What a transport failure means for a request of this kind: a send that may have arrived is Unknown, to be
/// looked up; everything else backs off.
[[nodiscard]] base::Error meaningOf(const net::TransportError& failure, platform::RequestKind kind);

/// Why a request of this urgency may not go now, and when it may.
[[nodiscard]] base::Error limitReached(const net::RateBudget& budget, net::RateBudget::Urgency urgency,
                                       base::UtcTime now, std::string_view group = {});

/// Carries out a step list, one request after another, inside the rate budget. When the account's access has
/// run out it is renewed, once, and the steps are made anew: what was refused for it did not happen.
template <class T>
class StepRunner : public std::enable_shared_from_this<StepRunner<T>> {
public:
    /// Called with what each step gives; an error ends the run.
    using Taken = std::function<base::Status(T)>;
    /// Called exactly once, never from inside run(), unless abandoned.
    using Done = std::function<void(base::Status)>;
    /// The steps, with the secrets as they are now; nullptr: there is nothing to ask.
    using Make = std::function<base::Result<std::unique_ptr<platform::Steps<T>>>(const AccountAtWork&)>;

    StepRunner(Services services, net::RateBudget& budget, net::RateBudget::Urgency urgency)
        : m_services(services), m_budget(budget), m_urgency(urgency) {}

    void run(std::unique_ptr<platform::Steps<T>> steps, Taken taken, Done done) {
        m_steps = std::move(steps);
        m_taken = std::move(taken);
        m_done = std::move(done);
        m_services.executor.post([self = this->shared_from_this()] { self->next(); });
    }

    void run(std::shared_ptr<AccountAtWork> work, Make make, Taken taken, Done done) {
        bill(work);
        m_work = std::move(work);
        m_make = std::move(make);
        m_taken = std::move(taken);
        m_done = std::move(done);
        m_services.executor.post([self = this->shared_from_this()] { self->begin(); });
    }

    /// Who pays for the requests. Those that are made for an account at work are its own anyhow.
    void bill(std::shared_ptr<const AccountAtWork> payer) { m_meter.bill(std::move(payer)); }

    /// Whether the line carried the latest request: there was an answer, whatever it said.
    [[nodiscard]] bool wasAnswered() const { return m_answered; }

    /// Neither callback is called any more; what is on the wire is let go.
    void abandon() {
        m_abandoned = true;
        if (m_request) {
            m_services.transport.cancel(*m_request);
        }
    }

private:
    void begin() {
        if (m_abandoned) {
            return;
        }
        auto steps = m_make(*m_work);
        if (!steps) {
            return end(std::unexpected(steps.error()));
        }
        if (*steps == nullptr) {
            return end({});
        }
        m_steps = std::move(*steps);
        next();
    }

    void renew(const base::Error& why) {
        if (!m_work || std::exchange(m_renewed, true)) {
            base::Error error = why;
            error.cure = base::Cure::LogInAgain;
            return end(std::unexpected(std::move(error)));
        }
        m_services.logins.renew(m_services, m_work, [self = this->shared_from_this()](base::Status renewed) {
            if (!renewed) {
                return self->end(std::move(renewed));
            }
            self->begin();
        });
    }

    void next() {
        if (m_abandoned) {
            return;
        }
        if (m_steps->finished()) {
            // What needed no request is given all the same.
            auto item = m_steps->take();
            return end(item ? m_taken(std::move(*item)) : base::Status{});
        }
        const base::UtcTime now = m_services.clock.utcNow();
        auto call = std::get<platform::HttpCall>(m_steps->request());
        const platform::RequestKind kind = call.kind;
        m_limitGroup = std::move(call.limitGroup);
        if (!m_budget.allows(m_urgency, now, m_limitGroup)) {
            return end(std::unexpected(limitReached(m_budget, m_urgency, now, m_limitGroup)));
        }
        const auto wait = m_budget.waitForTurn(call.pause, m_services.clock.steadyNow(), m_limitGroup);
        if (wait.count() > 0) {
            m_services.executor.postAfter(wait, [self = this->shared_from_this()] { self->next(); });
            return;
        }
        m_usage = call.usage;
        if (base::Status payable = m_meter.begin(m_services, call.request, m_urgency); !payable) {
            return end(std::move(payable));
        }
        m_request =
            m_services.transport.start(std::move(call.request), kRequestDeadline,
                                       [self = this->shared_from_this(), kind](net::HttpOutcome outcome) {
                                           self->answered(outcome, kind);
                                       });
    }

    void answered(const net::HttpOutcome& outcome, platform::RequestKind kind) {
        m_request.reset();
        if (m_abandoned) {
            return;
        }
        m_answered = outcome.has_value();
        if (base::Status counted = m_meter.end(m_services, outcome, kind); !counted) {
            return end(std::move(counted));
        }
        if (!outcome) {
            return end(std::unexpected(meaningOf(outcome.error(), kind)));
        }
        const base::UtcTime now = m_services.clock.utcNow();
        m_budget.learn(*outcome, now, m_limitGroup);
        if (const auto usage = m_usage == nullptr ? std::nullopt : m_usage(*outcome)) {
            m_budget.learnUsage(*usage, now, m_limitGroup);
        }
        const base::Status accepted = m_steps->accept(*outcome, now);
        if (auto item = m_steps->take()) {
            if (base::Status stored = m_taken(std::move(*item)); !stored) {
                return end(std::move(stored));
            }
        }
        if (!accepted) {
            if (accepted.error().kind == base::ErrorKind::RateLimited && accepted.error().retryAt) {
                m_budget.holdUntil(*accepted.error().retryAt, m_limitGroup);
            }
            if (accepted.error().cure == base::Cure::RenewLogin) {
                return renew(accepted.error());
            }
            return end(accepted);
        }
        next();
    }

    void end(base::Status status) {
        if (m_abandoned) {
            return;
        }
        m_abandoned = true;
        const Done done = std::move(m_done);
        m_taken = nullptr;
        m_make = nullptr;
        done(std::move(status));
    }

    Services m_services;
    net::RateBudget& m_budget;
    net::RateBudget::Urgency m_urgency;
    std::shared_ptr<AccountAtWork> m_work;
    CostMeter m_meter;
    Make m_make;
    bool m_renewed = false;
    std::unique_ptr<platform::Steps<T>> m_steps;
    Taken m_taken;
    Done m_done;
    std::optional<net::HttpTransport::RequestId> m_request;
    std::string m_limitGroup;
    std::optional<net::Usage> (*m_usage)(const net::HttpResponse&) = nullptr;
    bool m_answered = false;
    bool m_abandoned = false;
};

}  // namespace syncing
