// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/json_reader.h"

#include "base/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The lexicons' objects, as far as we read them. Empty = absent or null.
namespace platform::bluesky {

struct WireProfile {
    std::string did;
    std::string handle;
    std::string displayName;
    bool blocks = false;  ///< between the person and us, in either direction
    /// Who labels the account as automated, by DID. Only its owner's word counts: that is the profile's own
    /// label, which the network shows as one by the account itself.
    std::vector<std::string> botBy;
};

/// A post by address and by content: both are needed to answer it.
struct WireRef {
    std::string uri;
    std::string cid;
};

/// What a range of bytes of the text is. Exactly one of did, uri and tag is set.
struct WireFacet {
    std::int64_t byteStart = 0;
    std::int64_t byteEnd = 0;
    std::string did;
    std::string uri;
    std::string tag;
};

struct WireMedia {
    std::string type;  ///< of the embed: app.bsky.embed.images …
    std::string blobCid;
    std::string description;
};

/// The embed of a record; a quote with pictures has both.
struct WireEmbed {
    std::vector<WireMedia> media;
    std::string quotedUri;
    std::string linkUri;
    std::string description;  ///< of a video; it may stand before or behind it
};

/// The author's own record, app.bsky.feed.post.
struct WireRecord {
    std::string type;
    std::optional<std::string> text{};
    std::optional<base::UtcTime> createdAt{};
    std::vector<WireFacet> facets;
    WireRef root;
    WireRef parent;
    WireEmbed embed;
};

/// A post as the network shows it, or the notification that brings it: the fields that both have.
struct WirePost {
    std::string uri;
    std::string cid;
    WireProfile author;
    bool hasAuthor = false;
    WireRecord record;
    bool hasRecord = false;
    std::string reason;  ///< of a notification
    std::optional<base::UtcTime> indexedAt{};
    bool replyDisabled = false;
    bool hasViewer = false;  ///< how we stand with it is told; a notification does not tell
    std::string like;        ///< our like's own address; empty = we have none
};

/// Somebody's post in a feed; `reposted` when somebody else put it there.
struct WireFeedItem {
    WirePost post;
    bool reposted = false;
};

/// A place in a thread where nothing is shown.
struct WireHidden {
    std::string uri;
    std::string did;  ///< of the author, where the platform says so
    bool blocked = false;
};

/// A thread without its branches: posts in the order of the answer, still unread.
struct WireThread {
    std::vector<json::Item> posts;
    std::vector<WireHidden> hidden;
    bool given = false;  ///< an object stands there, of whatever kind
};

struct WireSession {
    std::string accessToken;
    std::string refreshToken;
    std::string did;
    std::string handle;
    std::string pds;  ///< from the DID document
    bool inactive = false;
    std::string status;
};

struct WireMessage {
    std::string type;
    std::string id;
    std::optional<std::string> text{};
    std::vector<WireFacet> facets;
    std::string senderDid;
    std::optional<base::UtcTime> sentAt{};
    std::string replyToId;
    std::string quotedUri;
};

struct WireConvo {
    std::string id;
    std::string rev;
    std::vector<WireProfile> members;
    std::string status;
};

struct WireLog {
    std::string type;
    std::string rev;
    std::string convoId;
    WireMessage message;
    bool hasMessage = false;
};

struct WireError {
    std::string error;
    std::string message;
};

}  // namespace platform::bluesky
