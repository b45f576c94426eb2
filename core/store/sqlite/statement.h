// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3_stmt;

namespace store::sqlite {

class Connection;

/// A compiled statement in its connection's keeping. One that is lent out is not lent a second time: whoever
/// asks for the same SQL meanwhile (recursion) gets another one.
struct CompiledStatement {
    sqlite3_stmt* handle = nullptr;
    bool lent = false;
};

/// A compiled statement borrowed from its connection; reset when it goes out of scope. Text is bound without
/// copying: it must outlive the step.
class Statement {
public:
    Statement(Connection& connection, CompiledStatement& compiled);
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    /// Binds the next parameter, from 1.
    Statement& bind(std::int64_t value);
    Statement& bind(int value) { return bind(static_cast<std::int64_t>(value)); }
    Statement& bind(bool value) { return bind(static_cast<std::int64_t>(value)); }
    Statement& bind(double value);
    Statement& bind(std::string_view text);
    Statement& bind(const std::string& text) { return bind(std::string_view(text)); }
    Statement& bind(const char* text) { return bind(std::string_view(text)); }
    Statement& bind(base::UtcTime time) { return bind(base::toMs(time)); }
    /// Nothing is stored as 0.
    Statement& bind(std::optional<base::UtcTime> time) {
        return bind(time ? base::toMs(*time) : std::int64_t{0});
    }
    template <class Tag>
    Statement& bind(base::Id<Tag> id) {
        return bind(id.value);
    }

    /// True: a row is there to be read. Refused (Internal) when a parameter was not bound.
    [[nodiscard]] base::Result<bool> step();
    /// For statements that return no row.
    [[nodiscard]] base::Status run();
    /// To be bound and stepped again.
    void reset();

    /// Columns of the current row, from 0.
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] bool boolean(int column) const { return integer(column) != 0; }
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::string_view view(int column) const;  ///< until the next step
    [[nodiscard]] base::UtcTime time(int column) const { return base::fromMs(integer(column)); }
    /// 0 reads as nothing.
    [[nodiscard]] std::optional<base::UtcTime> optionalTime(int column) const;
    template <class Identifier>
    [[nodiscard]] Identifier id(int column) const {
        return Identifier{integer(column)};
    }

private:
    [[nodiscard]] base::Error missingValues() const;

    Connection& m_connection;
    CompiledStatement* m_compiled;
    sqlite3_stmt* m_statement;
    int m_next = 1;
    int m_bindError = 0;  ///< SQLite's code of the first bind that failed, told by step()
    bool m_started = false;
};

}  // namespace store::sqlite
