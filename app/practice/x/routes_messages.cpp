// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/errors.h"
#include "practice/x/routes.h"

#include <algorithm>

namespace app::practice::x {

Answer messagesOf(Call& call, const std::string& conversation) {
    constexpr std::int64_t kReachMs = std::int64_t{30} * 86'400'000;
    const Size size = pageSize(call, {.least = 1, .usual = 100});
    if (size.refused) {
        return *size.refused;
    }
    Town& town = call.desk.town;
    std::vector<const DirectMessage*> messages;
    for (auto message = town.messages.rbegin(); message != town.messages.rend(); ++message) {
        const bool ours = message->sender == call.me || message->other == call.me;
        const bool here =
            conversation.empty() || conversationOf(message->sender, message->other) == conversation;
        if (ours && here && message->atMs >= call.nowMs - kReachMs) {
            messages.push_back(&*message);
        }
    }
    Renderer renderer(town, call.wanted);
    const std::size_t from = std::min(pageStart(call), messages.size());
    const std::size_t end = std::min(from + size.count, messages.size());
    Json data = Json::array();
    for (std::size_t at = from; at < end; ++at) {
        data.push_back(renderer.message(*messages[at]));
        call.desk.bill.read("dm_read", std::to_string(messages[at]->id), call.nowMs);
    }
    Json meta{{"result_count", end - from}};
    if (end < messages.size()) {
        meta["next_token"] = pageToken(end);
    }
    return wrapped(call, renderer, std::move(data), std::move(meta));
}

Answer sendMessage(Call& call, Id other) {
    const Json body = Json::parse(call.question.body, nullptr, false);
    const std::string text = textIn(body, "text");
    Town& town = call.desk.town;
    switch (town.judgeMessage(call.me, other, text)) {
    case Taken::Yes:
        break;
    case Taken::NoSuchPerson:
        return problem(town.dialect, 404, "Not Found Error", "There is no such user.");
    case Taken::NoMessages:
        return problem(town.dialect, 403, "Forbidden", "You cannot send messages to this user.");
    default:
        return problem(town.dialect, 400, "Invalid Request", "The message has no text, or too much.");
    }
    const DirectMessage& sent = town.send(call.me, other, text, call.nowMs, true);
    call.desk.bill.wrote("dm_sent");
    return {.status = 201,
            .body = dump({{"data",
                           {{"dm_conversation_id", conversationOf(call.me, other)},
                            {"dm_event_id", std::to_string(sent.id)}}}})};
}

}  // namespace app::practice::x
