// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/error_answers.h"
#include "practice/bluesky/routes.h"

#include "base/clock.h"
#include "base/iso8601.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace app::practice::bluesky {
namespace {

Answer missing(const char* key) {
    return invalidRequest(fmt::format("Error: Params must have the property \"{}\"", key));
}

/// The AppView says which write it has seen last.
Answer withRevision(const Call& call, const Json& json) {
    Answer answer = jsonAnswer(json);
    const auto rev = call.state.network.revisions.find(call.viewer->did);
    if (rev != call.state.network.revisions.end()) {
        answer.headers.emplace_back("atproto-repo-rev", rev->second);
    }
    return answer;
}

/// An address that may name its owner by handle, as records are kept.
std::string resolved(const Network& network, const std::string& text) {
    const std::optional<AtUri> uri = parseAtUri(text);
    const Account* account = uri ? network.byIdentifier(uri->authority) : nullptr;
    return account == nullptr ? text : atUri(account->did, uri->collection, uri->rkey);
}

Answer getPostThread(Call& call) {
    if (!call.query.has("uri")) {
        return missing("uri");
    }
    const base::Result<int> depth = call.query.number("depth", 6, 0, 1000);
    const base::Result<int> height = call.query.number("parentHeight", 80, 0, 1000);
    if (!depth || !height) {
        return invalidRequest(depth ? height.error().message : depth.error().message);
    }
    const std::string given = call.query.textOrEmpty("uri");
    if (!parseAtUri(given)) {
        return invalidRequest("Error: uri must be a valid at-uri");
    }
    const std::string uri = resolved(call.state.network, given);
    const Record* post = call.state.network.post(uri);
    if (post == nullptr) {
        return errorAnswer(400, "NotFound", "Post not found: " + uri);
    }
    const Views views = call.views();
    Json json = {{"thread", views.thread(*post, *height, *depth)}};
    if (Json gate = views.gate(rootOf(*post)); !gate.is_null()) {
        json["threadgate"] = std::move(gate);
    }
    return withRevision(call, json);
}

Answer getPosts(Call& call) {
    std::vector<std::string> uris = call.query.list("uris");
    if (uris.empty()) {
        return missing("uris");
    }
    if (uris.size() > 25) {
        return invalidRequest("Error: uris must not have more than 25 elements");
    }
    const Views views = call.views();
    Json json = {{"posts", Json::array()}};
    for (auto uri = uris.begin(); uri != uris.end(); ++uri) {
        const Record* post = call.state.network.post(*uri);
        if (std::find(uris.begin(), uri, *uri) == uri && post != nullptr && views.meets(post->did)) {
            json["posts"].push_back(views.post(*post));
        }
    }
    return jsonAnswer(json);
}

/// A post of a feed, by itself or because somebody passed it on.
struct FeedEntry {
    const Record* post = nullptr;
    const Record* repost = nullptr;

