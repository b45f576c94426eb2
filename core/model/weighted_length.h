// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace model {

/// The weighted length of a post on X: twitter-text 3, configuration 3. The text in NFC; a URL `urlLength`,
/// with or without a scheme; an emoji 2; code points up to U+10FF and some punctuation 1, all others 2.
/// Linear.
[[nodiscard]] std::int64_t weightedLength(std::string_view utf8, std::int64_t urlLength);
/// Does the text hold a URL as X finds one?
[[nodiscard]] bool hasWeightedUrl(std::string_view utf8);

}  // namespace model
