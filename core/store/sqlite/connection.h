// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace store::sqlite {

class Statement;

enum class Role {
    Writer,  ///< the only connection that writes and checkpoints
    Reader,  ///< query_only, never checkpoints, also not on close
};

/// One SQLite connection with the settings of performance.md's lessons and search_text() registered. Bound to
/// the thread that uses it.
///
/// Exactly one Writer may exist per database: SQLite 3.7.0 to 3.51.2 has a race between two connections that
/// write or checkpoint (WAL reset) that can corrupt the file, and Debian 12 ships 3.40.1.
class Connection {
public:
    /// `vfs` names a registered VFS, for fault tests; empty = the default.
    [[nodiscard]] static base::Result<std::unique_ptr<Connection>> open(const std::string& path, Role role,
                                                                        const std::string& vfs = {});
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// The statement is compiled once and kept; it comes reset, without bindings.
    [[nodiscard]] base::Result<Statement> prepare(std::string_view sql);
    /// Any number of statements, no results.
    [[nodiscard]] base::Status execute(const std::string& sql);
    [[nodiscard]] std::int64_t lastInsertId() const;
    /// Rows changed by the latest statement.
    [[nodiscard]] std::int64_t changes() const;
    /// SQLite's latest complaint as an Error; `doing` says what was tried.
    [[nodiscard]] base::Error error(std::string_view doing) const;
    /// The text of every statement that prepare() has compiled so far, in order; the test of the query plans
    /// reads it.
    [[nodiscard]] std::vector<std::string> compiledSql() const;
    [[nodiscard]] sqlite3* handle() const;

private:
    struct Parts;
    explicit Connection(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

}  // namespace store::sqlite
