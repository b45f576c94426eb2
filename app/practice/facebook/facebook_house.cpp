// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/facebook/facebook_house.h"

#include "practice/facebook/routes.h"
#include "practice/graph/fault_words.h"
#include "practice/persona.h"

#include <utility>

namespace app::practice::facebook {

using graph::TokenKind;

FacebookHouse::FacebookHouse(const HouseSettings& settings, DeliveryLog& log)
    : m_state(settings, log), m_talk(settings.startMs), m_dice(settings.dice.fork("mentions")) {
    const std::string system = m_state.network.ids.person();
    m_userToken = m_state.desk
                      .issue({.kind = TokenKind::User,
                              .subject = m_state.owner.id,
                              .owner = m_state.owner.id,
                              .issuedMs = settings.startMs,
                              .expiresMs = settings.startMs + graph::kLongLifeMs,
                              .scopes = m_state.owner.scopes})
                      .text;
    m_systemToken = m_state.desk
                        .issue({.kind = TokenKind::SystemUser,
                                .subject = system,
                                .owner = system,
                                .issuedMs = settings.startMs,
                                .scopes = m_state.owner.scopes})
                        .text;
    m_pageToken = m_state.pageTokenFor(*m_state.desk.find(m_userToken), settings.startMs).text;
}

Answer FacebookHouse::answer(const Question& question, std::int64_t nowMs) {
    m_talk.catchUp(m_state, nowMs);
    return answerRoute(m_state, question, nowMs);
}

Answer FacebookHouse::faultAnswer(const Fault& fault, const Question& question, std::int64_t nowMs) {
    return graph::faultWords(fault, question, nowMs, m_state.desk, m_state.network.pageId,
                             useOf(graph::readCall(question, nowMs)));
}

void FacebookHouse::onShopReply(ShopReply listener) {
    m_state.onShopReply = std::move(listener);
}

Json FacebookHouse::tokens() const {
    Json psids = Json::object();
    Json names = {{std::string(kShop), m_state.network.pageName}};
    Json roles = Json::array();
    for (const Person& person : m_state.network.people.list) {
        psids[person.key] = person.id;
        names[person.key] = person.name;
        if (person.hasRole) {
            roles.push_back(person.key);
        }
    }
    const graph::TokenDesk& desk = m_state.desk;
    return {{"shop", desk.current(m_pageToken)},
            {"customers", Json::object()},
            {"user", desk.current(m_userToken)},
            {"system_user", desk.current(m_systemToken)},
            {"app_id", m_state.desk.appId()},
            {"app_secret", m_state.desk.appSecret()},
            {"redirect_uris", {graph::kLocalCallback, graph::kDesktopCallback}},
            {"page_id", m_state.network.pageId},
            {"user_id", m_state.owner.id},
            {"psids", psids},
            {"names", names},
            {"roles", roles}};
}

/// The page's for the shop.
std::string FacebookHouse::idOf(std::string_view persona) const {
    const Person* person = m_state.network.people.byKey(persona);
    return person == nullptr ? m_state.network.pageId : person->id;
}

/// Whom a message is exchanged with; "" for what is none.
std::string FacebookHouse::talkOf(const PostRef& ref) const {
    const Found found = m_state.network.inbox.find(ref);
    return found.conversation == nullptr ? "" : found.conversation->person;
}

bool FacebookHouse::exists(const PostRef& ref) const {
    return m_state.network.post(ref) != nullptr || m_state.network.comment(ref) != nullptr ||
           m_state.network.inbox.find(ref).message != nullptr;
}

PostRef FacebookHouse::write(const std::string& from, const std::string& with, Message message) {
    return from == m_state.network.pageId ? m_state.answer(with, std::move(message)).id
                                          : m_state.tell(from, std::move(message)).id;
}

/// Who names the page does so on its wall, in a comment under its latest post, or on the own profile.
PostRef FacebookHouse::mention(const std::string& author, const Utterance& utterance, std::int64_t atMs) {
    const std::string latest = latestShopPost(m_state.network);
    const std::uint64_t where = m_dice.below(10);
    if (!latest.empty() && where < 4) {
        Comment& comment = m_state.comment(author, latest, utterance.text, atMs);
        comment.tagsPage = true;
        comment.picture = utterance.pictures.empty() ? "" : comment.id + ".jpg";
        return comment.id;
    }
    const bool isElsewhere = !latest.empty() && where == 9;
    Post& post = m_state.network.publish(
        author, isElsewhere ? m_state.network.pageName + " " + utterance.text : utterance.text, atMs);
    post.isElsewhere = isElsewhere;
    post.pictures = utterance.pictures;
    return post.id;
}

PostRef FacebookHouse::say(const Utterance& utterance, std::int64_t atMs) {
    m_talk.awake(atMs);
    m_talk.catchUp(m_state, atMs);
    Utterance said = utterance;
    if (!said.warning.empty()) {
        said.text = "CW: " + said.warning + "\n\n" + said.text;
    }
    const std::string author = idOf(said.persona);
    const std::string talk = talkOf(said.inReplyTo);
    // Who is answered in private goes on in private, whatever began in public.
    if (said.reach == Reach::Direct || !talk.empty()) {
        Message message{.text = said.text, .atMs = atMs};
        for (std::size_t count = 0; count < said.pictures.size(); ++count) {
            message.enclosures.push_back({.kind = Enclosure::Kind::Picture});
        }
        return write(author, talk, std::move(message));
    }
    if (exists(said.inReplyTo)) {
        Comment& comment = m_state.comment(author, said.inReplyTo, said.text, atMs);
        comment.picture = said.pictures.empty() ? "" : comment.id + ".jpg";
        return comment.id;
    }
    if (author != m_state.network.pageId) {
        return mention(author, said, atMs);
    }
    Post& post = m_state.network.publish(author, said.text, atMs);
    post.pictures = said.pictures;
    return post.id;
}

/// In its place: nobody is told.
void FacebookHouse::edit(const PostRef& ref, const std::string& text, std::int64_t atMs) {
    if (Comment* comment = m_state.network.comment(ref)) {
        comment->text = text;
    } else if (Post* post = m_state.network.post(ref)) {
        post->text = post->isElsewhere ? m_state.network.pageName + " " + text : text;
        post->updatedMs = atMs;
    } else if (const Found found = m_state.network.inbox.find(ref); found.message != nullptr) {
        found.message->text = text;
    }
}

void FacebookHouse::remove(const PostRef& ref, std::int64_t) {
    if (m_state.network.post(ref) != nullptr) {
        m_state.network.erasePost(ref);
    } else if (m_state.network.comment(ref) != nullptr) {
        m_state.network.eraseComment(ref);
    } else {
        m_state.network.inbox.unsend(ref);
    }
}

void FacebookHouse::like(std::string_view persona, const PostRef& ref, std::int64_t) {
    if (Comment* comment = m_state.network.comment(ref)) {
        comment->likes.insert(idOf(persona));
    } else if (Post* post = m_state.network.post(ref)) {
        post->likes.insert(idOf(persona));
    }
}

/// Shares and follows are nothing that a client of messages sees.
void FacebookHouse::passOn(std::string_view, const PostRef&, std::int64_t) {}

void FacebookHouse::follow(std::string_view, std::int64_t) {}

}  // namespace app::practice::facebook
