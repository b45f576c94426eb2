// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/response_rule.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"

#include <map>
#include <optional>

namespace store {

/// All that the response times of one account depend on.
struct AccountRules {
    model::SharedRule rule;
    /// Of private replies, from the customer's latest message on; nothing = they are always possible.
    std::optional<base::Duration> window{};
    /// The last one, in which a person may still answer; not shorter.
    std::optional<base::Duration> lastWindow{};
};

/// Hours, target and windows of the accounts, read when they are first asked for.
class ResponseRules {
public:
    explicit ResponseRules(sqlite::Connection& connection) : m_connection(connection) {}

    [[nodiscard]] base::Result<AccountRules> of(base::AccountId account);
    /// Reads them anew if they have changed since.
    [[nodiscard]] base::Status refresh();

private:
    [[nodiscard]] base::Result<AccountRules> read(base::AccountId account) const;
    [[nodiscard]] base::Result<model::ResponseTarget> targetOf(base::AccountId account) const;

    sqlite::Connection& m_connection;
    std::optional<std::int64_t> m_changes{};
    std::map<base::AccountId, AccountRules> m_known;
};

}  // namespace store
