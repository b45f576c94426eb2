// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/thread_view.h"

namespace view {

/// What one message's row says about the thread around it.
struct MessagePlace {
    const model::Message* parent = nullptr;   ///< where it is loaded
    bool firstOfTurn = true;                  ///< the turn started with it
    const model::OutboxRow* reply = nullptr;  ///< its row in the outbox
    bool behindAnotherReply = false;          ///< an earlier reply of the conversation is not confirmed yet
};

/// The row of one message, all but its level, parentRow, toText and continuesRun.
[[nodiscard]] ThreadRow messageRow(const model::Message& message, const MessagePlace& place,
                                   const ThreadInput& input, const Words& words, base::UtcTime now);

}  // namespace view
