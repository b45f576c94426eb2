// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bluesky/wire.h"
#include "platform/json_reader.h"

#include "base/error.h"

#include <string>
#include <string_view>
#include <vector>

/// Bytes to wire structs. The readers of items name what is missing, with its path; what could be read stays
/// in the target.
namespace platform::bluesky {

/// A list inside an answer, and where the next page begins.
struct WirePage {
    std::vector<json::Item> items;
    std::string cursor;
};
/// `list` is the field's name: "notifications", "posts", "feed", "convos", "messages", "logs".
[[nodiscard]] base::Result<WirePage> readPage(json::Reader& reader, std::string_view list);

/// A post view or a notification. A record that is no post is none of ours: readable, with another type.
[[nodiscard]] base::Status readPost(json::Reader& reader, const json::Item& item, WirePost& post);
[[nodiscard]] base::Status readFeedItem(json::Reader& reader, const json::Item& item, WireFeedItem& feed);
[[nodiscard]] base::Result<WireThread> readThread(json::Reader& reader);

[[nodiscard]] base::Status readMessage(json::Reader& reader, const json::Item& item, WireMessage& message);
[[nodiscard]] base::Status readConvo(json::Reader& reader, const json::Item& item, WireConvo& convo);
/// The answer of getConvo and getConvoForMembers.
[[nodiscard]] base::Result<WireConvo> readOneConvo(std::string_view body);
[[nodiscard]] base::Status readLog(json::Reader& reader, const json::Item& item, WireLog& log);

[[nodiscard]] base::Result<WireSession> readSession(std::string_view body);
[[nodiscard]] base::Result<WireProfile> readProfile(std::string_view body);
/// The record in an answer of getRecord, with its address.
[[nodiscard]] base::Result<WirePost> readRecordAnswer(std::string_view body);
/// The answer to a write: uri and cid, and the revision that it made.
struct WireWritten {
    std::string uri;
    std::string cid;
    std::string revision;
};
[[nodiscard]] base::Result<WireWritten> readWritten(std::string_view body);
/// One text of an answer: "did" of resolveHandle, "version" of _health.
[[nodiscard]] std::string readText(std::string_view body, std::string_view field);
[[nodiscard]] WireError readError(std::string_view body);

}  // namespace platform::bluesky
