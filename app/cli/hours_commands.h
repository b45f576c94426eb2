// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "cli/read_commands.h"
#include "cli/result.h"

#include "app/core.h"

#include <string>

namespace cli {

/// "hours show": the version that is valid now, and with --json all of them.
[[nodiscard]] CommandResult showHours(const Arguments& arguments, const ReadContext& context);
/// "hours set": `input` is what the file says.
[[nodiscard]] CommandResult setHours(const Arguments& arguments, const std::string& input, app::Core& core);

}  // namespace cli
