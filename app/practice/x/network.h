// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/x/id_mint.h"
#include "practice/x/model.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace app::practice::x {

/// What is written; the rest of a post follows from it.
struct Draft {
    const Account* author = nullptr;
    std::string text;
    Id inReplyTo = 0;
    Id quoted = 0;
    std::vector<std::string> pictures{};
    std::string replySettings = "everyone";
    std::set<Id> unnamed{};  ///< accounts that the server must not put at the head of a reply
};

/// All that the platform knows. Plain state and what follows from it; who may do what stands elsewhere.
struct Network {
    Network(std::string url, std::int64_t startMs, const Dice& dice);

    std::string baseUrl;  ///< without a slash at the end
    IdMint ids;
    std::vector<Account> accounts;  ///< the shop first
    std::map<Id, Post> posts;       ///< oldest first; deleted ones are gone
    std::map<Id, Message> messages;
    std::set<std::pair<Id, Id>> follows;  ///< (who, whom)

    [[nodiscard]] const Account& shop() const { return accounts.front(); }
    [[nodiscard]] Account* byKey(std::string_view key);
    [[nodiscard]] const Account* byKey(std::string_view key) const;
    [[nodiscard]] const Account* byId(Id id) const;
    /// Case does not matter.
    [[nodiscard]] const Account* byUserName(std::string_view userName) const;
    [[nodiscard]] const Post* post(Id id) const;
    /// The newest version of a post, null when it is deleted.
    [[nodiscard]] Post* latest(Id id);
    [[nodiscard]] const Post* latest(Id id) const;
    /// Posts that answer or quote this one, in any version.
    [[nodiscard]] std::size_t replyCount(const Post& post) const;
    [[nodiscard]] std::size_t quoteCount(const Post& post) const;
    /// Null is an app, a stranger to everybody.
    [[nodiscard]] bool sees(const Account* viewer, const Post& post) const;
    /// Whether the two have written to each other, or `who` takes messages of anybody.
    [[nodiscard]] bool takesMessage(const Account& who, const Account& from) const;

    Post& publish(const Draft& draft, std::int64_t atMs);
    /// A new version of the post; the old one stays under its id.
    Post& revise(Post& post, const std::string& text, std::int64_t atMs);
    void erase(Id id);
    Message& write(const Account& from, const Account& to, std::string text, std::int64_t atMs);

private:
    [[nodiscard]] std::string headed(const Draft& draft, const Post& parent) const;
    [[nodiscard]] std::vector<Id> namedIn(std::string_view text) const;
};

}  // namespace app::practice::x
