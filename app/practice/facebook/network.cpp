// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/facebook/network.h"

#include "practice/persona.h"

#include <algorithm>
#include <utility>

namespace app::practice::facebook {

Network::Network(const Dice& dice) : ids(dice), pageId(ids.person()) {
    for (const Persona& persona : practice::people()) {
        if (persona.key == kShop) {
            pageName = persona.displayName;
            continue;
        }
        people.push_back({.key = std::string(persona.key),
                          .id = ids.person(),
                          .name = std::string(persona.displayName),
                          .hasRole = persona.key == "bo",
                          .isNameless = persona.key == "zoe"});
    }
}

Person* Network::byKey(std::string_view key) {
    const auto found = std::ranges::find(people, key, &Person::key);
    return found == people.end() ? nullptr : &*found;
}

Person* Network::byId(std::string_view id) {
    const auto found = std::ranges::find(people, id, &Person::id);
    return found == people.end() ? nullptr : &*found;
}

Post* Network::post(std::string_view id) {
    const auto found = posts.find(id);
    return found == posts.end() ? nullptr : &found->second;
}

Comment* Network::comment(std::string_view id) {
    const auto found = comments.find(id);
    return found == comments.end() ? nullptr : &found->second;
}

Conversation* Network::conversationWith(std::string_view person) {
    const auto found =
        std::ranges::find_if(conversations, [&](const auto& entry) { return entry.second.person == person; });
    return found == conversations.end() ? nullptr : &found->second;
}

Found Network::message(std::string_view id) {
    for (auto& [name, conversation] : conversations) {
        const auto found = std::ranges::find(conversation.messages, id, &Message::id);
        if (found != conversation.messages.end()) {
            return {&conversation, &*found,
                    static_cast<std::size_t>(conversation.messages.end() - found) - 1};
        }
    }
    return {};
}

const Message* Network::lastOf(const Conversation& conversation) {
    const auto found = std::find_if(conversation.messages.rbegin(), conversation.messages.rend(),
                                    [](const Message& one) { return !one.isFromPage; });
    return found == conversation.messages.rend() ? nullptr : &*found;
}

std::size_t Network::repliesTo(const Comment& comment) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        comments, [&](const auto& entry) { return entry.second.parent == comment.id; }));
}

Post& Network::publish(const std::string& author, std::string text, std::int64_t atMs) {
    const std::string id = pageId + "_" + ids.next();
    return posts[id] = {
               .id = id, .author = author, .text = std::move(text), .createdMs = atMs, .updatedMs = atMs};
}

Comment& Network::comment(const std::string& author, const std::string& under, std::string text,
                          std::int64_t atMs) {
    const Comment* above = comment(under);
    Post& root = *post(above == nullptr ? under : above->post);
    root.updatedMs = atMs;
    const std::string id = root.id.substr(root.id.find('_') + 1) + "_" + ids.next();
    Comment made{.id = id,
                 .post = root.id,
                 .parent = above == nullptr        ? ""
                           : above->parent.empty() ? above->id
                                                   : above->parent,
                 .author = author,
                 .text = std::move(text),
                 .createdMs = atMs};
    return comments[id] = std::move(made);
}

Message& Network::write(const std::string& person, Message message) {
    Conversation* conversation = conversationWith(person);
    if (conversation == nullptr) {
        const std::string id = "t_" + ids.next();
        conversation = &(conversations[id] = {.id = id, .person = person});
    }
    message.id = ids.name("m_", 64);
    message.order = ++m_order;
    for (Enclosure& one : message.enclosures) {
        one.id = ids.next();
    }
    conversation->updatedMs = message.atMs;
    conversation->order = m_order;
    conversation->unread = message.isFromPage ? 0 : conversation->unread + 1;
    return conversation->messages.emplace_back(std::move(message));
}

void Network::erasePost(const std::string& id) {
    std::erase_if(comments, [&](const auto& entry) { return entry.second.post == id; });
    posts.erase(id);
}

void Network::eraseComment(const std::string& id) {
    std::erase_if(comments, [&](const auto& entry) { return entry.second.parent == id; });
    comments.erase(id);
}

void Network::unsend(const std::string& id) {
    const Found found = message(id);
    if (found.message != nullptr) {
        std::erase_if(found.conversation->messages, [&](const Message& one) { return one.id == id; });
    }
}

}  // namespace app::practice::facebook
