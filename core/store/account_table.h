// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/account.h"
#include "model/change.h"

#include "base/clock.h"
#include "base/error.h"

#include <string>
#include <vector>

namespace store {

/// The tables account, reply_capability and account_setting.
class AccountTable {
public:
    explicit AccountTable(sqlite::Connection& connection) : m_connection(connection) {}

    /// Not the removed ones, by id.
    [[nodiscard]] base::Result<std::vector<model::Account>> list() const;
    /// Also a removed one. NotFound.
    [[nodiscard]] base::Result<model::Account> find(base::AccountId id) const;

    /// Inserts, with its settings. An account with the same platform, server and remote id, removed or not,
    /// keeps its id and history, is updated and Ok again.
    [[nodiscard]] base::Result<base::AccountId> add(const model::Account& account, model::Change& change);
    /// Name, handle, facts and capabilities. NotFound.
    [[nodiscard]] base::Status update(const model::Account& account, model::Change& change);
    [[nodiscard]] base::Status setSetting(base::AccountId id, const std::string& name,
                                          const std::string& value, model::Change& change);
    [[nodiscard]] base::Status setState(base::AccountId id, model::AccountState state,
                                        const std::string& problem, std::optional<base::ErrorKind> kind,
                                        model::Change& change);
    /// To within an hour. No change to show.
    [[nodiscard]] base::Status setVerified(base::AccountId id, base::UtcTime at);
    /// Keeps the rows; replies that wait to be sent fail, so that they stay in sight.
    [[nodiscard]] base::Status remove(base::AccountId id, base::UtcTime now, model::Change& change);
    /// Everything of the account goes.
    [[nodiscard]] base::Status forget(base::AccountId id, model::Change& change);

private:
    [[nodiscard]] base::Status readParts(model::Account& account) const;
    [[nodiscard]] base::Status writeCapabilities(base::AccountId id, const model::Capabilities& capabilities);

    sqlite::Connection& m_connection;
};

}  // namespace store
