// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/mastodon/self.h"
#include "platform/mastodon/server.h"

#include "model/incoming.h"

#include <optional>
#include <string>
#include <vector>

/// The lists of a poll, item by item, newest first as they come.
namespace platform::mastodon {

struct ListedItem {
    std::string id;                     ///< by which the list is paged; empty when it can't be read
    std::optional<base::UtcTime> at{};  ///< by which the list is ordered
    std::optional<model::IncomingMessage> message{};  ///< nothing: known to be of no interest
};

/// Who reads a list, for whom, and when.
struct ListReader {
    const Server& server;
    const Self& self;
    base::UtcTime now;
};

/// Mentions; other notifications (of servers that don't filter) only by their id.
[[nodiscard]] base::Result<std::vector<ListedItem>> readNotifications(const ListReader& reader,
                                                                      const net::HttpResponse& response);
/// Our own posts; those that answer nobody only by their id.
[[nodiscard]] base::Result<std::vector<ListedItem>> readOwnStatuses(const ListReader& reader,
                                                                    const net::HttpResponse& response);
/// Posts under a tag; without our own and what can't be read, of which nobody knows that it is about us.
[[nodiscard]] base::Result<std::vector<ListedItem>> readTagged(const ListReader& reader,
                                                               const net::HttpResponse& response);
/// The same of a search's answer.
[[nodiscard]] base::Result<std::vector<ListedItem>> readFoundStatuses(const ListReader& reader,
                                                                      const net::HttpResponse& response);
/// The last message of each private conversation; `id` is that message's.
[[nodiscard]] base::Result<std::vector<ListedItem>> readConversations(const ListReader& reader,
                                                                      const net::HttpResponse& response);

/// One status, passed on or not. NotFound when it is no longer there.
[[nodiscard]] base::Result<model::IncomingMessage> readOneStatus(const ListReader& reader,
                                                                 const net::HttpResponse& response);
/// The posts around one status, oldest first, without it. Items that can't be read are among them.
[[nodiscard]] base::Result<std::vector<model::IncomingMessage>>
readThreadAround(const ListReader& reader, const net::HttpResponse& response);

}  // namespace platform::mastodon
