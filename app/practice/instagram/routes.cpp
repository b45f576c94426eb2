// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/instagram/routes.h"

#include "practice/graph/cdn.h"
#include "practice/graph/reading.h"
#include "practice/instagram/sheet.h"

#include <fmt/format.h>

#include <optional>

namespace app::practice::instagram {

using graph::Call;
using graph::Outcome;
using graph::Refused;

namespace {

/// As if the account had been looked at ten times.
constexpr std::int64_t kCallsADay = 4800LL * 10;

Outcome<Answer> read(ServerState& state, const Call& call) {
    if (call.place(0) == "debug_token") {
        return graph::inspect(call, state.desk, state.owner);
    }
    if (call.place(0) == "me" && call.place(1) == "permissions") {
        return graph::permissions(call, state.desk);
    }
    const Sheet sheet(state, call);
    return graph::readGraph(call, state.baseUrl, state.traits.mostThings,
                            [&](const std::string& id) { return sheet.find(id); });
}

Outcome<Answer> write(ServerState& state, const Call& call) {
    const std::string edge = call.place(1);
    if (call.is("POST") && edge == "messages") {
        return sendMessage(state, call);
    }
    if (call.is("POST") && (edge == "replies" || edge == "comments" || edge == "mentions")) {
        return writeComment(state, call);
    }
    if (call.is("POST") && call.places() == 1) {
        return hide(state, call);
    }
    if (call.is("DELETE") && call.places() == 1) {
        return erase(state, call);
    }
    return Refused(
        {.code = 3, .message = "(#3) Application does not have the capability to make this API call."});
}

/// The two ways of signing in; nothing for a path that is for neither.
std::optional<Answer> signInPath(ServerState& state, const Call& call) {
    const std::string first = call.place(0);
    const std::string second = call.place(1);
    if (call.is("GET") && first == "dialog" && second == "oauth") {
        return graph::askConsent(call, state.desk, state.owner);
    }
    if (call.is("GET") && first == "oauth" && second == "authorize") {
        return graph::askConsent(call, state.desk, state.self, "#_");
    }
    if (first == "oauth" && second == "access_token") {
        return call.is("POST") ? signInByCode(state, call)
                               : graph::finished(graph::exchange(call, state.desk), call);
    }
    if (call.is("GET") && call.places() == 1 &&
        (first == "access_token" || first == "refresh_access_token")) {
        return graph::finished(graph::prolong(call, state.desk, "ig"), call);
    }
    return std::nullopt;
}

/// What is refused before anybody looks at what is asked.
Outcome<void> letIn(ServerState& state, Call& call, const graph::UsageMeter::Reading& use) {
    if (auto admitted = graph::admit(call, state.traits, state.desk); !admitted) {
        return admitted;
    }
    if (state.rateLimits == RateLimits::Enforced) {
        if (call.place(1) == "conversations" && !state.meter.isInTime(call.nowMs)) {
            return Refused(graph::tooQuick());
        }
        if (use.isOver) {
            return Refused(graph::overUsed(use.type));
        }
    }
    return {};
}

}  // namespace

Answer signInByCode(ServerState& state, const Call& call) {
    const Outcome<graph::Grant> grant = graph::redeemCode(call, state.desk);
    if (!grant) {
        Answer answer = graph::jsonAnswer(
            {{"error_type", "OAuthException"}, {"code", 400}, {"error_message", grant.error().message}});
        answer.status = 400;
        return answer;
    }
    const graph::Token& token = state.desk.issue({.kind = graph::TokenKind::Account,
                                                  .subject = state.network.accountId,
                                                  .owner = state.network.accountId,
                                                  .issuedMs = call.nowMs,
                                                  .expiresMs = call.nowMs + graph::kShortLifeMs,
                                                  .scopes = grant->scopes});
    // A number, above 2^53.
    return graph::jsonAnswer({{"access_token", token.text},
                              {"user_id", graph::wholeNumber(state.network.accountId).value_or(0)},
                              {"permissions", grant->scopes}});
}

Answer answerRoute(ServerState& state, const Question& question, std::int64_t nowMs) {
    if (auto file = graph::answerCdn(question, nowMs)) {
        return *std::move(file);
    }
    Call call = graph::readCall(question, nowMs);
    if (auto answer = signInPath(state, call)) {
        return *std::move(answer);
    }
    const auto use = state.meter.count("instagram", kCallsADay, nowMs);
    const Outcome<void> admitted = letIn(state, call, use);
    Answer answer = graph::finished(!admitted        ? Outcome<Answer>(Refused(admitted.error()))
                                    : call.is("GET") ? read(state, call)
                                                     : write(state, call),
                                    call);
    for (auto& header : graph::usageHeaders(state.network.accountId, use)) {
        answer.headers.push_back(std::move(header));
    }
    return answer;
}

}  // namespace app::practice::instagram
