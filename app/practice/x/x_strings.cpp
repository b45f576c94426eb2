// SPDX-License-Identifier: GPL-3.0-or-later
// The strings that tests pull this house's people by (POST /_street/…).
#include "practice/persona.h"
#include "practice/x/sheet.h"
#include "practice/x/x_house.h"

#include <fmt/format.h>

#include <array>

namespace app::practice::x {
namespace {

constexpr std::int64_t kEditTimeMs = 30LL * 60 * 1000;
constexpr std::size_t kMaxVersions = 6;

/// The member if it is text, "" otherwise.
std::string textAt(const Json& request, const char* key) {
    const auto found = request.is_object() ? request.find(key) : request.end();
    return request.is_object() && found != request.end() && found->is_string() ? found->get<std::string>()
                                                                               : "";
}

base::Result<std::string> needed(const Json& request, const char* key) {
    std::string text = textAt(request, key);
    if (text.empty()) {
        return base::fail(base::ErrorKind::BadInput, fmt::format("\"{}\" is missing or no text", key));
    }
    return text;
}

std::unexpected<base::Error> noPost(const std::string& id) {
    return base::fail(base::ErrorKind::NotFound, fmt::format("there is no post {} in the street", id));
}

std::unexpected<base::Error> bad(const std::string& sentence) {
    return base::fail(base::ErrorKind::BadInput, sentence);
}

/// Everything that this house can show of a thing.
Asked everything(Dialect dialect) {
    Asked asked{.dialect = dialect};
    for (const char* field :
         {"created_at", "conversation_id", "entities", "lang", "public_metrics", "note_tweet", "note_post",
          "reply_settings", "author_id", "in_reply_to_user_id", "referenced_tweets"}) {
        asked.postFields.emplace(field);
    }
    for (const char* field : {"created_at", "dm_conversation_id", "entities", "sender_id"}) {
        asked.messageFields.emplace(field);
    }
    return asked;
}

}  // namespace

Json XHouse::shown(const Post& post) const {
    const Asked asked = everything(Dialect::Tweet);
    Sheet sheet(m_state.network, asked, nullptr);
    sheet.addPost(post);
    return sheet.single()["data"];
}

Json XHouse::shown(const Message& message) const {
    const Asked asked = everything(Dialect::Tweet);
    Sheet sheet(m_state.network, asked, nullptr);
    sheet.addMessage(message);
    return sheet.single()["data"];
}

base::Result<const Account*> XHouse::person(const Json& request, const char* key) const {
    const base::Result<std::string> name = needed(request, key);
    if (!name) {
        return std::unexpected(name.error());
    }
    const Account* account = m_state.network.byKey(*name);
    if (account == nullptr) {
        return bad(fmt::format("nobody in the street is called \"{}\"", *name));
    }
    return account;
}

base::Result<Json> XHouse::sayDirect(const Json& request, const Account& author, const std::string& text,
                                     std::int64_t nowMs) {
    const Account* to = &partnerOf(author, textAt(request, "in_reply_to"));
    if (request.contains("to")) {
        const base::Result<const Account*> named = person(request, "to");
        if (!named) {
            return std::unexpected(named.error());
        }
        to = *named;
    }
    if (to == &author) {
        return bad("a direct message of the shop needs \"in_reply_to\" or \"to\"");
    }
    Message& message = m_state.writeAndTell(author, *to, text, nowMs);
    message.encrypted = request.value("encrypted", false);
    return shown(message);
}

base::Result<Json> XHouse::sayPublic(const Json& request, const Account& author, const std::string& text,
                                     std::int64_t nowMs) {
    Draft draft{.author = &author, .text = text};
    for (auto [key, into] : {std::pair{"in_reply_to", &draft.inReplyTo}, {"quote", &draft.quoted}}) {
        if (const std::string id = textAt(request, key); !id.empty()) {
            const Post* named = post(id);
            if (named == nullptr) {
                return noPost(id);
            }
            *into = named->id;
        }
    }
    if (request.contains("media_description")) {
        draft.pictures.push_back(textAt(request, "media_description"));
    }
    if (const std::string settings = textAt(request, "reply_settings"); !settings.empty()) {
        draft.replySettings = settings;
    }
    return shown(m_state.publishAndTell(draft, nowMs));
}

base::Result<Json> XHouse::say(const Json& request, std::int64_t nowMs) {
    const base::Result<const Account*> author = person(request, "as");
    const base::Result<std::string> text = needed(request, "text");
    if (!author || !text) {
        return std::unexpected(author ? text.error() : author.error());
    }
    std::string words = *text;
    if (const std::string warning = textAt(request, "spoiler_text"); !warning.empty()) {
        words = "CW: " + warning + "\n\n" + words;
    }
    const std::string visibility = textAt(request, "visibility");
    const bool underMessage = message(textAt(request, "in_reply_to")) != nullptr;
    if (visibility == "direct" || (visibility.empty() && underMessage)) {
        return sayDirect(request, **author, words, nowMs);
    }
    if (!visibility.empty() && visibility != "public") {
        return bad(fmt::format("\"{}\" is no visibility; there are public and direct", visibility));
    }
    return sayPublic(request, **author, words, nowMs);
}

base::Result<Json> XHouse::edit(const Json& request, std::int64_t nowMs) {
    const base::Result<std::string> id = needed(request, "id");
    const base::Result<std::string> text = needed(request, "text");
    if (!id || !text) {
        return std::unexpected(id ? text.error() : id.error());
    }
    if (const Message* old = message(*id)) {
        return shown(sayAgain(*old, *text, nowMs));
    }
    Post* edited = post(*id);
    if (edited == nullptr) {
        return noPost(*id);
    }
    const Post* first = m_state.network.post(edited->history.front());
    if (edited->history.size() >= kMaxVersions || nowMs > first->atMs + kEditTimeMs) {
        return bad("a post can be edited five times, within half an hour");
    }
    return shown(m_state.network.revise(*edited, *text, nowMs));
}

base::Result<Json> XHouse::remove(const Json& request, std::int64_t nowMs) {
    const base::Result<std::string> id = needed(request, "id");
    if (!id) {
        return std::unexpected(id.error());
    }
    if (!exists(*id)) {
        return noPost(*id);
    }
    const Post* gone = post(*id);
    Json json = gone != nullptr ? shown(*gone) : shown(*message(*id));
    remove(*id, nowMs);
    return json;
}

base::Result<Json> XHouse::like(const Json& request, std::int64_t nowMs) {
    const base::Result<std::string> id = needed(request, "id");
    const base::Result<const Account*> who = person(request, "as");
    if (!id || !who) {
        return std::unexpected(id ? who.error() : id.error());
    }
    if (post(*id) == nullptr) {
        return noPost(*id);
    }
    like((*who)->key, *id, nowMs);
    return shown(*post(*id));
}

/// {"dialect":"post"|"tweet","strict":…,"purse":"full"|"depleted"|"capped"}: what is not named stays.
base::Result<Json> XHouse::setTraits(const Json& request) {
    const std::string dialect = textAt(request, "dialect");
    const std::string purse = textAt(request, "purse");
    if ((!dialect.empty() && dialect != "post" && dialect != "tweet") ||
        (!purse.empty() && purse != "full" && purse != "depleted" && purse != "capped")) {
        return bad("\"dialect\" is post or tweet, \"purse\" is full, depleted or capped");
    }
    if (!dialect.empty()) {
        m_state.dialect = dialect == "tweet" ? Dialect::Tweet : Dialect::Post;
    }
    if (!purse.empty()) {
        m_state.purse = purse == "full"       ? Purse::Full
                        : purse == "depleted" ? Purse::CreditsDepleted
                                              : Purse::UsageCapped;
    }
    if (request.is_object() && request.contains("strict")) {
        m_state.strangers = request["strict"] == true ? Strangers::Refused : Strangers::Ignored;
    }
    return Json{{"dialect", postWord(m_state.dialect)}, {"strict", m_state.strangers == Strangers::Refused}};
}

/// {"as","open":…}: whether somebody takes messages of people they do not know.
base::Result<Json> XHouse::setInbox(const Json& request) {
    const base::Result<const Account*> who = person(request, "as");
    if (!who) {
        return std::unexpected(who.error());
    }
    const bool open = request.value("open", true);
    m_state.network.byKey((*who)->key)->takesMessages = open;
    if (!open) {
        m_state.network.follows.erase({(*who)->id, m_state.network.shop().id});
    }
    return Json{{"as", (*who)->key}, {"open", open}};
}

/// {"as","on"}: whether somebody's posts are for followers alone.
base::Result<Json> XHouse::setProtected(const Json& request) {
    const base::Result<const Account*> who = person(request, "as");
    if (!who) {
        return std::unexpected(who.error());
    }
    const bool on = request.value("on", true);
    m_state.network.byKey((*who)->key)->isProtected = on;
    return Json{{"as", (*who)->key}, {"on", on}};
}

/// The same app and the same rights once more, in a family of its own.
Family XHouse::consentOf(const TokenPair& pair) const {
    Family family = m_state.desk.family(pair.family);
    family.isVoid = false;
    return family;
}

base::Result<Json> XHouse::pull(std::string_view place, const Json& request, std::int64_t nowMs) {
    if (place == "traits") {
        return setTraits(request);
    }
    if (place == "protect") {
        return setProtected(request);
    }
    if (place == "inbox") {
        return setInbox(request);
    }
    if (place == "consent") {
        const TokenPair& old = m_tokens.at(std::string(kShop));
        m_tokens[std::string(kShop)] = m_state.desk.issue(consentOf(old), nowMs);
        return tokens();
    }
    if (place != "follow" && place != "repost") {
        return PlatformHouse::pull(place, request, nowMs);
    }
    const base::Result<const Account*> who = person(request, "as");
    if (!who) {
        return std::unexpected(who.error());
    }
    if (place == "follow") {
        follow((*who)->key, nowMs);
        return Json{{"as", (*who)->key}};
    }
    const std::string id = textAt(request, "id");
    if (post(id) == nullptr) {
        return noPost(id);
    }
    passOn((*who)->key, id, nowMs);
    return shown(*post(id));
}

base::Result<Json> XHouse::look(std::string_view place, std::int64_t nowMs) const {
    return place == "bill" ? m_state.bill.toJson() : PlatformHouse::look(place, nowMs);
}

}  // namespace app::practice::x
