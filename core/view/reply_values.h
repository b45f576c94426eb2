// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/account.h"
#include "model/canned_reply.h"
#include "model/conversation.h"
#include "model/shop_names.h"

namespace view {

/// What fills the placeholders of a canned reply in this conversation. A shop without a name of its own is
/// called as the account is.
[[nodiscard]] model::PlaceholderValues replyValues(const model::ShopNames& names,
                                                   const model::ConversationRow& conversation,
                                                   const model::Account& account);

}  // namespace view
