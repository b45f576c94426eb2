// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/graph/inbox.h"

#include "practice/persona.h"

#include <algorithm>
#include <utility>

namespace app::practice::graph {

Person* People::byKey(std::string_view key) {
    const auto found = std::ranges::find(list, key, &Person::key);
    return found == list.end() ? nullptr : &*found;
}

Person* People::byId(std::string_view id) {
    const auto found = std::ranges::find(list, id, &Person::id);
    return found == list.end() ? nullptr : &*found;
}

People inviteAll(IdMint& ids) {
    People people;
    for (const Persona& persona : practice::people()) {
        if (persona.key != kShop) {
            people.list.push_back({.key = std::string(persona.key),
                                   .id = ids.person(),
                                   .name = std::string(persona.displayName),
                                   .userName = std::string(persona.userName),
                                   .hasRole = persona.key == "bo",
                                   .isNameless = persona.key == "zoe"});
        }
    }
    return people;
}

Conversation* Inbox::conversation(std::string_view id) {
    const auto found = m_conversations.find(id);
    return found == m_conversations.end() ? nullptr : &found->second;
}

Conversation* Inbox::with(std::string_view person) {
    const auto found = std::ranges::find_if(m_conversations,
                                            [&](const auto& entry) { return entry.second.person == person; });
    return found == m_conversations.end() ? nullptr : &found->second;
}

Found Inbox::find(std::string_view id) {
    for (auto& [name, conversation] : m_conversations) {
        const auto found = std::ranges::find(conversation.messages, id, &Message::id);
        if (found != conversation.messages.end()) {
            return {&conversation, &*found,
                    static_cast<std::size_t>(conversation.messages.end() - found) - 1};
        }
    }
    return {};
}

Message& Inbox::write(const std::string& person, Message message) {
    const bool isPrefixed = m_naming == Naming::Prefixed;
    Conversation* conversation = with(person);
    if (conversation == nullptr) {
        const std::string id = isPrefixed ? "t_" + m_ids.next() : m_ids.name("aWdfZAG", 45);
        conversation = &(m_conversations[id] = {.id = id, .person = person});
    }
    message.id = isPrefixed ? m_ids.name("m_", 64) : m_ids.name("aWdfZAG1faXRlbTox", 96);
    message.order = ++m_order;
    for (Enclosure& one : message.enclosures) {
        one.id = m_ids.next();
    }
    conversation->updatedMs = message.atMs;
    conversation->order = m_order;
    conversation->unread = message.isFromShop ? 0 : conversation->unread + 1;
    return conversation->messages.emplace_back(std::move(message));
}

void Inbox::unsend(const std::string& id) {
    const Found found = find(id);
    if (found.message != nullptr) {
        std::erase_if(found.conversation->messages, [&](const Message& one) { return one.id == id; });
    }
}

void Inbox::empty(const std::string& id) {
    if (Message* message = find(id).message) {
        message->text.clear();
        message->enclosures.clear();
        message->isEmptied = true;
    }
}

const Message* lastOf(const Conversation& conversation) {
    const auto found = std::find_if(conversation.messages.rbegin(), conversation.messages.rend(),
                                    [](const Message& one) { return !one.isFromShop; });
    return found == conversation.messages.rend() ? nullptr : &*found;
}

bool isWindowOpen(const Conversation& conversation, std::int64_t nowMs) {
    const Message* last = lastOf(conversation);
    return last != nullptr && nowMs < last->atMs + kWindowMs;
}

}  // namespace app::practice::graph
