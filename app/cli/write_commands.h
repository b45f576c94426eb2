// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "cli/result.h"

#include "app/core.h"

#include <functional>
#include <string>

namespace cli {

/// Carries out a command on the process that holds the profile. `input` is what stood on stdin or in the file
/// that the command names. `done` is called once, on the core thread, perhaps later.
void runWriting(const Arguments& arguments, const std::string& input, app::Core& core,
                std::function<void(CommandResult)> done);

}  // namespace cli
