// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/facebook/wire.h"
#include "platform/json_reader.h"

#include "base/error.h"

#include <string>
#include <string_view>
#include <vector>

/// JSON to wire structs; see platform/graph/parse.h.
namespace platform::facebook {

[[nodiscard]] base::Status readComment(json::Reader& reader, const json::Item& item, WireComment& comment);
[[nodiscard]] base::Status readPost(json::Reader& reader, const json::Item& item, WirePost& post);

/// One of the objects that an answer to "?ids=" holds, by the id that was asked for.
struct NamedItem {
    std::string id;
    json::Item item;
};
[[nodiscard]] base::Result<std::vector<NamedItem>> readNamed(json::Reader& reader,
                                                             const std::vector<std::string>& ids);

}  // namespace platform::facebook
