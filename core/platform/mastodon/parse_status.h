// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/json_fields.h"
#include "platform/json_reader.h"
#include "platform/mastodon/wire.h"

/// The fields of a status and of an account, wherever they stand.
namespace platform::mastodon {

[[nodiscard]] base::Status readStatusFields(json::Value& value, WireStatus& status);
[[nodiscard]] base::Status readAccountFields(json::Value& value, WireAccount& account);
[[nodiscard]] base::Status readAccountItem(json::Reader& reader, const json::Item& item,
                                           WireAccount& account);

}  // namespace platform::mastodon
