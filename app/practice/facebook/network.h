// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/dice.h"
#include "practice/facebook/model.h"
#include "practice/graph/id_mint.h"

#include <map>
#include <string>
#include <string_view>

namespace app::practice::facebook {

/// All that the platform knows. Plain state and what follows from it; who may do what stands elsewhere.
struct Network {
    explicit Network(const Dice& dice);
    Network(const Network&) = delete;  // the inbox takes its ids from here
    Network& operator=(const Network&) = delete;
    Network(Network&&) = delete;
    Network& operator=(Network&&) = delete;
    ~Network() = default;

    graph::IdMint ids;
    std::string pageId;
    std::string pageName;
    graph::People people;
    graph::Inbox inbox;
    std::map<std::string, Post, std::less<>> posts;  ///< oldest first; deleted ones are gone
    std::map<std::string, Comment, std::less<>> comments;

    [[nodiscard]] Post* post(std::string_view id);
    [[nodiscard]] Comment* comment(std::string_view id);
    /// The comments under a post at the top, or those under a comment.
    [[nodiscard]] std::size_t repliesTo(const Comment& comment) const;

    /// `author` is a person's id or the page's.
    Post& publish(const std::string& author, std::string text, std::int64_t atMs);
    /// Under a post or a comment; a reply to a reply hangs on the comment at the top.
    Comment& comment(const std::string& author, const std::string& under, std::string text,
                     std::int64_t atMs);
    void erasePost(const std::string& id);
    void eraseComment(const std::string& id);
};

}  // namespace app::practice::facebook
