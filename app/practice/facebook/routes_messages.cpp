// SPDX-License-Identifier: GPL-3.0-or-later
// POST /{page}/messages: who may be written to, when, and as what.
#include "practice/facebook/routes.h"
#include "practice/facebook/sheet.h"

#include "base/text.h"

#include <algorithm>
#include <optional>

namespace app::practice::facebook {

using graph::Call;
using graph::Outcome;
using graph::Refused;

namespace {

constexpr std::size_t kMaxLetters = 2000;

std::size_t letters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::string textAt(const Json& json, const char* key) {
    return json.is_object() && json.contains(key) && json[key].is_string() ? json[key].get<std::string>()
                                                                           : "";
}

/// What is to be sent; the refusal when it is nothing, or too much.
Outcome<Message> draftOf(const Call& call) {
    const Json given = call.params.json("message");
    Message draft{.text = textAt(given, "text"), .atMs = call.nowMs};
    if (!given.is_object()) {
        return Refused(graph::badParameter("The parameter message is required"));
    }
    if (letters(draft.text) > kMaxLetters) {
        return Refused(
            graph::badParameter("Length of param message[text] must be less than or equal to 2000", 2018109));
    }
    if (given.contains("attachment")) {
        const Json& attachment = given["attachment"];
        const std::string type = textAt(attachment, "type");
        const std::string url = attachment.is_object() && attachment.contains("payload")
                                    ? textAt(attachment["payload"], "url")
                                    : "";
        if (!draft.text.empty() || url.empty()) {
            return Refused(
                graph::badParameter("Invalid parameter: text and attachment are separate messages"));
        }
        draft.enclosures.push_back({.kind = type == "image"   ? Enclosure::Kind::Picture
                                            : type == "video" ? Enclosure::Kind::Video
                                                              : Enclosure::Kind::File,
                                    .link = url});
    } else if (draft.text.empty()) {
        return Refused(graph::badParameter("Invalid keys: message must hold text or an attachment"));
    }
    draft.replyTo = textAt(call.params.json("reply_to"), "mid");
    return draft;
}

/// Nothing when this person can be written to at all.
Outcome<void> reach(ServerState& state, const std::string& id) {
    const Person* person = state.network.byId(id);
    if (person == nullptr) {
        return Refused(graph::badParameter("No matching user found", 2018001));
    }
    if (!state.isSeen(id)) {
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

Refused outsideWindow() {
    return Refused(
        {.code = 10,
         .message = "(#10) This message is sent outside of allowed window. Learn more about the new "
                    "policy here: https://developers.facebook.com/docs/messenger-platform/policy-overview",
         .subcode = 2018278});
}

/// How a message may go to somebody now: "RESPONSE", "UPDATE" or "HUMAN_AGENT".
Outcome<std::string> rightToWrite(const ServerState& state, const Call& call,
                                  const Conversation* conversation) {
    const std::string type = call.params.text("messaging_type").value_or("RESPONSE");
    const std::string tag = call.params.textOrEmpty("tag");
    const Message* last = conversation == nullptr ? nullptr : Network::lastOf(*conversation);
    if (type == "RESPONSE" || type == "UPDATE") {
        return last != nullptr && call.nowMs < last->atMs + kWindowMs ? Outcome<std::string>(type)
                                                                      : outsideWindow();
    }
    if (type != "MESSAGE_TAG") {
        return Refused(
            graph::badParameter("Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG, "
                                "UTILITY} - got value \"" +
                                type + "\""));
    }
    if (tag != "HUMAN_AGENT") {
        return Refused(graph::badParameter("Invalid or missing message tag: \"" + tag + "\""));
    }
    if (!state.traits.hasHumanAgent) {
        return Refused({.code = 10,
                        .message =
                            "(#10) To use HUMAN_AGENT tag, your app needs to be approved for the Human Agent "
                            "feature.",
                        .status = 403});
    }
    return last != nullptr && call.nowMs <= last->atMs + kAgentWindowMs ? Outcome<std::string>(tag)
                                                                        : outsideWindow();
}

Answer sent(const std::string& person, const std::string& message) {
    return graph::jsonAnswer({{"recipient_id", person}, {"message_id", message}});
}

Outcome<Answer> writeTo(ServerState& state, const Call& call, const std::string& person) {
    if (const auto reached = reach(state, person); !reached) {
        return Refused(reached.error());
    }
    Conversation* conversation = state.network.conversationWith(person);
    const std::string action = base::asciiLower(call.params.textOrEmpty("sender_action"));
    if (!action.empty()) {
        if (action != "mark_seen" && action != "typing_on" && action != "typing_off") {
            return Refused(
                graph::badParameter("Param sender_action must be one of {MARK_SEEN, TYPING_ON, TYPING_OFF, "
                                    "REACT, UNREACT} - got value \"" +
                                    action + "\""));
        }
        if (action == "mark_seen" && conversation != nullptr) {
            conversation->unread = 0;
        }
        return graph::jsonAnswer({{"recipient_id", person}});
    }
    Outcome<Message> draft = draftOf(call);
    if (!draft) {
        return Refused(draft.error());
    }
    const Outcome<std::string> right = rightToWrite(state, call, conversation);
    if (!right) {
        return Refused(right.error());
    }
    const std::string text = draft->text;
    const std::string id = state.answer(person, *std::move(draft)).id;
    state.log.delivered({.platform = kPlatform,
                         .atMs = call.nowMs,
                         .by = "shop",
                         .statusId = id,
                         .text = text,
                         .inReplyTo = state.network.conversationWith(person)->id,
                         .visibility = "direct",
                         .tag = *right});
    return sent(person, id);
}

/// What a private reply answers: a comment, or what somebody has posted on the page.
struct Answered {
    std::string id;
    std::string author;
    std::int64_t createdMs = 0;
    bool* isAnswered = nullptr;
    std::string* conversation = nullptr;
};

std::optional<Answered> answeredBy(ServerState& state, const Json& recipient) {
    if (Comment* comment = state.network.comment(textAt(recipient, "comment_id"))) {
        return Answered{comment->id, comment->author, comment->createdMs, &comment->isPrivatelyAnswered,
                        &comment->conversation};
    }
    if (Post* post = state.network.post(textAt(recipient, "post_id"))) {
        return Answered{post->id, post->author, post->createdMs, &post->isPrivatelyAnswered,
                        &post->conversation};
    }
    return std::nullopt;
}

Outcome<Answer> replyPrivately(ServerState& state, const Call& call, const Json& recipient) {
    const std::optional<Answered> about = answeredBy(state, recipient);
    if (!about || !state.isSeen(about->author)) {
        return Refused(graph::badParameter("Invalid parameter: there is no such comment or post", 33));
    }
    if (about->author == state.network.pageId) {
        return Refused({.code = 10903, .message = "(#10903) This user cannot reply to this activity"});
    }
    if (*about->isAnswered) {
        return Refused({.code = 10900, .message = "(#10900) Activity already replied to"});
    }
    if (call.nowMs > about->createdMs + kAgentWindowMs) {
        return Refused({.code = 10,
                        .message =
                            "(#10) A private reply can be sent within 7 days of the creation time of the "
                            "post or comment."});
    }
    if (const auto reached = reach(state, about->author); !reached) {
        return Refused(reached.error());
    }
    Outcome<Message> draft = draftOf(call);
    if (!draft) {
        return Refused(draft.error());
    }
    const std::string text = draft->text;
    const std::string id = state.answer(about->author, *std::move(draft), about->id).id;
    *about->isAnswered = true;
    *about->conversation = state.network.conversationWith(about->author)->id;
    state.log.delivered({.platform = kPlatform,
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

Outcome<Answer> sendMessage(ServerState& state, const Call& call) {
    if (const auto may = needPage(state, call, "pages_messaging"); !may) {
        return Refused(may.error());
    }
    if (call.place(0) != "me" && call.place(0) != state.network.pageId) {
        return Refused(graph::noSuchObject("POST", call.place(0)));
    }
    if (state.traits.isRestricted) {
        return Refused({.code = 10,
                        .message = "(#10) This Page is temporarily restricted from sending messages.",
                        .subcode = 1893063,
                        .status = 403,
                        .userTitle = "Page restricted",
                        .userMessage = "Your Page can't send messages for now. See Page Quality."});
    }
    const Json recipient = call.params.json("recipient");
    if (!recipient.is_object()) {
        return Refused(graph::badParameter("The parameter recipient is required"));
    }
    return recipient.contains("id") ? writeTo(state, call, textAt(recipient, "id"))
                                    : replyPrivately(state, call, recipient);
}

}  // namespace app::practice::facebook
