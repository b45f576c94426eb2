// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incoming.h"

#include <string_view>

namespace platform::graph {

/// Does "@us" stand in the words, where people have one name each? `username` is in lower case. A reply
/// begins with whom it answers.
[[nodiscard]] model::MentionOfUs mentionOf(std::string_view username, std::string_view text, bool reply);

}  // namespace platform::graph
