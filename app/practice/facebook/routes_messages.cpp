// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/facebook/routes.h"
#include "practice/graph/sending.h"

#include <optional>
#include <utility>

namespace app::practice::facebook {

using graph::Answered;
using graph::Call;
using graph::Outcome;
using graph::Refused;

namespace {

std::string textAt(const Json& json, const char* key) {
    return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : "";
}

std::optional<Answered> answeredBy(ServerState& state, const Json& recipient) {
    if (Comment* comment = state.network.comment(textAt(recipient, "comment_id"))) {
        return Answered{comment->id, comment->author, comment->createdMs, &comment->isPrivatelyAnswered,
                        &comment->conversation};
    }
    // What stands on somebody's own profile is not answered in private, though it tags the page.
    Post* post = state.network.post(textAt(recipient, "post_id"));
    if (post != nullptr && !post->isElsewhere) {
        return Answered{post->id, post->author, post->createdMs, &post->isPrivatelyAnswered,
                        &post->conversation};
    }
    return std::nullopt;
}

}  // namespace

Outcome<Answer> sendMessage(ServerState& state, const Call& call) {
    if (const auto may = needPage(state, call, "pages_messaging"); !may) {
        return Refused(may.error());
    }
    if (call.place(0) != "me" && call.place(0) != state.network.pageId) {
        return Refused(graph::noSuchObject("POST", call.place(0)));
    }
    const graph::SendRules rules{
        .lengthOf = graph::lettersIn,
        .most = 2000,
        .windowSubcode = 2018278,
        .unknownPerson = graph::badParameter("No matching user found", 2018001),
        .alreadyAnswered = {.code = 10900, .message = "(#10900) Activity already replied to"}};
    return graph::send(
        {.platform = kPlatform,
         .shopId = state.network.pageId,
         .inbox = state.network.inbox,
         .people = state.network.people,
         .traits = state.traits,
         .log = state.log,
         .rules = rules,
         .isSeen = [&](const std::string& person) { return state.isSeen(person); },
         .answeredBy = [&](const Json& recipient) { return answeredBy(state, recipient); },
         .write = [&](const std::string& person, Message message, const std::string& comment) -> Message& {
             return state.answer(person, std::move(message), comment);
         }},
        call);
}

}  // namespace app::practice::facebook
