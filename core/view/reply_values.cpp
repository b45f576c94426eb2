// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/reply_values.h"

namespace view {

model::PlaceholderValues replyValues(const model::ConversationRow& conversation,
                                     const model::Account& account) {
    return model::placeholderValues(conversation.customerName, conversation.customerHandle,
                                    account.name.empty() ? account.handle : account.name, {});
}

}  // namespace view
