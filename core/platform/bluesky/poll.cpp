// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/poll.h"

#include "platform/bluesky/chat_stream.h"
#include "platform/bluesky/newest_first.h"
#include "platform/bluesky/rescan.h"
#include "platform/brand_search.h"

#include "base/iso8601.h"

#include <algorithm>

namespace platform::bluesky {

namespace {

/// What all parts of one poll share.
struct Shared {
    Server server;
    std::string me;
};

/// Newest first, back to what is known, or a week.
StreamPlan searchPlan(const PollInput& input, const std::string& search) {
    constexpr int kMostFirstHits = 50;
    StreamPlan plan{.name = searchCursor(search),
                    .method = "app.bsky.feed.searchPosts",
                    .parameters = {{"q", search}, {"sort", "latest"}},
                    .pageSize = 50,
                    .read = &readFoundPosts,
                    .cursor = input.cursor(searchCursor(search)),
                    .firstImportItems = kMostFirstHits,
                    .gapWord = {},
                    .foundBy = search};
    const auto known = ListCursor::from(plan.cursor).at;
    plan.parameters.emplace_back("since", base::toIso8601(known.value_or(input.now - kSearchLooksBack)));
    return plan;
}

std::vector<std::unique_ptr<Part<model::IncomingBatch>>> partsFor(const PollInput& input,
                                                                  const Shared& shared) {
    const ImportLimit& firstImportItems = input.firstImportItems;
    constexpr std::string_view kNotifications = "notifications";
    constexpr std::string_view kOwnPosts = "own_posts";
    std::vector<std::unique_ptr<Part<model::IncomingBatch>>> parts;
    // "priority" would leave out people whom the account does not follow, which is to say customers.
    parts.push_back(
        std::make_unique<NewestFirst>(shared.server, shared.me,
                                      StreamPlan{.name = std::string(kNotifications),
                                                 .method = "app.bsky.notification.listNotifications",
                                                 .parameters = {{"reasons", "mention"},
                                                                {"reasons", "reply"},
                                                                {"reasons", "quote"},
                                                                {"priority", "false"}},
                                                 .read = &readNotifications,
                                                 .cursor = input.cursor(kNotifications),
                                                 .firstImportItems = firstImportItems,
                                                 .gapWord = "mentions"}));
    if (input.thorough) {
        parts.push_back(std::make_unique<Rescan>(shared.server, shared.me, input.recent,
                                                 input.cursor(Rescan::kHiddenCursor)));
        parts.push_back(std::make_unique<NewestFirst>(
            shared.server, shared.me,
            StreamPlan{.name = std::string(kOwnPosts),
                       .method = "app.bsky.feed.getAuthorFeed",
                       .parameters = {{"actor", shared.me}, {"filter", "posts_with_replies"}},
                       .pageSize = 50,
                       .read = &readOwnPosts,
                       .cursor = input.cursor(kOwnPosts),
                       .firstImportItems = firstImportItems,
                       .gapWord = "own posts"}));
        for (const std::string& search : searchesIn(brandSearch(input.account))) {
            parts.push_back(
                std::make_unique<NewestFirst>(shared.server, shared.me, searchPlan(input, search)));
        }
    }
    if (input.account.facts.privateMessages.value_or(true)) {
        parts.push_back(std::make_unique<ChatStream>(
            shared.server, shared.me,
            ChatPlan{.cursor = input.cursor(ChatStream::kCursor),
                     .firstImportItems = firstImportItems,
                     .depth = input.thorough ? ChatPlan::Depth::Thorough : ChatPlan::Depth::LogAlone}));
    }
    return parts;
}

}  // namespace

std::unique_ptr<Steps<model::IncomingBatch>> poll(const PollInput& input) {
    return std::make_unique<ContextSequence<model::IncomingBatch, Shared>>(
        Shared{Server(input.account, input.secrets), input.account.remoteId},
        [&input](const Shared& shared) { return partsFor(input, shared); });
}

}  // namespace platform::bluesky
