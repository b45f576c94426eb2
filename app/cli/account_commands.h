// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "cli/result.h"

#include "app/core.h"

#include <functional>
#include <string>

/// The commands "account …" on the process that holds the profile. `done` is called once, perhaps later.
namespace cli {

/// The secrets on stdin, "name=value" a line; with --token-stdin the line alone.
[[nodiscard]] base::Result<platform::Secrets> secretsFrom(const Arguments& arguments,
                                                          const std::string& input);
void addAccount(const Arguments& arguments, const std::string& input, app::Core& core,
                std::function<void(CommandResult)> done);
void testAccount(const Arguments& arguments, app::Core& core, std::function<void(CommandResult)> done);
[[nodiscard]] CommandResult removeAccount(const Arguments& arguments, app::Core& core);
[[nodiscard]] CommandResult setAccount(const Arguments& arguments, app::Core& core);

/// Refused for one that was removed, too: its history is all that is left of it.
[[nodiscard]] base::Result<model::Account> connectedAccount(app::Core& core, base::AccountId id);

}  // namespace cli
