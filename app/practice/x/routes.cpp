// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/routes.h"

#include "practice/x/errors.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace app::practice::x {
namespace {

std::vector<std::string> segments(std::string_view path) {
    std::vector<std::string> parts;
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        if (end > 0) {
            parts.emplace_back(path.substr(0, end));
        }
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return parts;
}

std::set<std::string> words(const std::string& list) {
    std::set<std::string> found;
    for (std::size_t at = 0; at < list.size();) {
        const auto end = std::min(list.find(',', at), list.size());
        found.insert(list.substr(at, end - at));
        at = end + 1;
    }
    return found;
}

/// What the request wants to see, by the words that this server knows.
Wanted wantedBy(const Call& call) {
    const bool newWords = call.desk.town.dialect == Dialect::Post;
    return {.fields = words(call.text(newWords ? "post.fields" : "tweet.fields")),
            .expansions = words(call.text("expansions")),
            .userFields = words(call.text("user.fields")),
            .mediaFields = words(call.text("media.fields")),
            .messageFields = words(call.text("dm_event.fields"))};
}

/// The field lists of the dialects differ; a strict server refuses what it does not know.
std::optional<Answer> refusedWords(const Call& call) {
    if (!call.desk.town.strict) {
        return std::nullopt;
    }
    const std::string other = call.desk.town.dialect == Dialect::Post ? "tweet.fields" : "post.fields";
    if (call.parameters.contains(other)) {
        return invalidRequest(call.desk.town.dialect, other, call.text(other),
                              fmt::format("The query parameter [{}] is not one of the known ones.", other));
    }
    static constexpr std::array<std::string_view, 4> kOnlyByExpansion{
        "author_id", "in_reply_to_user_id", "referenced_posts", "edit_history_post_ids"};
    for (const auto& field : kOnlyByExpansion) {
        if (call.desk.town.dialect == Dialect::Post && call.wanted.fields.contains(std::string(field))) {
            return invalidRequest(call.desk.town.dialect, "post.fields", std::string(field),
                                  "The field is not one of the known ones.");
        }
    }
    return std::nullopt;
}

struct Route {
    std::string endpoint;
    int limit = 300;
    std::function<Answer(Call&)> answer;
    std::string scope = "tweet.read";
};

std::optional<Id> idIn(const Call& call, std::size_t place) {
    return parseId(call.path.at(place));
}

std::optional<Route> routeOfPeople(const Call& call) {
    const auto& path = call.path;
    const bool get = call.question.method == "GET";
    if (get && path.size() == 1) {
        return Route{"users", 900, &lookUpPeople, "users.read"};
    }
    if (get && path.size() == 2 && path[1] == "me") {
        return Route{"users/me", 75, [](Call& at) { return onePerson(at, at.desk.town.user(at.me)); },
                     "users.read"};
    }
    if (get && path.size() == 4 && path[1] == "by" && path[2] == "username") {
        return Route{"users/by", 900,
                     [](Call& at) {
                         const User* user = at.desk.town.userByName(at.path[3]);
                         return user == nullptr
                                    ? wrapped(at, *std::make_unique<Renderer>(at.desk.town, at.wanted), {},
                                              {}, {notFoundProblem(at.path[3], "username", "user")})
                                    : onePerson(at, *user);
                     },
                     "users.read"};
    }
    if (get && path.size() == 3 && idIn(call, 1) && path[2] == "mentions") {
        return Route{"mentions", 300, [](Call& at) { return mentions(at, *idIn(at, 1)); }};
    }
    if (get && path.size() == 3 && idIn(call, 1) && path[2] == "tweets") {
        return Route{"own", 900, [](Call& at) { return ownPosts(at, *idIn(at, 1)); }};
    }
    return std::nullopt;
}

std::optional<Route> routeOfPosts(const Call& call) {
    const auto& path = call.path;
    const bool get = call.question.method == "GET";
    if (path.size() == 1) {
        return get ? std::optional(Route{"tweets", 900, &lookUpPosts})
               : call.question.method == "POST"
                   ? std::optional(Route{"create", 100, &createPost, "tweet.write"})
                   : std::nullopt;
    }
    if (get && path.size() == 3 && path[1] == "search" && path[2] == "recent") {
        return Route{"search", 300, &search};
    }
    if (path.size() == 2 && idIn(call, 1)) {
        if (get) {
            return Route{"tweet", 900, [](Call& at) { return onePost(at, at.path[1]); }};
        }
        if (call.question.method == "DELETE") {
            return Route{"delete", 50, [](Call& at) { return deletePost(at, at.path[1]); }, "tweet.write"};
        }
    }
    return std::nullopt;
}

std::optional<Route> routeOfMessages(const Call& call) {
    const auto& path = call.path;
    const bool get = call.question.method == "GET";
    const bool post = call.question.method == "POST";
    if (get && path.size() == 1 && path[0] == "dm_events") {
        return Route{"dm_events", 15, [](Call& at) { return messagesOf(at, {}); }, "dm.read"};
    }
    if (path[0] != "dm_conversations") {
        return std::nullopt;
    }
    if (path.size() == 4 && path[1] == "with" && idIn(call, 2)) {
        if (get && path[3] == "dm_events") {
            return Route{"dm_with", 15,
                         [](Call& at) { return messagesOf(at, conversationOf(at.me, *idIn(at, 2))); },
                         "dm.read"};
        }
        if (post && path[3] == "messages") {
            return Route{"dm_send", 15, [](Call& at) { return sendMessage(at, *idIn(at, 2)); }, "dm.write"};
        }
    }
    if (path.size() == 3 && get && path[2] == "dm_events") {
        return Route{"dm_in", 15, [](Call& at) { return messagesOf(at, at.path[1]); }, "dm.read"};
    }
    if (path.size() == 3 && post && path[2] == "messages") {
        return Route{"dm_send", 15,
                     [](Call& at) {
                         for (const auto& [id, user] : at.desk.town.users) {
                             if (conversationOf(at.me, id) == at.path[1]) {
                                 return sendMessage(at, id);
                             }
                         }
                         return statusAnswer(at.desk.town.dialect, 404);
                     },
                     "dm.write"};
    }
    return std::nullopt;
}

std::optional<Route> routeOf(const Call& call) {
    if (call.path.empty()) {
        return std::nullopt;
    }
    if (call.path[0] == "users") {
        return routeOfPeople(call);
    }
    return call.path[0] == "tweets" ? routeOfPosts(call) : routeOfMessages(call);
}

}  // namespace

