// SPDX-License-Identifier: GPL-3.0-or-later
// What the account sends, comments, hides and deletes.
#include "practice/graph/sending.h"
#include "practice/instagram/routes.h"

#include "base/text.h"

#include <optional>
#include <utility>

namespace app::practice::instagram {

using graph::Answered;
using graph::Call;
using graph::Outcome;
using graph::Refused;

namespace {

constexpr std::size_t kMaxComment = 2200;

std::string textAt(const Json& json, const char* key) {
    return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : "";
}

std::optional<Answered> answeredBy(ServerState& state, const Json& recipient) {
    Comment* comment = state.network.comment(textAt(recipient, "comment_id"));
    if (comment == nullptr) {
        return std::nullopt;
    }
    return Answered{comment->id, comment->author, comment->createdMs, &comment->isPrivatelyAnswered,
                    &comment->conversation};
}

Outcome<void> need(const ServerState& state, const Call& call, Right right) {
    if (!state.may(*call.token, right)) {
        return Refused(graph::missingPermission(ServerState::nameOf(*call.token, right)));
    }
    return {};
}

Answer done() {
    return graph::jsonAnswer({{"success", true}});
}

/// What a new comment hangs on: a comment, a picture of the account, or one that it is tagged in.
std::string targetOf(ServerState& state, const Call& call) {
    const std::string edge = call.place(1);
    if (edge == "mentions") {
        const std::string comment = call.params.textOrEmpty("comment_id");
        return comment.empty() ? call.params.textOrEmpty("media_id") : comment;
    }
    const bool isComment = state.network.comment(call.place(0)) != nullptr;
    return isComment == (edge == "replies") ? call.place(0) : "";
}

bool isThere(ServerState& state, const std::string& id) {
    const Media* media = state.network.medium(id);
    const Comment* comment = state.network.comment(id);
    return (media != nullptr && state.isSeen(media->author)) ||
           (comment != nullptr && state.isSeen(comment->author));
}

}  // namespace

Outcome<Answer> sendMessage(ServerState& state, const Call& call) {
    const bool isPage = call.token->kind == graph::TokenKind::Page;
    if (!isPage && call.token->kind != graph::TokenKind::Account) {
        return Refused({.code = 190,
                        .message = "(#190) This method must be called with a Page Access Token",
                        .subcode = 2069032});
    }
    if (const auto may = need(state, call, Right::Messages); !may) {
        return Refused(may.error());
    }
    const std::string who = call.place(0);
    if (who != "me" && who != (isPage ? state.network.pageId : state.network.accountId)) {
        return Refused(graph::noSuchObject("POST", who));
    }
    const graph::SendRules rules{
        .lengthOf = graph::bytesIn,
        .most = 1000,
        .windowSubcode = 2534022,
        .unknownPerson = graph::badParameter("The requested user cannot be found.", 2534014),
        .alreadyAnswered = graph::badParameter("The comment is invalid for a private reply", 2534025)};
    return graph::send(
        {.platform = kPlatform,
         .shopId = state.network.accountId,
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

Outcome<Answer> writeComment(ServerState& state, const Call& call) {
    if (const auto may = need(state, call, Right::Comments); !may) {
        return Refused(may.error());
    }
    const std::string under = targetOf(state, call);
    if (!isThere(state, under)) {
        return Refused(graph::noSuchObject("POST", call.place(0)));
    }
    const std::string text(base::trim(call.params.textOrEmpty("message")));
    if (text.empty() || graph::lettersIn(text) > kMaxComment) {
        return Refused(graph::badParameter(text.empty()
                                               ? "The parameter message is required."
                                               : "The comment must not have more than 2200 characters"));
    }
    const Comment& made = state.comment(state.network.accountId, under, text, call.nowMs);
    state.log.delivered({.platform = kPlatform,
                         .atMs = call.nowMs,
                         .by = "shop",
                         .statusId = made.id,
                         .text = text,
                         .inReplyTo = under,
                         .visibility = "public",
                         .tag = "comment"});
    return graph::jsonAnswer({{"id", made.id}});
}

Outcome<Answer> hide(ServerState& state, const Call& call) {
    if (const auto may = need(state, call, Right::Comments); !may) {
        return Refused(may.error());
    }
    Comment* comment = state.network.comment(call.place(0));
    if (comment == nullptr || !state.isSeen(comment->author)) {
        return Refused(graph::noSuchObject("POST", call.place(0)));
    }
    if (!call.params.has("hide")) {
        return Refused(graph::badParameter("The parameter hide is required."));
    }
    // Its own can't be hidden, and that is not said.
    comment->isHidden = call.params.isTrue("hide") && comment->author != state.network.accountId;
    return done();
}

Outcome<Answer> erase(ServerState& state, const Call& call) {
    if (const auto may = need(state, call, Right::Comments); !may) {
        return Refused(may.error());
    }
    const Comment* comment = state.network.comment(call.place(0));
    if (comment == nullptr || !state.isSeen(comment->author)) {
        return Refused(graph::noSuchObject("DELETE", call.place(0)));
    }
    state.log.deleted(
        {.platform = kPlatform, .atMs = call.nowMs, .by = "shop", .statusId = comment->id, .text = ""});
    state.network.eraseComment(std::string(comment->id));
    return done();
}

}  // namespace app::practice::instagram
