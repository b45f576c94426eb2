// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <nlohmann/json.hpp>

#include <string>

namespace cli {

using Json = nlohmann::ordered_json;

/// Exit codes of product.md section 6.
enum class Exit { Done = 0, Refused = 1, Usage = 2, NeedsAttention = 3, Network = 4 };

/// What a command leaves behind.
struct CommandResult {
    Exit exit = Exit::Done;
    std::string out;
    std::string err;  ///< one sentence, without a line end
};

/// The exit code of a failed check or send.
[[nodiscard]] Exit exitFor(base::ErrorKind kind);
/// A refusal: its sentence on stderr, exit 1.
[[nodiscard]] CommandResult refused(const base::Error& error);
/// A refusal while an account is connected: exit 4 where the network is the cause. There is no account yet
/// that could need attention.
[[nodiscard]] CommandResult refusedSetup(const base::Error& error);
/// With --json the document, else the text.
[[nodiscard]] CommandResult answer(bool json, const Json& document, const std::string& text);

}  // namespace cli
