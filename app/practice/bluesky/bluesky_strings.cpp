// SPDX-License-Identifier: GPL-3.0-or-later
// The strings that tests pull this house's people by (POST /_street/…).
#include "practice/bluesky/bluesky_house.h"
#include "practice/bluesky/chat_views.h"
#include "practice/bluesky/record_rules.h"
#include "practice/bluesky/views.h"
#include "practice/persona.h"

#include <fmt/format.h>

namespace app::practice::bluesky {
namespace {

base::Result<std::string> needed(const Json& request, const char* key) {
    std::string text = request.is_object() ? textAt(request, (std::string("/") + key).c_str()) : "";
    if (text.empty()) {
        return base::fail(base::ErrorKind::BadInput, fmt::format("\"{}\" is missing or no text", key));
    }
    return text;
}

base::Result<Json> noPost(const std::string& id) {
    return base::fail(base::ErrorKind::NotFound, fmt::format("there is no post {} in the street", id));
}

}  // namespace

Json BlueskyHouse::shown(const Record& post) const {
    Json json = {{"id", post.uri}};
    json.update(Views(m_state.network, post.did).post(post));
    return json;
}

Json BlueskyHouse::shown(const ChatMessage& message) const {
    Json json = ChatViews(m_state.network, m_state.chat, message.sender).message(message, Typed::Yes);
    json["convoId"] = message.convo;
    return json;
}

base::Result<const Account*> BlueskyHouse::person(const Json& request, const char* key) const {
    const base::Result<std::string> name = needed(request, key);
    if (!name) {
        return std::unexpected(name.error());
    }
    const Account* account = m_state.network.byKey(*name);
    if (account == nullptr) {
        return base::fail(base::ErrorKind::BadInput,
                          fmt::format("nobody in the street is called \"{}\"", *name));
    }
    return account;
}

base::Result<const Record*> BlueskyHouse::namedPost(const Json& request, const char* key) const {
    const base::Result<std::string> uri = needed(request, key);
    if (!uri) {
        return std::unexpected(uri.error());
    }
    const Record* post = m_state.network.post(current(*uri));
    if (post == nullptr) {
        return std::unexpected(noPost(*uri).error());
    }
    return post;
}

base::Result<Json> BlueskyHouse::sayDirect(const Json& request, const Account& author,
                                           const std::string& text, std::int64_t nowMs) {
    const Account* to = &partnerOf(author, textAt(request, "/in_reply_to"));
    if (request.contains("to")) {
        const base::Result<const Account*> named = person(request, "to");
        if (!named) {
            return std::unexpected(named.error());
        }
        to = *named;
    }
    if (to == &author) {
        return base::fail(base::ErrorKind::BadInput,
                          "a direct message of the shop needs \"in_reply_to\" or \"to\"");
    }
    return shown(whisper(author, *to, text, nowMs));
}

base::Result<Json> BlueskyHouse::sayPublic(const Json& request, const Account& author,
                                           const std::string& text, std::int64_t nowMs) {
    const std::string language = textAt(request, "/language");
    Draft draft{.author = &author, .text = text, .language = language.empty() ? author.language : language};
    for (auto [key, into] : {std::pair{"in_reply_to", &draft.parent}, {"quote", &draft.quoted}}) {
        if (request.contains(key) && !request[key].is_null()) {
            const base::Result<const Record*> post = namedPost(request, key);
            if (!post) {
                return std::unexpected(post.error());
            }
            *into = *post;
        }
    }
    if (request.contains("media_description")) {
        draft.pictures.push_back(textAt(request, "/media_description"));
    }
    const std::string rkey = m_state.network.ids.tid(nowMs);
    const Verdict verdict = judge(postRecord(m_state.network, draft, nowMs), kPost, rkey, Validation::Known);
    if (verdict.refusal) {
        return base::fail(base::ErrorKind::BadInput, *verdict.refusal);
    }
    return shown(publish(draft, nowMs));
}

base::Result<Json> BlueskyHouse::say(const Json& request, std::int64_t nowMs) {
    const base::Result<const Account*> author = person(request, "as");
    const base::Result<std::string> text = needed(request, "text");
    if (!author || !text) {
        return std::unexpected(author ? text.error() : author.error());
    }
    std::string words = *text;
    if (const std::string warning = textAt(request, "/spoiler_text"); !warning.empty()) {
        words = "CW: " + warning + "\n\n" + words;
    }
    const std::string visibility = textAt(request, "/visibility");
    const bool underMessage = m_state.chat.message(textAt(request, "/in_reply_to")) != nullptr;
    if (visibility == "direct" || (visibility.empty() && underMessage)) {
        return sayDirect(request, **author, words, nowMs);
    }
    if (!visibility.empty() && visibility != "public") {
        return base::fail(base::ErrorKind::BadInput,
                          fmt::format("\"{}\" is no visibility; there are public and direct", visibility));
    }
    return sayPublic(request, **author, words, nowMs);
}

base::Result<Json> BlueskyHouse::edit(const Json& request, std::int64_t nowMs) {
    const base::Result<std::string> id = needed(request, "id");
    const base::Result<std::string> text = needed(request, "text");
    if (!id || !text) {
        return std::unexpected(id ? text.error() : id.error());
    }
    if (!exists(*id)) {
        return noPost(*id);
    }
    const PostRef again = correct(*id, *text, Wording::AsWritten, nowMs);
    const Record* post = m_state.network.post(again);
    return post != nullptr ? shown(*post) : shown(*m_state.chat.message(again));
}

base::Result<Json> BlueskyHouse::remove(const Json& request, std::int64_t nowMs) {
    const base::Result<std::string> id = needed(request, "id");
    if (!id) {
        return std::unexpected(id.error());
    }
    if (ChatMessage* message = m_state.chat.message(*id)) {
        Json json = shown(*message);
        const std::string only = textAt(request, "/for");
        for (const auto& [did, seat] : m_state.chat.convos().at(message->convo).seats) {
            if (only.empty() || m_state.network.byDid(did)->key == only) {
                m_state.chat.deleteFor(*message, did, nowMs);
            }
        }
        return json;
    }
    const base::Result<const Record*> post = namedPost(request, "id");
    if (!post) {
        return std::unexpected(post.error());
    }
    Json json = shown(**post);
    drop(m_state.network, std::string((*post)->uri), nowMs);
    return json;
}

base::Result<Json> BlueskyHouse::like(const Json& request, std::int64_t nowMs) {
    const base::Result<std::string> id = needed(request, "id");
    const base::Result<const Account*> who = person(request, "as");
    if (!id || !who) {
        return std::unexpected(id ? who.error() : id.error());
    }
    if (!exists(*id)) {
        return noPost(*id);
    }
    like((*who)->key, *id, nowMs);
    const Record* post = m_state.network.post(current(*id));
    return post != nullptr ? shown(*post) : shown(*m_state.chat.message(*id));
}

/// {"id","allow":["mention","follower","following"]}; without "allow" nobody may reply.
base::Result<Json> BlueskyHouse::setGate(const Json& request, std::int64_t nowMs) {
    const base::Result<const Record*> post = namedPost(request, "id");
    if (!post) {
        return std::unexpected(post.error());
    }
    Json allow = Json::array();
    for (const Json& rule : request.contains("allow") ? request["allow"] : Json::array()) {
        if (rule != "mention" && rule != "follower" && rule != "following") {
            return base::fail(base::ErrorKind::BadInput,
                              "\"allow\" is a list of mention, follower and following");
        }
        allow.push_back({{"$type", fmt::format("{}#{}Rule", kGate, rule.get<std::string>())}});
    }
    const Record& gated = **post;
    const Record& gate = m_state.keepAndTell(
        {.did = gated.did,
         .collection = std::string(kGate),
         .rkey = gated.rkey,
         .value = {{"$type", kGate}, {"post", gated.uri}, {"allow", allow}, {"createdAt", stamp(nowMs)}}},
        nowMs);
    return Json{{"id", gate.uri}};
}

base::Result<Json> BlueskyHouse::pull(std::string_view place, const Json& request, std::int64_t nowMs) {
    if (place == "gate") {
        return setGate(request, nowMs);
    }
    if (place != "block" && place != "follow" && place != "repost") {
        return PlatformHouse::pull(place, request, nowMs);
    }
    const base::Result<const Account*> who = person(request, "as");
    if (!who) {
        return std::unexpected(who.error());
    }
    if (place == "repost") {
        const base::Result<const Record*> post = namedPost(request, "id");
        if (!post) {
            return std::unexpected(post.error());
        }
        passOn((*who)->key, (*post)->uri, nowMs);
        return shown(**post);
    }
    const base::Result<const Account*> whom = person(request, "whom");
    if (!whom) {
        return std::unexpected(whom.error());
    }
    const std::string_view collection = place == "block" ? kBlock : kFollow;
    const Record& record =
        write((*who)->did, collection,
              {{"$type", collection}, {"subject", (*whom)->did}, {"createdAt", stamp(nowMs)}}, nowMs);
    return Json{{"id", record.uri}};
}

}  // namespace app::practice::bluesky
