// SPDX-License-Identifier: GPL-3.0-or-later
// What the account publishes, in two steps, hides and deletes.
#include "practice/threads/routes.h"
#include "practice/threads/sheet.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace app::practice::threads {

using graph::Call;
using graph::Outcome;
using graph::Refused;

namespace {

constexpr std::int64_t kPictureMs = 30'000;
constexpr std::array<std::string_view, 5> kAudiences{"everyone", "accounts_you_follow", "mentioned_only",
                                                     "parent_post_author_only", "followers_only"};

Outcome<void> need(const ServerState& state, const Call& call, std::string_view scope) {
    return state.desk.allows(*call.token, scope) ? Outcome<void>{} : Refused(graph::missingPermission(scope));
}

/// Under whose posts the account may write: its own, and others' with the permissions for that.
Outcome<void> mayReply(ServerState& state, const Call& call, const Post& above) {
    if (auto may = need(state, call, "threads_manage_replies"); !may) {
        return may;
    }
    const Post* root = state.network.post(above.root);
    const bool isOwn = root != nullptr && root->author == state.network.accountId;
    if (isOwn || state.desk.allows(*call.token, "threads_manage_mentions") ||
        state.desk.allows(*call.token, "threads_keyword_search")) {
        return {};
    }
    return Refused(graph::missingPermission("threads_manage_mentions"));
}

/// What is wrong with the words and the kind of a post.
Outcome<void> checkDraft(const Call& call) {
    const std::string type = call.params.textOrEmpty("media_type");
    const std::string text = call.params.textOrEmpty("text");
    if (type != "TEXT" && type != "IMAGE") {
        return Refused(graph::badParameter("Param media_type must be one of {TEXT, IMAGE, VIDEO, CAROUSEL}"));
    }
    if (lengthOf(text) > kMaxText) {
        return Refused(graph::badParameter("Param text must be at most 500 characters long."));
    }
    if (type == "TEXT" && base::trim(text).empty()) {
        return Refused(graph::badParameter("The parameter text is required"));
    }
    if (type == "IMAGE" && !call.params.textOrEmpty("image_url").starts_with("http")) {
        return Refused(graph::badParameter("The parameter image_url is required"));
    }
    const auto audience = call.params.text("reply_control");
    if (audience && std::ranges::find(kAudiences, *audience) == kAudiences.end()) {
        return Refused(graph::badParameter("Param reply_control is none"));
    }
    return {};
}

/// It becomes a post, and the street hears of it.
std::string goOut(ServerState& state, const Container& container, std::int64_t nowMs) {
    Post& made = state.publish(state.network.accountId, container.replyTo, container.text, nowMs);
    made.picture = container.picture;
    state.log.delivered({.platform = kPlatform,
                         .atMs = nowMs,
                         .by = "shop",
                         .statusId = made.id,
                         .text = container.text,
                         .inReplyTo = container.replyTo,
                         .visibility = "public"});
    return made.id;
}

bool isOverQuota(const ServerState& state, const Container& container, std::int64_t nowMs) {
    using Sort = ServerState::Sort;
    return container.replyTo.empty() ? state.publishedToday(Sort::Posts, nowMs) >= kPostsADay
                                     : state.publishedToday(Sort::Replies, nowMs) >= kRepliesADay;
}

Refused overQuota() {
    return Refused({.code = 4,
                    .message = "(#4) Application request limit reached",
                    .subcode = 2207051,
                    .userTitle = "Limit reached",
                    .userMessage = "You have published as much as one day allows."});
}

}  // namespace

