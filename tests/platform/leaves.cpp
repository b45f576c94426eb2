// SPDX-License-Identifier: GPL-3.0-or-later
#include "leaves.h"

namespace leaves {

namespace {

void collect(const Json& value, const Json::json_pointer& place, const std::string& path, Places& places) {
    if (value.is_object() && !value.empty()) {
        for (const auto& [name, child] : value.items()) {
            collect(child, place / name, path.empty() ? name : path + "." + name, places);
        }
    } else if (value.is_array() && !value.empty()) {
        for (std::size_t index = 0; index < value.size(); ++index) {
            collect(value[index], place / index, path + "[]", places);
        }
    } else {
        places[path].push_back(place);
    }
}

}  // namespace

Places placesOf(const Json& document) {
    Places places;
    collect(document, Json::json_pointer(), "", places);
    return places;
}

std::vector<Json> othersThan(const Json& value) {
    switch (value.type()) {
    case Json::value_t::string:
        return {value.get<std::string>() + "x", value.get<std::string>() + "@x.example",
                "2001-02-03T04:05:06.000Z", "direct"};
    case Json::value_t::boolean:
        return {!value.get<bool>()};
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
        return {value.get<std::int64_t>() + 1, -1};
    case Json::value_t::number_float:
        return {value.get<double>() + 1};
    default:
        return {
            "2001-02-03T04:05:06.000Z",
            "x",
            7,
            true,
            Json::array({"x"}),
            Json::parse(
                R"([{"id":"77","title":"x","url":"https://x.example/@x","acct":"x@x.example","username":"x"}])"),
            Json::parse(R"({"id":"77","url":"https://x.example/1","options":[{"title":"x"}],
                    "quoted_status":{"url":"https://x.example/1"}})")};
    }
}

}  // namespace leaves
