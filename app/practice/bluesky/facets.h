// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"

#include <functional>
#include <string>
#include <string_view>

namespace app::practice::bluesky {

/// The did behind a handle, "" when nobody has it.
using ResolveHandle = std::function<std::string(std::string_view handle)>;

/// Handles, links (with a scheme or without) and tags of a text as facets with byte ranges, near enough to
/// what people's apps find; null when there are none. Nothing is a link or a mention without one.
[[nodiscard]] Json detectFacets(std::string_view text, const ResolveHandle& resolve);

}  // namespace app::practice::bluesky
