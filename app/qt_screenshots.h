// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <cstdint>
#include <string>

namespace app {

/// Draws the console's states on the practice street, with a frozen clock and the same customers every time,
/// and writes them as PNG files into `folder` (made when missing). Prints the name of each.
[[nodiscard]] base::Status writeScreenshots(const std::string& folder, std::uint64_t seed);

}  // namespace app
