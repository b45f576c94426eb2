// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// X's view of a text, counted and marked by the street's own rules: it shares no code with the console.
namespace app::practice::x {

inline constexpr std::size_t kLongestPost = 280;

/// A URL or a mention, as bytes of the text.
struct Mark {
    enum class Kind { Url, Mention } kind = Kind::Url;
    std::size_t begin = 0;
    std::size_t end = 0;
};
[[nodiscard]] std::vector<Mark> marksOf(const std::string& text);
/// Without the @, in the order of the text.
[[nodiscard]] std::vector<std::string> mentionNames(const std::string& text);
[[nodiscard]] std::string withoutLeadingMentions(const std::string& text);

/// A URL counts 23, an emoji 2, most alphabets 1 a character, all others 2.
[[nodiscard]] std::size_t weightedLength(const std::string& text);
[[nodiscard]] bool hasUrl(const std::string& text);

/// A text as the wire shows it: escaped, each URL as t.co, with the places of everything in code points.
struct WireText {
    struct Url {
        std::size_t start = 0;
        std::size_t end = 0;
        std::string url;
        std::string expanded;
        std::string display;
    };
    struct Mention {
        std::size_t start = 0;
        std::size_t end = 0;
        std::string username;
    };
    std::string text;
    std::vector<Url> urls;
    std::vector<Mention> mentions;
};
[[nodiscard]] WireText wireText(const std::string& text);

}  // namespace app::practice::x
