// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/poll.h"

#include "platform/x/direct_messages.h"
#include "platform/x/settings.h"
#include "platform/x/timeline.h"

#include "platform/brand_search.h"

#include <algorithm>

namespace platform::x {
namespace {

constexpr std::string_view kMentions = "mentions";
constexpr std::string_view kOwnPosts = "own_posts";
constexpr std::size_t kMentionsReach = 800;
/// X searches the last seven days, and refuses to go on from an older post.
constexpr base::Duration kSearchReach = kSearchLooksBack - base::Duration{60LL * 60'000};
/// A search may find hundreds, each of them paid for.
constexpr std::size_t kMostHits = 50;

/// What answers nobody belongs to no customer's conversation.
bool answersSomebody(const model::IncomingMessage& message) {
    return !message.parentRemoteId.empty();
}

std::vector<std::unique_ptr<Part<model::IncomingBatch>>> partsFor(const PollInput& input,
                                                                  PollContext& context) {
    const std::string user = "/2/users/" + net::percentEncode(input.account.remoteId);
    const std::size_t mostFirst = firstImport(input.account);
    std::vector<std::unique_ptr<Part<model::IncomingBatch>>> parts;
    parts.push_back(
        std::make_unique<Timeline>(context, TimelinePlan{.name = std::string(kMentions),
                                                         .path = user + "/mentions",
                                                         .parameters = {},
                                                         .cursor = input.cursor(kMentions),
                                                         .firstImportItems = input.firstImportItems,
                                                         .mostFirst = mostFirst,
                                                         .gapWord = "mentions",
                                                         .reach = kMentionsReach,
                                                         .mentions = true}));
    if (input.thorough) {
        parts.push_back(
            std::make_unique<Timeline>(context, TimelinePlan{.name = std::string(kOwnPosts),
                                                             .path = user + "/tweets",
                                                             .parameters = {{"exclude", "retweets"}},
                                                             .cursor = input.cursor(kOwnPosts),
                                                             .firstImportItems = input.firstImportItems,
                                                             .mostFirst = mostFirst,
                                                             .gapWord = {},
                                                             .wanted = &answersSomebody}));
    }
    if (const std::string query = searchQuery(input.account); input.thorough && !query.empty()) {
        const std::string words(brandSearch(input.account));
        parts.push_back(
            std::make_unique<Timeline>(context, TimelinePlan{.name = searchCursor(words),
                                                             .path = "/2/tweets/search/recent",
                                                             .parameters = {{"query", query}},
                                                             .cursor = input.cursor(searchCursor(words)),
                                                             .firstImportItems = input.firstImportItems,
                                                             .mostFirst = std::min(mostFirst, kMostHits),
                                                             .gapWord = {},
                                                             .keptFor = kSearchReach,
                                                             .foundBy = words,
                                                             .wanted = &maybeHit}));
    }
    if (directMessagesOn(input.account)) {
        parts.push_back(std::make_unique<DirectMessages>(context, input.cursor(DirectMessages::kCursor),
                                                         input.firstImportItems, mostFirst));
    }
    return parts;
}

Dialect dialectOf(const PollInput& input) {
    const std::string found = input.cursor(kDialectCursor);
    return found.empty() ? x::dialectOf(input.account) : dialectNamed(found);
}

}  // namespace

std::unique_ptr<Steps<model::IncomingBatch>> poll(PollInput input) {
    return std::make_unique<ContextSequence<model::IncomingBatch, PollContext>>(
        PollContext{.server = Server(input.account.server, input.secrets),
                    .self = Self(input.account),
                    .dialect = dialectOf(input),
                    .named = std::move(input.named),
                    .now = input.now},
        [&input](PollContext& context) { return partsFor(input, context); });
}

}  // namespace platform::x
