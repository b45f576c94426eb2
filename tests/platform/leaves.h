// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

/// JSON leaf by leaf, to show which ones a reader really reads: another value there must come out
/// differently.
namespace leaves {

using Json = nlohmann::ordered_json;

/// "[].status.account.id" -> every place of the document where it stands. Empty lists and objects are leaves.
using Places = std::map<std::string, std::vector<Json::json_pointer>>;
[[nodiscard]] Places placesOf(const Json& document);

/// Other values for a leaf: of its own type, and of others where null or nothing stands.
[[nodiscard]] std::vector<Json> othersThan(const Json& value);

}  // namespace leaves
