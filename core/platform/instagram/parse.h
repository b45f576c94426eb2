// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/instagram/wire.h"
#include "platform/json_reader.h"

#include "base/error.h"

/// JSON to wire structs; see platform/graph/parse.h.
namespace platform::instagram {

[[nodiscard]] base::Status readComment(json::Reader& reader, const json::Item& item, WireComment& comment);
[[nodiscard]] base::Status readMedium(json::Reader& reader, const json::Item& item, WireMedium& medium);

}  // namespace platform::instagram
