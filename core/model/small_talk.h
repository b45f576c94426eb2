// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace model {

/// Whether a message asks for nothing, as far as its words tell: thanks, an acknowledgement, a farewell, an
/// emoji, in English, German, Spanish, French or Arabic. Every word must be one of a closed list, and at
/// least one must be of those that say so by themselves; a question mark, a link, a figure or an unknown word
/// says no. For a proposal, never for a decision.
[[nodiscard]] bool asksForNothing(std::string_view text);

}  // namespace model
