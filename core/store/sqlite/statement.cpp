// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite/statement.h"

#include "store/sqlite/connection.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>

namespace store::sqlite {

Statement::Statement(Connection& connection, CompiledStatement& compiled)
    : m_connection(connection), m_compiled(&compiled), m_statement(compiled.handle) {
    compiled.lent = true;
}

Statement::Statement(Statement&& other) noexcept
    : m_connection(other.m_connection), m_compiled(other.m_compiled), m_statement(other.m_statement),
      m_next(other.m_next), m_bindError(other.m_bindError), m_started(other.m_started) {
    other.m_compiled = nullptr;
}

Statement::~Statement() {
    if (m_compiled == nullptr) {
        return;
    }
    // The result repeats the error that step() has already told.
    sqlite3_reset(m_statement);
    // Bound text is not copied: no later step may see it.
    sqlite3_clear_bindings(m_statement);
    m_compiled->lent = false;
}

Statement& Statement::bind(std::int64_t value) {
    const int code = sqlite3_bind_int64(m_statement, m_next++, value);
    if (code != SQLITE_OK && m_bindError == SQLITE_OK) {
        m_bindError = code;
    }
    return *this;
}

Statement& Statement::bind(double value) {
    const int code = sqlite3_bind_double(m_statement, m_next++, value);
    if (code != SQLITE_OK && m_bindError == SQLITE_OK) {
        m_bindError = code;
    }
    return *this;
}

Statement& Statement::bind(std::string_view text) {
    // A null pointer would bind NULL, which is not the same as empty text.
    const char* bytes = text.data() == nullptr ? "" : text.data();
    const int code =
        sqlite3_bind_text64(m_statement, m_next++, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8);
    if (code != SQLITE_OK && m_bindError == SQLITE_OK) {
        m_bindError = code;
    }
    return *this;
}

base::Error Statement::missingValues() const {
    return base::Error{.kind = base::ErrorKind::Internal,
                       .message = fmt::format("a statement has {} parameters and was given {} values: {}",
                                              sqlite3_bind_parameter_count(m_statement), m_next - 1,
                                              sqlite3_sql(m_statement))};
}

base::Result<bool> Statement::step() {
    if (!m_started) {
        if (m_next - 1 != sqlite3_bind_parameter_count(m_statement)) {
            return base::fail(missingValues());
        }
        if (m_bindError != SQLITE_OK) {
            return base::fail(base::ErrorKind::Internal,
                              fmt::format("a value can't be bound: {}", sqlite3_errstr(m_bindError)));
        }
        m_started = true;
    }
    errno = 0;  // so that Connection::error() can trust it
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code == SQLITE_DONE) {
        return false;
    }
    return base::fail(m_connection.error({}));
}

base::Status Statement::run() {
    const base::Result<bool> row = step();
    if (!row) {
        return base::fail(row.error());
    }
    if (*row) {
        return base::fail(
            base::ErrorKind::Internal,
            fmt::format("a statement returned a row nobody reads: {}", sqlite3_sql(m_statement)));
    }
    return {};
}

void Statement::reset() {
    sqlite3_reset(m_statement);
    m_next = 1;
    m_bindError = SQLITE_OK;
    m_started = false;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(m_statement, column);
}

double Statement::real(int column) const {
    return sqlite3_column_double(m_statement, column);
}

std::string_view Statement::view(int column) const {
    // The text first: asking for the bytes first could convert it under our hands.
    const void* bytes = sqlite3_column_text(m_statement, column);
    if (bytes == nullptr) {
        return {};
    }
    return {static_cast<const char*>(bytes),
            static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

std::string Statement::text(int column) const {
    return std::string(view(column));
}

std::optional<base::UtcTime> Statement::optionalTime(int column) const {
    const std::int64_t ms = integer(column);
    if (ms == 0) {
        return std::nullopt;
    }
    return base::fromMs(ms);
}

}  // namespace store::sqlite
