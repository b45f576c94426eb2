// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/routes.h"

#include "practice/bluesky/error_answers.h"
#include "practice/picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace app::practice::bluesky {
namespace {

enum class Service { AppView, Chat };

const std::vector<Route>& allRoutes() {
    static const std::vector<Route> kRoutes = [] {
        std::vector<Route> all;
        for (auto* part : {serverRoutes, repoRoutes, feedRoutes, notificationRoutes, chatRoutes}) {
            std::ranges::copy(part(), std::back_inserter(all));
        }
        return all;
    }();
    return kRoutes;
}

bool isChat(std::string_view nsid) {
    return nsid.starts_with("chat.bsky.");
}

/// Where the PDS passes a request on to: the AppView, unless the header names somebody else.
std::expected<Service, Answer> serviceOf(const Question& question) {
    const std::optional<std::string> header = question.header("atproto-proxy");
    if (!header) {
        return Service::AppView;
    }
    const auto hash = header->find('#');
    if (hash == 0) {
        return std::unexpected(invalidRequest("no did specified in proxy header"));
    }
    if (hash == std::string::npos || hash == header->size() - 1) {
        return std::unexpected(invalidRequest("no service id specified in proxy header"));
    }
    if (header->find('#', hash + 1) != std::string::npos) {
        return std::unexpected(invalidRequest("invalid proxy header format"));
    }
    if (header->find(' ') != std::string::npos) {
        return std::unexpected(invalidRequest("proxy header cannot contain spaces"));
    }
    const std::string_view service = std::string_view(*header).substr(hash);
    if (service == "#bsky_chat") {
        return Service::Chat;
    }
    if (service == "#bsky_appview") {
        return Service::AppView;
    }
    return std::unexpected(invalidRequest("could not resolve proxy did service url"));
}

/// Nothing when the caller may go on.
std::optional<Answer> letIn(Call& call, TokenUse use) {
    const auto bearer = call.state.sessions.check(call.question.header("Authorization"), use, call.nowMs);
    if (!bearer) {
        return errorAnswer(bearer.error().status, bearer.error().name, bearer.error().message);
    }
    call.bearer = *bearer;
    call.viewer = call.state.network.byDid(bearer->did);
    return std::nullopt;
}

std::optional<Answer> readInput(Call& call, const Route& route) {
    if (route.method != "POST") {
        return std::nullopt;
    }
    const std::string& body = call.question.body;
    if (route.body == Body::None) {
        return body.empty()
                   ? std::nullopt
                   : std::optional(invalidRequest("A request body was provided when none was expected"));
    }
    if (body.empty()) {
        return invalidRequest("A request body is expected but none was provided");
    }
    const std::string type = call.question.header("Content-Type").value_or("");
    if (type.empty()) {
        return invalidRequest("Request encoding (Content-Type) required but not provided");
    }
    if (!type.starts_with("application/json")) {
        return invalidRequest("Wrong request encoding (Content-Type): " + type);
    }
    call.input = Json::parse(body, nullptr, false);
    return call.input.is_object() ? std::nullopt
                                  : std::optional(invalidRequest("Unable to parse the body as JSON"));
}

/// The way through the PDS to the AppView or the chat service.
Answer passOn(Call& call, const Route* route, std::string_view nsid) {
    const auto service = serviceOf(call.question);
    if (!service) {
        return service.error();
    }
    if (std::optional<Answer> refused = letIn(call, TokenUse::Access)) {
        return *std::move(refused);
    }
    if (isChat(nsid) && call.bearer.rights == MessageRights::Without) {
        return errorAnswer(400, "InvalidToken", "Bad token method");
    }
    if (route == nullptr || isChat(nsid) != (*service == Service::Chat)) {
        return notSupported();
    }
    std::optional<Answer> refused = readInput(call, *route);
    return refused ? *std::move(refused) : route->handle(call);
}

Answer answerMethod(Call& call, std::string_view nsid) {
    const auto route = std::ranges::find(allRoutes(), nsid, &Route::nsid);
    const bool isKnown = route != allRoutes().end();
    if (isKnown && route->method != call.question.method) {
        return invalidRequest(
            fmt::format("Incorrect HTTP method ({}) expected {}", call.question.method, route->method));
    }
    if (!isKnown || route->access == Access::AppView || route->access == Access::Chat) {
        return passOn(call, isKnown ? &*route : nullptr, nsid);
    }
    if (route->access != Access::Open) {
        const TokenUse use = route->access == Access::Refresh ? TokenUse::Refresh : TokenUse::Access;
        if (std::optional<Answer> refused = letIn(call, use)) {
            return *std::move(refused);
        }
    }
    std::optional<Answer> refused = readInput(call, *route);
    return refused ? *std::move(refused) : route->handle(call);
}

/// What is there beside XRPC: a page, and the pictures that views link to.
Answer elsewhere(const Question& question) {
    if (question.path == "/") {
        return {200, "text/plain; charset=utf-8",
                "This is an AT Protocol Personal Data Server (aka, an "
                "atproto PDS)\n\nMost API routes are under /xrpc/\n"};
    }
    if (question.path.starts_with("/img/")) {
        const std::string name = question.path.substr(question.path.rfind('/') + 1);
        const bool isSmall = question.path.find("/feed_fullsize/") == std::string::npos;
        return {200, "image/png", drawPicture(name, isSmall ? 128 : 640, isSmall ? 128 : 480)};
    }
    return {404, "text/html; charset=utf-8",
            fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                        "<title>Error</title>\n</head>\n<body>\n<pre>Cannot {} the page</pre>\n</body>\n"
                        "</html>\n",
                        question.method)};
}

}  // namespace

bool Call::spend(const RateRule& rule, const std::string& key, int points) {
    readings.push_back(state.rates.spend(rule, key, points, nowMs));
    return !readings.back().exceeded || state.rateLimits == RateLimits::Shown;
}

Answer jsonAnswer(const Json& json) {
    return {.body = dump(json)};
}

Answer emptyAnswer() {
    return {.type = ""};
}

Answer answerRoute(ServerState& state, const Question& question, std::int64_t nowMs) {
    constexpr std::string_view kXrpc = "/xrpc/";
    if (!question.path.starts_with(kXrpc)) {
        return elsewhere(question);
    }
    const std::string_view nsid = std::string_view(question.path).substr(kXrpc.size());
    if (nsid == "_health") {
        return jsonAnswer({{"version", "0.4.217"}});
    }
    const Query query(question.query);
    Call call{.state = state, .question = question, .query = query, .input = nullptr, .nowMs = nowMs};
    Answer answer = call.spend(kGlobalRule, "127.0.0.1", 1) ? answerMethod(call, nsid) : rateLimited();
    for (auto& header :
         rateHeaders(*std::ranges::min_element(call.readings, {}, &RateMeter::Reading::remaining))) {
        answer.headers.push_back(std::move(header));
    }
    answer.headers.emplace_back("X-Powered-By", "Express");
    answer.headers.emplace_back("Access-Control-Allow-Origin", "*");
    answer.headers.emplace_back("Cache-Control", "private");
    answer.headers.emplace_back("Vary", "Authorization, Accept-Encoding");
    return answer;
}

}  // namespace app::practice::bluesky
