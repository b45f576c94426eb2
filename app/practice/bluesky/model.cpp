// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/model.h"

#include "base/clock.h"
#include "base/iso8601.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::bluesky {

std::string atUri(std::string_view did, std::string_view collection, std::string_view rkey) {
    return fmt::format("at://{}/{}/{}", did, collection, rkey);
}

std::optional<AtUri> parseAtUri(std::string_view text) {
    constexpr std::string_view kScheme = "at://";
    if (!text.starts_with(kScheme) || std::ranges::count(text, '/') != 4) {
        return std::nullopt;
    }
    text.remove_prefix(kScheme.size());
    const auto first = text.find('/');
    const auto second = text.rfind('/');
    AtUri uri{std::string(text.substr(0, first)), std::string(text.substr(first + 1, second - first - 1)),
              std::string(text.substr(second + 1))};
    if (uri.authority.empty() || uri.collection.empty() || uri.rkey.empty()) {
        return std::nullopt;
    }
    return uri;
}

std::string textAt(const Json& json, const char* pointer) {
    const Json::json_pointer place(pointer);
    return json.contains(place) && json[place].is_string() ? json[place].get<std::string>() : "";
}

std::string stamp(std::int64_t ms) {
    return base::toIso8601(base::fromMs(ms));
}

}  // namespace app::practice::bluesky
