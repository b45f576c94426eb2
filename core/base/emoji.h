// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace base {

/// How many code points from `at` on are one emoji: a pictograph with what shapes it (presentation, skin,
/// tags), joined ones, a flag, a keycap. 0 where none begins. By the grammar of Unicode's emoji (UTS
/// #51, 1.4.9), so that sequences count that no keyboard makes.
[[nodiscard]] std::size_t emojiAt(std::u32string_view text, std::size_t at);

}  // namespace base
