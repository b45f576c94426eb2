// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations and messages as they are shown.
#include "practice/graph/cdn.h"
#include "practice/instagram/node_kinds.h"
#include "practice/instagram/sheet.h"

#include "base/text.h"

#include <fmt/format.h>

namespace app::practice::instagram {

using graph::Edge;
using graph::Node;
using graph::Outcome;
using graph::Refused;
using graph::stamp;

Outcome<Edge> Sheet::conversations(const Params& asked) const {
    if (!isSelf() && m_call.token->kind != graph::TokenKind::Page) {
        return Refused({.code = 190,
                        .message = "(#190) This method must be called with a Page Access Token",
                        .subcode = 2069032});
    }
    if (!m_state.may(*m_call.token, Right::Messages)) {
        return Refused(graph::missingPermission(ServerState::nameOf(*m_call.token, Right::Messages)));
    }
    // A page has a Messenger as well, and that is what it is asked for without a word.
    const std::string platform =
        base::asciiLower(asked.text("platform").value_or(isSelf() ? "instagram" : "messenger"));
    const auto person = asked.text("user_id");
    Edge edge{.most = 25};
    if (platform == "instagram" && m_state.traits.givesMessages) {
        for (const auto& [id, one] : m_state.network.inbox.conversations()) {
            if (!person || *person == one.person) {
                edge.items.push_back({.key = one.order, .id = id, .isVisible = m_state.isSeen(one.person)});
            }
        }
    }
    edge.sort();
    edge.node = [this](const std::string& id) {
        return conversation(*m_state.network.inbox.conversation(id));
    };
    return edge;
}

Json Sheet::correspondent(const std::string& id) const {
    return {{"username", m_state.network.userNameOf(id)}, {"id", id}};
}

Node Sheet::conversation(const Conversation& conversation) const {
    Node node{.kind = &kConversation, .id = conversation.id};
    node.values = {
        {"updated_time", stamp(conversation.updatedMs)},
        {"message_count", conversation.messages.size()},
        {"unread_count", 0},  // whatever is unread
        {"folder", "inbox"},
        {"participants",
         {{"data", {correspondent(m_state.network.accountId), correspondent(conversation.person)}}}}};
    node.edges["messages"] = [this, id = conversation.id](const Params&) { return messages(id); };
    return node;
}

Outcome<Edge> Sheet::messages(const std::string& id) const {
    const Conversation& conversation = *m_state.network.inbox.conversation(id);
    Edge edge;
    for (const Message& one : conversation.messages) {
        edge.items.push_back({.key = one.order, .id = one.id});
    }
    edge.sort();
    edge.node = [this, &conversation](const std::string& name) {
        const Found found = m_state.network.inbox.find(name);
        if (found.newer < graph::kReadable) {
            return message(conversation, *found.message);
        }
        Node old{.kind = &kMessage, .id = name};
        old.values = {{"created_time", stamp(found.message->atMs)}};
        return old;
    };
    return edge;
}

void Sheet::addEnclosures(Json& values, const Message& message) const {
    using enum Enclosure::Kind;
    Json attachments = Json::array();
    Json shares = Json::array();
    for (const Enclosure& one : message.enclosures) {
        const auto address = [&](std::string_view ending) {
            return one.link.empty()
                       ? graph::cdnAddress(m_state.baseUrl, fmt::format("{}{}", one.id, ending), m_call.nowMs)
                       : one.link;
        };
        const Json story = {{"link", address(".jpg")}, {"id", one.id}};
        switch (one.kind) {
        case Picture:
        case Sticker:
            attachments.push_back({{"image_data",
                                    {{"width", 320},
                                     {"height", 240},
                                     {"max_width", 320},
                                     {"max_height", 240},
                                     {"url", address(".jpg")},
                                     {"preview_url", address(".p280.jpg")},
                                     {"image_type", one.kind == Sticker ? 2 : 1},
                                     {"render_as_sticker", one.kind == Sticker}}}});
            break;
        case Video:
            attachments.push_back({{"video_data",
                                    {{"width", 720},
                                     {"height", 1280},
                                     {"url", address(".mp4")},
                                     {"preview_url", address(".jpg")}}}});
            break;
        case File:
            attachments.push_back(
                {{"name", one.name.empty() ? "file.pdf" : one.name}, {"file_url", address(".pdf")}});
            break;
        case Share:
            shares.push_back({{"link", address(".jpg")}});
            break;
        case StoryReply:
            values["story"] = {{"reply_to", story}};
            break;
        case StoryMention:
            values["story"] = {{"mention", story}};
            break;
        case Unsupported:
            values["is_unsupported"] = true;
            break;
        }
    }
    if (!attachments.empty()) {
        values["attachments"] = {{"data", std::move(attachments)}};
    }
    if (!shares.empty()) {
        values["shares"] = {{"data", std::move(shares)}};
    }
}

Node Sheet::message(const Conversation& conversation, const Message& message) const {
    const std::string& own = m_state.network.accountId;
    const std::string& from = message.isFromShop ? own : conversation.person;
    Node node{.kind = &kMessage, .id = message.id};
    node.values = {
        {"created_time", stamp(message.atMs)},
        {"to", {{"data", Json::array({correspondent(message.isFromShop ? conversation.person : own)})}}}};
    if (!message.isEmptied) {
        node.values["message"] = message.text;
    }
    node.nodes["from"] = [this, from] {
        Node one{.kind = &kCorrespondent, .id = from};
        one.values = correspondent(from);
        return one;
    };
    if (!message.replyTo.empty()) {
        node.values["reply_to"] = {{"mid", message.replyTo}};
    }
    if (!message.reactions.empty()) {
        Json reactions = Json::array();
        for (const auto& [who, emoji] : message.reactions) {
            reactions.push_back({{"reaction", emoji == "❤" ? "love" : "other"},
                                 {"emoji", emoji},
                                 {"users", {correspondent(who)}}});
        }
        node.values["reactions"] = {{"data", std::move(reactions)}};
    }
    addEnclosures(node.values, message);
    return node;
}

}  // namespace app::practice::instagram
