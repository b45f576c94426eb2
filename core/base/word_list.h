// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Lists of words in one text, as cursors and scopes are kept.
namespace base {

[[nodiscard]] inline std::vector<std::string> wordsOf(std::string_view text, std::string_view gaps = " ") {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(gaps), text.size());
        if (end > 0) {
            words.emplace_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

[[nodiscard]] inline std::string joinedWords(std::span<const std::string> words) {
    std::string text;
    for (const std::string& word : words) {
        text.append(text.empty() ? "" : " ").append(word);
    }
    return text;
}

[[nodiscard]] inline bool holds(std::span<const std::string> words, std::string_view wanted) {
    return std::ranges::find(words, wanted) != words.end();
}

}  // namespace base
