// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/routes.h"

#include "practice/mastodon/error_answers.h"

#include <optional>

namespace app::practice::mastodon {
namespace {

std::vector<std::string_view> partsOf(std::string_view path) {
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const std::string_view part = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(path.size(), part.size() + 1));
        if (!part.empty()) {
            parts.push_back(part);
        }
    }
    return parts;
}

const std::vector<Route>& allRoutes() {
    static const std::vector<Route> kRoutes = [] {
        std::vector<Route> all;
        for (auto* part : {oauthRoutes, instanceRoutes, accountRoutes, statusRoutes, reactionRoutes,
                           notificationRoutes, conversationRoutes, mediaRoutes, searchRoutes}) {
            for (Route& route : part()) {
                all.push_back(std::move(route));
            }
        }
        return all;
    }();
    return kRoutes;
}

std::optional<std::vector<std::string>> captures(const Route& route,
                                                 const std::vector<std::string_view>& parts) {
    const std::vector<std::string_view> pattern = partsOf(route.path);
    const bool hasRest = !pattern.empty() && pattern.back() == "*";
    if (hasRest ? parts.size() < pattern.size() - 1 : parts.size() != pattern.size()) {
        return std::nullopt;
    }
    std::vector<std::string> found;
    for (std::size_t index = 0; index < pattern.size() && pattern[index] != "*"; ++index) {
        if (pattern[index].starts_with(':')) {
            found.emplace_back(parts[index]);
        } else if (pattern[index] != parts[index]) {
            return std::nullopt;
        }
    }
    return found;
}

std::string bearer(const Question& question) {
    const std::string value = question.header("Authorization").value_or("");
    constexpr std::string_view kScheme = "Bearer ";
    return value.starts_with(kScheme) ? value.substr(kScheme.size()) : "";
}

/// Nothing when the call may go on.
std::optional<Answer> refuse(const Route& route, const Call& call) {
    if (call.token == nullptr) {
        return route.access == Access::Open ? std::nullopt
                                            : std::optional(unauthorized("The access token is invalid"));
    }
    if (call.token->revoked) {
        return unauthorized("The access token was revoked");
    }
    if (!call.token->allows(route.scopes)) {
        return errorAnswer(403, "This action is outside the authorized scopes");
    }
    if (route.access == Access::User && call.viewer == 0) {
        return errorAnswer(401, "This method requires an authenticated user");
    }
    return std::nullopt;
}

Answer handleCounted(const Route& route, Call& call) {
    const bool isApi = route.path.starts_with("/api/");
    const std::string who = call.token == nullptr ? "anonymous" : call.token->value;
    const RateMeter::Reading requests = call.state.rates.count(who, RateFamily::Requests, call.nowMs);
    RateMeter::Reading shown = requests;
    if (route.family != RateFamily::Requests) {
        shown = call.state.rates.count(who, route.family, call.nowMs);
    }
    const bool tooMany =
        call.state.rateLimits == RateLimits::Enforced && (requests.exceeded || shown.exceeded);
    std::optional<Answer> refused = refuse(route, call);
    Answer answer = isApi && tooMany ? errorAnswer(429, "Too many requests")
                    : refused        ? *std::move(refused)
                                     : route.handle(call);
    if (isApi) {
        for (auto& header : rateHeaders(requests.exceeded ? requests : shown)) {
            answer.headers.push_back(std::move(header));
        }
    }
    return answer;
}

}  // namespace

Answer jsonAnswer(const Json& json) {
    return {.body = dump(json)};
}

Post* Call::visiblePost() const {
    const auto found = state.instance.posts.find(id());
    return found != state.instance.posts.end() && state.instance.visible(found->second, viewer)
               ? &found->second
               : nullptr;
}

Post* Call::ownPost() const {
    const auto found = state.instance.posts.find(id());
    return found != state.instance.posts.end() && found->second.author == viewer ? &found->second : nullptr;
}

Answer answerRoute(ServerState& state, const Question& question, std::int64_t nowMs) {
    const std::vector<std::string_view> parts = partsOf(question.path);
    const std::string method = question.method == "HEAD" ? "GET" : question.method;
    for (const Route& route : allRoutes()) {
        std::optional<std::vector<std::string>> found =
            route.method == method ? captures(route, parts) : std::nullopt;
        if (!found) {
            continue;
        }
        const base::Result<Params> params = Params::of(question);
        if (!params) {
            return errorAnswer(400, params.error().message);
        }
        Call call{.state = state,
                  .question = question,
                  .params = *params,
                  .captures = *std::move(found),
                  .nowMs = nowMs};
        call.token = state.oauth.token(bearer(question));
        call.viewer = call.token == nullptr || call.token->revoked ? 0 : call.token->account;
        Answer answer = handleCounted(route, call);
        answer.headers.emplace_back("Cache-Control", "private, no-store");
        answer.headers.emplace_back("Vary", "Authorization, Origin");
        answer.headers.emplace_back("X-Content-Type-Options", "nosniff");
        return answer;
    }
    return noSuchRoute(question);
}

}  // namespace app::practice::mastodon
