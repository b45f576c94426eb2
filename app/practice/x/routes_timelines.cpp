// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/routes.h"
#include "practice/x/search_query.h"

#include "base/clock.h"
#include "base/iso8601.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>

namespace app::practice::x {
namespace {

constexpr std::int64_t kSearchReachMs = 7LL * 86'400'000;
constexpr std::size_t kMentionReach = 800;
constexpr std::size_t kOwnReach = 3200;

/// Ids and times that bound a list; both ends are outside, but the start time.
struct Bounds {
    Id above = 0;
    Id below = std::numeric_limits<Id>::max();
};

std::expected<std::int64_t, Answer> readTime(const Call& call, const std::string& name,
                                             std::int64_t standard) {
    const std::optional<std::string> given = call.params.text(name);
    if (!given) {
        return standard;
    }
    const auto time = base::parseIso8601(*given);
    if (!time) {
        return std::unexpected(invalidRequest(
            call.dialect(),
            {name, *given,
             fmt::format("The `{}` query parameter value [{}] is not a valid RFC3339 date", name, *given)}));
    }
    return base::toMs(*time);
}

std::expected<Id, Answer> readId(const Call& call, const std::string& name, Id standard) {
    const std::optional<std::string> given = call.params.text(name);
    if (!given) {
        return standard;
    }
    const std::optional<Id> id = parseId(*given);
    if (!id) {
        return std::unexpected(invalidRequest(
            call.dialect(),
            {name, *given, fmt::format("The `{}` query parameter value [{}] is not valid", name, *given)}));
    }
    return *id;
}

std::expected<Bounds, Answer> readBounds(const Call& call) {
    Bounds bounds;
    const auto start = readTime(call, "start_time", 0);
    const auto end = readTime(call, "end_time", -1);
    const auto since = readId(call, "since_id", 0);
    const auto until = readId(call, "until_id", bounds.below);
    for (const auto* failed : {&start, &end}) {
        if (!*failed) {
            return std::unexpected(failed->error());
        }
    }
    for (const auto* failed : {&since, &until}) {
        if (!*failed) {
            return std::unexpected(failed->error());
        }
    }
    const Id first = firstIdAt(*start);
    bounds.above = std::max(*since, first == 0 ? 0 : first - 1);
    bounds.below = *end < 0 ? *until : std::min(*until, firstIdAt(*end));
    return bounds;
}

using Fits = std::function<bool(const Post&)>;

/// Ids of what fits, oldest first, the newest `reach` of them, then those within the bounds.
std::vector<Id> pick(const Call& call, const Fits& fits, const Bounds& bounds, std::size_t reach) {
    std::vector<Id> ids;
    const Network& network = call.state.network;
    for (const auto& [id, post] : network.posts) {
        if (!post.replaced && network.sees(call.viewer, post) && fits(post)) {
            ids.push_back(id);
        }
    }
    if (ids.size() > reach) {
        ids.erase(ids.begin(), ids.end() - static_cast<std::ptrdiff_t>(reach));
    }
    std::erase_if(ids, [&](Id id) { return id <= bounds.above || id >= bounds.below; });
    return ids;
}

Answer answerList(Call& call, const std::vector<Id>& ids, const Page& page, Charge charge) {
    const auto asked = call.asked(About::Posts);
    if (!asked) {
        return asked.error();
    }
    const Cut part = cut(ids, page, Paging::Posts);
    Sheet sheet(call.state.network, *asked, call.viewer);
    for (const Id id : part.ids) {
        sheet.addPost(*call.state.network.post(id));
    }
    if (call.isShop()) {
        call.charge(sheet, charge);
    }
    return jsonAnswer(sheet.list(part.meta));
}

/// The list of one account.
Answer timeline(Call& call, std::size_t reach, const std::function<Fits(const Account&)>& fitsOf) {
    const std::optional<Id> id = parseId(call.places.front());
    if (!id) {
        return invalidRequest(call.dialect(), {"id", call.places.front(),
                                               fmt::format("The `id` query parameter value [{}] is not valid",
                                                           call.places.front())});
    }
    const auto page = readPage(call, 5, 10, Paging::Posts);
    if (!page) {
        return page.error();
    }
    const auto bounds = readBounds(call);
    if (!bounds) {
        return bounds.error();
    }
    const Account* account = call.state.network.byId(*id);
    if (account == nullptr) {
        return jsonAnswer(
            {{"errors", Json::array({missingResource(call.dialect(), "user", "id", call.places.front())})}});
    }
    const bool isOwn = call.viewer == account;
    return answerList(call, pick(call, fitsOf(*account), *bounds, reach), *page,
                      isOwn ? Charge::OwnedRead : Charge::PostRead);
}

Answer mentions(Call& call) {
    return timeline(call, kMentionReach, [](const Account& account) -> Fits {
        return [id = account.id](const Post& post) {
            return post.author != id && std::ranges::find(post.mentions, id) != post.mentions.end();
        };
    });
}

Answer posts(Call& call) {
    const std::vector<std::string> exclude = call.params.list("exclude");
    for (const std::string& one : exclude) {
        if (one != "replies" && one != "retweets") {
            return invalidRequest(call.dialect(),
                                  {"exclude", one,
                                   fmt::format("The `exclude` query parameter value [{}] is not one of "
                                               "[replies,retweets]",
                                               one)});
        }
    }
    const bool noReplies = std::ranges::find(exclude, "replies") != exclude.end();
    return timeline(call, kOwnReach, [noReplies](const Account& account) -> Fits {
        return [id = account.id, noReplies](const Post& post) {
            return post.author == id && !(noReplies && post.inReplyTo != 0);
        };
    });
}

/// Search reaches back seven days; who asks for more is refused.
std::optional<Answer> checkReach(const Call& call, std::int64_t startMs, Id since) {
    const std::int64_t oldest = call.nowMs - kSearchReachMs;
    if (call.params.has("start_time") && startMs < oldest) {
        return invalidRequest(call.dialect(),
                              {"start_time", call.params.textOrEmpty("start_time"),
                               fmt::format("Invalid 'start_time':'{}'. 'start_time' must be on or after {}.",
                                           call.params.textOrEmpty("start_time"), stamp(oldest))});
    }
    if (call.params.has("since_id") && since < firstIdAt(oldest)) {
        return invalidRequest(
            call.dialect(),
            {"since_id", call.params.textOrEmpty("since_id"),
             fmt::format("'since_id' must be a tweet id created after [{}]. Please use a 'since_id' that is "
                         "larger than {}",
                         stamp(oldest), firstIdAt(oldest))});
    }
    return std::nullopt;
}

Answer search(Call& call) {
    const std::string text = call.params.textOrEmpty("query");
    if (text.empty() || text.size() > 4096) {
        return invalidRequest(
            call.dialect(),
            {"query", text, "The `query` query parameter's length is not between 1 and 4096"});
    }
    const base::Result<SearchQuery> query = SearchQuery::parse(text);
    if (!query) {
        return invalidRequest(call.dialect(), {"query", text, query.error().message});
    }
    const auto page = readPage(call, 10, 10, Paging::Posts);
    if (!page) {
        return page.error();
    }
    auto bounds = readBounds(call);
    if (!bounds) {
        return bounds.error();
    }
    const std::string order = call.params.text("sort_order").value_or("recency");
    if (order != "recency" && order != "relevancy") {
        return invalidRequest(call.dialect(),
                              {"sort_order", order,
                               fmt::format("The `sort_order` query parameter value [{}] is not one of "
                                           "[recency,relevancy]",
                                           order)});
    }
    const auto start = readTime(call, "start_time", 0);
    const auto since = readId(call, "since_id", 0);
    if (auto refused = checkReach(call, *start, *since)) {
        return *std::move(refused);
    }
    bounds->above = std::max(bounds->above, firstIdAt(call.nowMs - kSearchReachMs));
    const Network& network = call.state.network;
    const Fits fits = [&](const Post& post) { return query->fits(network, post); };
    return answerList(call, pick(call, fits, *bounds, std::numeric_limits<std::size_t>::max()), *page,
                      Charge::PostRead);
}

}  // namespace

std::vector<Route> timelineRoutes() {
    constexpr std::string_view kRead = "tweet.read users.read";
    return {{"GET", "/2/users/{}/mentions", Access::Any, kRead, 300, mentions},
            {"GET", "/2/users/{}/tweets", Access::Any, kRead, 900, posts},
            {"GET", "/2/tweets/search/recent", Access::Any, kRead, 300, search}};
}

}  // namespace app::practice::x
