// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations and messages as they are shown.
#include "practice/facebook/node_kinds.h"
#include "practice/facebook/sheet.h"
#include "practice/graph/cdn.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::facebook {

using graph::Edge;
using graph::Node;
using graph::Outcome;
using graph::Refused;
using graph::stamp;

Outcome<Edge> Sheet::conversations(const Params& asked) const {
    if (!isPage()) {
        return Refused({.code = 190,
                        .message = "(#190) This method must be called with a Page Access Token",
                        .subcode = 2069032});
    }
    if (!may("pages_messaging")) {
        return Refused(graph::missingPermission("pages_messaging"));
    }
    const std::string platform = base::asciiLower(asked.text("platform").value_or("messenger"));
    if (platform != "messenger" && platform != "instagram") {
        return Refused(graph::badParameter(
            "Param platform must be one of {INSTAGRAM, MESSENGER} - got value \"" + platform + "\""));
    }
    const std::string folder = base::asciiLower(asked.text("folder").value_or("inbox"));
    const auto person = asked.text("user_id");
    Edge edge{.most = 25};
    for (const auto& [id, one] : m_state.network.inbox.conversations()) {
        if (platform == "messenger" && folder == "inbox" && (!person || *person == one.person)) {
            edge.items.push_back({.key = one.order, .id = id, .isVisible = m_state.isSeen(one.person)});
        }
    }
    edge.sort();
    edge.node = [this](const std::string& id) {
        return conversation(m_state.network.inbox.conversations().at(id));
    };
    return edge;
}

Json Sheet::correspondent(const std::string& id) const {
    const Person* person = m_state.network.people.byId(id);
    return {{"name", person == nullptr ? m_state.network.pageName : person->name},
            {"email", id + "@facebook.com"},
            {"id", id}};
}

Node Sheet::conversation(const Conversation& conversation) const {
    const Person* person = m_state.network.people.byId(conversation.person);
    Json both = {{"data", {correspondent(conversation.person), correspondent(m_state.network.pageId)}}};
    Node node{.kind = &kConversation, .id = conversation.id};
    node.values = {
        {"updated_time", stamp(conversation.updatedMs)},
        {"link", fmt::format("/{}/inbox/{}/", m_state.network.pageId, conversation.id.substr(2))},
        {"unread_count", conversation.unread},
        {"message_count", conversation.messages.size()},
        {"can_reply", graph::isWindowOpen(conversation, m_call.nowMs) && !person->blocks && !person->isGone},
        {"is_subscribed", true},
        {"folder", "inbox"},
        {"scoped_thread_key", conversation.id},
        {"senders", both},
        {"participants", both}};
    if (!conversation.messages.empty() && !conversation.messages.back().text.empty()) {
        node.values["snippet"] = base::snippet(conversation.messages.back().text, 100);
    }
    node.edges["messages"] = [this, id = conversation.id](const Params&) { return messages(id); };
    return node;
}

