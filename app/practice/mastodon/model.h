// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace app::practice::mastodon {

/// Mastodon's 64-bit ids; text on the wire, since most exceed 2^53. 0 = none.
using Id = std::uint64_t;

enum class Visibility { Public, Unlisted, Private, Direct };

struct Account {
    Id id = 0;
    std::string key;  ///< the persona's
    std::string userName;
    std::string host;  ///< "" = local
    std::string displayName;
    std::string about;
    std::string language;
    std::int64_t createdMs = 0;
    std::int64_t lastPostMs = 0;  ///< 0 = never
    int posts = 0;
    std::set<Id> follows;

    [[nodiscard]] bool isLocal() const { return host.empty(); }
    [[nodiscard]] std::string acct() const { return host.empty() ? userName : userName + "@" + host; }
};

struct Media {
    Id id = 0;
    Id owner = 0;
    Id post = 0;  ///< 0 = not attached yet
    std::string type = "image";
    std::string mime = "image/png";
    std::optional<std::string> description;
    std::int64_t readyMs = 0;  ///< until then it is being processed
    std::string bytes;         ///< what was uploaded; empty = the street draws a picture
};

struct Revision {
    std::string text;
    std::string warning;
    std::vector<Id> media;
    bool sensitive = false;
    std::int64_t atMs = 0;
};

struct Post {
    Id id = 0;
    Id author = 0;
    Id app = 0;  ///< 0 = not written through a known app
    Id conversation = 0;
    Id inReplyTo = 0;
    Id inReplyToAuthor = 0;
    std::int64_t createdMs = 0;
    std::int64_t editedMs = 0;  ///< 0 = never
    Visibility visibility = Visibility::Public;
    bool sensitive = false;
    std::string text;
    std::string warning;
    std::optional<std::string> language;
    std::vector<Id> media;
    std::vector<Id> mentions;
    std::vector<Revision> before;  ///< what it said before each edit, oldest first
    std::set<Id> favouritedBy;
    std::set<Id> boostedBy;
    std::set<Id> bookmarkedBy;
};

struct Notification {
    Id id = 0;
    Id recipient = 0;
    Id from = 0;
    Id post = 0;  ///< 0 = about no post
    std::string type;
    std::int64_t atMs = 0;
    bool filtered = false;
};

/// Filtered notifications of one sender, waiting to be let in.
struct NotificationRequest {
    Id id = 0;
    Id recipient = 0;
    Id from = 0;
    std::int64_t createdMs = 0;
    std::int64_t updatedMs = 0;
};

/// One account's view of one private conversation with one set of people.
struct Conversation {
    Id id = 0;
    Id owner = 0;
    Id thread = 0;  ///< Post::conversation
    std::set<Id> others;
    std::set<Id> posts;
    bool unread = false;

    [[nodiscard]] Id lastPost() const { return posts.empty() ? 0 : *posts.rbegin(); }
};

}  // namespace app::practice::mastodon
