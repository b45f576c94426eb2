// SPDX-License-Identifier: GPL-3.0-or-later
// The strings that tests pull this house's people by (POST /_street/…).
#include "practice/persona.h"
#include "practice/threads/threads_house.h"

#include <fmt/format.h>

namespace app::practice::threads {
namespace {

/// The member if it is text, "" otherwise.
std::string textAt(const Json& request, const char* key) {
    const auto found = request.is_object() ? request.find(key) : request.end();
    return request.is_object() && found != request.end() && found->is_string() ? found->get<std::string>()
                                                                               : "";
}

/// True unless "on" says no.
bool isOn(const Json& request) {
    return !request.contains("on") || request["on"] == true;
}

std::unexpected<base::Error> bad(const std::string& sentence) {
    return base::fail(base::ErrorKind::BadInput, sentence);
}

std::unexpected<base::Error> nothingThere(const std::string& id) {
    return base::fail(base::ErrorKind::NotFound, fmt::format("there is nothing called {} in the street", id));
}

}  // namespace

Json ThreadsHouse::shown(const Post& post) const {
    return {{"id", post.id},
            {"text", post.text},
            {"from", post.author},
            {"root", post.root},
            {"replied_to", post.repliedTo.empty() ? Json(nullptr) : Json(post.repliedTo)},
            {"hidden", post.isHidden}};
}

base::Result<Json> ThreadsHouse::say(const Json& request, std::int64_t nowMs) {
    const std::string key = textAt(request, "as");
    const std::string text = textAt(request, "text");
    const std::string above = textAt(request, "in_reply_to");
    const std::string visibility = textAt(request, "visibility");
    if ((key != kShop && m_state.network.people.byKey(key) == nullptr) || text.empty()) {
        return bad(text.empty() ? "\"text\" is missing or no text"
                                : fmt::format("nobody in the street is called \"{}\"", key));
    }
    if (!visibility.empty() && visibility != "public") {
        return bad(fmt::format("\"{}\" is no visibility; there is public alone", visibility));
    }
    if (!above.empty() && !exists(above)) {
        return nothingThere(above);
    }
    Post& post = m_state.publish(idOf(key), above, text, nowMs);
    post.picture = request.contains("media_description") ? post.id + ".jpg" : "";
    return shown(post);
}

base::Result<Json> ThreadsHouse::edit(const Json& request, std::int64_t) {
    Post* post = m_state.network.post(textAt(request, "id"));
    if (post == nullptr) {
        return nothingThere(textAt(request, "id"));
    }
    if (textAt(request, "text").empty()) {
        return bad("\"text\" is missing or no text");
    }
    post->text = textAt(request, "text");
    return shown(*post);
}

base::Result<Json> ThreadsHouse::remove(const Json& request, std::int64_t) {
    const std::string id = textAt(request, "id");
    const Post* post = m_state.network.post(id);
    if (post == nullptr) {
        return nothingThere(id);
    }
    Json json = shown(*post);
    m_state.network.erase(id);
    return json;
}

base::Result<Json> ThreadsHouse::like(const Json& request, std::int64_t) {
    Post* post = m_state.network.post(textAt(request, "id"));
    if (post == nullptr) {
        return nothingThere(textAt(request, "id"));
    }
    if (m_state.network.people.byKey(textAt(request, "as")) == nullptr) {
        return bad(fmt::format("nobody in the street is called \"{}\"", textAt(request, "as")));
    }
    post->likes.insert(idOf(textAt(request, "as")));
    return shown(*post);
}

base::Result<Json> ThreadsHouse::setTraits(const Json& request, std::int64_t nowMs) {
    if (const base::Status read = graph::readTraits(request, m_state.traits, m_state.desk); !read) {
        return std::unexpected(read.error());
    }
    for (const char* key : {"expires_in_s", "processing_s"}) {
        if (request.contains(key) && !request[key].is_number_integer()) {
            return bad(fmt::format("\"{}\" is a whole number of seconds", key));
        }
    }
    if (request.contains("expires_in_s")) {
        m_state.desk.setExpiry(m_token, nowMs + request["expires_in_s"].get<std::int64_t>() * 1000);
    }
    if (request.contains("processing_s")) {
        m_state.processingMs = request["processing_s"].get<std::int64_t>() * 1000;
    }
    return graph::traitsJson(m_state.traits, m_state.desk);
}

/// {"as","on"?}: whether somebody's profile is for followers alone.
base::Result<Json> ThreadsHouse::setClosed(const Json& request) {
    const graph::Person* person = m_state.network.people.byKey(textAt(request, "as"));
    if (person == nullptr) {
        return bad(fmt::format("nobody in the street is called \"{}\"", textAt(request, "as")));
    }
    if (isOn(request)) {
        m_state.network.closed.insert(person->id);
    } else {
        m_state.network.closed.erase(person->id);
    }
    return Json{{"as", person->key}, {"on", isOn(request)}};
}

base::Result<Json> ThreadsHouse::pull(std::string_view place, const Json& request, std::int64_t nowMs) {
    if (place == "traits") {
        return setTraits(request, nowMs);
    }
    if (place == "protect") {
        return setClosed(request);
    }
    if (place == "hide") {
        Post* post = m_state.network.post(textAt(request, "id"));
        if (post == nullptr) {
            return nothingThere(textAt(request, "id"));
        }
        post->isHidden = isOn(request);
        return shown(*post);
    }
    if (place == "spoil") {
        const auto found = m_state.network.containers.find(textAt(request, "id"));
        if (found == m_state.network.containers.end()) {
            return nothingThere(textAt(request, "id"));
        }
        found->second.isSpoilt = true;
        return Json{{"id", found->second.id}};
    }
    return PlatformHouse::pull(place, request, nowMs);
}

base::Result<Json> ThreadsHouse::look(std::string_view place, std::int64_t nowMs) const {
    return place == "traits" ? graph::traitsJson(m_state.traits, m_state.desk)
                             : PlatformHouse::look(place, nowMs);
}

}  // namespace app::practice::threads
