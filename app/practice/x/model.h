// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace app::practice::x {

using Id = std::uint64_t;

struct Account {
    std::string key;  ///< the persona's
    Id id = 0;
    std::string userName;
    std::string displayName;
    std::string about;
    std::string language;
    std::int64_t createdMs = 0;
    bool takesMessages = false;  ///< from people it does not know
    bool isProtected = false;    ///< its posts are for those alone whom it has let in, and the shop is not
};

/// One version of a post. An edit is a new one with an id of its own.
struct Post {
    Id id = 0;
    Id author = 0;
    std::string text;  ///< as written, after the leading mentions; links in full
    std::string language;
    std::int64_t atMs = 0;
    Id conversation = 0;
    Id inReplyTo = 0;
    Id inReplyToUser = 0;
    Id quoted = 0;
    std::vector<Id> mentions{};           ///< accounts that the text names
    std::vector<Id> history{};            ///< ids of all versions, oldest first
    std::vector<std::string> pictures{};  ///< descriptions
    std::string replySettings = "everyone";
    std::set<Id> likes{};
    std::set<Id> reposts{};
    bool replaced = false;  ///< there is a newer version
};

struct Message {
    Id id = 0;
    Id sender = 0;
    Id recipient = 0;
    std::string text;
    std::int64_t atMs = 0;
    bool encrypted = false;  ///< written in a chat that this API does not show
};

/// "2026-05-03T10:15:30.000Z"
[[nodiscard]] std::string stamp(std::int64_t ms);
/// One to nineteen digits; nothing for anything else.
[[nodiscard]] std::optional<Id> parseId(std::string_view text);
/// "{smaller}-{larger}"
[[nodiscard]] std::string conversationId(Id one, Id other);

}  // namespace app::practice::x
