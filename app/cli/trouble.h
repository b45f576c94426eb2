// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/account.h"
#include "sync/account_line.h"

#include <string>

namespace cli {

/// Why an account can't be used, one sentence with its cure; empty while it can.
[[nodiscard]] std::string troubleOf(const model::Account& account);
/// What went wrong in a round; empty when nothing did.
[[nodiscard]] std::string troubleOf(const syncing::RoundReport& report);

}  // namespace cli
