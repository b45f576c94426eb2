// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "base/error.h"

#include <string_view>

namespace store {

/// The small table behind the numbers beside the views, changed in the commit that changes what it counts.
class CounterTable {
public:
    explicit CounterTable(sqlite::Connection& connection) : m_connection(connection) {}

    [[nodiscard]] base::Status add(std::string_view name, int difference);

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
