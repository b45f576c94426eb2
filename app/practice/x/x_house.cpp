// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/x_house.h"

#include "practice/x/errors.h"
#include "practice/x/routes.h"
#include "practice/x/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::x {
namespace {

constexpr const char* kEverything = "tweet.read tweet.write users.read offline.access dm.read dm.write";

std::string textOr(const Json& request, const char* key) {
    const auto found = request.is_object() ? request.find(key) : request.end();
    return request.is_object() && found != request.end() && found->is_string() ? found->get<std::string>()
                                                                               : "";
}

base::Result<std::string> textMember(const Json& request, const char* key) {
    std::string text = textOr(request, key);
    if (text.empty()) {
        return base::fail(base::ErrorKind::BadInput, fmt::format("\"{}\" is missing or no text", key));
    }
    return text;
}

Json shown(const Post& post, const Town& town) {
    return {{"id", std::to_string(post.last().id)},
            {"first_id", std::to_string(post.first())},
            {"author", town.user(post.author).key},
            {"text", post.last().text},
            {"conversation_id", std::to_string(post.conversation)}};
}

}  // namespace

XHouse::XHouse(const HouseSettings& settings, DeliveryLog& log)
    : m_town(settings, log), m_oauth(settings.dice), m_tokens(m_oauth.issue(kEverything, settings.startMs)) {}

Answer XHouse::answer(const Question& question, std::int64_t nowMs) {
    return answerRoute({m_town, m_oauth, m_bill, m_rates}, question, nowMs);
}

Answer XHouse::faultAnswer(const Fault& fault, const Question& question, std::int64_t nowMs) {
    switch (fault.kind) {
    case FaultKind::RateLimit: {
        Answer answer = statusAnswer(m_town.dialect, 429);
        answer.headers = {{"x-rate-limit-limit", "300"},
                          {"x-rate-limit-remaining", "0"},
                          {"x-rate-limit-reset", std::to_string(nowMs / 1000 + fault.seconds)}};
        return answer;
    }
    case FaultKind::Revoked:
        m_oauth.revokeAll();
        return statusAnswer(m_town.dialect, 401);
    case FaultKind::Expired: {
        const std::string header = question.header("Authorization").value_or("");
        m_oauth.expire(header.starts_with("Bearer ") ? std::string_view(header).substr(7)
                                                     : std::string_view());
        return statusAnswer(m_town.dialect, 401);
    }
    case FaultKind::Html:
        return captivePortal();
    default:
        return statusAnswer(m_town.dialect, static_cast<int>(fault.amount));
    }
}

Json XHouse::tokens() const {
    return {{"shop", m_tokens.access},
            {"refresh_token", m_tokens.refresh},
            {"client_id", kClient},
            {"user_id", std::to_string(m_town.shop)},
            {"customers", Json::object()}};
}

base::Result<Json> XHouse::pull(std::string_view place, const Json& request, std::int64_t nowMs) {
    if (place == "dialect") {
        const std::string words = textOr(request, "words");
        if (words != "post" && words != "tweet") {
            return base::fail(base::ErrorKind::BadInput, "\"words\" is post or tweet");
        }
        m_town.dialect = words == "post" ? Dialect::Post : Dialect::Tweet;
        m_town.strict = request.value("strict", false);
        return Json{{"words", words}, {"strict", m_town.strict}};
    }
    if (place == "credits") {
        m_town.noCredits = !request.value("left", true);
        return Json{{"left", !m_town.noCredits}};
    }
    if (place == "sign-in") {
        m_tokens = m_oauth.issue(kEverything, nowMs);
        return Json{{"access_token", m_tokens.access},
                    {"refresh_token", m_tokens.refresh},
                    {"client_id", kClient},
                    {"scope", m_tokens.scope}};
    }
    if (place == "bill") {
        return m_bill.toJson();
    }
    return PlatformHouse::pull(place, request, nowMs);
}

bool XHouse::exists(const PostRef& post) const {
    const Id id = parseId(post).value_or(0);
    return m_town.post(id) != nullptr ||
           std::ranges::find(m_town.messages, id, &DirectMessage::id) != m_town.messages.end();
}

