// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/json_reader.h"
#include "platform/x/wire.h"

#include "base/error.h"

#include <string>
#include <string_view>
#include <vector>

/// JSON to wire structs. Only what a message can't do without is demanded; the path of the first thing
/// missing or mistyped is the error. The structs keep what could be read also when something failed.
namespace platform::x {

/// An answer: its items, still unread, and what stands beside them.
struct WirePage {
    std::vector<json::Item>
        items;         ///< of "data", whether it is a list or one object; none where it is absent
    bool one = false;  ///< "data" is one object
    WireIncludes includes;
    std::vector<WireProblem> problems;
    std::string nextToken;
};
/// Fails when the answer is no object, or when "data" is neither list nor object.
[[nodiscard]] base::Result<WirePage> readPage(json::Reader& reader);

[[nodiscard]] base::Status readPost(json::Reader& reader, const json::Item& item, WirePost& post);
[[nodiscard]] base::Status readUser(json::Reader& reader, const json::Item& item, WireUser& user);
[[nodiscard]] base::Status readDirectMessage(json::Reader& reader, const json::Item& item,
                                             WireDirectMessage& message);

/// The ids that a send answers with: "id", else "dm_event_id"; empty where there is none.
[[nodiscard]] std::string readSentId(std::string_view body);
[[nodiscard]] base::Result<WireToken> readToken(std::string_view body);
/// Empty for whatever is not a refusal.
[[nodiscard]] WireRefusal readRefusal(std::string_view body);

}  // namespace platform::x
