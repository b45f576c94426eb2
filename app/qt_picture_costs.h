// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

#include <cstdint>

namespace app {

/// On platforms that take money: an account's settings, what it has cost, and what a reply there may not be
/// or costs more.
[[nodiscard]] base::Status drawCosts(const QString& folder, std::uint64_t seed);

}  // namespace app
