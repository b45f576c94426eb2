// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"
#include "store/sqlite/statement.h"

#include "base/error.h"

#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

namespace store::sqlite {

/// Runs a statement that returns no row. Values are bound in order and must outlive the call only.
template <class... Values>
[[nodiscard]] base::Status run(Connection& connection, std::string_view sql, const Values&... values) {
    base::Result<Statement> statement = connection.prepare(sql);
    if (!statement) {
        return base::fail(statement.error());
    }
    (statement->bind(values), ...);
    return statement->run();
}

/// The first row as `read(const Statement&)` makes it, or nothing.
template <class Read, class... Values>
[[nodiscard]] auto first(Connection& connection, std::string_view sql, const Read& read,
                         const Values&... values)
    -> base::Result<std::optional<std::invoke_result_t<const Read&, const Statement&>>> {
    using Row = std::invoke_result_t<const Read&, const Statement&>;
    base::Result<Statement> statement = connection.prepare(sql);
    if (!statement) {
        return base::fail(statement.error());
    }
    (statement->bind(values), ...);
    const base::Result<bool> found = statement->step();
    if (!found) {
        return base::fail(found.error());
    }
    if (!*found) {
        return std::optional<Row>{};
    }
    return std::optional<Row>{read(*statement)};
}

/// Calls `read(const Statement&)` for every row. `read` must not change what is being read.
template <class Read, class... Values>
[[nodiscard]] base::Status each(Connection& connection, std::string_view sql, const Read& read,
                                const Values&... values) {
    base::Result<Statement> statement = connection.prepare(sql);
    if (!statement) {
        return base::fail(statement.error());
    }
    (statement->bind(values), ...);
    while (true) {
        const base::Result<bool> row = statement->step();
        if (!row) {
            return base::fail(row.error());
        }
        if (!*row) {
            return {};
        }
        read(*statement);
    }
}

/// All rows, each as `read(const Statement&)` makes it. For lists that are bounded.
template <class Read, class... Values>
[[nodiscard]] auto all(Connection& connection, std::string_view sql, const Read& read,
                       const Values&... values)
    -> base::Result<std::vector<std::invoke_result_t<const Read&, const Statement&>>> {
    std::vector<std::invoke_result_t<const Read&, const Statement&>> rows;
    const base::Status done =
        each(connection, sql, [&](const Statement& row) { rows.push_back(read(row)); }, values...);
    if (!done) {
        return base::fail(done.error());
    }
    return rows;
}

}  // namespace store::sqlite
