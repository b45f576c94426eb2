// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/login_keeper.h"

#include "sync/step_runner.h"

#include <optional>
#include <utility>

namespace syncing {
namespace {

/// Its own budget: what a server allows for signing in says nothing about reading.
struct Renewal {
    net::RateBudget budget;
    std::optional<platform::Secrets> secrets;
};

base::Result<platform::Secrets> keep(const Services& services, base::AccountId account,
                                     const std::optional<platform::Secrets>& renewed) {
    if (!renewed) {
        return base::fail(base::ErrorKind::Internal, "the renewal of a sign-in led to no result");
    }
    for (const auto& [name, value] : *renewed) {
        services.log.redactor().addSecret(value);
    }
    if (base::Status kept = services.secrets.write(secretKey(account), *renewed); !kept) {
        return base::fail(kept.error().within("the renewed sign-in could not be kept"));
    }
    return *renewed;
}

}  // namespace

void LoginKeeper::renew(const Services& services, std::shared_ptr<AccountAtWork> work, Done done) {
    const base::AccountId account = work->account.id;
    std::vector<Waiting>& waiting = m_waiting[account];
    waiting.push_back({work, std::move(done)});
    if (waiting.size() > 1) {
        return;
    }
    const auto finishLater = [this, &services, account](base::Result<platform::Secrets> result) {
        services.executor.post([this, account, result = std::move(result), alive = std::weak_ptr(m_alive)] {
            if (alive.lock()) {
                finish(account, result);
            }
        });
    };
    // Somebody may have renewed it since this work was begun.
    auto kept = services.secrets.read(secretKey(account));
    if (!kept || (!kept->empty() && *kept != work->secrets)) {
        return finishLater(std::move(kept));
    }
    auto steps = work->adapter->renew(work->account, work->secrets);
    if (!steps) {
        return finishLater(base::fail(base::ErrorKind::NeedsLogin,
                                      "the sign-in of " + work->account.handle + " has run out, log in again",
                                      base::Cure::LogInAgain));
    }
    auto renewal = std::make_shared<Renewal>();
    auto runner = std::make_shared<StepRunner<platform::Secrets>>(services, renewal->budget,
                                                                  net::RateBudget::Urgency::Reply);
    runner->bill(work);
    runner->run(
        std::move(steps),
        [renewal](platform::Secrets secrets) -> base::Status {
            renewal->secrets = std::move(secrets);
            return {};
        },
        [this, services, account, renewal, alive = std::weak_ptr(m_alive)](const base::Status& status) {
            if (alive.lock()) {
                finish(account,
                       status ? keep(services, account, renewal->secrets) : std::unexpected(status.error()));
            }
        });
}

void LoginKeeper::finish(base::AccountId account, const base::Result<platform::Secrets>& renewed) {
    const std::vector<Waiting> waiting = std::exchange(m_waiting[account], {});
    m_waiting.erase(account);
    for (const Waiting& each : waiting) {
        if (renewed) {
            each.work->secrets = *renewed;
        }
        each.done(renewed ? base::Status{} : std::unexpected(renewed.error()));
    }
}

}  // namespace syncing
