// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/read_commands.h"

namespace cli {

/// The command "costs": what the accounts have cost this month, where their platforms take money.
[[nodiscard]] CommandResult showCosts(const Arguments& arguments, const ReadContext& context);

}  // namespace cli
