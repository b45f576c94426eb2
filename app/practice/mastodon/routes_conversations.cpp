// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/error_answers.h"
#include "practice/mastodon/paging.h"
#include "practice/mastodon/routes.h"

#include <map>

namespace app::practice::mastodon {
namespace {

/// Pages go by the last post of a conversation, not by its id: only the Link header knows the cursor.
Answer index(Call& call) {
    constexpr std::size_t kDefaultLimit = 20;
    std::map<Id, Id> byLastPost;
    std::vector<Id> lastPosts;
    for (const auto& [id, one] : call.state.instance.conversations) {
        if (one.owner == call.viewer) {
            byLastPost[one.lastPost()] = id;
        }
    }
    for (const auto& [lastPost, id] : byLastPost) {
        lastPosts.push_back(lastPost);
    }
    const PageAsk ask = pageAsk(call.params, kDefaultLimit);
    const std::vector<Id> page = pageOf(lastPosts, ask);
    Json list = Json::array();
    for (const Id lastPost : page) {
        list.push_back(
            call.render().conversation(call.state.instance.conversations.at(byLastPost.at(lastPost))));
    }
    Answer answer = jsonAnswer(list);
    if (!page.empty()) {
        LinkAsk link{.url = call.state.instance.baseUrl + "/api/v1/conversations",
                     .kept = {"limit"},
                     .prevMinId = page.front()};
        if (page.size() == ask.limit) {
            link.nextMaxId = page.back();
        }
        answer.headers.emplace_back("Link", linkHeader(link, call.params));
    }
    return answer;
}

Conversation* ownConversation(const Call& call) {
    const auto found = call.state.instance.conversations.find(call.id());
    const bool isOwn = found != call.state.instance.conversations.end() && found->second.owner == call.viewer;
    return isOwn ? &found->second : nullptr;
}

Answer mark(Call& call, bool unread) {
    Conversation* one = ownConversation(call);
    if (one == nullptr) {
        return recordNotFound();
    }
    one->unread = unread;
    return jsonAnswer(call.render().conversation(*one));
}

Answer read(Call& call) {
    return mark(call, false);
}

Answer unread(Call& call) {
    return mark(call, true);
}

Answer remove(Call& call) {
    const Conversation* one = ownConversation(call);
    if (one == nullptr) {
        return recordNotFound();
    }
    call.state.instance.conversations.erase(one->id);
    return jsonAnswer(Json::object());
}

}  // namespace

std::vector<Route> conversationRoutes() {
    const std::vector<std::string> kWrite{"write", "write:conversations"};
    return {
        {"GET", "/api/v1/conversations", Access::User, {"read", "read:statuses"}, index},
        {"POST", "/api/v1/conversations/:id/read", Access::User, kWrite, read},
        {"POST", "/api/v1/conversations/:id/unread", Access::User, kWrite, unread},
        {"DELETE", "/api/v1/conversations/:id", Access::User, kWrite, remove},
    };
}

}  // namespace app::practice::mastodon
