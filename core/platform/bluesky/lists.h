// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bluesky/parse.h"
#include "platform/bluesky/server.h"

#include "model/incoming.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Lists of posts, item by item, newest first as they come.
namespace platform::bluesky {

/// Who reads a list, for whom, and when.
struct ListReader {
    const Server& server;
    const std::string& me;  ///< our DID
    base::UtcTime now;
};

/// The items of a page, once the answer is known to be one.
[[nodiscard]] base::Result<WirePage> pageOf(const ListReader& reader, json::Reader& json, RequestKind kind,
                                            const net::HttpResponse& response, std::string_view list);

struct ListedPost {
    std::string uri;
    std::optional<base::UtcTime> at{};
    std::optional<model::IncomingMessage> message{};  ///< nothing: known to be of no interest
};
struct ListedPage {
    std::vector<ListedPost> posts;
    std::string cursor;  ///< of the next, older page; empty at the end
};
/// Mentions, replies and quotes.
[[nodiscard]] base::Result<ListedPage> readNotifications(const ListReader& reader,
                                                         const net::HttpResponse& response);
/// Our own posts that answer somebody.
[[nodiscard]] base::Result<ListedPage> readOwnPosts(const ListReader& reader,
                                                    const net::HttpResponse& response);
/// What a search found; without our own and what can't be read, of which nobody knows that it is about us.
[[nodiscard]] base::Result<ListedPage> readFoundPosts(const ListReader& reader,
                                                      const net::HttpResponse& response);
/// Posts that were asked for by name; those that are gone are left out.
[[nodiscard]] base::Result<std::vector<model::IncomingMessage>>
readNamedPosts(const ListReader& reader, const net::HttpResponse& response);
/// The posts of a thread, those that are not shown among them. NotFound when it is gone as a whole.
[[nodiscard]] base::Result<std::vector<model::IncomingMessage>>
readThreadPosts(const ListReader& reader, const net::HttpResponse& response);

}  // namespace platform::bluesky
