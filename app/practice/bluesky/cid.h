// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"

#include <string>
#include <string_view>

namespace app::practice::bluesky {

/// The record with its keys in the order that DAG-CBOR keeps them in (shorter first), at every depth: this is
/// how a repository gives a record back, whatever order it was written in.
[[nodiscard]] Json canonical(const Json& record);
/// The real content id: sha-256 over DAG-CBOR, "bafyrei…".
[[nodiscard]] std::string recordCid(const Json& record);
/// The content id of plain bytes, "bafkrei…".
[[nodiscard]] std::string blobCid(std::string_view bytes);

}  // namespace app::practice::bluesky
