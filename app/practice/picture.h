// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace app::practice {

/// A PNG of two colours and a shape that depend on `name` alone: avatars and photographs of people who do not
/// exist.
[[nodiscard]] std::string drawPicture(std::string_view name, int width, int height);

}  // namespace app::practice
