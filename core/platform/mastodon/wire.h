// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Mastodon's entities, as far as we read them. Empty = absent or null.
namespace platform::mastodon {

struct WireAccount {
    std::string id;
    std::string username;
    std::string acct;
    std::string displayName;
    std::string url;
    std::string uri;
    bool bot = false;
    std::int64_t followers = 0;
};

struct WireMention {
    std::string id;
    std::string username;
    std::string acct;
    std::string url;
};

struct WireAttachment {
    std::string type;
    std::string url;
    std::string remoteUrl;
    std::string description;
};

struct WireStatus {
    std::string id;
    std::optional<base::UtcTime> createdAt{};
    std::optional<base::UtcTime> editedAt{};
    std::string inReplyToId;
    std::string visibility;
    std::string spoilerText;
    /// HTML; good until the next item is read.
    std::optional<std::string_view> content{};
    /// The source, where a server gives it away (snac2); good until the next item is read.
    std::string_view source{};
    std::string url;
    std::string uri;
    WireAccount account;
    bool hasAccount = false;
    std::vector<WireMention> mentions;
    std::vector<WireAttachment> attachments;
    std::vector<std::string> pollOptions;
    std::string quotedUrl;
    std::optional<bool> favourited{};  ///< by us
    /// The JSON of the status that this one only passes on; good as long as the reader.
    std::string_view reblogged{};
};

struct WireNotification {
    std::string id;
    std::string type;
    std::optional<base::UtcTime> createdAt{};
    WireAccount account;
    WireStatus status;
    bool hasStatus = false;
};

struct WireConversation {
    WireStatus lastStatus;
    bool hasLastStatus = false;
};

struct WireInstance {
    std::string domain;
    std::string version;
    std::optional<std::int64_t> largestStatus{};
    std::optional<std::int64_t> urlLength{};
};

struct WireApp {
    std::string clientId;
    std::string clientSecret;
    std::vector<std::string> scopes;
};

struct WireToken {
    std::string accessToken;
    std::string scope;
};

struct WireNodeinfo {
    std::string software;
    std::string version;
};

struct WireError {
    std::string error;
    std::string description;
};

}  // namespace platform::mastodon
