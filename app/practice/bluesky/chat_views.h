// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/bluesky/chat_room.h"
#include "practice/bluesky/network.h"

#include <string>

namespace app::practice::bluesky {

enum class Typed { Yes, No };

/// What the chat service shows to one member, by the vendor's lexicons.
class ChatViews {
public:
    ChatViews(const Network& network, const ChatRoom& room, std::string viewer)
        : m_network(network), m_room(room), m_viewer(std::move(viewer)) {}

    /// chat.bsky.convo.defs#messageView, or #deletedMessageView for who has deleted it. `$type` is only
    /// written where the lexicon has a union.
    [[nodiscard]] Json message(const ChatMessage& message, Typed typed) const;
    /// #convoView
    [[nodiscard]] Json convo(const Convo& convo) const;
    /// One line of the log.
    [[nodiscard]] Json event(const ChatEvent& event) const;

private:
    [[nodiscard]] Json member(const std::string& did) const;

    const Network& m_network;
    const ChatRoom& m_room;
    std::string m_viewer;
};

}  // namespace app::practice::bluesky
