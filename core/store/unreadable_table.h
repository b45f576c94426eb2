// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "base/error.h"
#include "base/ids.h"

#include <string>

namespace store {

/// The platform's own JSON of items that could not be read, and of nothing else.
class UnreadableTable {
public:
    explicit UnreadableTable(sqlite::Connection& connection) : m_connection(connection) {}

    [[nodiscard]] base::Status add(base::MessageId message, const std::string& rawJson);
    [[nodiscard]] base::Status remove(base::MessageId message);

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
