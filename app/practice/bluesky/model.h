// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace app::practice::bluesky {

inline constexpr std::string_view kPost = "app.bsky.feed.post";
inline constexpr std::string_view kLike = "app.bsky.feed.like";
inline constexpr std::string_view kRepost = "app.bsky.feed.repost";
inline constexpr std::string_view kGate = "app.bsky.feed.threadgate";
inline constexpr std::string_view kFollow = "app.bsky.graph.follow";
inline constexpr std::string_view kBlock = "app.bsky.graph.block";

struct Account {
    std::string key;  ///< the persona's
    std::string did;
    std::string handle;
    std::string displayName;
    std::string about;
    std::string language;
    std::int64_t createdMs = 0;
};

/// One record of somebody's repository, and what the AppView knows about it.
struct Record {
    std::string uri;
    std::string did;
    std::string collection;
    std::string rkey;
    std::string cid;
    Json value;
    std::int64_t indexedMs = 0;
    bool outsideGate = false;  ///< a reply that the thread's gate forbids: written, but not shown
};

struct Notice {
    std::string uri;  ///< of the record that it is about
    std::string reason;
    std::string subject;  ///< "" = none
    std::int64_t atMs = 0;
};

/// "at://did/collection/rkey" in its parts.
struct AtUri {
    std::string authority;
    std::string collection;
    std::string rkey;
};

[[nodiscard]] std::string atUri(std::string_view did, std::string_view collection, std::string_view rkey);
/// Nothing for anything but the address of a record.
[[nodiscard]] std::optional<AtUri> parseAtUri(std::string_view text);

/// The member at this place if it is text, "" otherwise.
[[nodiscard]] std::string textAt(const Json& json, const char* pointer);
/// "2026-08-01T13:51:39.138Z"
[[nodiscard]] std::string stamp(std::int64_t ms);

}  // namespace app::practice::bluesky
