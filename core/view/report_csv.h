// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/turn_report.h"

#include <span>
#include <string>

namespace view {

/// All turns of a report, a line each under a line of names, as RFC 4180 has it: times in ISO 8601 (UTC),
/// spans in ms. `left_out` says why a turn is not in the averages. A customer's name that a spreadsheet would
/// take for a formula gets a ' before it.
[[nodiscard]] std::string reportCsv(std::span<const model::TimedTurn> turns,
                                    model::ReportDefinition definition);

}  // namespace view
