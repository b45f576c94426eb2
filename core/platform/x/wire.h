// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// X's objects (API version 2), as far as we read them. Empty = absent or null. Posts were called tweets:
/// both spellings are read wherever they stand.
namespace platform::x {

struct WireUser {
    std::string id;
    std::string username;
    std::string name;
    std::int64_t followers = 0;
    bool countsPosts = false;   ///< public_metrics speaks of posts
    bool countsTweets = false;  ///< … of tweets
};

struct WireMedia {
    std::string key;
    std::string type;
    std::string url;
    std::string previewUrl;
    std::string altText;
    struct Variant {
        std::string contentType;
        std::string url;
        std::int64_t bitRate = 0;
    };
    std::vector<Variant> variants;
};

struct WireUrl {
    std::string url;  ///< as it stands in the text: "https://t.co/…"
    std::string expandedUrl;
    std::string mediaKey;
};

struct WireMention {
    std::int64_t start = -1;  ///< in code points of the escaped text
    std::string username;
    std::string id;
};

struct WireEntities {
    std::vector<WireUrl> urls;
    std::vector<WireMention> mentions;
};

struct WireReference {
    std::string type;  ///< replied_to, quoted, retweeted
    std::string id;
};

struct WirePost {
    std::string id;
    std::optional<std::string> text{};  ///< with &amp; &lt; &gt;
    std::string authorId;
    std::string conversationId;
    std::string inReplyToUserId;
    std::optional<base::UtcTime> createdAt{};
    std::vector<std::string> editHistory;  ///< ids of all versions, the first one first
    std::vector<WireReference> references;
    std::vector<std::string> mediaKeys;
    WireEntities entities;
    std::string noteText;  ///< the whole of a long post
    WireEntities noteEntities;
};

struct WireDirectMessage {
    std::string id;
    std::string type;
    std::optional<std::string> text{};
    std::string senderId;
    std::string conversationId;
    std::vector<std::string> participants;
    std::optional<base::UtcTime> createdAt{};
    std::vector<std::string> mediaKeys;
    std::vector<std::string> postIds;
    WireEntities entities;
};

/// One entry of "errors" beside "data": what was asked for and is not shown.
struct WireProblem {
    std::string type;  ///< "https://api.x.com/2/problems/resource-not-found"
    std::string resourceId;
    std::string value;
};

/// What stands beside the items of an answer.
struct WireIncludes {
    std::map<std::string, WireUser, std::less<>> users;
    std::map<std::string, WirePost, std::less<>> posts;
    std::map<std::string, WireMedia, std::less<>> media;
};

struct WireToken {
    std::string accessToken;
    std::string refreshToken;
    std::string scope;
    std::int64_t expiresIn = 0;  ///< seconds
};

/// A refusal: problem JSON, a list of errors, or that of OAuth.
struct WireRefusal {
    std::string title;
    std::string detail;
    std::string type;
    std::string error;  ///< OAuth: "invalid_grant"
    std::int64_t code = 0;
};

}  // namespace platform::x
