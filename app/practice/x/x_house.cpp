// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/x_house.h"

#include "practice/persona.h"
#include "practice/x/routes.h"

#include <algorithm>

namespace app::practice::x {
namespace {

std::vector<std::string> scopes(std::string_view text) {
    return split(text, ' ');
}

}  // namespace

XHouse::XHouse(const HouseSettings& settings, DeliveryLog& log)
    : m_state(settings, log), m_talk(settings.startMs) {
    const std::string client(kPublicClient);
    const std::vector<std::string> all =
        scopes("tweet.read tweet.write users.read offline.access dm.read dm.write");
    for (const Account& account : m_state.network.accounts) {
        m_tokens[account.key] = m_state.desk.issue({client, account.id, all}, settings.startMs);
    }
    m_withoutMessages = m_state.desk.issue(
        {client, m_state.network.shop().id, scopes("tweet.read tweet.write users.read offline.access")},
        settings.startMs);
    m_app = m_state.desk.issue({client, 0, {}}, settings.startMs + 10'000LL * 86'400'000);
}

Answer XHouse::answer(const Question& question, std::int64_t nowMs) {
    m_talk.catchUp(m_state, nowMs);
    return answerRoute(m_state, question, nowMs);
}

Answer XHouse::faultAnswer(const Fault& fault, const Question& question, std::int64_t nowMs) {
    const bool isTokenDesk = question.path == "/2/oauth2/token";
    switch (fault.kind) {
    case FaultKind::RateLimit: {
        Answer answer = statusAnswer(m_state.dialect, 429);
        answer.headers = rateHeaders(
            {.limit = 15, .remaining = 0, .resetMs = nowMs + fault.seconds * 1000, .exceeded = true});
        return answer;
    }
    case FaultKind::Revoked:
        // The owner has thrown the app out: no token of that consent is good any more.
        m_state.desk.voidFamilyOf(isTokenDesk ? Params(question.body).textOrEmpty("refresh_token")
                                              : bearerOf(question));
        return isTokenDesk ? oauthError(400, "invalid_request", "Value passed for the token was invalid.")
                           : unauthorized(m_state.dialect);
    case FaultKind::Expired:
        return isTokenDesk ? oauthError(400, "invalid_grant", "Value passed for the token was invalid.")
                           : unauthorized(m_state.dialect);
    case FaultKind::Html:
        return loginPage();
    default:
        return statusAnswer(m_state.dialect, static_cast<int>(fault.amount));
    }
}

void XHouse::onShopReply(ShopReply listener) {
    m_state.onShopReply = [this, listener = std::move(listener)](Id parent, Id reply, std::int64_t atMs) {
        Id answered = parent;
        if (const Post* post = m_state.network.post(parent)) {
            answered = post->history.front();
        } else if (const auto original = m_standsFor.find(parent); original != m_standsFor.end()) {
            answered = original->second;
        }
        listener(std::to_string(answered), std::to_string(reply), atMs);
    };
}

Json XHouse::tokens() const {
    Json customers = Json::object();
    Json handles = Json::object();
    Json ids = Json::object();
    for (const Account& account : m_state.network.accounts) {
        handles[account.key] = account.userName;
        ids[account.key] = std::to_string(account.id);
        if (account.key != kShop) {
            customers[account.key] = m_state.desk.current(m_tokens.at(account.key).family).access;
        }
    }
    const TokenPair& shop = m_state.desk.current(m_tokens.at(std::string(kShop)).family);
    return {{"shop", shop.access},
            {"customers", customers},
            {"shop_refresh", shop.refresh},
            {"client_id", kPublicClient},
            {"redirect_uri", kRedirectUri},
            {"confidential", {{"client_id", kConfidentialClient}, {"client_secret", kConfidentialSecret}}},
            {"app", m_app.access},
            {"shop_without_dm", m_withoutMessages.access},
            {"handles", handles},
            {"ids", ids}};
}

const Post* XHouse::post(const PostRef& ref) const {
    return m_state.network.latest(parseId(ref).value_or(0));
}

Post* XHouse::post(const PostRef& ref) {
    return m_state.network.latest(parseId(ref).value_or(0));
}

const Message* XHouse::message(const PostRef& ref) const {
    const auto found = m_state.network.messages.find(parseId(ref).value_or(0));
    return found == m_state.network.messages.end() ? nullptr : &found->second;
}

bool XHouse::exists(const PostRef& ref) const {
    return post(ref) != nullptr || message(ref) != nullptr;
}

/// An opening names the shop; whom an answer is for, the server puts before it.
std::string XHouse::addressed(const Account& author, const std::string& text, const Post* parent) const {
    return parent == nullptr && author.key != kShop ? "@" + m_state.network.shop().userName + " " + text
                                                    : text;
}

/// Whom a message under this one goes to; the shop when there is none above.
const Account& XHouse::partnerOf(const Account& author, const PostRef& ref) const {
    const Message* above = message(ref);
    if (above == nullptr) {
        return m_state.network.shop();
    }
    return *m_state.network.byId(above->sender == author.id ? above->recipient : above->sender);
}

PostRef XHouse::say(const Utterance& utterance, std::int64_t atMs) {
    m_talk.awake(atMs);
    m_talk.catchUp(m_state, atMs);
    const Account& author = *m_state.network.byKey(utterance.persona);
    const std::string text =
        utterance.warning.empty() ? utterance.text : "CW: " + utterance.warning + "\n\n" + utterance.text;
    if (utterance.reach == Reach::Direct) {
        const Account& to = partnerOf(author, utterance.inReplyTo);
        return std::to_string(m_state.writeAndTell(author, to, text, atMs).id);
    }
    const Post* parent = post(utterance.inReplyTo);
    const Draft draft{.author = &author,
                      .text = addressed(author, text, parent),
                      .inReplyTo = parent == nullptr ? 0 : parent->id,
                      .pictures = utterance.pictures};
    return std::to_string(m_state.publishAndTell(draft, atMs).id);
}

/// A message can't be edited: people write the right words once more.
Message& XHouse::sayAgain(const Message& message, const std::string& text, std::int64_t atMs) {
    const Account& from = *m_state.network.byId(message.sender);
    const Account& to = *m_state.network.byId(message.recipient);
    Message& again = m_state.network.write(from, to, text, atMs);
    m_standsFor[again.id] = message.id;
    return again;
}

void XHouse::edit(const PostRef& ref, const std::string& text, std::int64_t atMs) {
    if (const Message* old = message(ref)) {
        static_cast<void>(sayAgain(*old, text, atMs));
    } else if (Post* edited = post(ref)) {
        const Account& author = *m_state.network.byId(edited->author);
        const Post* parent = m_state.network.post(edited->inReplyTo);
        static_cast<void>(m_state.network.revise(*edited, addressed(author, text, parent), atMs));
    }
}

void XHouse::remove(const PostRef& ref, std::int64_t) {
    if (const Post* gone = post(ref)) {
        m_state.network.erase(gone->id);
    } else {
        m_state.network.messages.erase(parseId(ref).value_or(0));
    }
}

void XHouse::like(std::string_view persona, const PostRef& ref, std::int64_t) {
    if (Post* liked = post(ref)) {
        liked->likes.insert(m_state.network.byKey(persona)->id);
    }
}

void XHouse::passOn(std::string_view persona, const PostRef& ref, std::int64_t) {
    if (Post* passed = post(ref)) {
        passed->reposts.insert(m_state.network.byKey(persona)->id);
    }
}

void XHouse::follow(std::string_view persona, std::int64_t) {
    m_state.network.follows.emplace(m_state.network.byKey(persona)->id, m_state.network.shop().id);
}

}  // namespace app::practice::x
