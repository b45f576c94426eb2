// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/shift_figures.h"

#include "base/clock.h"
#include "base/error.h"

#include <vector>

namespace store {

/// What the sheets of a shift read, each by an index and bounded.
class ShiftFiguresTable {
public:
    explicit ShiftFiguresTable(sqlite::Connection& connection) : m_connection(connection) {}

    /// By account, of the `limit` listed conversations that moved last; of each at most `limit` messages.
    [[nodiscard]] base::Result<std::vector<model::Arrivals>> arrivals(base::UtcTime since, int limit) const;
    /// Those that ended in [from, to), the latest first; without their rules.
    [[nodiscard]] base::Result<std::vector<model::EndedTurn>> ended(base::UtcTime from, base::UtcTime to,
                                                                    int limit) const;

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
