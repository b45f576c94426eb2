// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/error_answers.h"
#include "practice/mastodon/paging.h"
#include "practice/mastodon/routes.h"

#include "base/text.h"

#include <fmt/format.h>

namespace app::practice::mastodon {
namespace {

const Account* accountInPath(const Call& call) {
    const auto found = call.state.instance.accounts.find(call.id());
    return found == call.state.instance.accounts.end() ? nullptr : &found->second;
}

Answer verifyCredentials(Call& call) {
    return jsonAnswer(
        call.render().account(call.state.instance.account(call.viewer), Renderer::AccountView::Credentials));
}

Answer show(Call& call) {
    const Account* account = accountInPath(call);
    return account == nullptr ? recordNotFound() : jsonAnswer(call.render().account(*account));
}

Answer lookup(Call& call) {
    const Account* account = call.state.instance.accountByHandle(call.params.textOrEmpty("acct"));
    return account == nullptr ? recordNotFound() : jsonAnswer(call.render().account(*account));
}

Answer search(Call& call) {
    const std::string wanted = base::asciiLower(call.params.textOrEmpty("q"));
    Json list = Json::array();
    for (const auto& [id, account] : call.state.instance.accounts) {
        const std::string haystack = base::asciiLower(account.acct() + " " + account.displayName);
        if (!wanted.empty() &&
            haystack.find(wanted.starts_with('@') ? wanted.substr(1) : wanted) != std::string::npos) {
            list.push_back(call.render().account(account));
        }
    }
    return jsonAnswer(list);
}

bool isReplyToOthers(const Post& post) {
    return post.inReplyToAuthor != 0 && post.inReplyToAuthor != post.author;
}

Answer statuses(Call& call) {
    const Account* account = accountInPath(call);
    if (account == nullptr) {
        return recordNotFound();
    }
    const bool withoutReplies = call.params.flag("exclude_replies").value_or(false);
    const bool onlyMedia = call.params.flag("only_media").value_or(false);
    // Boosts and pins are not kept as posts here, so there is nothing to leave out and nothing pinned.
    const bool onlyPinned = call.params.flag("pinned").value_or(false);
    std::vector<Id> ids;
    for (const auto& [id, post] : call.state.instance.posts) {
        if (post.author == account->id && call.state.instance.visible(post, call.viewer) &&
            !(withoutReplies && isReplyToOthers(post)) && !(onlyMedia && post.media.empty()) && !onlyPinned) {
            ids.push_back(id);
        }
    }
    constexpr std::size_t kDefault = 20;
    const PageAsk ask = pageAsk(call.params, kDefault);
    const std::vector<Id> page = pageOf(ids, ask);
    Json list = Json::array();
    for (const Id id : page) {
        list.push_back(call.render().post(call.state.instance.posts.at(id)));
    }
    Answer answer = jsonAnswer(list);
    if (!page.empty()) {
        LinkAsk link{
            .url = fmt::format("{}/api/v1/accounts/{}/statuses", call.state.instance.baseUrl, account->id),
            .kept = {"limit", "pinned", "tagged", "only_media", "exclude_replies", "exclude_reblogs"},
            .prevMinId = page.front()};
        if (page.size() == ask.limit) {
            link.nextMaxId = page.back();
        }
        answer.headers.emplace_back("Link", linkHeader(link, call.params));
    }
    return answer;
}

Json relationship(const Call& call, Id other) {
    const Account& self = call.state.instance.account(call.viewer);
    const bool following = self.follows.contains(other);
    return {{"id", std::to_string(other)},
            {"following", following},
            {"showing_reblogs", following},
            {"notifying", false},
            {"languages", nullptr},
            {"followed_by", call.state.instance.account(other).follows.contains(self.id)},
            {"blocking", false},
            {"blocked_by", false},
            {"muting", false},
            {"muting_notifications", false},
            {"muting_expires_at", nullptr},
            {"requested", false},
            {"requested_by", false},
            {"domain_blocking", false},
            {"endorsed", false},
            {"note", ""}};
}

Answer relationships(Call& call) {
    Json list = Json::array();
    std::vector<std::string> asked = call.params.list("id");
    if (const auto single = call.params.text("id")) {
        asked.push_back(*single);
    }
    for (const std::string& text : asked) {
        const Id id = parseId(text).value_or(0);
        if (call.state.instance.accounts.contains(id)) {
            list.push_back(relationship(call, id));
        }
    }
    return jsonAnswer(list);
}

Answer followAccount(Call& call) {
    const Account* account = accountInPath(call);
    if (account == nullptr) {
        return recordNotFound();
    }
    follow(call.state.instance, call.viewer, account->id, call.nowMs);
    return jsonAnswer(relationship(call, account->id));
}

Answer unfollowAccount(Call& call) {
    const Account* account = accountInPath(call);
    if (account == nullptr) {
        return recordNotFound();
    }
    call.state.instance.accounts.at(call.viewer).follows.erase(account->id);
    return jsonAnswer(relationship(call, account->id));
}

}  // namespace

std::vector<Route> accountRoutes() {
    const std::vector<std::string> kRead{"read", "read:accounts"};
    const std::vector<std::string> kFollow{"write", "write:follows", "follow"};
    return {
        {"GET",
         "/api/v1/accounts/verify_credentials",
         Access::User,
         {"profile", "read", "read:accounts"},
         verifyCredentials},
        {"GET", "/api/v1/accounts/lookup", Access::Open, kRead, lookup},
        {"GET", "/api/v1/accounts/search", Access::User, kRead, search},
        {"GET", "/api/v1/accounts/relationships", Access::User, {"read", "read:follows"}, relationships},
        {"GET", "/api/v1/accounts/:id", Access::Open, kRead, show},
        {"GET", "/api/v1/accounts/:id/statuses", Access::Open, {"read", "read:statuses"}, statuses},
        {"POST", "/api/v1/accounts/:id/follow", Access::User, kFollow, followAccount},
        {"POST", "/api/v1/accounts/:id/unfollow", Access::User, kFollow, unfollowAccount},
    };
}

}  // namespace app::practice::mastodon
