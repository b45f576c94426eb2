// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/dice.h"
#include "practice/facebook/model.h"
#include "practice/graph/id_mint.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace app::practice::facebook {

/// A message and the conversation that it is in.
struct Found {
    Conversation* conversation = nullptr;
    Message* message = nullptr;
    std::size_t newer = 0;  ///< how many came after it
};

/// All that the platform knows. Plain state and what follows from it; who may do what stands elsewhere.
struct Network {
    explicit Network(const Dice& dice);

    graph::IdMint ids;
    std::string pageId;
    std::string pageName;
    std::vector<Person> people;                      ///< without the shop
    std::map<std::string, Post, std::less<>> posts;  ///< oldest first; deleted ones are gone
    std::map<std::string, Comment, std::less<>> comments;
    std::map<std::string, Conversation, std::less<>> conversations;

    [[nodiscard]] Person* byKey(std::string_view key);
    [[nodiscard]] Person* byId(std::string_view id);
    [[nodiscard]] Post* post(std::string_view id);
    [[nodiscard]] Comment* comment(std::string_view id);
    [[nodiscard]] Conversation* conversationWith(std::string_view person);
    [[nodiscard]] Found message(std::string_view id);
    /// The latest message of the person; null when there is none.
    [[nodiscard]] static const Message* lastOf(const Conversation& conversation);
    /// The comments under a post at the top, or those under a comment.
    [[nodiscard]] std::size_t repliesTo(const Comment& comment) const;

    /// `author` is a person's id or the page's.
    Post& publish(const std::string& author, std::string text, std::int64_t atMs);
    /// Under a post or a comment; a reply to a reply hangs on the comment at the top.
    Comment& comment(const std::string& author, const std::string& under, std::string text,
                     std::int64_t atMs);
    Message& write(const std::string& person, Message message);
    void erasePost(const std::string& id);
    void eraseComment(const std::string& id);
    /// Takes the message out, as if it had never been there.
    void unsend(const std::string& id);

private:
    std::int64_t m_order = 0;
};

}  // namespace app::practice::facebook
