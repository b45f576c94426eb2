// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/error_answers.h"
#include "practice/mastodon/routes.h"

namespace app::practice::mastodon {
namespace {

template <class Act>
Answer onVisiblePost(Call& call, Act act) {
    Post* post = call.visiblePost();
    if (post == nullptr) {
        return recordNotFound();
    }
    act(*post);
    return jsonAnswer(call.render().post(*post));
}

Answer like(Call& call) {
    return onVisiblePost(call,
                         [&](Post& post) { favourite(call.state.instance, call.viewer, post, call.nowMs); });
}

Answer unlike(Call& call) {
    return onVisiblePost(call, [&](Post& post) { unfavourite(call.state.instance, call.viewer, post); });
}

/// A boost is a post of its own around the boosted one.
Answer boostPost(Call& call) {
    Post* post = call.visiblePost();
    if (post == nullptr) {
        return recordNotFound();
    }
    const bool mayBoost = post->visibility == Visibility::Public || post->visibility == Visibility::Unlisted;
    if (!mayBoost) {
        return errorAnswer(403, "This action is not allowed");
    }
    boost(call.state.instance, call.viewer, *post, call.nowMs);
    const Json original = call.render().post(*post);
    Json wrapper = original;
    wrapper["id"] = std::to_string(call.state.instance.ids.snowflake(call.nowMs));
    wrapper["account"] = call.render().account(call.state.instance.account(call.viewer));
    wrapper["in_reply_to_id"] = nullptr;
    wrapper["in_reply_to_account_id"] = nullptr;
    wrapper["reblog"] = original;
    return jsonAnswer(wrapper);
}

Answer unboostPost(Call& call) {
    return onVisiblePost(call, [&](Post& post) { unboost(call.state.instance, call.viewer, post); });
}

Answer bookmark(Call& call) {
    return onVisiblePost(call, [&](Post& post) { post.bookmarkedBy.insert(call.viewer); });
}

Answer unbookmark(Call& call) {
    return onVisiblePost(call, [&](Post& post) { post.bookmarkedBy.erase(call.viewer); });
}

Answer people(Call& call, const std::set<Id> Post::* who) {
    const Post* post = call.visiblePost();
    if (post == nullptr) {
        return recordNotFound();
    }
    Json list = Json::array();
    for (const Id id : post->*who) {
        list.push_back(call.render().account(call.state.instance.account(id)));
    }
    return jsonAnswer(list);
}

Answer likedBy(Call& call) {
    return people(call, &Post::favouritedBy);
}

Answer boostedBy(Call& call) {
    return people(call, &Post::boostedBy);
}

}  // namespace

std::vector<Route> reactionRoutes() {
    const std::vector<std::string> kLike{"write", "write:favourites"};
    const std::vector<std::string> kWrite{"write", "write:statuses"};
    const std::vector<std::string> kBookmark{"write", "write:bookmarks"};
    const std::vector<std::string> kRead{"read", "read:accounts"};
    return {
        {"POST", "/api/v1/statuses/:id/favourite", Access::User, kLike, like},
        {"POST", "/api/v1/statuses/:id/unfavourite", Access::User, kLike, unlike},
        {"POST", "/api/v1/statuses/:id/reblog", Access::User, kWrite, boostPost, RateFamily::Posts},
        {"POST", "/api/v1/statuses/:id/unreblog", Access::User, kWrite, unboostPost, RateFamily::Deletes},
        {"POST", "/api/v1/statuses/:id/bookmark", Access::User, kBookmark, bookmark},
        {"POST", "/api/v1/statuses/:id/unbookmark", Access::User, kBookmark, unbookmark},
        {"GET", "/api/v1/statuses/:id/favourited_by", Access::Open, kRead, likedBy},
        {"GET", "/api/v1/statuses/:id/reblogged_by", Access::Open, kRead, boostedBy},
    };
}

}  // namespace app::practice::mastodon
