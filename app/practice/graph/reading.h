// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/graph/call.h"
#include "practice/graph/node.h"
#include "practice/graph/traits.h"

#include <functional>
#include <optional>
#include <string>

namespace app::practice::graph {

/// What an id of a path stands for; nothing when there is no such thing, or not for this caller.
using Find = std::function<Outcome<std::optional<Node>>(const std::string& id)>;

/// GET /{thing}, /{thing}/{list} and /?ids=…, whatever the things are.
[[nodiscard]] Outcome<Answer> readGraph(const Call& call, const std::string& base, std::size_t mostThings,
                                        const Find& find);
/// Refuses versions below the floor and callers without a good token.
[[nodiscard]] Outcome<void> admit(Call& call, const Traits& traits, const TokenDesk& desk);

}  // namespace app::practice::graph