Outcome<Edge> Sheet::messages(const std::string& id) const {
    const Conversation& conversation = m_state.network.inbox.conversations().at(id);
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

void Sheet::addMessageText(Json& values, const Message& message) const {
    // A message without words has an empty text beside its picture.
    if (!message.isEmptied) {
        values["message"] = message.text;
    }
    for (const Enclosure& one : message.enclosures) {
        if (one.kind == Enclosure::Kind::Sticker) {
            values["sticker"] =
                graph::cdnAddress(m_state.baseUrl, "sticker-" + one.id + ".png", m_call.nowMs);
        }
    }
    Json tags = Json::array({{{"name", "inbox"}}});
    tags.push_back({{"name", message.isFromShop ? "sent" : "read"}});
    tags.push_back({{"name", message.isFromShop ? "source:web" : "source:mobile"}});
    values["tags"] = {{"data", std::move(tags)}};
}

Node Sheet::message(const Conversation& conversation, const Message& message) const {
    const std::string& page = m_state.network.pageId;
    Node node{.kind = &kMessage, .id = message.id};
    node.values = {
        {"created_time", stamp(message.atMs)},
        {"to", {{"data", Json::array({correspondent(message.isFromShop ? conversation.person : page)})}}},
        {"thread_id", conversation.id}};
    node.nodes["from"] = [this, sender = message.isFromShop ? page : conversation.person] {
        Node from{.kind = &kCorrespondent, .id = sender};
        from.values = correspondent(sender);
        return from;
    };
    addMessageText(node.values, message);
    if (!message.replyTo.empty()) {
        node.values["reply_to"] = {{"mid", message.replyTo}};
    }
    const auto has = [&](bool isShare) {
        return std::ranges::any_of(message.enclosures, [&](const Enclosure& one) {
            return (one.kind == Enclosure::Kind::Share) == isShare && one.kind != Enclosure::Kind::Sticker;
        });
    };
    if (has(false)) {
        node.edges["attachments"] = [this, &message](const Params&) -> Outcome<Edge> {
            return enclosures(message);
        };
    }
    if (has(true)) {
        node.edges["shares"] = [this, &message](const Params&) -> Outcome<Edge> { return shares(message); };
    }
    return node;
}

Edge Sheet::enclosures(const Message& message) const {
    using enum Enclosure::Kind;
    Edge edge{.order = Edge::Order::Ascending};
    for (const Enclosure& one : message.enclosures) {
        if (one.kind != Sticker && one.kind != Share) {
            edge.items.push_back({.key = static_cast<std::int64_t>(edge.items.size()), .id = one.id});
        }
    }
    edge.node = [this, &message](const std::string& id) {
        const Enclosure& one = *std::ranges::find(message.enclosures, id, &Enclosure::id);
        const auto address = [&](std::string_view ending) {
            return one.link.empty()
                       ? graph::cdnAddress(m_state.baseUrl, fmt::format("{}{}", id, ending), m_call.nowMs)
                       : one.link;
        };
        Node node{.kind = &kAttachment, .id = id};
        if (one.kind == Picture) {
            node.values = {{"mime_type", "image/jpeg"},
                           {"name", "image-" + id},
                           {"size", 51'234},
                           {"image_data",
                            {{"width", 320},
                             {"height", 240},
                             {"max_width", 320},
                             {"max_height", 240},
                             {"url", address(".jpg")},
                             {"preview_url", address(".p280.jpg")},
                             {"image_type", 1},
                             {"render_as_sticker", false}}}};
        } else if (one.kind == Video) {
            node.values = {{"mime_type", "video/mp4"},
                           {"name", one.name.empty() ? "video-" + id + ".mp4" : one.name},
                           {"size", 1'994'148},
                           {"video_data",
                            {{"width", 960},
                             {"height", 544},
                             {"length", 11},
                             {"video_type", 1},
                             {"url", address(".mp4")},
                             {"preview_url", address(".p280.jpg")},
                             {"rotation", 0}}}};
        } else {
            node.values = {{"mime_type", "application/pdf"},
                           {"name", one.name.empty() ? "file.pdf" : one.name},
                           {"size", 18'234},
                           {"file_url", address(".pdf")}};
        }
        return node;
    };
    return edge;
}

Edge Sheet::shares(const Message& message) const {
    Edge edge{.order = Edge::Order::Ascending, .links = graph::Links::None};
    for (const Enclosure& one : message.enclosures) {
        if (one.kind == Enclosure::Kind::Share) {
            edge.items.push_back({.key = static_cast<std::int64_t>(edge.items.size()), .id = one.id});
        }
    }
    edge.node = [&message](const std::string& id) {
        const Enclosure& one = *std::ranges::find(message.enclosures, id, &Enclosure::id);
        Node node{.kind = &kShare, .id = id};
        node.values = {{"link", one.link}, {"name", one.name}};
        return node;
    };
    return edge;
}

}  // namespace app::practice::facebook