PostRef XHouse::say(const Utterance& utterance, std::int64_t atMs) {
    const User& author = *m_town.userByKey(utterance.persona);
    const Id above = parseId(utterance.inReplyTo).value_or(0);
    const auto message = std::ranges::find(m_town.messages, above, &DirectMessage::id);
    if (utterance.reach == Reach::Direct || message != m_town.messages.end()) {
        Id other = m_town.shop;
        if (author.id == m_town.shop && message != m_town.messages.end()) {
            other = message->sender == m_town.shop ? message->other : message->sender;
        }
        return std::to_string(m_town.send(author.id, other, utterance.text, atMs, false).id);
    }
    const Post* parent = m_town.post(above);
    std::string text = utterance.text;
    if (parent == nullptr && author.id != m_town.shop) {
        text = "@" + m_town.user(m_town.shop).username + " " + text;
    }
    // What the story says in one go may be longer than a post: X cuts nothing, its app would not send it.
    return std::to_string(m_town
                              .publish({.author = author.id,
                                        .text = text,
                                        .inReplyTo = parent == nullptr ? 0 : parent->last().id,
                                        .pictures = utterance.pictures},
                                       atMs, false)
                              .first());
}

void XHouse::edit(const PostRef& ref, const std::string& text, std::int64_t atMs) {
    Post* post = m_town.post(parseId(ref).value_or(0));
    if (post == nullptr) {
        return;  // direct messages can't be edited
    }
    const std::string& old = post->last().text;
    const std::string leading = old.substr(0, old.size() - withoutLeadingMentions(old).size());
    m_town.revise(*post, leading + text, atMs);
}

void XHouse::remove(const PostRef& ref, std::int64_t /*atMs*/) {
    const Id id = parseId(ref).value_or(0);
    if (Post* post = m_town.post(id)) {
        post->deleted = true;
    }
    std::erase_if(m_town.messages, [id](const DirectMessage& message) { return message.id == id; });
}

void XHouse::like(std::string_view persona, const PostRef& ref, std::int64_t /*atMs*/) {
    if (Post* post = m_town.post(parseId(ref).value_or(0))) {
        post->likes.insert(m_town.userByKey(persona)->id);
    }
}

base::Result<Post*> XHouse::named(const Json& request, const char* key) {
    const base::Result<std::string> id = textMember(request, key);
    if (!id) {
        return std::unexpected(id.error());
    }
    Post* post = m_town.post(parseId(*id).value_or(0));
    if (post == nullptr) {
        return base::fail(base::ErrorKind::NotFound, fmt::format("there is no post {} in the street", *id));
    }
    return post;
}

base::Result<Json> XHouse::say(const Json& request, std::int64_t nowMs) {
    const base::Result<std::string> who = textMember(request, "as");
    const base::Result<std::string> text = textMember(request, "text");
    if (!who || !text) {
        return std::unexpected(who ? text.error() : who.error());
    }
    const User* author = m_town.userByKey(*who);
    if (author == nullptr) {
        return base::fail(base::ErrorKind::BadInput,
                          fmt::format("nobody in the street is called \"{}\"", *who));
    }
    if (textOr(request, "visibility") == "direct") {
        const DirectMessage& sent = m_town.send(author->id, m_town.shop, *text, nowMs, false);
        return Json{{"id", std::to_string(sent.id)}, {"author", *who}, {"text", *text}};
    }
    Town::Draft draft{.author = author->id, .text = *text};
    for (const auto& [key, target] :
         {std::pair{"in_reply_to", &Town::Draft::inReplyTo}, std::pair{"quotes", &Town::Draft::quoted}}) {
        if (request.contains(key) && !request[key].is_null()) {
            const base::Result<Post*> other = named(request, key);
            if (!other) {
                return std::unexpected(other.error());
            }
            draft.*target = (*other)->last().id;
        }
    }
    if (request.contains("media_description")) {
        draft.pictures.push_back(textOr(request, "media_description"));
    }
    return shown(m_town.publish(std::move(draft), nowMs, false), m_town);
}

base::Result<Json> XHouse::edit(const Json& request, std::int64_t nowMs) {
    const base::Result<Post*> post = named(request, "id");
    const base::Result<std::string> text = textMember(request, "text");
    if (!post || !text) {
        return std::unexpected(post ? text.error() : post.error());
    }
    m_town.revise(**post, *text, nowMs);
    return shown(**post, m_town);
}

base::Result<Json> XHouse::remove(const Json& request, std::int64_t nowMs) {
    const base::Result<Post*> post = named(request, "id");
    if (!post) {
        return std::unexpected(post.error());
    }
    Json json = shown(**post, m_town);
    remove(std::to_string((*post)->first()), nowMs);
    return json;
}

base::Result<Json> XHouse::like(const Json& request, std::int64_t nowMs) {
    const base::Result<Post*> post = named(request, "id");
    const base::Result<std::string> who = textMember(request, "as");
    if (!post || !who) {
        return std::unexpected(post ? who.error() : post.error());
    }
    if (m_town.userByKey(*who) == nullptr) {
        return base::fail(base::ErrorKind::BadInput,
                          fmt::format("nobody in the street is called \"{}\"", *who));
    }
    like(*who, std::to_string((*post)->first()), nowMs);
    return shown(**post, m_town);
}

}  // namespace app::practice::x
