// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/delivery_log.h"
#include "practice/dice.h"
#include "practice/platform_house.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Who is there, what was said: X's side of the street as plain state, and what changes it.
namespace app::practice::x {

using Id = std::uint64_t;

struct User {
    Id id = 0;
    std::string key;  ///< of the persona
    std::string username;
    std::string name;
    int followers = 0;
    bool takesMessages = true;
};

/// A post through all its versions: each edit has an id of its own.
struct Post {
    struct Version {
        Id id = 0;
        std::string text;
        std::int64_t atMs = 0;
    };
    std::vector<Version> versions;
    Id author = 0;
    Id inReplyTo = 0;  ///< the version answered
    Id quoted = 0;
    Id passedOn = 0;
    Id conversation = 0;
    std::string replySettings;
    std::vector<std::string> pictures;  ///< descriptions
    std::set<Id> likes;
    bool deleted = false;

    [[nodiscard]] Id first() const { return versions.front().id; }
    [[nodiscard]] const Version& last() const { return versions.back(); }
};

struct DirectMessage {
    Id id = 0;
    Id sender = 0;
    Id other = 0;
    std::string text;
    std::int64_t atMs = 0;
};

/// "{smaller}-{larger}"
[[nodiscard]] std::string conversationOf(Id one, Id other);
/// Nothing for what is no id.
[[nodiscard]] std::optional<Id> parseId(std::string_view text);

/// The words of the wire: which names the server knows.
enum class Dialect { Post, Tweet };

/// Why the server takes something or not.
enum class Taken { Yes, TooLong, Empty, Duplicate, NotSummoned, ParentGone, NoMessages, NoSuchPerson };

struct Town {
    Town(const HouseSettings& settings, DeliveryLog& deliveries);

    [[nodiscard]] const User& user(Id id) const { return users.at(id); }
    [[nodiscard]] const User* userByKey(std::string_view key) const;
    [[nodiscard]] const User* userByName(std::string_view username) const;
    /// By the id of any version; null when it never was or is gone.
    [[nodiscard]] Post* post(Id version);
    [[nodiscard]] const Post* post(Id version) const;
    /// The people whom the text mentions, in order.
    [[nodiscard]] std::vector<Id> mentionedIn(const std::string& text) const;
    [[nodiscard]] bool addresses(const Post& post, Id whom) const;
    [[nodiscard]] Id mint(std::int64_t atMs);

    struct Draft {
        Id author = 0;
        std::string text;
        Id inReplyTo = 0;
        Id quoted = 0;
        std::string replySettings{};
        std::vector<std::string> pictures{};
    };
    /// Whether X takes it from an app of somebody's own.
    [[nodiscard]] Taken judge(const Draft& draft, std::int64_t atMs) const;
    /// `byApi`: written with the shop's own app, so it is a delivery. Leading mentions of a reply are put
    /// there.
    Post& publish(Draft draft, std::int64_t atMs, bool byApi);
    void revise(Post& post, const std::string& text, std::int64_t atMs);
    [[nodiscard]] Taken judgeMessage(Id sender, Id other, const std::string& text) const;
    const DirectMessage& send(Id sender, Id other, const std::string& text, std::int64_t atMs, bool byApi);

    std::string baseUrl;
    std::int64_t startMs;
    Dice dice;
    RateLimits rateLimits;
    DeliveryLog& log;
    Dialect dialect = Dialect::Post;
    bool strict = false;     ///< refuses the words of the other dialect
    bool noCredits = false;  ///< everything that costs is refused
    std::map<Id, User> users;
    std::map<Id, Post> posts;        ///< by first version
    std::map<Id, Id> firstVersions;  ///< of every version
    std::vector<DirectMessage> messages;
    Id shop = 0;
    PlatformHouse::ShopReply onShopReply;

private:
    Id m_sequence = 0;
};

}  // namespace app::practice::x
