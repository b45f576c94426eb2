// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace app::practice {

/// Keys keep the order they are written in, as the real servers' do.
using Json = nlohmann::ordered_json;

/// Compact text; a broken byte becomes U+FFFD instead of an exception.
[[nodiscard]] inline std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace app::practice
