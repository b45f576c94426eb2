// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/server_state.h"

#include "practice/persona.h"

#include <algorithm>

namespace app::practice::bluesky {

const Record& ServerState::keepAndTell(NewRecord record, std::int64_t atMs) {
    const Record& kept = keep(network, std::move(record), atMs, Telling::Everybody);
    const bool isShop = network.byDid(kept.did)->key == kShop;
    if (onShopReply && isShop && kept.collection == kPost && !parentOf(kept).empty()) {
        // By value: the street may write meanwhile.
        onShopReply(parentOf(kept), std::string(kept.uri), atMs);
    }
    return kept;
}

ChatMessage& ServerState::sendAndTell(Convo& convo, const std::string& sender, std::string text, Json facets,
                                      std::int64_t atMs) {
    const std::string other = convo.otherThan(sender);
    // Whoever follows the sender has let them in; everybody else finds a request.
    const Welcome welcome = network.followOf(other, sender).empty() ? Welcome::Request : Welcome::Accepted;
    const auto before =
        std::ranges::find_if(convo.messages.rbegin(), convo.messages.rend(),
                             [&](const std::string& id) { return chat.message(id)->sender == other; });
    const std::string answered = before == convo.messages.rend() ? "" : *before;
    ChatMessage& message = chat.send(convo, sender, std::move(text), std::move(facets), welcome, atMs);
    if (onShopReply && !answered.empty() && network.byDid(sender)->key == kShop) {
        onShopReply(answered, message.id, atMs);
    }
    return message;
}

}  // namespace app::practice::bluesky
