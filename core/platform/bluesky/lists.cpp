// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/lists.h"

#include "platform/bluesky/message.h"
#include "platform/bluesky/tid.h"
#include "platform/brand_search.h"

#include <algorithm>

namespace platform::bluesky {

namespace {

constexpr std::string_view kPostType = "app.bsky.feed.post";

bool isPost(const WirePost& post) {
    return post.record.type.empty() || post.record.type == kPostType;
}

/// Notifications of other kinds come along where a server does not filter.
bool concernsUs(const WirePost& notification) {
    return notification.reason.empty() || notification.reason == "mention" ||
           notification.reason == "reply" || notification.reason == "quote";
}

model::IncomingMessage readable(const ListReader& reader, const json::Item& item, const base::Status& read,
                                const WirePost& post) {
    auto message = read ? toMessage(post, reader.me) : toUnreadable(item, read.error(), post, reader.me);
    if (base::toMs(message.at) == 0) {
        message.at = reader.now;
    }
    return message;
}

/// When what hangs below a hidden post was written, or now.
base::UtcTime seenFrom(const std::vector<model::IncomingMessage>& messages, const std::string& uri,
                       base::UtcTime now) {
    base::UtcTime earliest = now;
    for (const auto& message : messages) {
        if (message.parentRemoteId == uri) {
            earliest = std::min(earliest, message.at);
        }
    }
    return earliest;
}

}  // namespace

base::Result<WirePage> pageOf(const ListReader& reader, json::Reader& json, RequestKind kind,
                              const net::HttpResponse& response, std::string_view list) {
    if (auto failure = reader.server.failureOf(kind, response, reader.now)) {
        return base::fail(*std::move(failure));
    }
    if (!json.startsAsJson()) {
        return base::fail(reader.server.notBluesky(kind, response));
    }
    auto page = readPage(json, list);
    if (!page) {
        return base::fail(reader.server.unreadable(kind, page.error()));
    }
    return page;
}

base::Result<ListedPage> readNotifications(const ListReader& reader, const net::HttpResponse& response) {
    json::Reader json(response.body);
    auto page = pageOf(reader, json, RequestKind::Poll, response, "notifications");
    if (!page) {
        return base::fail(std::move(page.error()));
    }
    ListedPage listed{.cursor = std::move(page->cursor)};
    for (const auto& item : page->items) {
        WirePost post;
        const auto read = readPost(json, item, post);
        auto& added = listed.posts.emplace_back(ListedPost{post.uri, post.indexedAt});
        if (concernsUs(post) && (!read || isPost(post))) {
            added.message = readable(reader, item, read, post);
        }
    }
    return listed;
}

base::Result<ListedPage> readOwnPosts(const ListReader& reader, const net::HttpResponse& response) {
    json::Reader json(response.body);
    auto page = pageOf(reader, json, RequestKind::Poll, response, "feed");
    if (!page) {
        return base::fail(std::move(page.error()));
    }
    ListedPage listed{.cursor = std::move(page->cursor)};
    for (const auto& item : page->items) {
        WireFeedItem feed;
        const auto read = readFeedItem(json, item, feed);
        if (feed.reposted || (feed.post.hasAuthor && feed.post.author.did != reader.me)) {
            continue;  // its time is that of the post and not of its place in the list
        }
        auto& added = listed.posts.emplace_back(ListedPost{feed.post.uri, feed.post.indexedAt});
        if (!read || (isPost(feed.post) && !feed.post.record.parent.uri.empty())) {
            added.message = readable(reader, item, read, feed.post);
        }
    }
    return listed;
}

base::Result<ListedPage> readFoundPosts(const ListReader& reader, const net::HttpResponse& response) {
    json::Reader json(response.body);
    auto page = pageOf(reader, json, RequestKind::Poll, response, "posts");
    if (!page) {
        return base::fail(std::move(page.error()));
    }
    ListedPage listed{.cursor = std::move(page->cursor)};
    for (const auto& item : page->items) {
        WirePost post;
        const auto read = readPost(json, item, post);
        auto& added = listed.posts.emplace_back(ListedPost{post.uri, post.indexedAt});
        if (!read || !isPost(post)) {
            continue;
        }
        if (auto message = readable(reader, item, read, post); maybeHit(message)) {
            added.message = std::move(message);
        }
    }
    return listed;
}

base::Result<std::vector<model::IncomingMessage>> readNamedPosts(const ListReader& reader,
                                                                 const net::HttpResponse& response) {
    json::Reader json(response.body);
    auto page = pageOf(reader, json, RequestKind::Poll, response, "posts");
    if (!page) {
        return base::fail(std::move(page.error()));
    }
    std::vector<model::IncomingMessage> messages;
    for (const auto& item : page->items) {
        WirePost post;
        const auto read = readPost(json, item, post);
        messages.push_back(readable(reader, item, read, post));
    }
    return messages;
}

base::Result<std::vector<model::IncomingMessage>> readThreadPosts(const ListReader& reader,
                                                                  const net::HttpResponse& response) {
    constexpr auto kKind = RequestKind::Poll;
    if (auto failure = reader.server.failureOf(kKind, response, reader.now)) {
        return base::fail(*std::move(failure));
    }
    json::Reader json(response.body);
    if (!json.startsAsJson()) {
        return base::fail(reader.server.notBluesky(kKind, response));
    }
    auto thread = readThread(json);
    if (!thread) {
        return base::fail(reader.server.unreadable(kKind, thread.error()));
    }
    if (thread->posts.empty() && !thread->hidden.empty() && !thread->hidden.front().blocked) {
        return base::fail(base::ErrorKind::NotFound, "This post is no longer there.");
    }
    std::vector<model::IncomingMessage> messages;
    for (const auto& item : thread->posts) {
        WirePost post;
        const auto read = readPost(json, item, post);
        messages.push_back(readable(reader, item, read, post));
    }
    for (const auto& hidden : thread->hidden) {
        messages.push_back(toHidden(hidden, seenFrom(messages, hidden.uri, reader.now), reader.me));
    }
    return messages;
}

}  // namespace platform::bluesky
