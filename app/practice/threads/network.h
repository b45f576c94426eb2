// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/dice.h"
#include "practice/graph/id_mint.h"
#include "practice/graph/inbox.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace app::practice::threads {

struct Post {
    std::string id;
    std::string author;
    std::string text;
    std::int64_t atMs = 0;
    std::string root;       ///< the post at the top; its own id for that one
    std::string repliedTo;  ///< "" for a post at the top
    bool isHidden = false;
    bool isPrivate = false;  ///< said in a direct message, which this API does not show
    std::string picture{};   ///< an address; "" for words alone
    std::set<std::string> likes{};
};

/// What is going to be a post.
struct Container {
    std::string id;
    std::string text;
    std::string replyTo;
    std::string picture;
    std::int64_t createdMs = 0;
    std::int64_t readyMs = 0;
    std::string published;  ///< the post's id, once it is one
    bool isSpoilt = false;
};

/// All that the platform knows. Plain state and what follows from it; who may do what stands elsewhere.
struct Network {
    explicit Network(const Dice& dice);

    graph::IdMint ids;
    std::string accountId;
    std::string userName = "kettleandkiln";
    std::string name;
    graph::People people;
    std::set<std::string> closed{};                  ///< people whose profile is not public
    std::map<std::string, Post, std::less<>> posts;  ///< oldest first; deleted ones are gone
    std::map<std::string, Container, std::less<>> containers;

    [[nodiscard]] Post* post(std::string_view id);
    [[nodiscard]] std::string userNameOf(const std::string& id);
    [[nodiscard]] std::string latestOwn() const;
    [[nodiscard]] bool mentionsShop(const Post& post) const;
    [[nodiscard]] bool hasReplies(const Post& post) const;
    /// Whether it hangs on that one, at any depth.
    [[nodiscard]] bool isBelow(const Post& post, const std::string& above);
    /// `under` is "" for a post at the top.
    Post& publish(const std::string& author, const std::string& under, std::string text, std::int64_t atMs);
    void erase(const std::string& id);
};

/// Code points, but an emoji counts the bytes it has in UTF-8.
[[nodiscard]] std::size_t lengthOf(std::string_view text);

}  // namespace app::practice::threads
