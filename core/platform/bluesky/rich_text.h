// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bluesky/wire.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Texts whose links, mentions and tags stand beside them as ranges of bytes.
namespace platform::bluesky {

/// The text with every link's whole address: "shop.example/sp…" becomes the address, words of their own get
/// it behind them in brackets. Ranges that make no sense are overlooked.
[[nodiscard]] std::string shownText(std::string_view text, const std::vector<WireFacet>& facets);
/// The people whom ranges of the text name, each once.
[[nodiscard]] std::vector<std::string> mentionedDids(std::string_view text,
                                                     const std::vector<WireFacet>& facets);

/// What a text that a person typed links, mentions and tags, as Bluesky's own apps find it.
struct TextPart {
    enum class Kind { Link, Mention, Tag } kind = Kind::Link;
    std::size_t begin = 0;  ///< bytes of UTF-8
    std::size_t end = 0;
    std::string value;  ///< address, handle without "@" in lower case, tag without "#"
};
[[nodiscard]] std::vector<TextPart> findParts(std::string_view text);

}  // namespace platform::bluesky
