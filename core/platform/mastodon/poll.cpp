// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/poll.h"

#include "platform/brand_search.h"
#include "platform/mastodon/conversations.h"
#include "platform/mastodon/forward_stream.h"
#include "platform/mastodon/rescan.h"
#include "platform/mastodon/word_search.h"

#include "net/http.h"

namespace platform::mastodon {

namespace {

constexpr std::string_view kNotifications = "notifications";
constexpr std::string_view kOwnStatuses = "own_statuses";

/// What all parts of one poll share.
struct Shared {
    Server server;
    Self self;
    NewestPage newest{};
};

/// Tags are lists that every server keeps; for words it must have a search.
std::unique_ptr<Part<model::IncomingBatch>> searchPart(const PollInput& input, const Shared& shared,
                                                       std::string search) {
    const std::string_view tag = tagOf(search);
    if (tag.empty()) {
        return std::make_unique<WordSearch>(shared.server, shared.self, std::move(search));
    }
    return std::make_unique<ForwardStream>(
        shared.server, shared.self,
        StreamPlan{.name = searchCursor(search),
                   .path = "/api/v1/timelines/tag/" + net::percentEncode(tag),
                   .parameters = {},
                   .read = &readTagged,
                   .cursor = input.cursor(searchCursor(search)),
                   .gapWord = {},
                   .foundBy = search},
        nullptr);
}

std::vector<std::unique_ptr<Part<model::IncomingBatch>>> partsFor(PollInput& input, Shared& shared) {
    const ImportLimit& firstImportItems = input.firstImportItems;
    const Parameters onlyMentions{{"types[]", "mention"}, {"include_filtered", "true"}};
    std::vector<std::unique_ptr<Part<model::IncomingBatch>>> parts;
    parts.push_back(std::make_unique<ForwardStream>(shared.server, shared.self,
                                                    StreamPlan{.name = std::string(kNotifications),
                                                               .path = "/api/v1/notifications",
                                                               .parameters = onlyMentions,
                                                               .pageSize = 80,
                                                               .read = &readNotifications,
                                                               .cursor = input.cursor(kNotifications),
                                                               .firstImportItems = firstImportItems,
                                                               .gapWord = "mentions"},
                                                    input.thorough ? &shared.newest : nullptr));
    if (!input.thorough) {
        return parts;
    }
    parts.push_back(std::make_unique<Rescan>(shared.server, shared.self, onlyMentions,
                                             std::move(input.recent), input.cursor(Rescan::kClearedCursor),
                                             shared.newest));
    parts.push_back(std::make_unique<ForwardStream>(
        shared.server, shared.self,
        StreamPlan{.name = std::string(kOwnStatuses),
                   .path = "/api/v1/accounts/" + net::percentEncode(input.account.remoteId) + "/statuses",
                   .parameters = {{"exclude_reblogs", "true"}},
                   .read = &readOwnStatuses,
                   .cursor = input.cursor(kOwnStatuses)},
        nullptr));
    parts.push_back(std::make_unique<Conversations>(shared.server, shared.self,
                                                    input.cursor(Conversations::kCursor), firstImportItems));
    for (std::string& search : searchesIn(brandSearch(input.account))) {
        parts.push_back(searchPart(input, shared, std::move(search)));
    }
    return parts;
}

}  // namespace

std::unique_ptr<Steps<model::IncomingBatch>> poll(PollInput input) {
    return std::make_unique<ContextSequence<model::IncomingBatch, Shared>>(
        Shared{Server(input.account.server, input.secrets), Self(input.account)},
        [&input](Shared& shared) { return partsFor(input, shared); });
}

}  // namespace platform::mastodon
