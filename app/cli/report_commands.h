// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "cli/read_commands.h"
#include "cli/result.h"

#include "model/turn_report.h"

namespace cli {

/// The command "report".
[[nodiscard]] CommandResult runReport(const Arguments& arguments, const ReadContext& context);

/// The wall clock of this machine, in the zone that its environment says.
[[nodiscard]] model::LocalMoment machineMoment(base::UtcTime time);

}  // namespace cli
