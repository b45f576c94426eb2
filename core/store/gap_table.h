// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/incoming.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"

namespace store {

/// Places where the platform's own depth limit was hit.
class GapTable {
public:
    explicit GapTable(sqlite::Connection& connection) : m_connection(connection) {}

    /// Of a whole account; false: it is known.
    [[nodiscard]] base::Result<bool> add(base::AccountId account, const model::IncomingGap& gap,
                                         base::UtcTime foundAt);

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
