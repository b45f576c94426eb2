// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/params.h"
#include "practice/mastodon/render.h"
#include "practice/mastodon/stamps.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::mastodon {
namespace {

Json idOrNull(Id id) {
    return id == 0 ? Json(nullptr) : Json(std::to_string(id));
}

Json timeOrNull(std::int64_t ms) {
    return ms == 0 ? Json(nullptr) : Json(isoMilliseconds(ms));
}

Json quoteApproval(const Post& post, const Account& author) {
    const bool isPublic = post.visibility == Visibility::Public || post.visibility == Visibility::Unlisted;
    if (isPublic && author.isLocal()) {
        return {{"automatic", {"public"}}, {"manual", Json::array()}, {"current_user", "automatic"}};
    }
    return {{"automatic", Json::array()}, {"manual", Json::array()}, {"current_user", "denied"}};
}

Json sizes(int width, int height) {
    return {{"width", width},
            {"height", height},
            {"size", fmt::format("{}x{}", width, height)},
            {"aspect", static_cast<double>(width) / height}};
}

}  // namespace

int Renderer::repliesCount(Id post) const {
    const auto found = m_instance.replies.find(post);
    return found == m_instance.replies.end()
               ? 0
               : static_cast<int>(std::ranges::count_if(found->second, [&](Id id) {
                     const Visibility visibility = m_instance.posts.at(id).visibility;
                     return visibility == Visibility::Public || visibility == Visibility::Unlisted;
                 }));
}

Json Renderer::media(const Media& media) const {
    const std::string url = m_instance.baseUrl + mediaPath(media.id, "original");
    const Account& owner = m_instance.account(media.owner);
    Json json = {{"id", std::to_string(media.id)},
                 {"type", media.type},
                 {"url", url},
                 {"preview_url", m_instance.baseUrl + mediaPath(media.id, "small")},
                 {"remote_url", owner.isLocal() ? Json(nullptr)
                                                : Json(fmt::format("https://{}{}", owner.host,
                                                                   mediaPath(media.id, "original")))},
                 {"preview_remote_url", nullptr},
                 {"text_url", nullptr},
                 {"meta", {{"original", sizes(320, 240)}, {"small", sizes(320, 240)}}},
                 {"description", media.description ? Json(*media.description) : Json(nullptr)},
                 {"blurhash", "UeKUpFxuo~R%0nW;WCnhF6RjaJt757oJodS$"}};
    return json;
}

Json Renderer::mediaList(const std::vector<Id>& ids) const {
    Json list = Json::array();
    for (const Id id : ids) {
        list.push_back(media(m_instance.media.at(id)));
    }
    return list;
}

Json Renderer::tagsIn(const std::string& text) const {
    Json list = Json::array();
    for (const Entity& entity : findEntities(text)) {
        if (entity.kind == Entity::Kind::Hashtag) {
            const std::string name = base::asciiLower(entity.name);
            list.push_back({{"name", name}, {"url", m_instance.baseUrl + "/tags/" + encodeUrl(name)}});
        }
    }
    return list;
}

Json Renderer::mentionList(const Post& post) const {
    Json list = Json::array();
    for (const Id id : post.mentions) {
        const Account& account = m_instance.account(id);
        list.push_back({{"id", std::to_string(id)},
                        {"username", account.userName},
                        {"url", m_instance.profileUrl(account)},
                        {"acct", account.acct()}});
    }
    return list;
}

Json Renderer::post(const Post& post, PostView view) const {
    const Account& author = m_instance.account(post.author);
    Json json = {{"id", std::to_string(post.id)},
                 {"created_at", isoMilliseconds(post.createdMs)},
                 {"in_reply_to_id", idOrNull(post.inReplyTo)},
                 {"in_reply_to_account_id", idOrNull(post.inReplyToAuthor)},
                 {"sensitive", post.sensitive},
                 {"spoiler_text", post.warning},
                 {"visibility", name(post.visibility)},
                 {"language", post.language ? Json(*post.language) : Json(nullptr)},
                 {"uri", m_instance.postUri(post)},
                 {"url", m_instance.postUrl(post)},
                 {"replies_count", repliesCount(post.id)},
                 {"reblogs_count", post.boostedBy.size()},
                 {"favourites_count", post.favouritedBy.size()},
                 {"quotes_count", 0},
                 {"edited_at", timeOrNull(post.editedMs)}};
    if (m_viewer != 0) {
        json["favourited"] = post.favouritedBy.contains(m_viewer);
        json["reblogged"] = post.boostedBy.contains(m_viewer);
        json["muted"] = false;
        json["bookmarked"] = post.bookmarkedBy.contains(m_viewer);
        if (m_viewer == post.author && post.visibility != Visibility::Direct) {
            json["pinned"] = false;
        }
    }
    if (view == PostView::Source) {
        json["text"] = post.text;
    } else {
        json["content"] = html(post.text, author);
    }
    if (m_viewer != 0) {
        json["filtered"] = Json::array();
    }
    json["reblog"] = nullptr;
    if (const auto app = m_apps.find(post.app); author.isLocal() && app != m_apps.end()) {
        const std::string& website = app->second.website;
        json["application"] = {{"name", app->second.name},
                               {"website", website.empty() ? Json(nullptr) : Json(website)}};
    }
    json["account"] = account(author);
    json["media_attachments"] = mediaList(post.media);
    json["mentions"] = mentionList(post);
    json["tags"] = tagsIn(post.text);
    json["emojis"] = emojisIn(post.warning + " " + post.text);
    json["tagged_collections"] = Json::array();
    json["quote"] = nullptr;
    json["card"] = nullptr;
    json["poll"] = nullptr;
    json["quote_approval"] = quoteApproval(post, author);
    return json;
}

