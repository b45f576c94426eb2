// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/own_field_table.h"

#include "store/sqlite/query.h"

#include <algorithm>

namespace store {

base::Result<std::vector<model::OwnField>> OwnFieldTable::list() const {
    return sqlite::all(m_connection, "SELECT name, value FROM own_field WHERE name > '' ORDER BY name",
                       [](const sqlite::Statement& row) {
                           return model::OwnField{.name = row.text(0), .value = row.text(1)};
                       });
}

base::Status OwnFieldTable::save(const std::vector<model::OwnField>& fields, model::Change& change) {
    const auto before = list();
    if (!before) {
        return base::fail(before.error());
    }
    std::vector<model::OwnField> sorted = fields;
    std::ranges::sort(sorted, {}, &model::OwnField::name);
    if (sorted == *before) {
        return {};
    }
    base::Status done = sqlite::run(m_connection, "DELETE FROM own_field");
    for (std::size_t i = 0; done && i < fields.size(); ++i) {
        done = sqlite::run(m_connection, "INSERT INTO own_field (name, value) VALUES (?, ?)", fields[i].name,
                           fields[i].value);
    }
    change.names = change.names || done;
    return done;
}

}  // namespace store
