// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "base/error.h"
#include "base/ids.h"

namespace store {

/// Erases a conversation with its messages, their places in the full-text index, its turns, drafts, replies
/// and gaps, and takes it out of the counters.
[[nodiscard]] base::Status eraseConversation(sqlite::Connection& connection,
                                             base::ConversationId conversation);

}  // namespace store
