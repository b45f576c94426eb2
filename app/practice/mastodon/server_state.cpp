// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/server_state.h"

#include "practice/persona.h"

namespace app::practice::mastodon {

Post& ServerState::publishAndTell(Draft draft, std::int64_t atMs) {
    Post& post = publish(instance, std::move(draft), atMs);
    if (onShopReply && post.inReplyTo != 0 && instance.account(post.author).key == kShop) {
        onShopReply(post.inReplyTo, post.id, atMs);
    }
    return post;
}

}  // namespace app::practice::mastodon
