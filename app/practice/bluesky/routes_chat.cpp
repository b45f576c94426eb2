// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/error_answers.h"
#include "practice/bluesky/routes.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::bluesky {
namespace {

constexpr std::size_t kLogLines = 100;

Answer invalidConvo() {
    return errorAnswer(400, "InvalidConvo", "Convo not found");
}

/// The conversation that a query or an input names, if the viewer is in it.
Convo* named(Call& call) {
    const std::string id =
        call.input.is_object() ? textAt(call.input, "/convoId") : call.query.textOrEmpty("convoId");
    return call.state.chat.convo(id, call.viewer->did);
}

Answer oneConvo(const Call& call, const Convo& convo) {
    return jsonAnswer({{"convo", call.chatViews().convo(convo)}});
}

/// A forward log: `cursor` is the last rev that was read, and comes back when nothing is new.
Answer getLog(Call& call) {
    const std::string cursor = call.query.textOrEmpty("cursor");
    const auto events = call.state.chat.eventsAfter(call.viewer->did, cursor, kLogLines);
    const ChatViews views = call.chatViews();
    Json json = Json::object();
    if (!events.empty() || !cursor.empty()) {
        json["cursor"] = events.empty() ? cursor : events.back().rev;
    }
    json["logs"] = Json::array();
    for (const ChatEvent& event : events) {
        json["logs"].push_back(views.event(event));
    }
    return jsonAnswer(json);
}

bool isListed(const Call& call, const Convo& convo) {
    const auto seat = convo.seats.find(call.viewer->did);
    if (seat == convo.seats.end() || seat->second.standing == Standing::Unheard ||
        seat->second.standing == Standing::Left) {
        return false;
    }
    const std::string status = call.query.textOrEmpty("status");
    const bool isRequest = seat->second.standing == Standing::Request;
    return (status.empty() || (status == "request") == isRequest) &&
           (call.query.text("readState") != "unread" || call.state.chat.unread(convo, call.viewer->did) > 0);
}

Answer listConvos(Call& call) {
    const base::Result<int> limit = call.query.number("limit", 50, 1, 100);
    if (!limit) {
        return invalidRequest(limit.error().message);
    }
    std::vector<const Convo*> found;
    const std::string& did = call.viewer->did;
    const std::string cursor = call.query.textOrEmpty("cursor");
    for (const auto& [id, convo] : call.state.chat.convos()) {
        if (isListed(call, convo) && (cursor.empty() || convo.seats.at(did).rev < cursor)) {
            found.push_back(&convo);
        }
    }
    std::ranges::sort(found, std::ranges::greater{},
                      [&](const Convo* convo) { return convo->seats.at(did).rev; });
    const std::size_t end = std::min(found.size(), static_cast<std::size_t>(*limit));
    Json json = {{"convos", Json::array()}};
    for (std::size_t at = 0; at < end; ++at) {
        json["convos"].push_back(call.chatViews().convo(*found[at]));
    }
    if (end < found.size()) {
        json["cursor"] = found[end - 1]->seats.at(did).rev;
    }
    return jsonAnswer(json);
}

Answer getConvo(Call& call) {
    const Convo* convo = named(call);
    return convo == nullptr ? invalidConvo() : oneConvo(call, *convo);
}

/// Everybody but the shop only lets those write whom they follow, which is how accounts start out.
Answer getConvoForMembers(Call& call) {
    std::vector<std::string> members = call.query.list("members");
    std::erase(members, call.viewer->did);
    if (members.size() != 1) {
        return invalidRequest("Error: members must be the did of one other account");
    }
    const Account* other = call.state.network.byDid(members.front());
    if (other == nullptr) {
        return errorAnswer(400, "RecipientNotFound", "recipient not found");
    }
    if (call.state.network.apart(call.viewer->did, other->did)) {
        return errorAnswer(400, "BlockedActor", "block between recipient and sender");
    }
    Convo* known = call.state.chat.existing(call.viewer->did, other->did);
    const bool isShop = other == &call.state.network.accounts.front();
    if (known == nullptr && !isShop && call.state.network.followOf(other->did, call.viewer->did).empty()) {
        return errorAnswer(400, "NotFollowedBySender",
                           "recipient requires incoming messages to come from someone they follow");
    }
    Convo& convo = call.state.chat.between(call.viewer->did, other->did, call.nowMs);
    const Seat& seat = convo.seats[call.viewer->did];
    if (seat.standing == Standing::Unheard || seat.standing == Standing::Left) {
        static_cast<void>(call.state.chat.accept(convo, call.viewer->did, call.nowMs));
    }
    return oneConvo(call, convo);
}

Answer getMessages(Call& call) {
    const base::Result<int> limit = call.query.number("limit", 50, 1, 100);
    if (!limit) {
        return invalidRequest(limit.error().message);
    }
    const Convo* convo = named(call);
    if (convo == nullptr) {
        return invalidConvo();
    }
    const std::string cursor = call.query.textOrEmpty("cursor");
    const ChatViews views = call.chatViews();
    Json json = {{"messages", Json::array()}};
    std::string last;
    for (auto id = convo->messages.rbegin(); id != convo->messages.rend(); ++id) {
        if (!cursor.empty() && *id >= cursor) {
            continue;
        }
        if (json["messages"].size() == static_cast<std::size_t>(*limit)) {
            json["cursor"] = last;
            break;
        }
        json["messages"].push_back(views.message(*call.state.chat.message(*id), Typed::Yes));
        last = *id;
    }
    return jsonAnswer(json);
}

std::optional<Answer> refuseMessage(const Json& input) {
    if (!input.contains("convoId") || !input.contains("message")) {
        return invalidRequest(fmt::format("Input must have the property \"{}\"",
                                          input.contains("convoId") ? "message" : "convoId"));
    }
    const Json::json_pointer place("/message/text");
    if (!input.contains(place) || !input[place].is_string()) {
        return invalidRequest(input.contains(place) ? "Input/message/text must be a string"
                                                    : "Input/message must have the property \"text\"");
    }
    const auto& text = input[place].get_ref<const std::string&>();
    if (text.size() > 10'000) {
        return invalidRequest("Input/message/text must not be longer than 10000 characters");
    }
    if (base::countGraphemes(text) > 1000) {
        return invalidRequest("Input/message/text must not be longer than 1000 graphemes");
    }
    return std::nullopt;
}

Answer sendMessage(Call& call) {
    if (std::optional<Answer> refused = refuseMessage(call.input)) {
        return *std::move(refused);
    }
    Convo* convo = named(call);
    if (convo == nullptr) {
        return invalidConvo();
    }
    if (call.state.network.apart(call.viewer->did, convo->otherThan(call.viewer->did))) {
        return errorAnswer(400, "BlockedActor", "block between recipient and sender");
    }
    const Json& message = call.input["message"];
    const ChatMessage& sent =
        call.state.sendAndTell(*convo, call.viewer->did, textAt(message, "/text"),
                               message.contains("facets") ? message["facets"] : Json(nullptr), call.nowMs);
    call.state.log.delivered({.platform = kPlatform,
                              .atMs = call.nowMs,
                              .by = call.viewer->key,
                              .statusId = sent.id,
                              .text = sent.text,
                              .inReplyTo = convo->id,
                              .visibility = "direct",
                              .idempotencyKey = ""});
    return jsonAnswer(call.chatViews().message(sent, Typed::No));
}

Answer updateRead(Call& call) {
    Convo* convo = named(call);
    if (convo == nullptr) {
        return invalidConvo();
    }
    call.state.chat.read(*convo, call.viewer->did, textAt(call.input, "/messageId"), call.nowMs);
    return oneConvo(call, *convo);
}

Answer updateAllRead(Call& call) {
    int updated = 0;
    const std::string status = textAt(call.input, "/status");
    for (const auto& [id, known] : call.state.chat.convos()) {
        Convo* convo = call.state.chat.convo(id, call.viewer->did);
        if (convo == nullptr || call.state.chat.unread(*convo, call.viewer->did) == 0) {
            continue;
        }
        const bool isRequest = convo->seats.at(call.viewer->did).standing == Standing::Request;
        if (status.empty() || (status == "request") == isRequest) {
            call.state.chat.read(*convo, call.viewer->did, "", call.nowMs);
            ++updated;
        }
    }
    return jsonAnswer({{"updatedCount", updated}});
}

Answer acceptConvo(Call& call) {
    Convo* convo = named(call);
    if (convo == nullptr) {
        return invalidConvo();
    }
    const std::string rev = call.state.chat.accept(*convo, call.viewer->did, call.nowMs);
    return jsonAnswer(rev.empty() ? Json::object() : Json{{"rev", rev}});
}

Answer leaveConvo(Call& call) {
    Convo* convo = named(call);
    if (convo == nullptr) {
        return invalidConvo();
    }
    return jsonAnswer(
        {{"convoId", convo->id}, {"rev", call.state.chat.leave(*convo, call.viewer->did, call.nowMs)}});
}

Answer deleteMessageForSelf(Call& call) {
    const Convo* convo = named(call);
    ChatMessage* message = call.state.chat.message(textAt(call.input, "/messageId"));
    if (convo == nullptr || message == nullptr || message->convo != convo->id) {
        return invalidConvo();
    }
    call.state.chat.deleteFor(*message, call.viewer->did, call.nowMs);
    return jsonAnswer(call.chatViews().message(*message, Typed::No));
}

}  // namespace

std::vector<Route> chatRoutes() {
    return {{"chat.bsky.convo.getLog", "GET", Access::Chat, getLog},
            {"chat.bsky.convo.listConvos", "GET", Access::Chat, listConvos},
            {"chat.bsky.convo.getConvo", "GET", Access::Chat, getConvo},
            {"chat.bsky.convo.getConvoForMembers", "GET", Access::Chat, getConvoForMembers},
            {"chat.bsky.convo.getMessages", "GET", Access::Chat, getMessages},
            {"chat.bsky.convo.sendMessage", "POST", Access::Chat, sendMessage, Body::Json},
            {"chat.bsky.convo.updateRead", "POST", Access::Chat, updateRead, Body::Json},
            {"chat.bsky.convo.updateAllRead", "POST", Access::Chat, updateAllRead, Body::Json},
            {"chat.bsky.convo.acceptConvo", "POST", Access::Chat, acceptConvo, Body::Json},
            {"chat.bsky.convo.leaveConvo", "POST", Access::Chat, leaveConvo, Body::Json},
            {"chat.bsky.convo.deleteMessageForSelf", "POST", Access::Chat, deleteMessageForSelf, Body::Json}};
}

}  // namespace app::practice::bluesky
