// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/counter_table.h"

#include "store/sqlite/query.h"

namespace store {

base::Status CounterTable::add(std::string_view name, int difference) {
    if (difference == 0) {
        return {};
    }
    return sqlite::run(m_connection, "UPDATE counter SET value = value + ? WHERE name = ?", difference, name);
}

}  // namespace store
