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
    /// Posting has limits of its own (Mastodon: 300 posts in 3 h), and its headers tell of those alone.
    net::RateBudget sendBudget;
    net::Backoff backoff;
    model::AccountPulse pulse;
};

/// The account with its adapter and secrets, read anew for each piece of work: they change while the program
/// runs.
struct AccountAtWork {
    model::Account account;
    platform::Secrets secrets;
    const platform::PlatformAdapter* adapter = nullptr;
};
[[nodiscard]] base::Result<std::shared_ptr<const AccountAtWork>> openAccount(Services services,
                                                                             base::AccountId account);

}  // namespace syncing
