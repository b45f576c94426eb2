// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/words.h"

#include "model/account.h"
#include "model/canned_reply.h"
#include "model/conversation.h"
#include "model/own_field.h"
#include "model/shop_names.h"

#include "base/clock.h"

#include <vector>

namespace view {

/// What fills the placeholders of a canned reply in this conversation. A shop without a name of its own is
/// called as the account is. "shop.next_opening" is when its doors open after they have been closed; there is
/// none where no hours are kept. `fields` are the owner's own.
[[nodiscard]] model::PlaceholderValues replyValues(const model::ShopNames& names,
                                                   const std::vector<model::OwnField>& fields,
                                                   const model::ConversationRow& conversation,
                                                   const model::Account& account, const Words& words,
                                                   base::UtcTime now);

}  // namespace view
