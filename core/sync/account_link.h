// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/services.h"

#include "model/account.h"
#include "net/backoff.h"
#include "net/rate_budget.h"

#include <memory>

namespace syncing {

/// What poller, sender and reconciler of one account share: its budget, its pause after failures, its pulse.
struct AccountLink {
    AccountLink(base::AccountId account, base::Random& random) : id(account), backoff(random) {
        pulse.id = account;
    }

    base::AccountId id;
    net::RateBudget budget;
    net::Backoff backoff;
    model::AccountPulse pulse;
};

/// The account with its adapter and secrets, read anew for each piece of work: they change while the program
/// runs. A sign-in that is renewed meanwhile changes the secrets in place.
struct AccountAtWork {
    model::Account account;
    platform::Secrets secrets;
    const platform::PlatformAdapter* adapter = nullptr;
};
[[nodiscard]] base::Result<std::shared_ptr<AccountAtWork>> openAccount(Services services,
                                                                       base::AccountId account);

}  // namespace syncing
