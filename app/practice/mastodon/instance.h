// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/mastodon/id_mint.h"
#include "practice/mastodon/model.h"
#include "practice/mastodon/post_text.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace app::practice::mastodon {

/// What an account does with notifications of people it may not want to hear: "accept", "filter" or "drop".
struct NotificationPolicy {
    std::string notFollowing = "accept";
    std::string notFollowers = "accept";
    std::string newAccounts = "accept";
    std::string privateMentions = "filter";
    std::string limitedAccounts = "filter";
    std::string bots = "accept";
};

/// All that one Mastodon server knows. Plain state: posting.h, notices.h and conversation_book.h change it.
struct Instance {
    Instance(std::string url, std::int64_t startMs, const Dice& dice);

    std::string baseUrl;  ///< without a slash at the end
    std::string domain;   ///< host and port of baseUrl
    IdMint ids;
    std::map<Id, Account> accounts;
    std::map<Id, Post> posts;
    std::map<Id, std::vector<Id>> replies;  ///< direct replies that still exist, by parent, oldest first
    std::map<Id, Media> media;
    std::map<Id, Notification> notifications;
    std::map<Id, NotificationRequest> requests;
    std::map<Id, Conversation> conversations;
    std::map<Id, NotificationPolicy> policies;
    std::set<std::pair<Id, Id>> permissions;  ///< (recipient, sender) let in by hand

    [[nodiscard]] Account* accountByKey(std::string_view key);
    /// "user", "user@host", "@user@host"; case does not matter.
    [[nodiscard]] const Account* accountByHandle(std::string_view handle) const;
    [[nodiscard]] const Account* mentioned(const Entity& mention) const;
    [[nodiscard]] const Account& account(Id id) const { return accounts.at(id); }
    [[nodiscard]] const Post* post(Id id) const;
    /// Whether this viewer (0 = nobody is signed in) may see the post.
    [[nodiscard]] bool visible(const Post& post, Id viewer) const;

    [[nodiscard]] std::string profileUrl(const Account& account) const;
    [[nodiscard]] std::string accountUri(const Account& account) const;
    [[nodiscard]] std::string postUrl(const Post& post) const;
    [[nodiscard]] std::string postUri(const Post& post) const;
};

/// "public", "unlisted", "private", "direct"
[[nodiscard]] std::string_view name(Visibility visibility);
[[nodiscard]] std::optional<Visibility> parseVisibility(std::string_view text);
/// A whole decimal number, or nothing.
[[nodiscard]] std::optional<Id> parseId(std::string_view text);

}  // namespace app::practice::mastodon
