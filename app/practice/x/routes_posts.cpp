// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/errors.h"
#include "practice/x/query.h"
#include "practice/x/routes.h"
#include "practice/x/text.h"

#include "base/iso8601.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::x {
namespace {

constexpr std::int64_t kWeekMs = std::int64_t{7} * 86'400'000;
constexpr std::size_t kMentionsReach = 800;

/// The newest first; by the latest version, as an edit is a post of its own in the order.
std::vector<const Post*> newestFirst(const Town& town) {
    std::vector<const Post*> posts;
    for (const auto& [id, post] : town.posts) {
        if (!post.deleted) {
            posts.push_back(&post);
        }
    }
    std::ranges::sort(posts, std::ranges::greater{}, [](const Post* post) { return post->last().id; });
    return posts;
}

/// What the request's ids and times leave, or why they are refused.
struct Range {
    Id since = 0;
    Id until = ~Id{0};
    std::int64_t startMs = 0;
    std::optional<Answer> refused{};

    [[nodiscard]] bool holds(const Post& post) const {
        return post.last().id > since && post.last().id < until && post.last().atMs >= startMs;
    }
};
Range rangeOf(const Call& call, bool ofSearch) {
    Range range;
    if (const std::string since = call.text("since_id"); !since.empty()) {
        const auto id = parseId(since);
        if (!id) {
            range.refused = invalidRequest(call.desk.town.dialect, "since_id", since,
                                           "The `since_id` query parameter value is not valid.");
            return range;
        }
        range.since = *id;
        const std::int64_t atMs = static_cast<std::int64_t>(*id >> 22U) + 1'288'834'974'657;
        if (ofSearch && atMs < call.nowMs - kWeekMs) {
            range.refused = invalidRequest(call.desk.town.dialect, "since_id", since,
                                           "'since_id' must be a tweet id created after 7 days ago. Please "
                                           "use a 'since_id' that is larger.");
        }
    }
    if (const auto until = parseId(call.text("until_id"))) {
        range.until = *until;
    }
    if (const auto start = base::parseIso8601(call.text("start_time"))) {
        range.startMs = base::toMs(*start);
    }
    return range;
}

Answer listed(Call& call, const std::vector<const Post*>& posts, std::size_t size, const std::string& kind) {
    Renderer renderer(call.desk.town, call.wanted);
    const std::size_t from = std::min(pageStart(call), posts.size());
    const std::size_t end = std::min(from + size, posts.size());
    Json data = Json::array();
    for (std::size_t at = from; at < end; ++at) {
        data.push_back(renderer.post(*posts[at], posts[at]->last().id));
        call.desk.bill.read(kind, std::to_string(posts[at]->last().id), call.nowMs);
    }
    Json meta{{"result_count", end - from}};
    if (end > from) {
        meta["newest_id"] = std::to_string(posts[from]->last().id);
        meta["oldest_id"] = std::to_string(posts[end - 1]->last().id);
    }
    if (end < posts.size()) {
        meta["next_token"] = pageToken(end);
    }
    if (from > 0) {
        meta["previous_token"] = pageToken(from > size ? from - size : 0);
    }
    return wrapped(call, renderer, std::move(data), std::move(meta));
}

template <class Wanted>
Answer timeline(Call& call, const Bounds& bounds, const std::string& kind, std::size_t reach, bool ofSearch,
                const Wanted& wanted) {
    const Size size = pageSize(call, bounds);
    const Range range = rangeOf(call, ofSearch);
    if (size.refused || range.refused) {
        return size.refused ? *size.refused : *range.refused;
    }
    std::vector<const Post*> posts;
    std::size_t seen = 0;
    for (const Post* post : newestFirst(call.desk.town)) {
        if (wanted(*post) && seen++ < reach && range.holds(*post)) {
            posts.push_back(post);
        }
    }
    return listed(call, posts, size.count, kind);
}

Answer refusedPost(const Call& call, Taken taken) {
    const Dialect dialect = call.desk.town.dialect;
    switch (taken) {
    case Taken::Duplicate:
        return problem(dialect, 403, "Forbidden",
                       "You are not allowed to create a Tweet with duplicate content.");
    case Taken::NotSummoned:
        return problem(dialect, 403, "Forbidden",
                       "You can only reply to posts whose author mentioned or quoted your account.");
    case Taken::ParentGone:
        return problem(dialect, 404, "Not Found Error", "The post that you reply to is not there.");
    case Taken::TooLong:
        return problem(dialect, 400, "Invalid Request",
                       "Your Tweet text is too long. For more information on how "
                       "Twitter determines text length see the documentation.");
    default:
        return problem(dialect, 400, "Invalid Request", "Your post has no text.");
    }
}

}  // namespace

