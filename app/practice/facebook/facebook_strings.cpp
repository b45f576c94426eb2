// SPDX-License-Identifier: GPL-3.0-or-later
// The strings that tests pull this house's people by (POST /_street/…).
#include "practice/facebook/facebook_house.h"
#include "practice/persona.h"

#include <fmt/format.h>

#include <array>

namespace app::practice::facebook {
namespace {

/// The member if it is text, "" otherwise.
std::string textAt(const Json& request, const char* key) {
    const auto found = request.is_object() ? request.find(key) : request.end();
    return request.is_object() && found != request.end() && found->is_string() ? found->get<std::string>()
                                                                               : "";
}

bool isTrue(const Json& request, const char* key) {
    return request.is_object() && request.contains(key) && request[key] == true;
}

std::unexpected<base::Error> bad(const std::string& sentence) {
    return base::fail(base::ErrorKind::BadInput, sentence);
}

std::unexpected<base::Error> nothingThere(const std::string& id) {
    return base::fail(base::ErrorKind::NotFound, fmt::format("there is nothing called {} in the street", id));
}

std::optional<Enclosure::Kind> enclosureNamed(std::string_view word) {
    using enum Enclosure::Kind;
    constexpr std::array<std::pair<std::string_view, Enclosure::Kind>, 5> kWords{
        {{"image", Picture}, {"video", Video}, {"file", File}, {"sticker", Sticker}, {"share", Share}}};
    for (const auto& [name, kind] : kWords) {
        if (name == word) {
            return kind;
        }
    }
    return std::nullopt;
}

}  // namespace

Json FacebookHouse::shown(const PostRef& ref) const {
    if (const Comment* comment = m_state.network.comment(ref)) {
        return {{"id", comment->id},
                {"text", comment->text},
                {"from", comment->author},
                {"post", comment->post},
                {"parent", comment->parent.empty() ? Json(nullptr) : Json(comment->parent)},
                {"is_hidden", comment->isHidden},
                {"likes", comment->likes.size()}};
    }
    if (const Post* post = m_state.network.post(ref)) {
        return {{"id", post->id}, {"text", post->text}, {"from", post->author}};
    }
    const Found found = m_state.network.inbox.find(ref);
    return {{"id", ref},
            {"text", found.message->text},
            {"from", found.message->isFromShop ? m_state.network.pageId : found.conversation->person},
            {"conversation", found.conversation->id}};
}

base::Result<std::string> FacebookHouse::author(const Json& request) const {
    const std::string key = textAt(request, "as");
    if (key != kShop && m_state.network.people.byKey(key) == nullptr) {
        return bad(fmt::format("nobody in the street is called \"{}\"", key));
    }
    return idOf(key);
}

base::Result<Json> FacebookHouse::sayDirect(const Json& request, const std::string& author,
                                            std::int64_t nowMs) {
    std::string with = talkOf(textAt(request, "in_reply_to"));
    if (const Person* to = m_state.network.people.byKey(textAt(request, "to"))) {
        with = to->id;
    }
    if (author == m_state.network.pageId && with.empty()) {
        return bad("a direct message of the shop needs \"in_reply_to\" or \"to\"");
    }
    Message message{.text = textAt(request, "text"), .atMs = nowMs};
    if (request.contains("media_description")) {
        message.enclosures.push_back({.kind = Enclosure::Kind::Picture});
    }
    if (const std::string word = textAt(request, "attachment"); !word.empty()) {
        const auto kind = enclosureNamed(word);
        if (!kind) {
            return bad(fmt::format("\"{}\" is no attachment; there are image, video, file, sticker and share",
                                   word));
        }
        const bool isShare = *kind == Enclosure::Kind::Share;
        message.enclosures.push_back(
            {.kind = *kind,
             .link = isShare ? "https://www.facebook.com/" + latestShopPost(m_state.network) : ""});
    }
    if (message.text.empty() && message.enclosures.empty()) {
        return bad("\"text\" is missing or no text");
    }
    return shown(write(author, with, std::move(message)));
}

base::Result<Json> FacebookHouse::sayPublic(const Json& request, const std::string& author,
                                            std::int64_t nowMs) {
    const std::string text = textAt(request, "text");
    if (text.empty()) {
        return bad("\"text\" is missing or no text");
    }
    const std::string above = textAt(request, "in_reply_to");
    if (!above.empty() && !exists(above)) {
        return nothingThere(above);
    }
    const bool isElsewhere = isTrue(request, "tagged");
    const bool isOwn = author == m_state.network.pageId;
    const std::string under = above.empty() && !isOwn ? latestShopPost(m_state.network) : above;
    const bool isPost = isElsewhere || isTrue(request, "post") || under.empty();
    if (isPost) {
        Post& post = m_state.network.publish(
            author, isElsewhere ? m_state.network.pageName + " " + text : text, nowMs);
        post.isElsewhere = isElsewhere;
        if (request.contains("media_description")) {
            post.pictures.push_back(textAt(request, "media_description"));
        }
        return shown(post.id);
    }
    Comment& comment = m_state.comment(author, under, text, nowMs);
    comment.tagsPage = isTrue(request, "tags_page");
    comment.picture = request.contains("media_description") ? comment.id + ".jpg" : "";
    return shown(comment.id);
}

base::Result<Json> FacebookHouse::say(const Json& request, std::int64_t nowMs) {
    const base::Result<std::string> who = author(request);
    if (!who) {
        return std::unexpected(who.error());
    }
    const std::string visibility = textAt(request, "visibility");
    const bool underMessage = !talkOf(textAt(request, "in_reply_to")).empty();
    if (visibility == "direct" || (visibility.empty() && underMessage)) {
        return sayDirect(request, *who, nowMs);
    }
    if (!visibility.empty() && visibility != "public") {
        return bad(fmt::format("\"{}\" is no visibility; there are public and direct", visibility));
    }
    return sayPublic(request, *who, nowMs);
}

base::Result<Json> FacebookHouse::edit(const Json& request, std::int64_t nowMs) {
    const std::string id = textAt(request, "id");
    const std::string text = textAt(request, "text");
    if (text.empty()) {
        return bad("\"text\" is missing or no text");
    }
    if (!exists(id)) {
        return nothingThere(id);
    }
    edit(id, text, nowMs);
    return shown(id);
}

base::Result<Json> FacebookHouse::remove(const Json& request, std::int64_t nowMs) {
    const std::string id = textAt(request, "id");
    if (!exists(id)) {
        return nothingThere(id);
    }
    Json json = shown(id);
    remove(id, nowMs);
    return json;
}

base::Result<Json> FacebookHouse::like(const Json& request, std::int64_t nowMs) {
    const std::string id = textAt(request, "id");
    const base::Result<std::string> who = author(request);
    if (!who) {
        return std::unexpected(who.error());
    }
    if (!exists(id)) {
        return nothingThere(id);
    }
    like(textAt(request, "as"), id, nowMs);
    return shown(id);
}

base::Result<Json> FacebookHouse::setTraits(const Json& request, std::int64_t nowMs) {
    if (const base::Status read = graph::readTraits(request, m_state.traits, m_state.desk); !read) {
        return std::unexpected(read.error());
    }
    if (request.contains("expires_in_s")) {
        if (!request["expires_in_s"].is_number_integer()) {
            return bad("\"expires_in_s\" is a whole number of seconds");
        }
        for (const std::string& token : {m_pageToken, m_userToken}) {
            m_state.desk.setExpiry(token, nowMs + request["expires_in_s"].get<std::int64_t>() * 1000);
        }
    }
    return graph::traitsJson(m_state.traits, m_state.desk);
}

/// {"as","on"?}
base::Result<Json> FacebookHouse::setPerson(const Json& request, bool Person::* what) {
    Person* person = m_state.network.people.byKey(textAt(request, "as"));
    if (person == nullptr) {
        return bad(fmt::format("nobody in the street is called \"{}\"", textAt(request, "as")));
    }
    person->*what = !request.contains("on") || isTrue(request, "on");
    return Json{{"as", person->key}, {"on", person->*what}};
}

base::Result<Json> FacebookHouse::pull(std::string_view place, const Json& request, std::int64_t nowMs) {
    if (place == "traits") {
        return setTraits(request, nowMs);
    }
    if (place == "block") {
        return setPerson(request, &Person::blocks);
    }
    if (place == "gone") {
        return setPerson(request, &Person::isGone);
    }
    if (place == "nameless") {
        return setPerson(request, &Person::isNameless);
    }
    if (place == "unsend") {
        if (talkOf(textAt(request, "id")).empty()) {
            return nothingThere(textAt(request, "id"));
        }
        if (isTrue(request, "listed")) {
            m_state.network.inbox.empty(textAt(request, "id"));
            return shown(textAt(request, "id"));
        }
        return remove(request, nowMs);
    }
    if (place == "hide") {
        Comment* comment = m_state.network.comment(textAt(request, "id"));
        if (comment == nullptr) {
            return nothingThere(textAt(request, "id"));
        }
        comment->isHidden = !request.contains("on") || isTrue(request, "on");
        return shown(comment->id);
    }
    return PlatformHouse::pull(place, request, nowMs);
}

base::Result<Json> FacebookHouse::look(std::string_view place, std::int64_t nowMs) const {
    return place == "traits" ? graph::traitsJson(m_state.traits, m_state.desk)
                             : PlatformHouse::look(place, nowMs);
}

}  // namespace app::practice::facebook
