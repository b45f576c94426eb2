// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/account.h"

#include "base/error.h"

#include <string>
#include <vector>

namespace app {

/// status.json beside the database: when each account was checked. Not in the database, so that an idle check
/// writes nothing there. Pulses of accounts that were not checked this time are kept as they stand.
[[nodiscard]] base::Status writeStatus(const std::string& path,
                                       const std::vector<model::AccountPulse>& pulses);
/// Empty when there is no such file or it can't be read: then nothing is known.
[[nodiscard]] std::vector<model::AccountPulse> readStatus(const std::string& path);

}  // namespace app
