// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/graph/sending.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::graph {
namespace {

std::string textAt(const Json& json, const char* key) {
    return json.is_object() && json.contains(key) && json[key].is_string() ? json[key].get<std::string>()
                                                                           : "";
}

/// What is to be sent; the refusal when it is nothing, or too much.
Outcome<Message> draftOf(const Sender& sender, const Call& call) {
    const Json given = call.params.json("message");
    Message draft{.text = textAt(given, "text"), .atMs = call.nowMs};
    if (!given.is_object()) {
        return Refused(badParameter("The parameter message is required"));
    }
    if (sender.rules.lengthOf(draft.text) > sender.rules.most) {
        return Refused(badParameter(
            fmt::format("Length of param message[text] must be less than or equal to {}", sender.rules.most),
            2018109));
    }
    if (given.contains("attachment")) {
        const Json& attachment = given["attachment"];
        const std::string type = textAt(attachment, "type");
        const std::string url = attachment.is_object() && attachment.contains("payload")
                                    ? textAt(attachment["payload"], "url")
                                    : "";
        if (!draft.text.empty() || url.empty()) {
            return Refused(badParameter("Invalid parameter: text and attachment are separate messages"));
        }
        draft.enclosures.push_back({.kind = type == "image"   ? Enclosure::Kind::Picture
                                            : type == "video" ? Enclosure::Kind::Video
                                                              : Enclosure::Kind::File,
                                    .link = url});
    } else if (draft.text.empty()) {
        return Refused(badParameter("Invalid keys: message must hold text or an attachment"));
    }
    draft.replyTo = textAt(call.params.json("reply_to"), "mid");
    return draft;
}

/// Nothing when this person can be written to at all.
Outcome<void> reach(const Sender& sender, const std::string& id) {
    const Person* person = sender.people.byId(id);
    if (person == nullptr) {
        return Refused(sender.rules.unknownPerson);
    }
    if (!sender.isSeen(id)) {
        return Refused({.code = 200,
                        .message =
                            "(#200) You do not have sufficient permission to message this person: the app "
                            "needs Advanced Access to pages_messaging",
                        .status = 403});
    }
    if (person->isGone) {
        return Refused({.code = 10,
                        .message = "(#10) This Person Cannot Receive Messages: This person isn't receiving "
                                   "messages from you right now.",
                        .subcode = 2018108});
    }
    if (person->blocks) {
        return Refused(
            {.code = 551, .message = "(#551) This person isn't available right now.", .subcode = 1545041});
    }
    return {};
}

Refused outsideWindow(const Sender& sender) {
    return Refused({.code = 10,
                    .message = "(#10) This message is sent outside of allowed window.",
                    .subcode = sender.rules.windowSubcode});
}

/// How a message may go to somebody now: "RESPONSE", "UPDATE" or "HUMAN_AGENT".
Outcome<std::string> rightToWrite(const Sender& sender, const Call& call, const Conversation* conversation) {
    const std::string type = call.params.text("messaging_type").value_or("RESPONSE");
    const std::string tag = call.params.textOrEmpty("tag");
    const Message* last = conversation == nullptr ? nullptr : lastOf(*conversation);
    if (type == "RESPONSE" || type == "UPDATE") {
        return last != nullptr && call.nowMs < last->atMs + kWindowMs ? Outcome<std::string>(type)
                                                                      : outsideWindow(sender);
    }
    if (type != "MESSAGE_TAG") {
        return Refused(badParameter("Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG, "
                                    "UTILITY} - got value \"" +
                                    type + "\""));
    }
    if (tag != "HUMAN_AGENT") {
        return Refused(badParameter("Invalid or missing message tag: \"" + tag + "\""));
    }
    if (!sender.traits.hasHumanAgent) {
        return Refused({.code = 10,
                        .message =
                            "(#10) To use HUMAN_AGENT tag, your app needs to be approved for the Human Agent "
                            "feature.",
                        .status = 403});
    }
    return last != nullptr && call.nowMs <= last->atMs + kAgentWindowMs ? Outcome<std::string>(tag)
                                                                        : outsideWindow(sender);
}

Answer sent(const std::string& person, const std::string& message) {
    return jsonAnswer({{"recipient_id", person}, {"message_id", message}});
}

Outcome<Answer> writeTo(const Sender& sender, const Call& call, const std::string& person) {
    if (const auto reached = reach(sender, person); !reached) {
        return Refused(reached.error());
    }
    Conversation* conversation = sender.inbox.with(person);
    const std::string action = base::asciiLower(call.params.textOrEmpty("sender_action"));
    if (!action.empty()) {
        if (action != "mark_seen" && action != "typing_on" && action != "typing_off") {
            return Refused(
                badParameter("Param sender_action must be one of {MARK_SEEN, TYPING_ON, TYPING_OFF, "
                             "REACT, UNREACT} - got value \"" +
                             action + "\""));
        }
        if (action == "mark_seen" && conversation != nullptr) {
            conversation->unread = 0;
        }
        return jsonAnswer({{"recipient_id", person}});
    }
    Outcome<Message> draft = draftOf(sender, call);
    if (!draft) {
        return Refused(draft.error());
    }
    const Outcome<std::string> right = rightToWrite(sender, call, conversation);
    if (!right) {
        return Refused(right.error());
    }
    const std::string text = draft->text;
    const std::string id = sender.write(person, *std::move(draft), "").id;
    sender.log.delivered({.platform = sender.platform,
                          .atMs = call.nowMs,
                          .by = "shop",
                          .statusId = id,
                          .text = text,
                          .inReplyTo = sender.inbox.with(person)->id,
                          .visibility = "direct",
                          .tag = *right});
    return sent(person, id);
}

Outcome<Answer> replyPrivately(const Sender& sender, const Call& call, const Json& recipient) {
    const std::optional<Answered> about = sender.answeredBy(recipient);
    if (!about || !sender.isSeen(about->author)) {
        return Refused(badParameter("Invalid parameter: there is no such comment or post", 33));
    }
    if (about->author == sender.shopId) {
        return Refused({.code = 10903, .message = "(#10903) This user cannot reply to this activity"});
    }
    if (*about->isAnswered) {
        return Refused(sender.rules.alreadyAnswered);
    }
    if (call.nowMs > about->createdMs + kAgentWindowMs) {
        return Refused({.code = 10,
                        .message =
                            "(#10) A private reply can be sent within 7 days of the creation time of the "
                            "post or comment."});
    }
    if (const auto reached = reach(sender, about->author); !reached) {
        return Refused(reached.error());
    }
    Outcome<Message> draft = draftOf(sender, call);
    if (!draft) {
        return Refused(draft.error());
    }
    const std::string text = draft->text;
    const std::string id = sender.write(about->author, *std::move(draft), about->id).id;
    *about->isAnswered = true;
    *about->conversation = sender.inbox.with(about->author)->id;
    sender.log.delivered({.platform = sender.platform,
                          .atMs = call.nowMs,
                          .by = "shop",
                          .statusId = id,
                          .text = text,
                          .inReplyTo = about->id,
                          .visibility = "direct",
                          .tag = "private_reply",
                          .privateReplyTo = about->id});
    return sent(about->author, id);
}

}  // namespace

std::size_t lettersIn(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::size_t bytesIn(std::string_view text) {
    return text.size();
}

Outcome<Answer> send(const Sender& sender, const Call& call) {
    if (sender.traits.isRestricted) {
        return Refused({.code = 10,
                        .message = "(#10) This Page is temporarily restricted from sending messages.",
                        .subcode = 1893063,
                        .status = 403,
                        .userTitle = "Page restricted",
                        .userMessage = "Your Page can't send messages for now. See Page Quality."});
    }
    const Json recipient = call.params.json("recipient");
    if (!recipient.is_object()) {
        return Refused(badParameter("The parameter recipient is required"));
    }
    return recipient.contains("id") ? writeTo(sender, call, textAt(recipient, "id"))
                                    : replyPrivately(sender, call, recipient);
}

}  // namespace app::practice::graph
