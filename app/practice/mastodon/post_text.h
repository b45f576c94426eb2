// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app::practice::mastodon {

/// A link, mention or hashtag in a post's plain text, by byte range.
struct Entity {
    enum class Kind { Link, Mention, Hashtag };
    Kind kind;
    std::size_t begin;
    std::size_t end;
    std::string name{};    ///< the link, the user name, or the hashtag without '#'
    std::string domain{};  ///< a mention's, "" when it has none
};

/// In order, not overlapping.
[[nodiscard]] std::vector<Entity> findEntities(std::string_view text);

/// Mastodon's count: grapheme clusters of warning and text, where a link is `kLinkLength` and a mention its
/// "@name".
inline constexpr std::size_t kLinkLength = 23;
inline constexpr std::size_t kMaxLength = 500;
[[nodiscard]] std::size_t countLength(std::string_view warning, std::string_view text);

/// Whose server wrote the HTML: that of another server has been through the sanitiser.
enum class Origin { Local, Remote };

struct HtmlSettings {
    Origin origin = Origin::Local;
    std::string tagBase;  ///< a hashtag's link is this and its name in lower case
    /// The profile link of a mentioned account; nothing for nobody.
    std::function<std::optional<std::string>(const Entity&)> profileOf;
};

/// Plain text as Mastodon shows it: paragraphs, line breaks, shortened links, mentions and hashtags.
[[nodiscard]] std::string renderHtml(std::string_view text, const HtmlSettings& settings);

/// &, <, >, " and ' as entities.
[[nodiscard]] std::string escapeHtml(std::string_view text);

}  // namespace app::practice::mastodon
