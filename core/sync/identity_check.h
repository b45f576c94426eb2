// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/account_link.h"
#include "sync/step_runner.h"

#include "model/account.h"
#include "platform/platform_adapter.h"

#include <functional>
#include <memory>
#include <optional>

namespace syncing {

/// Puts down in `account` what a platform says of it, and what it can do by that.
void describe(model::Account& account, const platform::Identity& identity,
              const platform::PlatformAdapter& adapter);

/// Stores what a platform says of an account that is connected, and the secrets that it gave for the old
/// ones. Refused with NeedsLogin when the token has come to be somebody else's.
[[nodiscard]] base::Status noteIdentity(const Services& services, AccountAtWork& work,
                                        const platform::Identity& identity);

/// Asks the platform about once a day who an account is and what its sign-in may do: a token's end comes into
/// sight, a permission is taken back, a server takes longer replies.
class IdentityCheck {
public:
    IdentityCheck(Services services, AccountLink& link) : m_services(services), m_link(link) {}
    ~IdentityCheck();
    IdentityCheck(const IdentityCheck&) = delete;
    IdentityCheck& operator=(const IdentityCheck&) = delete;

    /// `hampered`: a part of the account could not be read, so permissions may have gone. Never where the
    /// platform takes money for it.
    [[nodiscard]] bool isDue(const AccountAtWork& work, bool hampered) const;
    using Done = std::function<void(base::Status)>;
    /// An error only where it stands in the way of what comes next. `done` is never called from inside.
    void run(const std::shared_ptr<AccountAtWork>& work, Done done);

private:
    [[nodiscard]] base::Status take(AccountAtWork& work, const base::Status& asked,
                                    const std::optional<platform::Identity>& identity);

    Services m_services;
    AccountLink& m_link;
    std::shared_ptr<StepRunner<platform::Identity>> m_runner;
    std::optional<base::UtcTime> m_triedAt{};
};

}  // namespace syncing
