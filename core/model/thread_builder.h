// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/message.h"

#include <span>
#include <vector>

namespace model {

/// A message at its place in the tree as shown.
struct ThreadItem {
    std::size_t index = 0;       ///< into the messages given
    int depth = 0;               ///< 0 = top; not capped
    bool parentMissing = false;  ///< public only: it answers something that is not among the messages
};

/// Public: depth first, children by time then id below their parent. Private: by time then id, all at depth
/// 0. Cycles and unknown parents never lose a message: each input index appears exactly once. Iterative:
/// depth 50,000 is no problem.
[[nodiscard]] std::vector<ThreadItem> buildThread(std::span<const Message> messages, Visibility visibility);

}  // namespace model
