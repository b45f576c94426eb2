// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"
#include "practice/x/model.h"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace app::practice::x {

/// A link, mention or tag in a post's text, by byte range.
struct Entity {
    enum class Kind { Link, Mention, Hashtag, Cashtag };
    Kind kind;
    std::size_t begin;
    std::size_t end;
    std::string name;  ///< the link as written, or the name without its sign
};

/// In order, not overlapping.
[[nodiscard]] std::vector<Entity> findEntities(std::string_view text);

/// X's count: a link is 23, an emoji of any number of code points 2, a code point of the scripts that need
/// few letters per word 2, any other 1.
inline constexpr int kMaxWeight = 280;
[[nodiscard]] int weightOf(std::string_view text);
/// As much of the text as fits into that weight, at a blank where there is one.
[[nodiscard]] std::string fitting(std::string_view text, int weight);

/// The text as answers show it: & < > as entities, links as t.co, and where everything is in it (offsets
/// count code points of the shown text).
struct ShownText {
    std::string text;
    Json entities = Json::object();
};
using AccountOf = std::function<const Account*(std::string_view userName)>;
[[nodiscard]] ShownText show(std::string_view text, const AccountOf& accountOf);
[[nodiscard]] std::string shortLink(std::string_view link);

}  // namespace app::practice::x