    [[nodiscard]] const Record& newer() const { return repost == nullptr ? *post : *repost; }
};

bool passes(const FeedEntry& entry, const std::string& filter) {
    const std::string parent = parentOf(*entry.post);
    if (entry.repost != nullptr || filter.empty() || filter == "posts_with_replies") {
        return filter != "posts_with_media" || entry.post->value.contains("embed");
    }
    if (filter == "posts_with_media") {
        return textAt(entry.post->value, "/embed/$type") == "app.bsky.embed.images";
    }
    const bool isOwnThread = parent.starts_with("at://" + entry.post->did + "/");
    return parent.empty() || (filter == "posts_and_author_threads" && isOwnThread);
}

std::vector<FeedEntry> feedOf(const Network& network, const std::string& did, const std::string& filter) {
    std::vector<FeedEntry> entries;
    for (const auto& [uri, record] : network.records) {
        FeedEntry entry;
        if (record.did == did && record.collection == kPost) {
            entry.post = &record;
        } else if (record.did == did && record.collection == kRepost) {
            entry = {network.post(textAt(record.value, "/subject/uri")), &record};
        }
        if (entry.post != nullptr && passes(entry, filter)) {
            entries.push_back(entry);
        }
    }
    std::ranges::sort(entries, [](const FeedEntry& left, const FeedEntry& right) {
        return left.newer().indexedMs > right.newer().indexedMs;
    });
    return entries;
}

Answer getAuthorFeed(Call& call) {
    const base::Result<int> limit = call.query.number("limit", 50, 1, 100);
    if (!limit) {
        return invalidRequest(limit.error().message);
    }
    if (!call.query.has("actor")) {
        return missing("actor");
    }
    const Account* actor = call.state.network.byIdentifier(call.query.textOrEmpty("actor"));
    if (actor == nullptr) {
        return invalidRequest("Profile not found");
    }
    if (!call.state.network.blockOf(call.viewer->did, actor->did).empty()) {
        return errorAnswer(400, "BlockedActor", "Requester has blocked actor: " + actor->did);
    }
    if (!call.state.network.blockOf(actor->did, call.viewer->did).empty()) {
        return errorAnswer(400, "BlockedByActor", "Requester is blocked by actor: " + actor->did);
    }
    std::int64_t beforeMs = -1;
    if (const std::string cursor = call.query.textOrEmpty("cursor"); !cursor.empty()) {
        std::from_chars(cursor.data(), cursor.data() + cursor.find("__"), beforeMs);
    }
    const Views views = call.views();
    Json json = {{"feed", Json::array()}};
    for (const FeedEntry& entry : feedOf(call.state.network, actor->did, call.query.textOrEmpty("filter"))) {
        const Record& newer = entry.newer();
        const bool isLater = beforeMs >= 0 && newer.indexedMs >= beforeMs;
        if (!isLater && json["feed"].size() < static_cast<std::size_t>(*limit)) {
            json["feed"].push_back(views.feedItem(*entry.post, entry.repost));
            json["cursor"] = fmt::format("{}__{}", newer.indexedMs, newer.cid);
        }
    }
    return withRevision(call, json);
}

bool matches(const Call& call, const Record& post) {
    std::string wanted = base::asciiLower(base::trim(call.query.textOrEmpty("q")));
    std::erase(wanted, '"');
    const std::string author = call.query.textOrEmpty("author");
    const std::string mentioned = call.query.textOrEmpty("mentions");
    const Account* by = call.state.network.byIdentifier(author);
    const Account* whom = call.state.network.byIdentifier(mentioned);
    const auto since = base::parseIso8601(call.query.textOrEmpty("since"));
    const auto until = base::parseIso8601(call.query.textOrEmpty("until"));
    return post.collection == kPost &&
           base::asciiLower(textAt(post.value, "/text")).find(wanted) != std::string::npos &&
           (author.empty() || (by != nullptr && by->did == post.did)) &&
           (mentioned.empty() || (whom != nullptr && mentions(&post, whom->did))) &&
           (!since || post.indexedMs >= base::toMs(*since)) &&
           (!until || post.indexedMs < base::toMs(*until));
}

/// Plain letters, quoted or not, newest first. The cursor counts results.
Answer searchPosts(Call& call) {
    const base::Result<int> limit = call.query.number("limit", 25, 1, 100);
    if (!limit || !call.query.has("q")) {
        return limit ? missing("q") : invalidRequest(limit.error().message);
    }
    std::vector<const Record*> found;
    const Views views = call.views();
    for (const auto& [uri, record] : call.state.network.records) {
        if (matches(call, record) && views.meets(record.did)) {
            found.push_back(&record);
        }
    }
    std::ranges::sort(found, std::ranges::greater{}, &Record::indexedMs);
    std::size_t from = 0;
    const std::string cursor = call.query.textOrEmpty("cursor");
    std::from_chars(cursor.data(), cursor.data() + cursor.size(), from);
    const std::size_t end = std::min(found.size(), from + static_cast<std::size_t>(*limit));
    Json json = Json::object();
    if (end < found.size()) {
        json["cursor"] = std::to_string(end);
    }
    json["hitsTotal"] = found.size();
    json["posts"] = Json::array();
    for (; from < end; ++from) {
        json["posts"].push_back(views.post(*found[from]));
    }
    return jsonAnswer(json);
}

Answer getProfile(Call& call) {
    if (!call.query.has("actor")) {
        return missing("actor");
    }
    const Account* account = call.state.network.byIdentifier(call.query.textOrEmpty("actor"));
    return account == nullptr ? invalidRequest("Profile not found")
                              : withRevision(call, call.views().profileDetailed(*account));
}

Answer getPreferences(Call&) {
    return jsonAnswer({{"preferences", Json::array()}});
}

}  // namespace

std::vector<Route> feedRoutes() {
    return {{"app.bsky.feed.getPostThread", "GET", Access::AppView, getPostThread},
            {"app.bsky.feed.getPosts", "GET", Access::AppView, getPosts},
            {"app.bsky.feed.getAuthorFeed", "GET", Access::AppView, getAuthorFeed},
            {"app.bsky.feed.searchPosts", "GET", Access::AppView, searchPosts},
            {"app.bsky.actor.getProfile", "GET", Access::AppView, getProfile},
            {"app.bsky.actor.getPreferences", "GET", Access::Session, getPreferences}};
}

}  // namespace app::practice::bluesky
