// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http_transport.h"
#include "platform/registry.h"
#include "store/secret_store.h"
#include "store/store.h"

#include "base/clock.h"
#include "base/digest.h"
#include "base/executor.h"
#include "base/log.h"

namespace syncing {

class LoginKeeper;

/// What every part of sync works with. All of it lives on, and belongs to, the core thread.
struct Services {
    const base::Clock& clock;
    base::Executor& executor;
    net::HttpTransport& transport;
    store::Store& store;
    store::SecretStore& secrets;
    const platform::Registry& platforms;
    base::Random& random;
    base::Log& log;
    LoginKeeper& logins;
};

/// The name under which an account's secrets are kept.
[[nodiscard]] std::string secretKey(base::AccountId account);

}  // namespace syncing
