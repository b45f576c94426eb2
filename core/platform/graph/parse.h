// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/wire.h"
#include "platform/json_reader.h"

#include "base/error.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// JSON to wire structs. Only what an object can't do without is demanded; the path of the first thing
/// missing or mistyped is the error. The structs keep what could be read also when something failed.
namespace platform::graph {

/// A page of a list: its items, still unread, and where it goes on.
struct WirePage {
    std::vector<json::Item> items;
    std::string after;  ///< the cursor behind it
    bool more = false;  ///< `next` is there: the only sign that the list goes on
};
/// Fails when the answer is no object with a list in "data".
[[nodiscard]] base::Result<WirePage> readPage(json::Reader& reader);
/// A list inside an object that has been read as JSON: {"data":[…],"paging":{…}}. Nothing there = no items.
[[nodiscard]] base::Result<WirePage> readPage(json::Reader& reader, const json::Item& list);

[[nodiscard]] base::Status readConversation(json::Reader& reader, const json::Item& item,
                                            WireConversation& conversation, std::string_view& messages);
[[nodiscard]] base::Status readMessage(json::Reader& reader, const json::Item& item, WireMessage& message);
[[nodiscard]] base::Status readPerson(json::Reader& reader, const json::Item& item, WirePerson& person);

/// Field readers for the objects of one platform.
[[nodiscard]] base::Status readPerson(json::Value& value, WirePerson& person);
/// A time as Graph writes it (an offset without a colon), or Unix seconds as a number or as text.
[[nodiscard]] base::Status readGraphTime(json::Value& value, std::optional<base::UtcTime>& target);
/// An object's own JSON, for readPage(); good as long as the reader.
[[nodiscard]] base::Status readRaw(json::Value& value, std::string_view& target);

[[nodiscard]] WireError readError(std::string_view body);
[[nodiscard]] WireTokenFacts readTokenFacts(std::string_view body);
/// What an answer is about: itself, or the first item of its list. Instagram documents both of its sign-in,
/// and gives both.
[[nodiscard]] json::Item objectOf(json::Reader& reader);
[[nodiscard]] base::Result<WireToken> readToken(std::string_view body);
[[nodiscard]] WireSent readSent(std::string_view body);
[[nodiscard]] base::Result<WirePerson> readPerson(std::string_view body);

/// "[3].id: missing"
[[nodiscard]] std::unexpected<base::Error> lacks(std::string_view path, std::string_view field);

}  // namespace platform::graph
