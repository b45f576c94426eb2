// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/facebook/routes.h"

#include "practice/facebook/sheet.h"
#include "practice/graph/cdn.h"
#include "practice/graph/reading.h"

#include <algorithm>

namespace app::practice::facebook {

using graph::Call;
using graph::Outcome;
using graph::Refused;

namespace {

/// A Page that few have written to has some calls all the same.
constexpr std::size_t kLeastPeople = 10;

std::int64_t callsADay(ServerState& state, const std::string& use) {
    const auto people =
        static_cast<std::int64_t>(std::max(state.network.inbox.conversations().size(), kLeastPeople));
    return people * (use == "messenger" ? 200 : 4800);
}

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
    if (call.is("POST") && call.places() == 2) {
        if (edge == "messages") {
            return sendMessage(state, call);
        }
        if (edge == "comments") {
            return writeComment(state, call);
        }
        if (edge == "likes") {
            return like(state, call, Liking::On);
        }
    }
    if (call.is("POST") && call.places() == 1) {
        return change(state, call);
    }
    if (call.is("DELETE") && call.places() == 1) {
        return erase(state, call);
    }
    if (call.is("DELETE") && edge == "likes") {
        return like(state, call, Liking::Off);
    }
    return Refused(
        {.code = 3, .message = "(#3) Application does not have the capability to make this API call."});
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

std::string useOf(const Call& call) {
    const std::string first = call.place(0);
    const bool isMessages = call.place(1) == "conversations" || call.place(1) == "messages" ||
                            first.starts_with("t_") || first.starts_with("m_");
    return isMessages ? "messenger" : "pages";
}

Outcome<void> needPage(const ServerState& state, const Call& call, std::string_view scope) {
    if (call.token->kind != graph::TokenKind::Page) {
        return Refused({.code = 190,
                        .message = "(#190) This method must be called with a Page Access Token",
                        .subcode = 2069032});
    }
    if (!state.desk.allows(*call.token, scope)) {
        return Refused(graph::missingPermission(scope));
    }
    return {};
}

Answer answerRoute(ServerState& state, const Question& question, std::int64_t nowMs) {
    if (auto file = graph::answerCdn(question, nowMs)) {
        return *std::move(file);
    }
    Call call = graph::readCall(question, nowMs);
    if (call.is("GET") && call.place(0) == "dialog" && call.place(1) == "oauth") {
        return graph::askConsent(call, state.desk, state.owner);
    }
    if (call.place(0) == "oauth" && call.place(1) == "access_token") {
        return graph::finished(graph::exchange(call, state.desk), call);
    }
    const auto use = state.meter.count(useOf(call), callsADay(state, useOf(call)), nowMs);
    const Outcome<void> admitted = letIn(state, call, use);
    Answer answer = graph::finished(!admitted        ? Outcome<Answer>(Refused(admitted.error()))
                                    : call.is("GET") ? read(state, call)
                                                     : write(state, call),
                                    call);
    for (auto& header : graph::usageHeaders(state.network.pageId, use)) {
        answer.headers.push_back(std::move(header));
    }
    return answer;
}

}  // namespace app::practice::facebook
