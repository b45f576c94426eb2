// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

#include <cstdint>

namespace app {

/// "Can I reply here?" in each of its answers, on a street with a platform that takes one private reply to a
/// public message. `folder` exists.
[[nodiscard]] base::Status drawPermissions(const QString& folder, std::uint64_t seed);

}  // namespace app
