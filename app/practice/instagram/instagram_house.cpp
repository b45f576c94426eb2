// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/instagram/instagram_house.h"

#include "practice/graph/fault_words.h"
#include "practice/instagram/routes.h"
#include "practice/persona.h"

#include <utility>

namespace app::practice::instagram {

using graph::TokenKind;

InstagramHouse::InstagramHouse(const HouseSettings& settings, DeliveryLog& log)
    : m_state(settings, log), m_talk(settings.startMs), m_dice(settings.dice.fork("mentions")) {
    // Old enough to be refreshed.
    const std::int64_t issuedMs = settings.startMs - 2 * graph::kDayMs;
    m_selfToken = m_state.desk
                      .issue({.kind = TokenKind::Account,
                              .subject = m_state.network.accountId,
                              .owner = m_state.network.accountId,
                              .issuedMs = issuedMs,
                              .expiresMs = issuedMs + graph::kLongLifeMs,
                              .scopes = m_state.self.scopes})
                      .text;
    m_userToken = m_state.desk
                      .issue({.kind = TokenKind::User,
                              .subject = m_state.owner.id,
                              .owner = m_state.owner.id,
                              .issuedMs = issuedMs,
                              .expiresMs = issuedMs + graph::kLongLifeMs,
                              .scopes = m_state.owner.scopes})
                      .text;
    m_pageToken = m_state.pageTokenFor(*m_state.desk.find(m_userToken), settings.startMs).text;
}

Answer InstagramHouse::answer(const Question& question, std::int64_t nowMs) {
    m_talk.catchUp(m_state, nowMs);
    return answerRoute(m_state, question, nowMs);
}

Answer InstagramHouse::faultAnswer(const Fault& fault, const Question& question, std::int64_t nowMs) {
    return graph::faultWords(fault, question, nowMs, m_state.desk, m_state.network.accountId, "instagram");
}

void InstagramHouse::onShopReply(ShopReply listener) {
    m_state.onShopReply = std::move(listener);
}

Json InstagramHouse::tokens() const {
    Json igsids = Json::object();
    Json names = {{std::string(kShop), m_state.network.userName}};
    Json roles = Json::array();
    for (const Person& person : m_state.network.people.list) {
        igsids[person.key] = person.id;
        names[person.key] = person.userName;
        if (person.hasRole) {
            roles.push_back(person.key);
        }
    }
    const graph::TokenDesk& desk = m_state.desk;
    return {{"shop", desk.current(m_selfToken)},
            {"customers", Json::object()},
            {"page", desk.current(m_pageToken)},
            {"user", desk.current(m_userToken)},
            {"app_id", m_state.desk.appId()},
            {"app_secret", m_state.desk.appSecret()},
            {"redirect_uris", {graph::kLocalCallback, graph::kDesktopCallback}},
            {"ig_id", m_state.network.accountId},
            {"scoped_id", m_state.network.scopedId},
            {"page_id", m_state.network.pageId},
            {"user_id", m_state.owner.id},
            {"igsids", igsids},
            {"names", names},
            {"roles", roles}};
}

/// The account's for the shop.
std::string InstagramHouse::idOf(std::string_view persona) const {
    const Person* person = m_state.network.people.byKey(persona);
    return person == nullptr ? m_state.network.accountId : person->id;
}

/// Whom a message is exchanged with; "" for what is none.
std::string InstagramHouse::talkOf(const PostRef& ref) const {
    const Found found = m_state.network.inbox.find(ref);
    return found.conversation == nullptr ? "" : found.conversation->person;
}

bool InstagramHouse::exists(const PostRef& ref) const {
    return m_state.network.medium(ref) != nullptr || m_state.network.comment(ref) != nullptr ||
           m_state.network.inbox.find(ref).message != nullptr;
}

PostRef InstagramHouse::write(const std::string& from, const std::string& with, Message message) {
    return from == m_state.network.accountId ? m_state.answer(with, std::move(message)).id
                                             : m_state.network.inbox.write(from, std::move(message)).id;
}

/// Who names the account does so under its latest picture, or tags it in one of their own.
PostRef InstagramHouse::mention(const std::string& author, const Utterance& utterance, std::int64_t atMs) {
    const std::string latest = m_state.network.latestOwn();
    const std::string text = "@" + m_state.network.userName + " " + utterance.text;
    if (latest.empty() || m_dice.below(10) == 0) {
        return m_state.network.publish(author, text, atMs).id;
    }
    return m_state.comment(author, latest, text, atMs).id;
}

/// Who answers below a reply names its writer, since all replies hang on the comment at the top.
std::string InstagramHouse::addressed(const std::string& author, const PostRef& parent,
                                      const std::string& text) const {
    const Comment* above = m_state.network.comment(parent);
    return above == nullptr || above->parent.empty() || above->author == author
               ? text
               : "@" + m_state.network.userNameOf(above->author) + " " + text;
}

PostRef InstagramHouse::say(const Utterance& utterance, std::int64_t atMs) {
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
        return m_state.comment(author, said.inReplyTo, addressed(author, said.inReplyTo, said.text), atMs).id;
    }
    return author == m_state.network.accountId ? m_state.network.publish(author, said.text, atMs).id
                                               : mention(author, said, atMs);
}

/// Nobody can edit a comment here: who would, writes the right words below. A message is edited in its place.
void InstagramHouse::edit(const PostRef& ref, const std::string& text, std::int64_t atMs) {
    if (const Comment* comment = m_state.network.comment(ref)) {
        static_cast<void>(m_state.network.comment(std::string(comment->author), ref, text, atMs));
    } else if (Media* media = m_state.network.medium(ref)) {
        media->caption = text;
    } else if (const Found found = m_state.network.inbox.find(ref); found.message != nullptr) {
        found.message->text = text;
    }
}

void InstagramHouse::remove(const PostRef& ref, std::int64_t) {
    if (m_state.network.medium(ref) != nullptr) {
        m_state.network.eraseMedia(ref);
    } else if (m_state.network.comment(ref) != nullptr) {
        m_state.network.eraseComment(ref);
    } else {
        m_state.network.inbox.unsend(ref);
    }
}

void InstagramHouse::like(std::string_view persona, const PostRef& ref, std::int64_t) {
    if (Comment* comment = m_state.network.comment(ref)) {
        comment->likes.insert(idOf(persona));
    } else if (Media* media = m_state.network.medium(ref)) {
        media->likes.insert(idOf(persona));
    } else if (const Found found = m_state.network.inbox.find(ref); found.message != nullptr) {
        found.message->reactions[idOf(persona)] = "❤";
    }
}

/// Shares and follows are nothing that a client of messages sees.
void InstagramHouse::passOn(std::string_view, const PostRef&, std::int64_t) {}

void InstagramHouse::follow(std::string_view, std::int64_t) {}

}  // namespace app::practice::instagram
