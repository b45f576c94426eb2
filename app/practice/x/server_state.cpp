// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/server_state.h"

#include <utility>

namespace app::practice::x {

Post& ServerState::publishAndTell(const Draft& draft, std::int64_t atMs) {
    Post& post = network.publish(draft, atMs);
    if (onShopReply && post.inReplyTo != 0 && post.author == network.shop().id) {
        onShopReply(post.inReplyTo, post.id, atMs);
    }
    return post;
}

Message& ServerState::writeAndTell(const Account& from, const Account& to, std::string text,
                                   std::int64_t atMs) {
    Id answered = 0;
    for (const auto& [id, message] : network.messages) {
        if (message.sender == to.id && message.recipient == from.id) {
            answered = id;
        }
    }
    Message& message = network.write(from, to, std::move(text), atMs);
    if (onShopReply && answered != 0 && from.id == network.shop().id) {
        onShopReply(answered, message.id, atMs);
    }
    return message;
}

}  // namespace app::practice::x
