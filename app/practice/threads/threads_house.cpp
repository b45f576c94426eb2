// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/threads/threads_house.h"

#include "practice/graph/fault_words.h"
#include "practice/persona.h"
#include "practice/threads/routes.h"

#include <utility>

namespace app::practice::threads {

ThreadsHouse::ThreadsHouse(const HouseSettings& settings, DeliveryLog& log)
    : m_state(settings, log), m_talk(settings.startMs) {
    // Old enough to be refreshed.
    const std::int64_t issuedMs = settings.startMs - 2 * graph::kDayMs;
    m_token = m_state.desk
                  .issue({.kind = graph::TokenKind::Account,
                          .subject = m_state.network.accountId,
                          .owner = m_state.network.accountId,
                          .issuedMs = issuedMs,
                          .expiresMs = issuedMs + graph::kLongLifeMs,
                          .scopes = m_state.self.scopes})
                  .text;
}

Answer ThreadsHouse::answer(const Question& question, std::int64_t nowMs) {
    m_talk.catchUp(m_state, nowMs);
    return answerRoute(m_state, question, nowMs);
}

Answer ThreadsHouse::faultAnswer(const Fault& fault, const Question& question, std::int64_t nowMs) {
    return graph::faultWords(fault, question, nowMs, m_state.desk, m_state.network.accountId, kPlatform);
}

void ThreadsHouse::onShopReply(ShopReply listener) {
    m_state.onShopReply = std::move(listener);
}

Json ThreadsHouse::tokens() const {
    Json ids = Json::object();
    Json names = {{std::string(kShop), m_state.network.userName}};
    Json roles = Json::array();
    for (const graph::Person& person : m_state.network.people.list) {
        ids[person.key] = person.id;
        names[person.key] = person.userName;
        if (person.hasRole) {
            roles.push_back(person.key);
        }
    }
    return {{"shop", m_state.desk.current(m_token)},
            {"customers", Json::object()},
            {"app_id", m_state.desk.appId()},
            {"app_secret", m_state.desk.appSecret()},
            {"redirect_uris", {graph::kLocalCallback, graph::kDesktopCallback}},
            {"threads_id", m_state.network.accountId},
            {"ids", ids},
            {"names", names},
            {"roles", roles}};
}

/// The account's for the shop.
std::string ThreadsHouse::idOf(std::string_view persona) const {
    const graph::Person* person = m_state.network.people.byKey(persona);
    return person == nullptr ? m_state.network.accountId : person->id;
}

bool ThreadsHouse::exists(const PostRef& ref) const {
    return m_state.network.post(ref) != nullptr;
}

PostRef ThreadsHouse::say(const Utterance& utterance, std::int64_t atMs) {
    m_talk.awake(atMs);
    m_talk.catchUp(m_state, atMs);
    const std::string author = idOf(utterance.persona);
    const Post* parent = m_state.network.post(utterance.inReplyTo);
    const bool isPrivate = utterance.reach == Reach::Direct || (parent != nullptr && parent->isPrivate);
    std::string text =
        utterance.warning.empty() ? utterance.text : "CW: " + utterance.warning + "\n\n" + utterance.text;
    if (parent == nullptr && !isPrivate && author != m_state.network.accountId) {
        text = "@" + m_state.network.userName + " " + text;
    }
    Post& post = m_state.publish(author, parent == nullptr ? "" : parent->id, std::move(text), atMs);
    post.isPrivate = isPrivate;
    post.picture = utterance.pictures.empty() ? "" : post.id + ".jpg";
    return post.id;
}

/// In its place: nobody is told. Who is named at the head stays so.
void ThreadsHouse::edit(const PostRef& ref, const std::string& text, std::int64_t) {
    if (Post* post = m_state.network.post(ref)) {
        const std::string head = "@" + m_state.network.userName + " ";
        post->text = post->text.starts_with(head) && !text.starts_with(head) ? head + text : text;
    }
}

void ThreadsHouse::remove(const PostRef& ref, std::int64_t) {
    m_state.network.erase(ref);
}

void ThreadsHouse::like(std::string_view persona, const PostRef& ref, std::int64_t) {
    if (Post* post = m_state.network.post(ref)) {
        post->likes.insert(idOf(persona));
    }
}

/// Reposts and follows are nothing that a client of messages sees.
void ThreadsHouse::passOn(std::string_view, const PostRef&, std::int64_t) {}

void ThreadsHouse::follow(std::string_view, std::int64_t) {}

}  // namespace app::practice::threads
