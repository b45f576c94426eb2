// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

#include <cstdint>

namespace app {

/// How each platform is connected, what a test says where something is missing, and each account's line when
/// it is in trouble. `folder` exists.
[[nodiscard]] base::Status drawSignIns(const QString& folder, std::uint64_t seed);

}  // namespace app