std::string Call::text(const std::string& name) const {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string() : found->second;
}

Answer answerRoute(Desk desk, const Question& question, std::int64_t nowMs) {
    if (question.path == "/i/oauth2/authorize") {
        return desk.oauth.authorize(question, nowMs);
    }
    if (question.path == "/2/oauth2/token" && question.method == "POST") {
        return desk.oauth.token(question, nowMs);
    }
    if (question.path == "/2/oauth2/revoke" && question.method == "POST") {
        return desk.oauth.revoke(question);
    }
    Call call{.desk = desk,
              .question = question,
              .nowMs = nowMs,
              .path = segments(question.path),
              .parameters = parametersOf(question.query),
              .wanted = {},
              .me = desk.town.shop};
    if (call.path.empty() || call.path.front() != "2") {
        return statusAnswer(desk.town.dialect, 404);
    }
    call.path.erase(call.path.begin());
    const auto route = routeOf(call);
    if (!route) {
        return statusAnswer(desk.town.dialect, 404);
    }
    const std::string header = question.header("Authorization").value_or("");
    const std::string token = header.starts_with("Bearer ") ? header.substr(7) : std::string();
    if (desk.oauth.standing(token, nowMs) != OauthDesk::Standing::Good) {
        return statusAnswer(desk.town.dialect, 401);
    }
    const auto reading = desk.rates.count(route->endpoint, route->limit, nowMs);
    if (reading.exceeded && desk.town.rateLimits == RateLimits::Enforced) {
        Answer refused = statusAnswer(desk.town.dialect, 429);
        refused.headers = reading.headers;
        return refused;
    }
    call.wanted = wantedBy(call);
    const std::string scopes = " " + desk.oauth.scopeOf(token) + " ";
    Answer answer =
        scopes.find(" " + route->scope + " ") == std::string::npos
            ? problem(desk.town.dialect, 403, "Forbidden",
                      "Your client app is not configured with the appropriate oauth1 app permissions "
                      "for this endpoint.")
        : desk.town.noCredits ? statusAnswer(desk.town.dialect, 402)
                              : Answer{};
    if (answer.body.empty()) {
        const auto refused = refusedWords(call);
        answer = refused ? *refused : route->answer(call);
    }
    answer.headers.insert(answer.headers.end(), reading.headers.begin(), reading.headers.end());
    return answer;
}

std::string textIn(const Json& body, const char* name) {
    const auto found = body.is_object() ? body.find(name) : body.end();
    return body.is_object() && found != body.end() && found->is_string() ? found->get<std::string>() : "";
}

Answer wrapped(Call& call, Renderer& renderer, Json data, Json meta, std::vector<Json> errors) {
    Json body = Json::object();
    if (!data.is_null() && !(data.is_array() && data.empty())) {
        body["data"] = std::move(data);
    }
    if (Json includes = renderer.includes(); !includes.empty()) {
        body["includes"] = std::move(includes);
    }
    errors.insert(errors.end(), renderer.problems().begin(), renderer.problems().end());
    for (Json& error : errors) {
        body["errors"].push_back(std::move(error));
    }
    if (!meta.is_null()) {
        body["meta"] = std::move(meta);
    }
    for (const Id id : renderer.includedUsers()) {
        call.desk.bill.read("user_read", std::to_string(id), call.nowMs);
    }
    for (const Id id : renderer.includedPosts()) {
        call.desk.bill.read("post_read", std::to_string(id), call.nowMs);
    }
    return {.body = dump(body)};
}

Size pageSize(const Call& call, const Bounds& bounds) {
    const std::string text = call.text("max_results");
    if (text.empty()) {
        return {.count = bounds.usual};
    }
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || end != text.data() + text.size() || count < bounds.least ||
        count > bounds.most) {
        return {.refused =
                    invalidRequest(call.desk.town.dialect, "max_results", text,
                                   fmt::format("The `max_results` query parameter value [{}] is not between "
                                               "{} and {}",
                                               text, bounds.least, bounds.most))};
    }
    return {.count = count};
}

std::string pageToken(std::size_t from) {
    // The schema wants sixteen characters at least.
    return fmt::format("7140dibdnow9c7bt{:04}", from);
}

std::size_t pageStart(const Call& call) {
    std::string token = call.text("pagination_token");
    token = token.empty() ? call.text("next_token") : token;
    std::size_t from = 0;
    if (token.size() > 4) {
        std::from_chars(token.data() + token.size() - 4, token.data() + token.size(), from);
    }
    return from;
}

}  // namespace app::practice::x
