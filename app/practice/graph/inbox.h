// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/graph/id_mint.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace app::practice::graph {

/// Somebody of the street. One id stands for the same person in public and in messages, and is this page's or
/// account's alone.
struct Person {
    std::string key;  ///< the persona's
    std::string id;
    std::string name;
    std::string userName;
    bool hasRole = false;     ///< in the app: seen without Advanced Access
    bool isNameless = false;  ///< comments come without `from`
    bool blocks = false;      ///< the shop
    bool isGone = false;
};

/// All but the shop.
struct People {
    std::vector<Person> list{};

    [[nodiscard]] Person* byKey(std::string_view key);
    [[nodiscard]] Person* byId(std::string_view id);
};
/// The customers of the street, with ids of their own.
[[nodiscard]] People inviteAll(IdMint& ids);

/// Something in a message that is no text.
struct Enclosure {
    enum class Kind { Picture, Video, File, Sticker, Share, StoryReply, StoryMention, Unsupported };
    Kind kind = Kind::Picture;
    std::string id{};
    std::string name{};  ///< of the file, or what is shared
    std::string link{};  ///< where it lies, if not on the CDN
};

struct Message {
    std::string id{};
    std::int64_t order = 0;  ///< grows with every message of the house
    bool isFromShop = false;
    std::string text{};
    std::int64_t atMs = 0;
    std::vector<Enclosure> enclosures{};
    std::string replyTo{};
    std::map<std::string, std::string> reactions{};  ///< by who reacts
    bool isEmptied = false;                          ///< unsent, and still listed without what it held
};

struct Conversation {
    std::string id;
    std::string person;
    std::vector<Message> messages{};  ///< oldest first; unsent ones are gone
    int unread = 0;
    std::int64_t updatedMs = 0;
    std::int64_t order = 0;  ///< that of the last change
};

/// A message and the conversation that it is in.
struct Found {
    Conversation* conversation = nullptr;
    Message* message = nullptr;
    std::size_t newer = 0;  ///< how many came after it
};

/// The newest ones of a conversation alone can be read in detail.
inline constexpr std::size_t kReadable = 20;
inline constexpr std::int64_t kWindowMs = 86'400'000;
inline constexpr std::int64_t kAgentWindowMs = 7 * kWindowMs;

/// How a platform names conversations and messages.
enum class Naming {
    Prefixed,  ///< t_…, m_…
    Opaque,
};

/// The messages of a page or an account, one conversation with each person.
class Inbox {
public:
    Inbox(IdMint& ids, Naming naming) : m_ids(ids), m_naming(naming) {}

    [[nodiscard]] std::map<std::string, Conversation, std::less<>>& conversations() {
        return m_conversations;
    }
    [[nodiscard]] Conversation* conversation(std::string_view id);
    [[nodiscard]] Conversation* with(std::string_view person);
    [[nodiscard]] Found find(std::string_view message);
    Message& write(const std::string& person, Message message);
    /// Takes the message out, as if it had never been there.
    void unsend(const std::string& message);
    /// Takes out what is in it.
    void empty(const std::string& message);

private:
    IdMint& m_ids;
    Naming m_naming;
    std::map<std::string, Conversation, std::less<>> m_conversations;
    std::int64_t m_order = 0;
};

/// The latest message of the person; null when there is none.
[[nodiscard]] const Message* lastOf(const Conversation& conversation);
/// Whether the shop may still answer without a tag.
[[nodiscard]] bool isWindowOpen(const Conversation& conversation, std::int64_t nowMs);

}  // namespace app::practice::graph