Json Renderer::notification(const Notification& one) const {
    // Likes, boosts and follows of one hour belong together; anything else stands alone.
    const bool grouped = one.type == "favourite" || one.type == "reblog" || one.type == "follow";
    const std::string hour = std::to_string(one.atMs / 3'600'000);
    const std::string target = one.post == 0 ? "" : std::to_string(one.post) + "-";
    Json json = {
        {"id", std::to_string(one.id)},
        {"type", one.type},
        {"created_at", isoMilliseconds(one.atMs)},
        {"group_key", grouped ? one.type + "-" + target + hour : "ungrouped-" + std::to_string(one.id)}};
    if (one.filtered) {
        json["filtered"] = true;
    }
    json["account"] = account(m_instance.account(one.from));
    if (const Post* about = m_instance.post(one.post); about != nullptr) {
        json["status"] = post(*about);
    }
    return json;
}

Json Renderer::request(const NotificationRequest& one) const {
    std::size_t count = 0;
    Json last = nullptr;
    for (const auto& [id, notification] : m_instance.notifications) {
        if (notification.filtered && notification.recipient == one.recipient &&
            notification.from == one.from) {
            ++count;
            const Post* about = m_instance.post(notification.post);
            last = about == nullptr ? last : post(*about);
        }
    }
    return {{"id", std::to_string(one.id)},
            {"created_at", isoMilliseconds(one.createdMs)},
            {"updated_at", isoMilliseconds(one.updatedMs)},
            {"notifications_count", std::to_string(count)},
            {"account", account(m_instance.account(one.from))},
            {"last_status", last}};
}

Json Renderer::conversation(const Conversation& one) const {
    Json accounts = Json::array();
    for (const Id id : one.others) {
        accounts.push_back(account(m_instance.account(id)));
    }
    if (one.others.empty()) {
        accounts.push_back(account(m_instance.account(one.owner)));
    }
    const Post* last = m_instance.post(one.lastPost());
    return {{"id", std::to_string(one.id)},
            {"unread", one.unread},
            {"accounts", accounts},
            {"last_status", last == nullptr ? Json(nullptr) : post(*last)}};
}

Json Renderer::history(const Post& post) const {
    const Account& author = m_instance.account(post.author);
    std::vector<Revision> revisions = post.before;
    revisions.push_back({post.text, post.warning, post.media, post.sensitive,
                         post.editedMs == 0 ? post.createdMs : post.editedMs});
    Json list = Json::array();
    for (const Revision& one : revisions) {
        list.push_back({{"content", html(one.text, author)},
                        {"spoiler_text", one.warning},
                        {"sensitive", one.sensitive},
                        {"created_at", isoMilliseconds(one.atMs)},
                        {"account", account(author)},
                        {"media_attachments", mediaList(one.media)},
                        {"emojis", emojisIn(one.warning + " " + one.text)}});
    }
    return list;
}

Json Renderer::policy(Id account) const {
    const NotificationPolicy& policy = m_instance.policies.at(account);
    const auto requests = std::ranges::count_if(
        m_instance.requests, [&](const auto& entry) { return entry.second.recipient == account; });
    const auto notifications = std::ranges::count_if(m_instance.notifications, [&](const auto& entry) {
        return entry.second.recipient == account && entry.second.filtered;
    });
    return {
        {"for_not_following", policy.notFollowing},
        {"for_not_followers", policy.notFollowers},
        {"for_new_accounts", policy.newAccounts},
        {"for_private_mentions", policy.privateMentions},
        {"for_limited_accounts", policy.limitedAccounts},
        {"for_bots", policy.bots},
        {"summary", {{"pending_requests_count", requests}, {"pending_notifications_count", notifications}}}};
}

}  // namespace app::practice::mastodon
