// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/change.h"
#include "model/own_field.h"

#include "base/error.h"

#include <vector>

namespace store {

/// What the owner says once for all canned replies.
class OwnFieldTable {
public:
    explicit OwnFieldTable(sqlite::Connection& connection) : m_connection(connection) {}

    /// By name.
    [[nodiscard]] base::Result<std::vector<model::OwnField>> list() const;
    /// These and no others.
    [[nodiscard]] base::Status save(const std::vector<model::OwnField>& fields, model::Change& change);

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
