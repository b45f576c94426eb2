// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/views.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::bluesky {
namespace {

std::size_t countOf(const std::map<std::string, std::vector<std::string>>& lists, const std::string& uri) {
    const auto list = lists.find(uri);
    return list == lists.end() ? 0 : list->second.size();
}

/// Members that are none are not written.
void put(Json& object, const char* key, const std::string& text) {
    if (!text.empty()) {
        object[key] = text;
    }
}

}  // namespace

Json Views::relation(const std::string& did) const {
    Json json = {{"muted", false}, {"blockedBy", !m_network.blockOf(did, m_viewer).empty()}};
    put(json, "blocking", m_network.blockOf(m_viewer, did));
    put(json, "following", m_network.followOf(m_viewer, did));
    put(json, "followedBy", m_network.followOf(did, m_viewer));
    return json;
}

Json Views::profileBasic(const Account& account) const {
    return {
        {"did", account.did},
        {"handle", account.handle},
        {"displayName", account.displayName},
        {"avatar", fmt::format("{}/img/avatar/plain/{}/{}@png", m_network.baseUrl, account.did, account.key)},
        {"associated", {{"activitySubscription", {{"allowSubscriptions", "followers"}}}}},
        {"viewer", relation(account.did)},
        {"labels", Json::array()},
        {"createdAt", stamp(account.createdMs)}};
}

Json Views::profile(const Account& account) const {
    Json json = profileBasic(account);
    put(json, "description", account.about);
    json["indexedAt"] = stamp(account.createdMs);
    return json;
}

Json Views::profileDetailed(const Account& account) const {
    Json json = profile(account);
    json["associated"] = {{"lists", 0},
                          {"feedgens", 0},
                          {"starterPacks", 0},
                          {"labeler", false},
                          {"activitySubscription", {{"allowSubscriptions", "followers"}}}};
    const auto countFollows = [&](bool whom) {
        return std::ranges::count_if(m_network.follows, [&](const auto& one) {
            return (whom ? one.first.second : one.first.first) == account.did;
        });
    };
    json["followersCount"] = countFollows(true);
    json["followsCount"] = countFollows(false);
    json["postsCount"] = std::ranges::count_if(m_network.records, [&](const auto& one) {
        return one.second.did == account.did && one.second.collection == kPost;
    });
    return json;
}

std::string Views::mine(const std::map<std::string, std::vector<std::string>>& lists,
                        const std::string& uri) const {
    if (const auto list = lists.find(uri); list != lists.end()) {
        for (const std::string& one : list->second) {
            if (const Record* record = m_network.record(one); record != nullptr && record->did == m_viewer) {
                return one;
            }
        }
    }
    return {};
}

Json Views::state(const Record& post) const {
    Json json = Json::object();
    put(json, "repost", mine(m_network.reposts, post.uri));
    put(json, "like", mine(m_network.likes, post.uri));
    json["bookmarked"] = false;
    json["threadMuted"] = false;
    const std::string root = rootOf(post);
    if (post.outsideGate || m_network.gate(root) != nullptr) {
        json["replyDisabled"] = post.outsideGate || m_network.shutOut(root, m_viewer);
    }
    json["embeddingDisabled"] = false;
    return json;
}

Json Views::gone(const std::string& uri) {
    return {{"$type", "app.bsky.feed.defs#notFoundPost"}, {"uri", uri}, {"notFound", true}};
}

Json Views::blocked(const Record& post) const {
    Json viewer = {{"blockedBy", !m_network.blockOf(post.did, m_viewer).empty()}};
    put(viewer, "blocking", m_network.blockOf(m_viewer, post.did));
    return {{"$type", "app.bsky.feed.defs#blockedPost"},
            {"uri", post.uri},
            {"blocked", true},
            {"author", {{"did", post.did}, {"viewer", viewer}}}};
}

