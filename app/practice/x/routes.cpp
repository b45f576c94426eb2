// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/routes.h"

#include "practice/picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>

namespace app::practice::x {
namespace {

const std::vector<Route>& allRoutes() {
    static const std::vector<Route> kRoutes = [] {
        std::vector<Route> all;
        for (auto* part : {oauthRoutes, userRoutes, postRoutes, timelineRoutes, messageRoutes}) {
            std::ranges::copy(part(), std::back_inserter(all));
        }
        return all;
    }();
    return kRoutes;
}

/// What stands in the pattern's {}, or nothing when the path does not fit.
std::optional<std::vector<std::string>> placesIn(std::string_view pattern, std::string_view path) {
    const auto wanted = split(pattern, '/');
    const auto given = split(path, '/');
    if (wanted.size() != given.size()) {
        return std::nullopt;
    }
    std::vector<std::string> places;
    for (std::size_t at = 0; at < wanted.size(); ++at) {
        if (wanted[at] == "{}" && !given[at].empty()) {
            places.push_back(given[at]);
        } else if (wanted[at] != given[at]) {
            return std::nullopt;
        }
    }
    return places;
}

Answer wrongKindOfToken(Dialect dialect, std::string_view given, std::string_view wanted) {
    return problem(dialect, 403, "Unsupported Authentication",
                   fmt::format("Authenticating with {} is forbidden for this endpoint.  Supported "
                               "authentication types are [{}].",
                               given, wanted),
                   "unsupported-authentication");
}

/// Nothing when the caller may go on.
std::optional<Answer> letIn(Call& call, const Route& route) {
    if (route.access == Access::Open) {
        return std::nullopt;
    }
    const Family* family = call.state.desk.check(bearerOf(call.question), call.nowMs);
    if (family == nullptr) {
        return unauthorized(call.dialect());
    }
    if (family->account == 0) {
        return route.access == Access::User
                   ? std::optional(wrongKindOfToken(call.dialect(), "OAuth 2.0 Application-Only",
                                                    "OAuth 1.0a User Context, OAuth 2.0 User Context"))
                   : std::nullopt;
    }
    if (route.access == Access::App) {
        return wrongKindOfToken(call.dialect(), "OAuth 2.0 User Context", "OAuth 2.0 Application-Only");
    }
    for (const std::string& scope : split(route.scopes, ' ')) {
        if (!family->allows(scope)) {
            return forbidden(call.dialect(),
                             fmt::format("Your token does not have the scope {} that this takes.", scope));
        }
    }
    call.viewer = call.state.network.byId(family->account);
    return std::nullopt;
}

/// What stops every request that costs money.
std::optional<Answer> payFirst(const Call& call, const Route& route) {
    if (route.access == Access::Open || route.access == Access::App || call.state.purse == Purse::Full) {
        return std::nullopt;
    }
    return call.state.purse == Purse::CreditsDepleted ? creditsDepleted(call.dialect())
                                                      : usageCapped(call.dialect());
}

Answer answerFound(Call& call, const Route& route) {
    if (route.access == Access::Open) {
        return route.handle(call);
    }
    std::optional<Answer> refused = letIn(call, route);
    const std::string who =
        call.viewer == nullptr ? bearerOf(call.question) : std::to_string(call.viewer->id);
    const auto reading = call.state.rates.count(who, fmt::format("{} {}", route.method, route.pattern),
                                                route.limit, call.nowMs);
    Answer answer;
    if (refused) {
        answer = *std::move(refused);
    } else if (reading.exceeded && call.state.rateLimits == RateLimits::Enforced) {
        answer = statusAnswer(call.dialect(), 429);
    } else if (std::optional<Answer> unpaid = payFirst(call, route)) {
        answer = *std::move(unpaid);
    } else {
        answer = route.handle(call);
    }
    std::ranges::copy(rateHeaders(reading), std::back_inserter(answer.headers));
    return answer;
}

/// The digits of an id in letters: a token that nobody takes for a number.
constexpr std::string_view kDigits = "c7btw3xilr";
constexpr std::string_view kDown = "7140dibdnow";
constexpr std::string_view kUp = "77qpymm88g5";

std::string pageToken(std::string_view direction, Id id) {
    std::string token(direction);
    for (const char digit : std::to_string(id)) {
        token += kDigits[static_cast<std::size_t>(digit - '0')];
    }
    return token + "9h";
}

std::optional<Id> idIn(std::string_view token, std::string_view direction) {
    if (!token.starts_with(direction) || !token.ends_with("9h") || token.size() < direction.size() + 3) {
        return std::nullopt;
    }
    std::string digits;
    for (const char letter : token.substr(direction.size(), token.size() - direction.size() - 2)) {
        const auto digit = kDigits.find(letter);
        if (digit == std::string_view::npos) {
            return std::nullopt;
        }
        digits += static_cast<char>('0' + digit);
    }
    return parseId(digits);
}

/// Pictures that answers link to.
Answer elsewhere(const Question& question, Dialect dialect) {
    const bool isFace = question.path.starts_with("/profile_images/");
    if (isFace || question.path.starts_with("/media/")) {
        return {200, "image/png", drawPicture(question.path, isFace ? 48 : 640, isFace ? 48 : 480)};
    }
    return statusAnswer(dialect, 404);
}

}  // namespace

std::string bearerOf(const Question& question) {
    constexpr std::string_view kScheme = "Bearer ";
    const std::string header = question.header("Authorization").value_or("");
    return header.starts_with(kScheme) ? header.substr(kScheme.size()) : "";
}

void Call::charge(const Sheet& sheet, Charge posts) const {
    for (const Id id : sheet.posts()) {
        state.bill.read(posts, id, nowMs);
    }
    for (const Id id : sheet.includedPosts()) {
        state.bill.read(Charge::PostRead, id, nowMs);
    }
    for (const Id id : sheet.users()) {
        state.bill.read(Charge::UserRead, id, nowMs);
    }
    for (const Id id : sheet.messages()) {
        state.bill.read(Charge::MessageRead, id, nowMs);
    }
}

std::expected<int, Answer> readNumber(const Call& call, const std::string& name, int standard, int least,
                                      int most) {
    const std::optional<std::string> given = call.params.text(name);
    if (!given) {
        return standard;
    }
    int value = 0;
    const char* end = given->data() + given->size();
    if (given->empty() || std::from_chars(given->data(), end, value).ptr != end || value < least ||
        value > most) {
        return std::unexpected(invalidRequest(
            call.dialect(), {name, *given,
                             fmt::format("The `{}` query parameter value [{}] is not between {} and {}", name,
                                         *given, least, most)}));
    }
    return value;
}

std::expected<Page, Answer> readPage(const Call& call, int least, int standard, Paging paging) {
    const auto most = readNumber(call, "max_results", standard, least, 100);
    if (!most) {
        return std::unexpected(most.error());
    }
    Page page{.most = static_cast<std::size_t>(*most)};
    for (const std::string name : {"pagination_token", "next_token"}) {
        const std::optional<std::string> token = call.params.text(name);
        if (!token || (paging == Paging::Messages && name == "next_token")) {
            continue;
        }
        if (const std::optional<Id> id = idIn(*token, kDown)) {
            page.below = *id;
        } else if (const std::optional<Id> back = idIn(*token, kUp)) {
            page.above = *back;
            page.backwards = true;
        } else {
            return std::unexpected(invalidRequest(
                call.dialect(),
                {name, *token,
                 fmt::format("The `{}` query parameter value [{}] is not valid", name, *token)}));
        }
    }
    return page;
}

Cut cut(const std::vector<Id>& fitting, const Page& page, Paging paging) {
    // From the end: newest first.
    auto from = page.below == 0 ? fitting.end() : std::ranges::lower_bound(fitting, page.below);
    if (page.backwards) {
        const auto above = std::ranges::upper_bound(fitting, page.above);
        from =
            above + std::min<std::ptrdiff_t>(fitting.end() - above, static_cast<std::ptrdiff_t>(page.most));
    }
    const auto until =
        from - std::min<std::ptrdiff_t>(from - fitting.begin(), static_cast<std::ptrdiff_t>(page.most));
    Cut result{.ids = {std::make_reverse_iterator(from), std::make_reverse_iterator(until)}, .meta = {}};
    result.meta = {{"result_count", result.ids.size()}};
    if (!result.ids.empty()) {
        if (paging == Paging::Posts) {
            result.meta["newest_id"] = std::to_string(result.ids.front());
            result.meta["oldest_id"] = std::to_string(result.ids.back());
        }
        if (until != fitting.begin()) {
            result.meta["next_token"] = pageToken(kDown, result.ids.back());
        }
        if (from != fitting.end()) {
            result.meta["previous_token"] = pageToken(kUp, result.ids.front());
        }
    }
    return result;
}

Answer answerRoute(ServerState& state, const Question& question, std::int64_t nowMs) {
    const bool isForm = question.method == "POST" && question.path.starts_with("/2/oauth2/");
    const Params params(isForm ? question.body : question.query);
    Call call{.state = state, .question = question, .params = params, .nowMs = nowMs};
    bool isKnownPath = false;
    // A fixed word goes before a place: /2/tweets/search/recent is no post.
    for (const Route& route : allRoutes()) {
        if (auto places = placesIn(route.pattern, question.path)) {
            isKnownPath = true;
            if (route.method == question.method) {
                call.places = *std::move(places);
                return answerFound(call, route);
            }
        }
    }
    if (isKnownPath) {
        return problem(state.dialect, 405, "Method Not Allowed", "Method Not Allowed");
    }
    return elsewhere(question, state.dialect);
}

}  // namespace app::practice::x
