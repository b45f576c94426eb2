// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/facebook/routes.h"

#include "practice/facebook/sheet.h"
#include "practice/graph/cdn.h"
#include "practice/graph/node.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::facebook {

using graph::Call;
using graph::Node;
using graph::Outcome;
using graph::Refused;

namespace {

/// A Page that few have written to has some calls all the same.
constexpr std::size_t kLeastPeople = 10;

std::int64_t callsADay(const ServerState& state, const std::string& use) {
    const auto people = static_cast<std::int64_t>(std::max(state.network.conversations.size(), kLeastPeople));
    return people * (use == "messenger" ? 200 : 4800);
}

graph::Writer writerFor(const ServerState& state, const Call& call) {
    return {{.base = state.baseUrl, .version = call.version, .token = call.tokenText},
            state.traits.mostThings};
}

/// GET /{thing}?fields=
Outcome<Json> readThing(ServerState& state, const Call& call, const std::string& id) {
    const auto fields = graph::readFields(call.params.textOrEmpty("fields"));
    if (!fields) {
        return Refused(fields.error());
    }
    const Sheet sheet(state, call);
    const Outcome<std::optional<Node>> found = sheet.find(id);
    if (!found) {
        return Refused(found.error());
    }
    if (!*found) {
        return Refused(graph::noSuchObject("GET", id));
    }
    return writerFor(state, call).node(**found, *fields);
}

/// GET /{thing}/{edge}?fields=
Outcome<Json> readList(ServerState& state, const Call& call) {
    const auto fields = graph::readFields(call.params.textOrEmpty("fields"));
    if (!fields) {
        return Refused(fields.error());
    }
    const Sheet sheet(state, call);
    const Outcome<std::optional<Node>> found = sheet.find(call.place(0));
    if (!found) {
        return Refused(found.error());
    }
    if (!*found) {
        return Refused(graph::noSuchObject("GET", call.place(0)));
    }
    const auto edge = (*found)->edges.find(call.place(1));
    if (edge == (*found)->edges.end()) {
        // An edge that there is, with nothing on it.
        const auto& known = (*found)->kind->fields;
        return std::ranges::find(known, call.place(1)) == known.end()
                   ? Outcome<Json>(Refused(graph::unknownPath("/" + call.place(1))))
                   : Outcome<Json>(Json{{"data", Json::array()}});
    }
    const auto things = edge->second(call.params);
    if (!things) {
        return Refused(things.error());
    }
    return writerFor(state, call).list(*things, call.params, *fields, (*found)->id + "/" + call.place(1));
}

/// GET /?ids=a,b: an object by id. One that is missing spoils all.
Outcome<Json> readSeveral(ServerState& state, const Call& call) {
    Json json = Json::object();
    for (const std::string& id : graph::split(call.params.textOrEmpty("ids"), ',')) {
        Outcome<Json> one = readThing(state, call, id);
        if (!one) {
            return one;
        }
        json[id] = *std::move(one);
    }
    return json;
}

Outcome<Answer> read(ServerState& state, const Call& call) {
    if (call.place(0) == "debug_token") {
        return graph::inspect(call, state.desk, state.owner);
    }
    if (call.place(0) == "me" && call.place(1) == "permissions") {
        return graph::permissions(call, state.desk);
    }
    const Outcome<Json> json =
        call.places() == 0   ? readSeveral(state, call)
        : call.places() == 1 ? readThing(state, call, call.place(0))
        : call.places() == 2
            ? readList(state, call)
            : Outcome<Json>(Refused(graph::unknownPath("/" + call.place(1) + "/" + call.place(2))));
    if (!json) {
        return Refused(json.error());
    }
    return graph::jsonAnswer(*json);
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
Outcome<void> admit(ServerState& state, Call& call, const graph::UsageMeter::Reading& use) {
    if (call.versionNumber < state.traits.versionFloor) {
        return Refused({.code = 2635,
                        .message = fmt::format("(#2635) You are calling a deprecated version of the API: {}. "
                                               "Please update to the latest version: v26.0.",
                                               call.version)});
    }
    if (auto signedIn = graph::signIn(call, state.desk); !signedIn) {
        return signedIn;
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
    const Outcome<void> admitted = admit(state, call, use);
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
