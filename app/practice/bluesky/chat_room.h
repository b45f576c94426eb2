// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/bluesky/id_mint.h"
#include "practice/bluesky/model.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace app::practice::bluesky {

struct Reaction {
    std::string did;
    std::string value;
    std::int64_t atMs = 0;
};

struct ChatMessage {
    std::string id;
    std::string rev;
    std::string convo;
    std::string sender;
    std::string text;
    Json facets;  ///< null = none
    Json embed;   ///< null = none
    std::int64_t atMs = 0;
    std::set<std::string> deletedFor;  ///< dids
    std::vector<Reaction> reactions{};
};

/// How a conversation stands with one of its two members.
enum class Standing {
    Unheard,  ///< opened by the other one, who has not written yet
    Request,
    Accepted,
    Left,
};

struct Seat {
    Standing standing = Standing::Unheard;
    std::string rev;      ///< of what last happened in it, as this member sees it
    std::string readRev;  ///< everything up to here has been read
};

struct Convo {
    std::string id;
    std::map<std::string, Seat> seats;  ///< by did
    std::vector<std::string> messages;  ///< ids, oldest first

    [[nodiscard]] std::string otherThan(const std::string& did) const;
};

/// One line of a member's log.
struct ChatEvent {
    std::string rev;
    std::string kind;  ///< "logCreateMessage" and so on
    std::string convo;
    std::string message;  ///< id; "" where the kind has none
    Reaction reaction{};
};

/// How a new message finds its reader.
enum class Welcome { Request, Accepted };

/// The chat service: conversations of two, and a forward log for each member.
class ChatRoom {
public:
    explicit ChatRoom(const Dice& dice) : m_mint(dice.fork("chat")) {}

    /// The conversation of the two, opened by `opener` if there is none yet.
    Convo& between(const std::string& opener, const std::string& other, std::int64_t atMs);
    [[nodiscard]] Convo* existing(const std::string& one, const std::string& other);
    /// A conversation that this member can see; null for all others.
    [[nodiscard]] Convo* convo(const std::string& id, const std::string& did);
    [[nodiscard]] ChatMessage* message(const std::string& id);
    [[nodiscard]] const ChatMessage* message(const std::string& id) const;
    [[nodiscard]] const std::map<std::string, Convo>& convos() const { return m_convos; }

    /// No request is ever taken for a repetition: two sends are two messages.
    ChatMessage& send(Convo& convo, const std::string& sender, std::string text, Json facets, Welcome welcome,
                      std::int64_t atMs);
    /// The rev of the acceptance, "" when it had been accepted before.
    std::string accept(Convo& convo, const std::string& did, std::int64_t atMs);
    /// The rev of the leave.
    std::string leave(Convo& convo, const std::string& did, std::int64_t atMs);
    /// Marks everything up to this message ("" = the last one) as read.
    void read(Convo& convo, const std::string& did, const std::string& upTo, std::int64_t atMs);
    void deleteFor(ChatMessage& message, const std::string& did, std::int64_t atMs);
    void react(ChatMessage& message, const std::string& did, const std::string& value, std::int64_t atMs);

    /// Events of a member after this rev, oldest first.
    [[nodiscard]] std::vector<ChatEvent> eventsAfter(const std::string& did, const std::string& rev,
                                                     std::size_t limit) const;
    [[nodiscard]] int unread(const Convo& convo, const std::string& did) const;

private:
    std::string note(Convo& convo, const std::string& did, ChatEvent event, std::int64_t atMs);

    IdMint m_mint;
    std::map<std::string, Convo> m_convos;
    std::map<std::string, ChatMessage> m_messages;
    std::map<std::string, std::vector<ChatEvent>> m_events;
};

}  // namespace app::practice::bluesky
