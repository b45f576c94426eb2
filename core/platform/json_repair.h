// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/json_reader.h"

#include <string>
#include <string_view>

/// What the JSON library refuses as a whole and we want item by item.
namespace platform::json {

/// The elements of a list, found by brackets and quotes alone. Linear, no recursion.
[[nodiscard]] base::Result<std::vector<Item>> splitList(const Item& list);

/// Valid UTF-8, and no bare control characters inside texts.
[[nodiscard]] std::string mendBytes(std::string_view json);

/// Removes the escapes of the text that starts at `text` and ends with a quote, into `target` (never longer
/// than the source). A surrogate without its partner is U+FFFD; an escape that JSON doesn't know stands for
/// its own letter.
[[nodiscard]] std::string_view unescapeLeniently(const char* text, char* target);

}  // namespace platform::json
