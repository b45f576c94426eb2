// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/business_hours.h"
#include "model/change.h"
#include "model/response_target.h"

#include "base/error.h"
#include "base/ids.h"

#include <vector>

namespace store {

/// The SQL of opening hours and targets. Each change is told to readers by the counter "rules".
class HoursTable {
public:
    explicit HoursTable(sqlite::Connection& connection) : m_connection(connection) {}

    /// All versions of the account's own, or with 0 of the shop's, oldest first.
    [[nodiscard]] base::Result<std::vector<model::HoursVersion>> versions(base::AccountId account) const;
    /// One that is valid from the same moment is replaced. BadInput says what is wrong with it.
    [[nodiscard]] base::Status save(base::AccountId account, const model::HoursVersion& version,
                                    model::Change& change);

    [[nodiscard]] base::Result<std::vector<model::PlatformTarget>> targets() const;
    [[nodiscard]] base::Status save(const model::PlatformTarget& target, model::Change& change);

    /// How often the rules were changed.
    [[nodiscard]] base::Result<std::int64_t> changes() const;
    [[nodiscard]] base::Status countChange();

private:
    [[nodiscard]] base::Status readParts(std::int64_t id, model::HoursVersion& version) const;
    [[nodiscard]] base::Status writeParts(std::int64_t id, const model::HoursVersion& version);

    sqlite::Connection& m_connection;
};

[[nodiscard]] std::string_view name(model::TimeUnit unit);
[[nodiscard]] model::TimeUnit timeUnitNamed(std::string_view word);

}  // namespace store
