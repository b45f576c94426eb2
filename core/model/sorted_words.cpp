// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/sorted_words.h"

#include "base/text.h"

#include <algorithm>
#include <utility>

namespace model {

std::vector<std::string> sortedWords(std::string_view text) {
    std::vector<std::string> words;
    for (base::FoldedWord& word : base::foldedWords(text)) {
        words.push_back(std::move(word.folded));
    }
    std::ranges::sort(words);
    return words;
}

std::size_t wordsInBoth(std::span<const std::string> one, std::span<const std::string> other) {
    std::size_t both = 0;
    for (auto a = one.begin(), b = other.begin(); a != one.end() && b != other.end();) {
        const auto order = *a <=> *b;
        both += order == 0 ? 1 : 0;
        a += order <= 0 ? 1 : 0;
        b += order >= 0 ? 1 : 0;
    }
    return both;
}

}  // namespace model
