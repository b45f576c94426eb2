// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Objects that Meta's Graph API has on every one of its platforms, as far as we read them. Empty = absent or
/// null: Graph leaves out fields without data.
namespace platform::graph {

struct WirePerson {
    std::string id;
    std::string name;
    std::string username;
};

struct WireMedia {
    std::string url;
    std::string previewUrl;
};

struct WireAttachment {
    std::string mimeType;
    std::string name;
    std::string fileUrl;
    WireMedia image;
    WireMedia video;
};

struct WireShare {
    std::string link;
    std::string name;
    std::string description;
};

/// What a direct message was written about: a story of ours.
struct WireStory {
    std::string replyTo;  ///< link
    std::string mention;  ///< link
};

/// A message of Messenger or of Instagram.
struct WireMessage {
    std::string id;
    std::optional<base::UtcTime> createdAt{};
    WirePerson from;
    std::vector<WirePerson> to;
    std::string text;
    std::string sticker;
    std::vector<WireAttachment> attachments;
    std::vector<WireShare> shares;
    WireStory story;
    bool unsupported = false;
};

struct WireConversation {
    std::string id;
    std::optional<base::UtcTime> updatedAt{};
    std::string link;  ///< "/PAGE/inbox/…", a path
    std::vector<WirePerson> participants;
};

/// How Graph refuses. Nothing set: the answer is no refusal of Graph's.
struct WireError {
    bool given = false;
    std::int64_t code = 0;
    std::int64_t subcode = 0;
    std::string message;
    std::string userMessage;  ///< for people, in their language; mostly empty
    bool transient = false;
};

/// What a token may do, by Graph's own word.
struct WireTokenFacts {
    bool given = false;
    bool valid = false;
    std::string type;  ///< PAGE, USER, SYSTEM_USER
    std::vector<std::string> scopes;
    std::int64_t expiresAt = 0;            ///< Unix seconds; 0 = never
    std::int64_t dataAccessExpiresAt = 0;  ///< Unix seconds; 0 = never
};

struct WireToken {
    std::string accessToken;
    std::int64_t expiresIn = 0;  ///< seconds; 0 = does not say
};

/// The answer to something sent.
struct WireSent {
    std::string id;         ///< of a comment
    std::string messageId;  ///< of a message
};

}  // namespace platform::graph
