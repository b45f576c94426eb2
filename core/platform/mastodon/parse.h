// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/json_reader.h"
#include "platform/mastodon/wire.h"

#include "base/error.h"

#include <string_view>

/// JSON to wire structs. Only what a message can't do without is demanded; the path of the first thing
/// missing or mistyped is the error. The structs keep what could be read also when something failed.
namespace platform::mastodon {

[[nodiscard]] base::Status readStatus(json::Reader& reader, const json::Item& item, WireStatus& status);
[[nodiscard]] base::Status readNotification(json::Reader& reader, const json::Item& item,
                                            WireNotification& notification);
[[nodiscard]] base::Status readConversation(json::Reader& reader, const json::Item& item,
                                            WireConversation& conversation);

/// The two lists of a thread, still as items: one bad status costs that status.
struct WireContext {
    std::vector<json::Item> ancestors;
    std::vector<json::Item> descendants;
};
[[nodiscard]] base::Result<WireContext> readContext(json::Reader& reader);
/// The statuses of a search's answer, still as items.
[[nodiscard]] base::Result<std::vector<json::Item>> readFound(json::Reader& reader);

[[nodiscard]] base::Result<WireAccount> readAccount(std::string_view body);
/// Version 1 and 2 of /api/…/instance.
[[nodiscard]] base::Result<WireInstance> readInstance(std::string_view body);
[[nodiscard]] base::Result<WireApp> readApp(std::string_view body);
[[nodiscard]] base::Result<WireToken> readToken(std::string_view body);
/// The address of the newest nodeinfo document; empty when there is none.
[[nodiscard]] std::string readNodeinfoLink(std::string_view body);
[[nodiscard]] base::Result<WireNodeinfo> readNodeinfo(std::string_view body);
/// Empty for whatever is not an error object.
[[nodiscard]] WireError readError(std::string_view body);

}  // namespace platform::mastodon
