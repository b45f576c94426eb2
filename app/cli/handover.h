// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/result.h"

#include "app/control_socket.h"
#include "app/core.h"

#include <optional>
#include <string>
#include <vector>

namespace cli {

/// Hands a command to the process that holds the profile; nothing when nobody listens there.
[[nodiscard]] std::optional<CommandResult>
handOver(const std::string& socket, const std::vector<std::string>& words, const std::string& input);

/// Carries out what other processes hand over. Core thread.
[[nodiscard]] app::ControlSocket::Handler commandServer(app::Core& core);

}  // namespace cli
