// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/chat_views.h"

#include "practice/bluesky/views.h"

namespace app::practice::bluesky {
namespace {

Json reactionView(const Reaction& reaction) {
    return {
        {"value", reaction.value}, {"sender", {{"did", reaction.did}}}, {"createdAt", stamp(reaction.atMs)}};
}

}  // namespace

Json ChatViews::message(const ChatMessage& message, Typed typed) const {
    const bool isDeleted = message.deletedFor.contains(m_viewer);
    Json json = Json::object();
    if (typed == Typed::Yes) {
        json["$type"] =
            isDeleted ? "chat.bsky.convo.defs#deletedMessageView" : "chat.bsky.convo.defs#messageView";
    }
    json["id"] = message.id;
    json["rev"] = message.rev;
    if (!isDeleted) {
        json["text"] = message.text;
        if (!message.facets.is_null()) {
            json["facets"] = message.facets;
        }
        json["reactions"] = Json::array();
        for (const Reaction& reaction : message.reactions) {
            json["reactions"].push_back(reactionView(reaction));
        }
    }
    json["sender"] = {{"did", message.sender}};
    json["sentAt"] = stamp(message.atMs);
    return json;
}

Json ChatViews::member(const std::string& did) const {
    const Json known = Views(m_network, m_viewer).profileBasic(*m_network.byDid(did));
    Json json = Json::object();
    for (const char* key : {"did", "handle", "displayName", "avatar", "viewer", "labels", "createdAt"}) {
        json[key] = known[key];
    }
    return json;
}

Json ChatViews::convo(const Convo& convo) const {
    const Seat& seat = convo.seats.at(m_viewer);
    Json members = Json::array();
    for (const auto& [did, other] : convo.seats) {
        members.push_back(member(did));
    }
    Json json = {{"id", convo.id},
                 {"rev", seat.rev},
                 {"members", members},
                 {"muted", false},
                 {"unreadCount", m_room.unread(convo, m_viewer)},
                 {"status", seat.standing == Standing::Request ? "request" : "accepted"}};
    if (!convo.messages.empty()) {
        json["lastMessage"] = message(*m_room.message(convo.messages.back()), Typed::Yes);
    }
    return json;
}

Json ChatViews::event(const ChatEvent& event) const {
    Json json = {
        {"$type", "chat.bsky.convo.defs#" + event.kind}, {"rev", event.rev}, {"convoId", event.convo}};
    if (!event.message.empty()) {
        json["message"] = message(*m_room.message(event.message), Typed::Yes);
    }
    if (!event.reaction.value.empty()) {
        json["reaction"] = reactionView(event.reaction);
    }
    return json;
}

}  // namespace app::practice::bluesky
