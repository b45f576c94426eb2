// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/secrets.h"

#include <string>
#include <vector>

namespace cli {

/// The whole program but its main(): parses, runs, prints. `keyring` is empty where there is none.
[[nodiscard]] int run(const std::vector<std::string>& words, const app::KeyringFactory& keyring);

}  // namespace cli
