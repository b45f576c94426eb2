// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bluesky/wire.h"
#include "platform/json_fields.h"
#include "platform/json_reader.h"

/// Field readers that parse.cpp and parse_post.cpp share.
namespace platform::bluesky {

[[nodiscard]] base::Status readProfileFields(json::Value& value, WireProfile& profile);
[[nodiscard]] base::Status readFacets(json::Value& value, std::vector<WireFacet>& facets);

}  // namespace platform::bluesky
