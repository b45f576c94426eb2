// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capabilities.h"
#include "model/cost.h"
#include "model/names.h"
#include "model/response_rule.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"

#include <map>
#include <optional>
#include <string>

namespace model {

/// One identity of the business on one platform. Its secrets are in the vault or keyring, never here.
struct Account {
    base::AccountId id;
    std::string platform;  ///< the adapter's folder name
    std::string server;    ///< origin, "https://shop.example"
    std::string remoteId;
    std::string handle;  ///< "@shop@shop.example" as people write it
    std::string name;    ///< display name
    std::string profileUrl;
    AccountState state = AccountState::Ok;
    std::string problem;                           ///< why state is not Ok, one sentence; else empty
    std::optional<base::ErrorKind> problemKind{};  ///< of the problem, where it was a failure
    /// When the platform last said who it is and what its sign-in may do.
    base::UtcTime verifiedAt{};
    SharedRule rule;                               ///< by which its response times are judged
    ServerFacts facts;
    Capabilities capabilities;
    /// What the owner has set, by the adapter's own names; the others are as the adapter has them.
    std::map<std::string, std::string> settings;
};

/// What only the running program knows of an account; kept in status.json, never in the database.
struct AccountPulse {
    base::AccountId id;
    std::optional<base::UtcTime> lastCheckedAt{};
    std::optional<base::UtcTime> nextCheckAt{};
    std::optional<base::UtcTime> limitedUntil{};
    std::optional<base::UtcTime> tokenEndsAt{};
    bool checking = false;
    /// During the first import: how many messages it has brought.
    std::optional<int> importing{};
    /// What the account has cost this month; only where the platform takes money.
    std::optional<Micros> monthCost{};
};

}  // namespace model
