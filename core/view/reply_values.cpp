// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/reply_values.h"

namespace view {

model::PlaceholderValues replyValues(const model::ShopNames& names,
                                     const model::ConversationRow& conversation,
                                     const model::Account& account) {
    const std::string& called = account.name.empty() ? account.handle : account.name;
    return model::placeholderValues(conversation.customerName, conversation.customerHandle,
                                    names.shop.empty() ? called : names.shop, names.agent);
}

}  // namespace view
