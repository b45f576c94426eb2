// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/account.h"
#include "model/canned_reply.h"
#include "model/conversation.h"

namespace view {

/// What fills the placeholders of a canned reply in this conversation.
[[nodiscard]] model::PlaceholderValues replyValues(const model::ConversationRow& conversation,
                                                   const model::Account& account);

}  // namespace view
