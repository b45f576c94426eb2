// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/threads/routes.h"

#include "practice/graph/cdn.h"
#include "practice/graph/reading.h"
#include "practice/threads/sheet.h"

#include <optional>

namespace app::practice::threads {

using graph::Call;
using graph::Outcome;
using graph::Refused;

namespace {

/// As if the profile had been looked at ten times.
constexpr std::int64_t kCallsADay = 4800LL * 10;

Outcome<Answer> read(ServerState& state, const Call& call) {
    const Sheet sheet(state, call);
    if (call.place(0) == "debug_token") {
        return graph::inspect(call, state.desk, state.self);
    }
    if (call.places() == 1 && call.place(0) == "keyword_search") {
        const auto fields = graph::readFields(call.params.textOrEmpty("fields"));
        const auto found = sheet.search();
        if (!fields || !found) {
            return Refused(fields ? found.error() : fields.error());
        }
        graph::Writer writer({.base = state.baseUrl, .version = call.version, .token = call.tokenText},
                             state.traits.mostThings);
        const Outcome<Json> json = writer.list(*found, call.params, *fields, "keyword_search");
        return json ? Outcome<Answer>(graph::jsonAnswer(*json)) : Refused(json.error());
    }
    return graph::readGraph(call, state.baseUrl, state.traits.mostThings,
                            [&](const std::string& id) { return sheet.find(id); });
}

Outcome<Answer> write(ServerState& state, const Call& call) {
    const bool isOwn = call.place(0) == "me" || call.place(0) == state.network.accountId;
    if (call.is("POST") && isOwn && call.place(1) == "threads") {
        return prepare(state, call);
    }
    if (call.is("POST") && isOwn && call.place(1) == "threads_publish") {
        return publish(state, call);
    }
    if (call.is("POST") && call.place(1) == "manage_reply") {
        return manageReply(state, call);
    }
    if (call.is("DELETE") && call.places() == 1) {
        return erase(state, call);
    }
    return Refused(graph::noSuchObject(call.question.method, call.place(0)));
}

Answer signInByCode(ServerState& state, const Call& call) {
    const Outcome<graph::Grant> grant = graph::redeemCode(call, state.desk);
    if (!grant) {
        return graph::finished(Refused(grant.error()), call);
    }
    const graph::Token& token = state.desk.issue({.kind = graph::TokenKind::Account,
                                                  .subject = state.network.accountId,
                                                  .owner = state.network.accountId,
                                                  .issuedMs = call.nowMs,
                                                  .expiresMs = call.nowMs + graph::kShortLifeMs,
                                                  .scopes = grant->scopes});
    // A number, above 2^53.
    return graph::jsonAnswer(
        {{"access_token", token.text}, {"user_id", graph::wholeNumber(state.network.accountId).value_or(0)}});
}

std::optional<Answer> signInPath(ServerState& state, const Call& call) {
    const std::string first = call.place(0);
    const std::string second = call.place(1);
    if (call.is("GET") && first == "oauth" && second == "authorize") {
        return graph::askConsent(call, state.desk, state.self, "#_");
    }
    if (call.is("POST") && first == "oauth" && second == "access_token") {
        return signInByCode(state, call);
    }
    if (call.is("GET") && call.places() == 1 &&
        (first == "access_token" || first == "refresh_access_token")) {
        return graph::finished(graph::prolong(call, state.desk, "th"), call);
    }
    return std::nullopt;
}

}  // namespace

Answer answerRoute(ServerState& state, const Question& question, std::int64_t nowMs) {
    if (auto file = graph::answerCdn(question, nowMs)) {
        return *std::move(file);
    }
    Call call = graph::readCall(question, nowMs);
    call.version = "v1.0";  // there is one alone
    if (auto answer = signInPath(state, call)) {
        return *std::move(answer);
    }
    const auto use = state.meter.count("threads", kCallsADay, nowMs);
    Outcome<void> admitted = graph::signIn(call, state.desk);
    if (admitted && use.isOver && state.rateLimits == RateLimits::Enforced) {
        admitted = Refused(graph::overUsed(use.type));
    }
    Answer answer = graph::finished(!admitted        ? Outcome<Answer>(Refused(admitted.error()))
                                    : call.is("GET") ? read(state, call)
                                                     : write(state, call),
                                    call);
    for (auto& header : graph::usageHeaders(state.network.accountId, use)) {
        answer.headers.push_back(std::move(header));
    }
    return answer;
}

}  // namespace app::practice::threads
