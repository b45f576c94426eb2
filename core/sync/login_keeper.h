// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/account_link.h"

#include "base/error.h"

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace syncing {

/// Renews sign-ins whose access has run out: one renewal at a time for each account, since some platforms
/// take each renewing token only once. What comes back is durable before anybody uses it.
class LoginKeeper {
public:
    using Done = std::function<void(base::Status)>;
    /// Puts good secrets into `work`. `done` is never called from inside.
    void renew(const Services& services, std::shared_ptr<AccountAtWork> work, Done done);

private:
    struct Waiting {
        std::shared_ptr<AccountAtWork> work;
        Done done;
    };
    void finish(base::AccountId account, const base::Result<platform::Secrets>& renewed);

    std::map<base::AccountId, std::vector<Waiting>> m_waiting;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0);
};

}  // namespace syncing
