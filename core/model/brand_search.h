// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace model {

/// The setting of an account that says what it searches for, where its platform can be searched; empty =
/// nothing.
inline constexpr std::string_view kBrandSearch = "brand_search";

}  // namespace model
