// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/change.h"
#include "model/shift.h"

#include "base/clock.h"
#include "base/error.h"

#include <optional>
#include <string>
#include <vector>

namespace store {

/// The SQL of table shift.
class ShiftTable {
public:
    explicit ShiftTable(sqlite::Connection& connection) : m_connection(connection) {}

    /// The latest first.
    [[nodiscard]] base::Result<std::vector<model::Shift>> latest(int limit) const;
    /// One that is running ends.
    [[nodiscard]] base::Status start(const std::string& agent, base::UtcTime at, model::Change& change);
    /// BadInput while none is running.
    [[nodiscard]] base::Status end(base::UtcTime at, const std::string& note, model::Change& change);
    [[nodiscard]] base::Status saveNote(const std::string& note, model::Change& change);

private:
    [[nodiscard]] base::Result<base::ShiftId> running() const;

    sqlite::Connection& m_connection;
};

}  // namespace store