Answer mentions(Call& call, Id user) {
    const Town& town = call.desk.town;
    return timeline(call, {.least = 5}, user == call.me ? "owned_read" : "post_read", kMentionsReach, false,
                    [&](const Post& post) {
                        const auto named = town.mentionedIn(post.last().text);
                        return post.author != user && std::ranges::find(named, user) != named.end();
                    });
}

Answer ownPosts(Call& call, Id user) {
    const bool noReplies = call.text("exclude").find("replies") != std::string::npos;
    return timeline(
        call, {.least = 5}, user == call.me ? "owned_read" : "post_read", 3200, false,
        [&](const Post& post) { return post.author == user && !(noReplies && post.inReplyTo != 0); });
}

Answer search(Call& call) {
    const auto query = Query::parse(call.text("query"));
    if (!query) {
        return invalidRequest(call.desk.town.dialect, "query", call.text("query"),
                              "The query can't be read.");
    }
    const Town& town = call.desk.town;
    return timeline(call, {.least = 10}, "post_read", ~std::size_t{0}, true, [&](const Post& post) {
        return post.last().atMs >= call.nowMs - kWeekMs && query->matches(post, town);
    });
}

Answer lookUpPosts(Call& call) {
    Renderer renderer(call.desk.town, call.wanted);
    Json data = Json::array();
    std::vector<Json> errors;
    const std::string ids = call.text("ids");
    if (ids.empty()) {
        return invalidRequest(call.desk.town.dialect, "ids", "",
                              "The `ids` query parameter can not be empty");
    }
    for (std::size_t at = 0; at < ids.size();) {
        const auto end = std::min(ids.find(',', at), ids.size());
        const std::string text = ids.substr(at, end - at);
        at = end + 1;
        const auto id = parseId(text);
        if (!id || text.size() > 19) {
            return invalidRequest(call.desk.town.dialect, "ids", text,
                                  fmt::format("The `ids` query parameter value [{}] is not valid", text));
        }
        if (const Post* post = call.desk.town.post(*id)) {
            data.push_back(renderer.post(*post, *id));
            call.desk.bill.read("post_read", text, call.nowMs);
        } else {
            errors.push_back(
                notFoundProblem(text, "ids", call.desk.town.dialect == Dialect::Post ? "post" : "tweet"));
        }
    }
    return wrapped(call, renderer, std::move(data), {}, std::move(errors));
}

Answer onePost(Call& call, const std::string& id) {
    Renderer renderer(call.desk.town, call.wanted);
    const Post* post = call.desk.town.post(*parseId(id));
    if (post == nullptr) {
        return wrapped(call, renderer, {}, {}, {notFoundProblem(id, "id", "post")});
    }
    call.desk.bill.read("post_read", id, call.nowMs);
    Json data = renderer.post(*post, *parseId(id));
    return wrapped(call, renderer, std::move(data));
}

Answer createPost(Call& call) {
    const Json body = Json::parse(call.question.body, nullptr, false);
    if (!body.is_object()) {
        return problem(call.desk.town.dialect, 400, "Invalid Request", "The body is no JSON object.");
    }
    const Json reply = body.value("reply", Json::object());
    const std::string parent = textIn(reply, "in_reply_to_tweet_id");
    Town& town = call.desk.town;
    Town::Draft draft{.author = call.me,
                      .text = textIn(body, "text"),
                      .inReplyTo = parseId(parent).value_or(parent.empty() ? 0 : 1),
                      .quoted = parseId(textIn(body, "quote_tweet_id")).value_or(0),
                      .replySettings = textIn(body, "reply_settings")};
    if (const Taken taken = town.judge(draft, call.nowMs); taken != Taken::Yes) {
        return refusedPost(call, taken);
    }
    const bool withUrl = hasUrl(draft.text);
    const Post& made = town.publish(std::move(draft), call.nowMs, true);
    call.desk.bill.wrote(withUrl ? "reply_with_url" : "reply");
    const std::string id = std::to_string(made.first());
    return {.status = 201,
            .body =
                dump({{"data",
                       {{town.dialect == Dialect::Post ? "edit_history_post_ids" : "edit_history_tweet_ids",
                         Json::array({id})},
                        {"id", id},
                        {"text", wireText(made.last().text).text}}}})};
}

Answer deletePost(Call& call, const std::string& id) {
    Post* post = call.desk.town.post(*parseId(id));
    if (post != nullptr && post->author != call.me) {
        return problem(call.desk.town.dialect, 403, "Forbidden", "You can delete your own posts only.");
    }
    if (post != nullptr) {
        post->deleted = true;
        call.desk.town.log.deleted({.platform = "x",
                                    .atMs = call.nowMs,
                                    .by = call.desk.town.user(call.me).username,
                                    .statusId = id,
                                    .text = {}});
    }
    return {.body = dump({{"data", {{"deleted", true}}}})};
}

}  // namespace app::practice::x
