// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/routes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

namespace app::practice::x {
namespace {

constexpr std::int64_t kReachMs = 30LL * 86'400'000;
constexpr std::size_t kMaxLetters = 10'000;

Answer badPlace(const Call& call, const std::string& name) {
    return invalidRequest(call.dialect(), {name, call.places.front(),
                                           fmt::format("The `{}` query parameter value [{}] is not valid",
                                                       name, call.places.front())});
}

/// The event types asked for: only messages are ever written here.
std::expected<bool, Answer> wantsMessages(const Call& call) {
    constexpr std::array<std::string_view, 3> kTypes{"MessageCreate", "ParticipantsJoin",
                                                     "ParticipantsLeave"};
    const std::vector<std::string> types = call.params.list("event_types");
    for (const std::string& type : types) {
        if (std::ranges::find(kTypes, type) == kTypes.end()) {
            return std::unexpected(
                invalidRequest(call.dialect(),
                               {"event_types", type,
                                fmt::format("The `event_types` query parameter value [{}] is not one of [{}]",
                                            type, fmt::join(kTypes, ","))}));
        }
    }
    return types.empty() || std::ranges::find(types, "MessageCreate") != types.end();
}

/// The viewer's messages, with this partner or (0) with anybody.
Answer events(Call& call, Id partner) {
    const auto asked = call.asked(About::Messages);
    if (!asked) {
        return asked.error();
    }
    const auto page = readPage(call, 1, 100, Paging::Messages);
    if (!page) {
        return page.error();
    }
    const auto wanted = wantsMessages(call);
    if (!wanted) {
        return wanted.error();
    }
    const Id me = call.viewer->id;
    std::vector<Id> ids;
    for (const auto& [id, message] : call.state.network.messages) {
        const bool isMine = message.sender == me || message.recipient == me;
        const bool isWith = partner == 0 || message.sender == partner || message.recipient == partner;
        if (*wanted && isMine && isWith && !message.encrypted && message.atMs > call.nowMs - kReachMs) {
            ids.push_back(id);
        }
    }
    const Cut part = cut(ids, *page, Paging::Messages);
    Sheet sheet(call.state.network, *asked, call.viewer);
    for (const Id id : part.ids) {
        sheet.addMessage(call.state.network.messages.at(id));
    }
    if (call.isShop()) {
        call.charge(sheet, Charge::PostRead);
    }
    return jsonAnswer(sheet.list(part.meta));
}

Answer allEvents(Call& call) {
    return events(call, 0);
}

Answer eventsWith(Call& call) {
    const std::optional<Id> partner = parseId(call.places.front());
    return partner && *partner != 0 ? events(call, *partner) : badPlace(call, "participant_id");
}

/// The other one of a conversation of two; 0 when the viewer is not in it, nothing when it is no such id.
std::optional<Id> partnerIn(const Call& call) {
    const std::vector<std::string> ids = split(call.places.front(), '-');
    const auto one = ids.empty() ? std::nullopt : parseId(ids.front());
    const auto other = ids.size() == 2 ? parseId(ids.back()) : std::nullopt;
    if (!one || (ids.size() > 1 && !other)) {
        return std::nullopt;
    }
    const Id me = call.viewer->id;
    // A conversation of several has one number; there is none here.
    if (!other || call.places.front() != conversationId(*one, *other) || (*one != me && *other != me)) {
        return 0;
    }
    return *one == me ? *other : *one;
}

Answer eventsIn(Call& call) {
    const std::optional<Id> partner = partnerIn(call);
    if (!partner) {
        return badPlace(call, "id");
    }
    if (*partner == 0) {
        return jsonAnswer({{"errors", Json::array({missingResource(call.dialect(), "dm_conversation", "id",
                                                                   call.places.front())})}});
    }
    return events(call, *partner);
}

Answer write(Call& call, Id partner) {
    const Json body = call.body();
    if (!body.is_object() || !body.contains("text") || !body["text"].is_string()) {
        return body.is_object() && body.contains("attachments")
                   ? forbidden(call.dialect(), "You are not permitted to use attachments.")
                   : invalidRequest(call.dialect(), {"text", "", "$.text: is missing but it is required"});
    }
    const std::string text = body["text"].get<std::string>();
    if (text.empty() || text.size() > kMaxLetters) {
        return invalidRequest(
            call.dialect(),
            {"text", text, fmt::format("$.text: must be between 1 and {} characters long", kMaxLetters)});
    }
    for (const auto& [name, value] : body.items()) {
        if (name != "text") {
            return invalidRequest(call.dialect(),
                                  {name, dump(value), fmt::format("$.{}: is not permitted", name)});
        }
    }
    const Account* to = call.state.network.byId(partner);
    if (to == nullptr || to == call.viewer || !call.state.network.takesMessage(*to, *call.viewer)) {
        return forbidden(call.dialect(), "You do not have permission to DM one or more participants.");
    }
    const Message message = call.state.writeAndTell(*call.viewer, *to, text, call.nowMs);
    if (call.isShop()) {
        call.state.bill.wrote(Charge::MessageCreate, call.nowMs);
    }
    call.state.log.delivered({.platform = kPlatform,
                              .atMs = call.nowMs,
                              .by = call.viewer->key,
                              .statusId = std::to_string(message.id),
                              .text = text,
                              .inReplyTo = conversationId(message.sender, message.recipient),
                              .visibility = "direct"});
    return jsonAnswer({{"data",
                        {{"dm_conversation_id", conversationId(message.sender, message.recipient)},
                         {"dm_event_id", std::to_string(message.id)}}}},
                      201);
}

Answer writeTo(Call& call) {
    const std::optional<Id> partner = parseId(call.places.front());
    return partner ? write(call, *partner) : badPlace(call, "participant_id");
}

Answer writeIn(Call& call) {
    const std::optional<Id> partner = partnerIn(call);
    return partner ? write(call, *partner) : badPlace(call, "dm_conversation_id");
}

}  // namespace

std::vector<Route> messageRoutes() {
    constexpr std::string_view kRead = "dm.read tweet.read users.read";
    constexpr std::string_view kWrite = "dm.write tweet.read users.read";
    return {{"GET", "/2/dm_events", Access::User, kRead, 15, allEvents},
            {"GET", "/2/dm_conversations/{}/dm_events", Access::User, kRead, 15, eventsIn},
            {"GET", "/2/dm_conversations/with/{}/dm_events", Access::User, kRead, 15, eventsWith},
            {"POST", "/2/dm_conversations/with/{}/messages", Access::User, kWrite, 15, writeTo},
            {"POST", "/2/dm_conversations/{}/messages", Access::User, kWrite, 15, writeIn}};
}

}  // namespace app::practice::x
