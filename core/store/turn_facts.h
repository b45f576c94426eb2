// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/turn_report.h"

#include "base/clock.h"
#include "base/error.h"

#include <vector>

namespace store {

/// The turns that started from `from` until before `to`, by start; of conversations in the lists, without
/// spam; also of removed accounts. Without their rules. It reads through all turns: not for the window's
/// thread.
[[nodiscard]] base::Result<std::vector<model::TurnFact>> readTurnFacts(sqlite::Connection& connection,
                                                                       base::UtcTime from, base::UtcTime to);

}  // namespace store
