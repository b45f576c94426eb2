// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace model {

/// Whether a word only holds sentences together ("the", "you", "und"), in English, German, Dutch, French,
/// Spanish, Italian, Portuguese or Arabic: that a message and a canned reply have it in common says nothing.
/// One word, as it is written or folded.
[[nodiscard]] bool isFunctionWord(std::string_view word);

}  // namespace model
