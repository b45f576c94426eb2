// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/poll.h"

#include "platform/mastodon/conversations.h"
#include "platform/mastodon/forward_stream.h"
#include "platform/mastodon/rescan.h"

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
    return parts;
}

}  // namespace

std::unique_ptr<Steps<model::IncomingBatch>> poll(PollInput input) {
    return std::make_unique<ContextSequence<model::IncomingBatch, Shared>>(
        Shared{Server(input.account.server, input.secrets), Self(input.account)},
        [&input](Shared& shared) { return partsFor(input, shared); });
}

}  // namespace platform::mastodon
