// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/chat_room.h"

#include <algorithm>

namespace app::practice::bluesky {

std::string Convo::otherThan(const std::string& did) const {
    for (const auto& [member, seat] : seats) {
        if (member != did) {
            return member;
        }
    }
    return {};
}

Convo* ChatRoom::existing(const std::string& one, const std::string& other) {
    const auto found = std::ranges::find_if(m_convos, [&](const auto& entry) {
        return entry.second.seats.contains(one) && entry.second.seats.contains(other);
    });
    return found == m_convos.end() ? nullptr : &found->second;
}

Convo& ChatRoom::between(const std::string& opener, const std::string& other, std::int64_t atMs) {
    if (Convo* found = existing(opener, other)) {
        return *found;
    }
    const std::string id = m_mint.tid(atMs);
    Convo& convo = m_convos[id];
    convo.id = id;
    convo.seats[opener].standing = Standing::Accepted;
    convo.seats[other];
    note(convo, opener, {.kind = "logBeginConvo"}, atMs);
    return convo;
}

Convo* ChatRoom::convo(const std::string& id, const std::string& did) {
    const auto found = m_convos.find(id);
    if (found == m_convos.end()) {
        return nullptr;
    }
    const auto seat = found->second.seats.find(did);
    return seat == found->second.seats.end() || seat->second.standing == Standing::Unheard ? nullptr
                                                                                           : &found->second;
}

ChatMessage* ChatRoom::message(const std::string& id) {
    const auto found = m_messages.find(id);
    return found == m_messages.end() ? nullptr : &found->second;
}

const ChatMessage* ChatRoom::message(const std::string& id) const {
    const auto found = m_messages.find(id);
    return found == m_messages.end() ? nullptr : &found->second;
}

/// Adds a line to the log of one member. Every line has a rev of its own.
std::string ChatRoom::note(Convo& convo, const std::string& did, ChatEvent event, std::int64_t atMs) {
    event.rev = event.rev.empty() ? m_mint.tid(atMs) : event.rev;
    event.convo = convo.id;
    convo.seats[did].rev = event.rev;
    std::string rev = event.rev;
    m_events[did].push_back(std::move(event));
    return rev;
}

ChatMessage& ChatRoom::send(Convo& convo, const std::string& sender, std::string text, Json facets,
                            Welcome welcome, std::int64_t atMs) {
    const std::string id = m_mint.tid(atMs);
    for (auto& [did, seat] : convo.seats) {
        const bool isNew = seat.standing == Standing::Unheard || seat.standing == Standing::Left;
        if (isNew) {
            seat.standing = welcome == Welcome::Accepted ? Standing::Accepted : Standing::Request;
            note(convo, did, {.kind = "logBeginConvo"}, atMs);
        }
    }
    static_cast<void>(accept(convo, sender, atMs));
    ChatMessage& message = m_messages[id];
    message = {.id = id,
               .rev = m_mint.tid(atMs),
               .convo = convo.id,
               .sender = sender,
               .text = std::move(text),
               .facets = std::move(facets),
               .embed = nullptr,
               .atMs = atMs,
               .deletedFor = {}};
    convo.messages.push_back(id);
    for (auto& [did, seat] : convo.seats) {
        note(convo, did, {.rev = message.rev, .kind = "logCreateMessage", .message = id}, atMs);
    }
    convo.seats[sender].readRev = message.rev;
    return message;
}

std::string ChatRoom::accept(Convo& convo, const std::string& did, std::int64_t atMs) {
    Seat& seat = convo.seats[did];
    if (seat.standing == Standing::Accepted) {
        return {};
    }
    seat.standing = Standing::Accepted;
    return note(convo, did, {.kind = "logAcceptConvo"}, atMs);
}

std::string ChatRoom::leave(Convo& convo, const std::string& did, std::int64_t atMs) {
    convo.seats[did].standing = Standing::Left;
    return note(convo, did, {.kind = "logLeaveConvo"}, atMs);
}

void ChatRoom::read(Convo& convo, const std::string& did, const std::string& upTo, std::int64_t atMs) {
    if (convo.messages.empty()) {
        return;
    }
    const ChatMessage* last = message(upTo.empty() ? convo.messages.back() : upTo);
    if (last == nullptr || last->convo != convo.id || last->rev <= convo.seats[did].readRev) {
        return;
    }
    convo.seats[did].readRev = last->rev;
    note(convo, did, {.kind = "logReadMessage", .message = last->id}, atMs);
}

void ChatRoom::deleteFor(ChatMessage& message, const std::string& did, std::int64_t atMs) {
    if (message.deletedFor.insert(did).second) {
        note(m_convos[message.convo], did, {.kind = "logDeleteMessage", .message = message.id}, atMs);
    }
}

void ChatRoom::react(ChatMessage& message, const std::string& did, const std::string& value,
                     std::int64_t atMs) {
    const bool hasOne = std::ranges::any_of(
        message.reactions, [&](const Reaction& one) { return one.did == did && one.value == value; });
    if (hasOne) {
        return;
    }
    const Reaction reaction{did, value, atMs};
    message.reactions.push_back(reaction);
    Convo& convo = m_convos[message.convo];
    const std::string rev = m_mint.tid(atMs);
    for (auto& [member, seat] : convo.seats) {
        note(convo, member,
             {.rev = rev, .kind = "logAddReaction", .message = message.id, .reaction = reaction}, atMs);
    }
}

std::vector<ChatEvent> ChatRoom::eventsAfter(const std::string& did, const std::string& rev,
                                             std::size_t limit) const {
    std::vector<ChatEvent> found;
    if (const auto events = m_events.find(did); events != m_events.end()) {
        auto event = std::ranges::upper_bound(events->second, rev, {}, &ChatEvent::rev);
        for (; event != events->second.end() && found.size() < limit; ++event) {
            found.push_back(*event);
        }
    }
    return found;
}

int ChatRoom::unread(const Convo& convo, const std::string& did) const {
    const Seat& seat = convo.seats.at(did);
    return static_cast<int>(std::ranges::count_if(convo.messages, [&](const std::string& id) {
        const ChatMessage& one = *message(id);
        return one.sender != did && one.rev > seat.readRev && !one.deletedFor.contains(did);
    }));
}

}  // namespace app::practice::bluesky
