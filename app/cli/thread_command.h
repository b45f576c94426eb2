// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/read_commands.h"

namespace cli {

/// `thread ID`: the messages, what stands around them, and whether one can answer.
[[nodiscard]] CommandResult showThread(const Arguments& arguments, const ReadContext& context);

}  // namespace cli
