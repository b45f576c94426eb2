// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/words.h"

#include "model/reply.h"

#include <span>
#include <string>
#include <vector>

namespace view {

/// One line of "What happened".
struct HistoryLine {
    base::UtcTime at;
    model::ReplyEvent::Kind kind = model::ReplyEvent::Kind::Written;
    std::string text;    ///< "Left this computer, first try"
    bool ahead = false;  ///< it is still to come
};

/// What happened to a reply, in order, and what comes next where that is known.
[[nodiscard]] std::vector<HistoryLine> replyHistory(const model::OutboxRow& reply,
                                                    std::span<const model::ReplyEvent> events,
                                                    const Words& words, base::UtcTime now);

}  // namespace view
