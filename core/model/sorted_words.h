// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace model {

/// A text's folded words, each as often as it has it, in alphabetical order: to compare texts by.
[[nodiscard]] std::vector<std::string> sortedWords(std::string_view text);

/// How many two of them have in common, each as often as both have it.
[[nodiscard]] std::size_t wordsInBoth(std::span<const std::string> one, std::span<const std::string> other);

}  // namespace model
