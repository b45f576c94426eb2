// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "base/error.h"
#include "base/ids.h"

#include <string>

namespace store {

/// How far each stream of an account has been read.
class StreamCursorTable {
public:
    explicit StreamCursorTable(sqlite::Connection& connection) : m_connection(connection) {}

    /// Writes nothing when the cursor stands there already.
    [[nodiscard]] base::Status set(base::AccountId account, const std::string& stream,
                                   const std::string& cursor);

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
