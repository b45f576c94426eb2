// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/shift_figures.h"
#include "model/standing.h"

#include "base/clock.h"
#include "base/error.h"

#include <vector>

namespace store {

/// What the sheets of a shift count. By indexes, but as much as there is: not for the window's thread.
class ShiftFiguresTable {
public:
    explicit ShiftFiguresTable(sqlite::Connection& connection) : m_connection(connection) {}

    /// By account, in listed conversations.
    [[nodiscard]] base::Result<std::vector<model::Arrivals>> arrivals(base::UtcTime since) const;
    /// Those that ended in [from, to), the latest first; without their rules.
    [[nodiscard]] base::Result<std::vector<model::EndedTurn>> ended(base::UtcTime from,
                                                                    base::UtcTime to) const;
    /// All but arrivals and figures, and of the missed ones those that are still open.
    [[nodiscard]] base::Result<model::ShiftCounts> waiting(const model::ShiftQuestion& question) const;
    /// Private turns that began since then, but those that needed no reply.
    [[nodiscard]] base::Result<std::vector<model::StandingTurn>> standingTurns(base::UtcTime since,
                                                                               base::UtcTime now) const;

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