Outcome<Answer> prepare(ServerState& state, const Call& call) {
    if (const auto may = need(state, call, "threads_content_publish"); !may) {
        return Refused(may.error());
    }
    if (const auto checked = checkDraft(call); !checked) {
        return Refused(checked.error());
    }
    const std::string above = call.params.textOrEmpty("reply_to_id");
    const Post* parent = state.network.post(above);
    if (!above.empty()) {
        if (parent == nullptr || parent->isPrivate || state.network.closed.contains(parent->author)) {
            return Refused(graph::badParameter("The reply_to_id is no post that can be replied to", 33));
        }
        if (const auto may = mayReply(state, call, *parent); !may) {
            return Refused(may.error());
        }
    }
    const std::string picture = call.params.textOrEmpty("image_url");
    Container container{.id = state.network.ids.next(),
                        .text = call.params.textOrEmpty("text"),
                        .replyTo = above,
                        .picture = picture,
                        .createdMs = call.nowMs,
                        .readyMs = call.nowMs + (picture.empty() ? state.processingMs : kPictureMs)};
    if (picture.empty() && call.params.isTrue("auto_publish_text")) {
        if (isOverQuota(state, container, call.nowMs)) {
            return overQuota();
        }
        return graph::jsonAnswer({{"id", goOut(state, container, call.nowMs)}});
    }
    const std::string id = container.id;
    state.network.containers[id] = std::move(container);
    return graph::jsonAnswer({{"id", id}});
}

Outcome<Answer> publish(ServerState& state, const Call& call) {
    if (const auto may = need(state, call, "threads_content_publish"); !may) {
        return Refused(may.error());
    }
    const auto found = state.network.containers.find(call.params.textOrEmpty("creation_id"));
    const std::string_view status =
        found == state.network.containers.end() ? "" : statusOf(found->second, call.nowMs);
    if (status == "IN_PROGRESS") {
        return Refused({.code = 9007,
                        .message = "(#9007) Media ID is not available",
                        .subcode = 2207027,
                        .userTitle = "Media not ready",
                        .userMessage = "The media is not ready for publishing, please wait for a moment"});
    }
    // Published, expired and unknown ones are all the same to it.
    if (status != "FINISHED") {
        return Refused({.code = 24,
                        .message = "(#24) The requested resource does not exist",
                        .subcode = 4279009,
                        .userTitle = "Media Not Found",
                        .userMessage = "The media with this ID can't be found."});
    }
    Container& container = found->second;
    if (!container.replyTo.empty() && state.network.post(container.replyTo) == nullptr) {
        container.isSpoilt = true;
        return Refused(graph::badParameter("The post that this replies to is gone", 33));
    }
    if (isOverQuota(state, container, call.nowMs)) {
        return overQuota();
    }
    container.published = goOut(state, container, call.nowMs);
    return graph::jsonAnswer({{"id", container.published}});
}

Outcome<Answer> manageReply(ServerState& state, const Call& call) {
    if (const auto may = need(state, call, "threads_manage_replies"); !may) {
        return Refused(may.error());
    }
    Post* reply = state.network.post(call.place(0));
    const Post* root = reply == nullptr ? nullptr : state.network.post(reply->root);
    const bool isBelowOwn = root != nullptr && root->author == state.network.accountId && root != reply;
    if (!isBelowOwn || !call.params.has("hide")) {
        return Refused(isBelowOwn ? graph::badParameter("The parameter hide is required")
                                  : graph::noSuchObject("POST", call.place(0)));
    }
    reply->isHidden = call.params.isTrue("hide");
    return graph::jsonAnswer({{"success", true}});
}

Outcome<Answer> erase(ServerState& state, const Call& call) {
    if (const auto may = need(state, call, "threads_delete"); !may) {
        return Refused(may.error());
    }
    const std::string id = call.place(0);
    const Post* post = state.network.post(id);
    if (post == nullptr || post->author != state.network.accountId) {
        return Refused(graph::noSuchObject("DELETE", id));
    }
    state.network.erase(id);
    state.log.deleted({.platform = kPlatform, .atMs = call.nowMs, .by = "shop", .statusId = id, .text = ""});
    return graph::jsonAnswer({{"success", true}, {"deleted_id", id}});
}

}  // namespace app::practice::threads
