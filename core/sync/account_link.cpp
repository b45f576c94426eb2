// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/account_link.h"

namespace syncing {

base::Result<std::shared_ptr<AccountAtWork>> openAccount(Services services, base::AccountId account) {
    auto work = std::make_shared<AccountAtWork>();
    auto row = services.store.read().account(account);
    if (!row) {
        return std::unexpected(row.error());
    }
    work->account = std::move(*row);
    work->adapter = services.platforms.adapter(work->account.platform);
    if (work->adapter == nullptr) {
        return base::fail(base::ErrorKind::Unsupported,
                          "this version of Shopbell does not know the platform " + work->account.platform);
    }
    auto secrets = services.secrets.read(secretKey(account));
    if (!secrets) {
        return std::unexpected(secrets.error());
    }
    if (secrets->empty()) {
        return base::fail(base::ErrorKind::NeedsLogin,
                          "no token is kept for " + work->account.handle + ", log in again",
                          base::Cure::LogInAgain);
    }
    for (const auto& [name, value] : *secrets) {
        services.log.redactor().addSecret(value);
    }
    work->secrets = std::move(*secrets);
    return work;
}

}  // namespace syncing