Json Views::pictures(const Record& post, const Json& images) const {
    Json list = Json::array();
    for (const Json& image : images) {
        const std::string place = fmt::format("plain/{}/{}@png", post.did, textAt(image, "/image/ref/$link"));
        Json one = {{"thumb", fmt::format("{}/img/feed_thumbnail/{}", m_network.baseUrl, place)},
                    {"fullsize", fmt::format("{}/img/feed_fullsize/{}", m_network.baseUrl, place)},
                    {"alt", textAt(image, "/alt")}};
        if (image.contains("aspectRatio")) {
            one["aspectRatio"] = image["aspectRatio"];
        }
        list.push_back(std::move(one));
    }
    return {{"$type", "app.bsky.embed.images#view"}, {"images", list}};
}

Json Views::quoted(const std::string& uri) const {
    const Record* post = m_network.post(uri);
    Json record;
    if (post == nullptr) {
        record = {{"$type", "app.bsky.embed.record#viewNotFound"}, {"uri", uri}, {"notFound", true}};
    } else if (!meets(post->did)) {
        record = blocked(*post);
        record["$type"] = "app.bsky.embed.record#viewBlocked";
    } else {
        record = {{"$type", "app.bsky.embed.record#viewRecord"},
                  {"uri", post->uri},
                  {"cid", post->cid},
                  {"author", profileBasic(*m_network.byDid(post->did))},
                  {"value", post->value},
                  {"labels", Json::array()},
                  {"likeCount", countOf(m_network.likes, uri)},
                  {"replyCount", countOf(m_network.replies, uri)},
                  {"repostCount", countOf(m_network.reposts, uri)},
                  {"quoteCount", countOf(m_network.quotes, uri)},
                  {"indexedAt", stamp(post->indexedMs)},
                  {"embeds", Json::array()}};
    }
    return {{"$type", "app.bsky.embed.record#view"}, {"record", record}};
}

Json Views::embed(const Record& post) const {
    const std::string type = textAt(post.value, "/embed/$type");
    if (type == "app.bsky.embed.record") {
        return quoted(textAt(post.value, "/embed/record/uri"));
    }
    const Json::json_pointer images("/embed/images");
    if (type == "app.bsky.embed.images" && post.value.contains(images)) {
        return pictures(post, post.value[images]);
    }
    return nullptr;
}

Json Views::post(const Record& post) const {
    Json json = {{"uri", post.uri},
                 {"cid", post.cid},
                 {"author", profileBasic(*m_network.byDid(post.did))},
                 {"record", post.value}};
    if (Json shown = embed(post); !shown.is_null()) {
        json["embed"] = std::move(shown);
    }
    json["bookmarkCount"] = 0;
    json["replyCount"] = countOf(m_network.replies, post.uri);
    json["repostCount"] = countOf(m_network.reposts, post.uri);
    json["likeCount"] = countOf(m_network.likes, post.uri);
    json["quoteCount"] = countOf(m_network.quotes, post.uri);
    json["indexedAt"] = stamp(post.indexedMs);
    json["viewer"] = state(post);
    json["labels"] = Json::array();
    if (Json rules = gate(post.uri); parentOf(post).empty() && !rules.is_null()) {
        json["threadgate"] = std::move(rules);
    }
    return json;
}

Json Views::gate(const std::string& root) const {
    const Record* rules = m_network.gate(root);
    return rules == nullptr ? Json(nullptr)
                            : Json{{"uri", rules->uri},
                                   {"cid", rules->cid},
                                   {"record", rules->value},
                                   {"lists", Json::array()}};
}

Json Views::context(const Record& post) const {
    const std::optional<AtUri> root = parseAtUri(rootOf(post));
    Json json = Json::object();
    const auto likes = m_network.likes.find(post.uri);
    if (root && likes != m_network.likes.end()) {
        for (const std::string& like : likes->second) {
            if (like.starts_with("at://" + root->authority + "/")) {
                json["rootAuthorLike"] = like;
            }
        }
    }
    return json;
}

Json Views::parent(const Record& child, const std::string& root, int height) const {
    const std::string uri = parentOf(child);
    if (height < 1 || uri.empty()) {
        return nullptr;
    }
    const Record* above = m_network.post(uri);
    if (above == nullptr) {
        return gone(uri);
    }
    if (!meets(above->did) || m_network.apart(child.did, above->did)) {
        return blocked(*above);
    }
    if (rootOf(*above) != root) {
        return nullptr;
    }
    Json json = {{"$type", "app.bsky.feed.defs#threadViewPost"}, {"post", post(*above)}};
    if (Json next = parent(*above, root, height - 1); !next.is_null()) {
        json["parent"] = std::move(next);
    }
    json["threadContext"] = context(*above);
    return json;
}

