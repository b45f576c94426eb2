// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/error_answers.h"
#include "practice/mastodon/routes.h"

#include <algorithm>
#include <functional>

namespace app::practice::mastodon {
namespace {

constexpr std::int64_t kKeyLifeMs = 3'600'000;

/// What a request makes of a post: the fields that posting and editing share.
Draft draftOf(const Call& call) {
    Draft draft;
    draft.author = call.viewer;
    draft.app = call.token->app;
    draft.text = call.params.textOrEmpty("status");
    draft.warning = call.params.textOrEmpty("spoiler_text");
    draft.sensitive = call.params.flag("sensitive").value_or(false);
    if (const std::string language = call.params.textOrEmpty("language"); !language.empty()) {
        draft.language = language;
    }
    for (const std::string& id : call.params.list("media_ids")) {
        draft.media.push_back(parseId(id).value_or(0));
    }
    return draft;
}

/// The post that this Idempotency-Key has made within the hour; 0 = none.
Id rememberedPost(const Call& call, const std::string& key) {
    const auto found = call.state.keys.find({call.viewer, key});
    return key.empty() || found == call.state.keys.end() || found->second.expiresMs <= call.nowMs
               ? 0
               : found->second.post;
}

Answer repeatOf(Call& call, Id id) {
    const Post* post = call.state.instance.post(id);
    if (post == nullptr) {
        return recordNotFound();
    }
    call.state.log.repeated("mastodon", std::to_string(id));
    return jsonAnswer(call.render().post(*post));
}

void logDelivery(Call& call, const Post& post, const std::string& key) {
    call.state.log.delivered({.platform = "mastodon",
                              .atMs = call.nowMs,
                              .by = call.state.instance.account(post.author).acct(),
                              .statusId = std::to_string(post.id),
                              .text = post.text,
                              .inReplyTo = post.inReplyTo == 0 ? "" : std::to_string(post.inReplyTo),
                              .visibility = std::string(name(post.visibility)),
                              .idempotencyKey = key});
}

Answer create(Call& call) {
    Draft draft = draftOf(call);
    if (draft.language == std::nullopt) {
        draft.language = call.state.instance.account(call.viewer).language;
    }
    // The parent is looked up first, so a repeat whose parent is gone meanwhile is refused as well.
    if (const std::string parent = call.params.textOrEmpty("in_reply_to_id"); !parent.empty()) {
        draft.inReplyTo = parseId(parent).value_or(0);
        const Post* post = call.state.instance.post(draft.inReplyTo);
        if (post == nullptr || !call.state.instance.visible(*post, call.viewer)) {
            return errorAnswer(404, "The post you are trying to reply to does not appear to exist.");
        }
    }
    const std::string key = call.question.header("Idempotency-Key").value_or("");
    if (const Id made = rememberedPost(call, key); made != 0) {
        return repeatOf(call, made);
    }
    if (call.params.has("scheduled_at") || !call.params.members("poll").empty()) {
        return errorAnswer(422,
                           "Validation failed: the practice street knows neither scheduled posts nor polls");
    }
    if (const std::string asked = call.params.textOrEmpty("visibility"); !asked.empty()) {
        const std::optional<Visibility> visibility = parseVisibility(asked);
        if (!visibility) {
            return errorAnswer(422, "Validation failed: Visibility is not included in the list");
        }
        draft.visibility = *visibility;
    }
    if (const auto refused = refusal(call.state.instance, draft, call.nowMs)) {
        return errorAnswer(422, *refused);
    }
    const Post& post = call.state.publishAndTell(std::move(draft), call.nowMs);
    if (!key.empty()) {
        call.state.keys[{call.viewer, key}] = {post.id, call.nowMs + kKeyLifeMs};
    }
    logDelivery(call, post, key);
    return jsonAnswer(call.render().post(post));
}

Answer show(Call& call) {
    const Post* post = call.visiblePost();
    return post == nullptr ? recordNotFound() : jsonAnswer(call.render().post(*post));
}

Answer showSeveral(Call& call) {
    Json list = Json::array();
    for (const std::string& id : call.params.list("id")) {
        const Post* post = call.state.instance.post(parseId(id).value_or(0));
        if (post != nullptr && call.state.instance.visible(*post, call.viewer)) {
            list.push_back(call.render().post(*post));
        }
    }
    return jsonAnswer(list);
}

Answer edit(Call& call) {
    Post* post = call.ownPost();
    if (post == nullptr) {
        return recordNotFound();
    }
    Draft draft = draftOf(call);
    draft.editing = post->id;
    if (!call.params.has("media_ids") && call.params.list("media_ids").empty()) {
        draft.media = post->media;
    }
    if (const auto refused = refusal(call.state.instance, draft, call.nowMs)) {
        return errorAnswer(422, *refused);
    }
    revise(call.state.instance, *post, draft, call.nowMs);
    call.state.log.edited({.platform = "mastodon",
                           .atMs = call.nowMs,
                           .by = call.state.instance.account(post->author).acct(),
                           .statusId = std::to_string(post->id),
                           .text = post->text});
    return jsonAnswer(call.render().post(*post));
}

Answer remove(Call& call) {
    const Post* post = call.ownPost();
    if (post == nullptr) {
        return recordNotFound();
    }
    const Json json = call.render().post(*post, Renderer::PostView::Source);
    call.state.log.deleted({.platform = "mastodon",
                            .atMs = call.nowMs,
                            .by = call.state.instance.account(post->author).acct(),
                            .statusId = std::to_string(post->id)});
    erase(call.state.instance, post->id);
    return jsonAnswer(json);
}

Answer history(Call& call) {
    const Post* post = call.visiblePost();
    return post == nullptr ? recordNotFound() : jsonAnswer(call.render().history(*post));
}

Answer source(Call& call) {
    const Post* post = call.ownPost();
    if (post == nullptr) {
        return recordNotFound();
    }
    return jsonAnswer(
        {{"id", std::to_string(post->id)}, {"text", post->text}, {"spoiler_text", post->warning}});
}

/// Depth first, siblings by id.
void collectReplies(const Instance& instance, Id parent, std::vector<const Post*>& into) {
    const auto found = instance.replies.find(parent);
    if (found == instance.replies.end()) {
        return;
    }
    std::vector<Id> children = found->second;
    std::ranges::sort(children);
    for (const Id child : children) {
        into.push_back(instance.post(child));
        collectReplies(instance, child, into);
    }
}

/// The server's own order is not quite that of the tree: replies of authors to themselves move to the front.
void promoteSelfReplies(std::vector<const Post*>& posts) {
    const auto isSelfReply = [](const Post* post) { return post->inReplyToAuthor == post->author; };
    auto insertAt = std::ranges::find_if_not(posts, isSelfReply) - posts.begin();
    for (auto index = insertAt + 1; index < std::ssize(posts); ++index) {
        if (isSelfReply(posts[static_cast<std::size_t>(index)])) {
            std::rotate(posts.begin() + insertAt, posts.begin() + index, posts.begin() + index + 1);
            ++insertAt;
        }
    }
}

Answer context(Call& call) {
    const Post* post = call.visiblePost();
    if (post == nullptr) {
        return recordNotFound();
    }
    const Instance& instance = call.state.instance;
    std::vector<const Post*> ancestors;
    for (const Post* above = instance.post(post->inReplyTo); above != nullptr;
         above = instance.post(above->inReplyTo)) {
        ancestors.push_back(above);
    }
    std::ranges::reverse(ancestors);
    std::vector<const Post*> descendants;
    collectReplies(instance, post->id, descendants);
    const auto isHidden = [&](const Post* one) { return !instance.visible(*one, call.viewer); };
    std::erase_if(ancestors, isHidden);
    std::erase_if(descendants, isHidden);
    promoteSelfReplies(descendants);
    const auto list = [&](const std::vector<const Post*>& posts) {
        Json json = Json::array();
        for (const Post* one : posts) {
            json.push_back(call.render().post(*one));
        }
        return json;
    };
    return jsonAnswer({{"ancestors", list(ancestors)}, {"descendants", list(descendants)}});
}

}  // namespace

std::vector<Route> statusRoutes() {
    const std::vector<std::string> kRead{"read", "read:statuses"};
    const std::vector<std::string> kWrite{"write", "write:statuses"};
    return {
        {"POST", "/api/v1/statuses", Access::User, kWrite, create, RateFamily::Posts},
        {"GET", "/api/v1/statuses", Access::Open, kRead, showSeveral},
        {"GET", "/api/v1/statuses/:id", Access::Open, kRead, show},
        {"PUT", "/api/v1/statuses/:id", Access::User, kWrite, edit, RateFamily::Posts},
        {"DELETE", "/api/v1/statuses/:id", Access::User, kWrite, remove, RateFamily::Deletes},
        {"GET", "/api/v1/statuses/:id/context", Access::Open, kRead, context},
        {"GET", "/api/v1/statuses/:id/history", Access::Open, kRead, history},
        {"GET", "/api/v1/statuses/:id/source", Access::User, kRead, source},
    };
}

}  // namespace app::practice::mastodon
