// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/error_answers.h"
#include "practice/mastodon/paging.h"
#include "practice/mastodon/routes.h"

#include "base/text.h"

#include <algorithm>

namespace app::practice::mastodon {
namespace {

/// An address finds the one thing that it names; any other text finds accounts by name.
Answer search(Call& call) {
    const Instance& instance = call.state.instance;
    const std::string query = std::string(base::trim(call.params.textOrEmpty("q")));
    const std::string type = call.params.textOrEmpty("type");
    const bool isAddress = query.starts_with("https://") || query.starts_with("http://");
    Json accounts = Json::array();
    Json statuses = Json::array();
    for (const auto& [id, account] : instance.accounts) {
        const bool fits =
            isAddress ? query == instance.profileUrl(account) || query == instance.accountUri(account)
                      : base::asciiLower(account.acct() + " " + account.displayName)
                                .find(base::asciiLower(query.starts_with('@') ? query.substr(1) : query)) !=
                            std::string::npos;
        if (!query.empty() && fits && (type.empty() || type == "accounts")) {
            accounts.push_back(call.render().account(account));
        }
    }
    if (isAddress && (type.empty() || type == "statuses")) {
        for (const auto& [id, post] : instance.posts) {
            if ((query == instance.postUrl(post) || query == instance.postUri(post)) &&
                instance.visible(post, call.viewer)) {
                statuses.push_back(call.render().post(post));
            }
        }
    }
    return jsonAnswer({{"accounts", accounts},
                       {"statuses", statuses},
                       {"hashtags", Json::array()},
                       {"collections", Json::array()}});
}

Answer tagTimeline(Call& call) {
    constexpr std::size_t kDefaultLimit = 20;
    const std::string tag = base::asciiLower(call.captures.at(0));
    std::vector<Id> ids;
    for (const auto& [id, post] : call.state.instance.posts) {
        const std::vector<Entity> entities = findEntities(post.text);
        const bool has = std::ranges::any_of(entities, [&](const Entity& entity) {
            return entity.kind == Entity::Kind::Hashtag && base::asciiLower(entity.name) == tag;
        });
        if (has && post.visibility == Visibility::Public) {
            ids.push_back(id);
        }
    }
    const std::vector<Id> page = pageOf(ids, pageAsk(call.params, kDefaultLimit));
    Json list = Json::array();
    for (const Id id : page) {
        list.push_back(call.render().post(call.state.instance.posts.at(id)));
    }
    Answer answer = jsonAnswer(list);
    if (!page.empty()) {
        const LinkAsk link{.url = call.state.instance.baseUrl + "/api/v1/timelines/tag/" + tag,
                           .kept = {"limit", "local", "any[]", "all[]", "none[]"},
                           .nextMaxId = page.back(),
                           .prevMinId = page.front()};
        answer.headers.emplace_back("Link", linkHeader(link, call.params));
    }
    return answer;
}

}  // namespace

std::vector<Route> searchRoutes() {
    return {
        {"GET", "/api/v2/search", Access::User, {"read", "read:search"}, search},
        {"GET", "/api/v1/timelines/tag/:tag", Access::Open, {"read", "read:statuses"}, tagTimeline},
    };
}

}  // namespace app::practice::mastodon
