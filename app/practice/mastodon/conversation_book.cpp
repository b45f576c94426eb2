// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/conversation_book.h"

#include <algorithm>

namespace app::practice::mastodon {

void fileInConversation(Instance& instance, Id owner, const Post& post) {
    std::set<Id> others(post.mentions.begin(), post.mentions.end());
    others.insert(post.author);
    others.erase(owner);
    auto found = std::ranges::find_if(instance.conversations, [&](const auto& entry) {
        const Conversation& one = entry.second;
        return one.owner == owner && one.thread == post.conversation && one.others == others;
    });
    if (found == instance.conversations.end()) {
        const Id id = instance.ids.conversation();
        found =
            instance.conversations
                .emplace(
                    id, Conversation{.id = id, .owner = owner, .thread = post.conversation, .others = others})
                .first;
    }
    if (found->second.posts.insert(post.id).second) {
        found->second.unread = post.author != owner;
    }
}

void removeFromConversations(Instance& instance, Id post) {
    for (auto& [id, conversation] : instance.conversations) {
        conversation.posts.erase(post);
    }
    std::erase_if(instance.conversations, [](const auto& entry) { return entry.second.posts.empty(); });
}

}  // namespace app::practice::mastodon
