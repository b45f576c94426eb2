// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/lists.h"

#include "platform/brand_search.h"
#include "platform/mastodon/message.h"
#include "platform/mastodon/parse.h"

namespace platform::mastodon {

namespace {

base::Result<std::vector<json::Item>> itemsOf(const ListReader& reader, json::Reader& json, RequestKind kind,
                                              const net::HttpResponse& response) {
    if (const auto failure = reader.server.failureOf(kind, response, reader.now)) {
        return base::fail(*failure);
    }
    if (!json.startsAsJson()) {
        return base::fail(reader.server.notMastodon(kind, response));
    }
    if (!json.startsAsList()) {
        const auto words = ownWords(response);
        return base::fail(reader.server.unreadable(
            kind, base::Error{.message = words.empty() ? "expected a list, found something else" : words}));
    }
    auto items = json.elements();
    if (!items) {
        return base::fail(reader.server.unreadable(kind, items.error()));
    }
    return items;
}

/// Items that don't tell their time stand at that of the item before them, else after them: re-reading the
/// same page gives the same time.
void placeUnreadable(std::vector<ListedItem>& items, base::UtcTime now) {
    std::optional<base::UtcTime> near;
    for (const auto& item : items) {
        if (item.at) {
            near = item.at;
            break;
        }
    }
    for (auto& item : items) {
        if (item.at) {
            near = item.at;
        } else if (item.message) {
            item.message->at = near.value_or(now);
        }
    }
}

ListedItem unreadableItem(const ListReader& reader, const json::Item& item, const base::Error& error,
                          const WireNotification& notification) {
    ListedItem listed{notification.id, notification.createdAt};
    listed.message = toUnreadable(
        {.item = item, .error = error, .status = &notification.status, .notification = &notification},
        reader.self);
    if (notification.status.createdAt && !listed.at) {
        listed.at = notification.status.createdAt;
    }
    return listed;
}

model::IncomingMessage unreadableStatus(const ListReader& reader, const json::Item& item,
                                        const base::Error& error, const WireStatus& status) {
    return toUnreadable({.item = item, .error = error, .status = &status, .otherwiseAt = reader.now},
                        reader.self);
}

/// Answers, and private posts to somebody: what may belong to a customer's conversation.
bool concernsSomebody(const model::IncomingMessage& message) {
    return !message.parentRemoteId.empty() || message.audience == "direct" ||
           (message.visibility == model::Visibility::Private && !message.addressees.empty());
}

std::vector<ListedItem> hitsAmong(const ListReader& reader, json::Reader& json,
                                  const std::vector<json::Item>& items) {
    std::vector<ListedItem> listed;
    for (const auto& item : items) {
        WireStatus status;
        const auto read = readStatus(json, item, status);
        auto& added = listed.emplace_back(ListedItem{status.id, status.createdAt});
        if (!read || !status.reblogged.empty()) {
            continue;
        }
        if (auto message = toMessage(status, reader.self); maybeHit(message)) {
            added.message = std::move(message);
        }
    }
    return listed;
}

}  // namespace

base::Result<std::vector<ListedItem>> readTagged(const ListReader& reader,
                                                 const net::HttpResponse& response) {
    json::Reader json(response.body);
    const auto items = itemsOf(reader, json, RequestKind::Poll, response);
    if (!items) {
        return base::fail(items.error());
    }
    return hitsAmong(reader, json, *items);
}

base::Result<std::vector<ListedItem>> readFoundStatuses(const ListReader& reader,
                                                        const net::HttpResponse& response) {
    if (const auto failure = reader.server.failureOf(RequestKind::Poll, response, reader.now)) {
        return base::fail(*failure);
    }
    json::Reader json(response.body);
    if (!json.startsAsJson()) {
        return base::fail(reader.server.notMastodon(RequestKind::Poll, response));
    }
    const auto found = readFound(json);
    if (!found) {
        return base::fail(reader.server.unreadable(RequestKind::Poll, found.error()));
    }
    return hitsAmong(reader, json, *found);
}

base::Result<std::vector<ListedItem>> readNotifications(const ListReader& reader,
                                                        const net::HttpResponse& response) {
    json::Reader json(response.body);
    const auto items = itemsOf(reader, json, RequestKind::Poll, response);
    if (!items) {
        return base::fail(items.error());
    }
    std::vector<ListedItem> listed;
    listed.reserve(items->size());
    for (const auto& item : *items) {
        WireNotification notification;
        const auto status = readNotification(json, item, notification);
        if (!notification.type.empty() && notification.type != "mention") {
            listed.push_back({notification.id, notification.createdAt});
        } else if (!status) {
            listed.push_back(unreadableItem(reader, item, status.error(), notification));
        } else {
            auto& added = listed.emplace_back(ListedItem{notification.id, notification.createdAt});
            added.message = toMessage(notification.status, reader.self);
            added.message->notificationId = notification.id;
            if (!added.at) {
                added.at = added.message->at;
            }
        }
    }
    placeUnreadable(listed, reader.now);
    return listed;
}

base::Result<std::vector<ListedItem>> readOwnStatuses(const ListReader& reader,
                                                      const net::HttpResponse& response) {
    json::Reader json(response.body);
    const auto items = itemsOf(reader, json, RequestKind::Poll, response);
    if (!items) {
        return base::fail(items.error());
    }
    std::vector<ListedItem> listed;
    for (const auto& item : *items) {
        WireStatus status;
        const auto read = readStatus(json, item, status);
        auto& added = listed.emplace_back(ListedItem{status.id, status.createdAt});
        if (!status.reblogged.empty()) {
            continue;
        }
        if (!read) {
            added.message = unreadableStatus(reader, item, read.error(), status);
            continue;
        }
        auto message = toMessage(status, reader.self);
        if (concernsSomebody(message)) {
            added.message = std::move(message);
        }
    }
    placeUnreadable(listed, reader.now);
    return listed;
}

base::Result<std::vector<ListedItem>> readConversations(const ListReader& reader,
                                                        const net::HttpResponse& response) {
    json::Reader json(response.body);
    const auto items = itemsOf(reader, json, RequestKind::Poll, response);
    if (!items) {
        return base::fail(items.error());
    }
    std::vector<ListedItem> listed;
    for (const auto& item : *items) {
        WireConversation conversation;
        const auto read = readConversation(json, item, conversation);
        const WireStatus& last = conversation.lastStatus;
        if (read && !conversation.hasLastStatus) {
            continue;  // everything in it was deleted
        }
        auto& added = listed.emplace_back(ListedItem{last.id, last.createdAt});
        added.message =
            read ? toMessage(last, reader.self) : unreadableStatus(reader, item, read.error(), last);
    }
    placeUnreadable(listed, reader.now);
    return listed;
}

base::Result<model::IncomingMessage> readOneStatus(const ListReader& reader,
                                                   const net::HttpResponse& response) {
    if (response.status == 404 || response.status == 410) {
        return base::fail(base::ErrorKind::NotFound, "This post is no longer there.");
    }
    if (const auto failure = reader.server.failureOf(RequestKind::Poll, response, reader.now)) {
        return base::fail(*failure);
    }
    json::Reader json(response.body);
    if (!json.startsAsJson()) {
        return base::fail(reader.server.notMastodon(RequestKind::Poll, response));
    }
    WireStatus status;
    json::Item item = json.whole();
    auto read = readStatus(json, item, status);
    if (!status.reblogged.empty()) {
        // Asked for a post that somebody passed on, snac2 answers with the passing on.
        item = {status.reblogged, "reblog", 0};
        status = {};
        read = readStatus(json, item, status);
    }
    if (!read && status.id.empty()) {
        // We know which post we asked for: this is no answer to that, and no message either.
        return base::fail(reader.server.unreadable(RequestKind::Poll, read.error()));
    }
    return read ? toMessage(status, reader.self) : unreadableStatus(reader, item, read.error(), status);
}

base::Result<std::vector<model::IncomingMessage>> readThreadAround(const ListReader& reader,
                                                                   const net::HttpResponse& response) {
    if (const auto failure = reader.server.failureOf(RequestKind::Poll, response, reader.now)) {
        return base::fail(*failure);
    }
    json::Reader json(response.body);
    if (!json.startsAsJson()) {
        return base::fail(reader.server.notMastodon(RequestKind::Poll, response));
    }
    auto context = readContext(json);
    if (!context) {
        return base::fail(reader.server.unreadable(RequestKind::Poll, context.error()));
    }
    std::vector<model::IncomingMessage> messages;
    messages.reserve(context->ancestors.size() + context->descendants.size());
    for (const auto* part : {&context->ancestors, &context->descendants}) {
        for (const auto& item : *part) {
            WireStatus status;
            const auto read = readStatus(json, item, status);
            messages.push_back(read ? toMessage(status, reader.self)
                                    : unreadableStatus(reader, item, read.error(), status));
        }
    }
    return messages;
}

}  // namespace platform::mastodon
