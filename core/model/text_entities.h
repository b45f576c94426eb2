// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace model {

/// A URL or a mention in a text, as byte ranges.
struct TextEntity {
    enum class Kind { Url, Mention };
    Kind kind = Kind::Url;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t nameEnd = 0;  ///< of a mention: where "@user" ends and "@domain" begins, else `end`
};

/// What Mastodon's server finds when it counts a post, in order and without overlaps: URLs with a scheme that
/// it links (https, http, gemini …) and mentions. It knows the list of top-level domains; here every word of
/// two letters or more passes for one. Linear in the length of the text.
[[nodiscard]] std::vector<TextEntity> findEntities(std::string_view text);

/// The text behind at most `most` leading mentions: they only address, and where a thread or a name stands
/// beside the text they say nothing new. The whole text when nothing else is in it.
inline constexpr std::size_t kMostLeadingMentions = 8;
[[nodiscard]] std::string_view behindLeadingMentions(std::string_view text,
                                                     std::size_t most = kMostLeadingMentions);

}  // namespace model