/// Newest first, as the AppView lists them.
Json Views::answers(const Record& above, const std::string& root, int depth) const {
    if (depth < 1) {
        return nullptr;
    }
    Json list = Json::array();
    const auto replies = m_network.replies.find(above.uri);
    if (replies == m_network.replies.end()) {
        return list;
    }
    for (auto uri = replies->second.rbegin(); uri != replies->second.rend(); ++uri) {
        const Record* reply = m_network.post(*uri);
        if (reply == nullptr || reply->outsideGate || rootOf(*reply) != root ||
            m_network.apart(reply->did, above.did)) {
            continue;
        }
        if (!meets(reply->did)) {
            list.push_back(blocked(*reply));
            continue;
        }
        Json one = {{"$type", "app.bsky.feed.defs#threadViewPost"}, {"post", post(*reply)}};
        if (Json below = answers(*reply, root, depth - 1); !below.is_null()) {
            one["replies"] = std::move(below);
        }
        one["threadContext"] = context(*reply);
        list.push_back(std::move(one));
    }
    return list;
}

Json Views::thread(const Record& anchor, int height, int depth) const {
    if (!meets(anchor.did)) {
        return blocked(anchor);
    }
    Json json = {{"$type", "app.bsky.feed.defs#threadViewPost"}, {"post", post(anchor)}};
    if (!anchor.outsideGate) {
        const std::string root = rootOf(anchor);
        if (Json above = parent(anchor, root, height); !above.is_null()) {
            json["parent"] = std::move(above);
        }
        if (Json below = answers(anchor, root, depth); !below.is_null()) {
            json["replies"] = std::move(below);
        }
    }
    json["threadContext"] = context(anchor);
    return json;
}

Json Views::postOrGone(const std::string& uri) const {
    const Record* found = m_network.post(uri);
    if (found == nullptr) {
        return gone(uri);
    }
    if (!meets(found->did)) {
        return blocked(*found);
    }
    Json json = {{"$type", "app.bsky.feed.defs#postView"}};
    json.update(post(*found));
    return json;
}

Json Views::feedItem(const Record& shown, const Record* repost) const {
    Json json = {{"post", post(shown)}};
    if (!parentOf(shown).empty()) {
        json["reply"] = {{"root", postOrGone(rootOf(shown))}, {"parent", postOrGone(parentOf(shown))}};
    }
    if (repost != nullptr) {
        json["reason"] = {{"$type", "app.bsky.feed.defs#reasonRepost"},
                          {"by", profileBasic(*m_network.byDid(repost->did))},
                          {"uri", repost->uri},
                          {"cid", repost->cid},
                          {"indexedAt", stamp(repost->indexedMs)}};
    }
    return json;
}

bool Views::showsNotice(const Notice& notice) const {
    const Record* record = m_network.record(notice.uri);
    if (record == nullptr || !meets(record->did)) {
        return false;
    }
    const Record* rules = notice.reason == "reply" ? m_network.gate(rootOf(*record)) : nullptr;
    if (rules == nullptr || rules->did != m_viewer || !rules->value.contains("hiddenReplies")) {
        return true;
    }
    return std::ranges::find(rules->value["hiddenReplies"], Json(notice.uri)) ==
           rules->value["hiddenReplies"].end();
}

Json Views::notice(const Notice& notice, std::int64_t seenMs) const {
    const Record& record = *m_network.record(notice.uri);
    Json json = {{"uri", record.uri},
                 {"cid", record.cid},
                 {"author", profile(*m_network.byDid(record.did))},
                 {"reason", notice.reason}};
    put(json, "reasonSubject", notice.subject);
    json["record"] = record.value;
    // Without a last-seen time everything counts as read; the first page sets one (see its route).
    json["isRead"] = seenMs == 0 || seenMs > notice.atMs;
    json["indexedAt"] = stamp(notice.atMs);
    json["labels"] = Json::array();
    return json;
}

}  // namespace app::practice::bluesky
