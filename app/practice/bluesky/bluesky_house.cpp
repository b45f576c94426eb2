// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/bluesky_house.h"

#include "practice/bluesky/error_answers.h"
#include "practice/bluesky/routes.h"
#include "practice/persona.h"

#include <algorithm>

namespace app::practice::bluesky {
namespace {

bool isPost(const PostRef& ref) {
    return ref.starts_with("at://");
}

}  // namespace

BlueskyHouse::BlueskyHouse(const HouseSettings& settings, DeliveryLog& log)
    : m_state(settings, log), m_startMs(settings.startMs), m_habits(settings.dice.fork("habits")) {
    for (const Account& account : m_state.network.accounts) {
        m_passwords[account.key] = m_state.sessions.addAppPassword(account, MessageRights::With);
    }
    m_passwordWithoutMessages =
        m_state.sessions.addAppPassword(m_state.network.accounts.front(), MessageRights::Without);
}

Answer BlueskyHouse::answer(const Question& question, std::int64_t nowMs) {
    return answerRoute(m_state, question, nowMs);
}

Answer BlueskyHouse::faultAnswer(const Fault& fault, const Question& question, std::int64_t nowMs) {
    switch (fault.kind) {
    case FaultKind::RateLimit: {
        Answer answer = rateLimited();
        answer.headers = rateHeaders(
            {.rule = kGlobalRule, .remaining = 0, .resetMs = nowMs + fault.seconds * 1000, .exceeded = true});
        return answer;
    }
    case FaultKind::Revoked:
        // Access tokens are believed until their time is up, so a client learns of it when it refreshes.
        m_state.sessions.revokeAll(m_state.sessions.ownerOf(question.header("Authorization")));
        if (question.path.ends_with("createSession")) {
            return errorAnswer(401, "AuthenticationRequired", "Invalid identifier or password");
        }
        return errorAnswer(400, "ExpiredToken",
                           question.path.ends_with("refreshSession") ? "Token has been revoked"
                                                                     : "Token has expired");
    case FaultKind::Expired:
        return errorAnswer(400, "ExpiredToken", "Token has expired");
    case FaultKind::Html:
        return loginPage();
    default:
        return statusAnswer(static_cast<int>(fault.amount));
    }
}

void BlueskyHouse::onShopReply(ShopReply listener) {
    m_state.onShopReply = [this, listener = std::move(listener)](const PostRef& parent, const PostRef& reply,
                                                                 std::int64_t atMs) {
        const auto original = m_standsFor.find(parent);
        listener(original == m_standsFor.end() ? parent : original->second, reply, atMs);
    };
}

Json BlueskyHouse::tokens() const {
    Json customers = Json::object();
    Json handles = Json::object();
    Json dids = Json::object();
    for (const Account& account : m_state.network.accounts) {
        handles[account.key] = account.handle;
        dids[account.key] = account.did;
        if (account.key != kShop) {
            customers[account.key] = m_passwords.at(account.key);
        }
    }
    return {{"shop", m_passwords.at(std::string(kShop))},
            {"customers", customers},
            {"handles", handles},
            {"dids", dids},
            {"shop_without_dm", m_passwordWithoutMessages}};
}

PostRef BlueskyHouse::current(const PostRef& post) const {
    const auto moved = m_movedTo.find(post);
    return moved == m_movedTo.end() ? post : moved->second;
}

bool BlueskyHouse::exists(const PostRef& post) const {
    const PostRef ref = current(post);
    if (isPost(ref)) {
        return m_state.network.post(ref) != nullptr;
    }
    const ChatMessage* message = m_state.chat.message(ref);
    return message != nullptr && !message->deletedFor.contains(message->sender);
}

/// An opening names the shop; an answer does so where the shop would not hear of it otherwise, and now and
/// then out of habit. Nobody names the shop in an answer to somebody else.
std::string BlueskyHouse::addressed(const Utterance& utterance, const Account& author, const Record* parent) {
    const Account& shop = m_state.network.accounts.front();
    std::string text =
        utterance.warning.empty() ? utterance.text : "CW: " + utterance.warning + "\n\n" + utterance.text;
    if (author.key == kShop || (parent != nullptr && parent->did != author.did && parent->did != shop.did)) {
        return text;
    }
    const bool names = !hears(m_state.network, shop.did, parent) || m_habits.chance(20);
    return names ? "@" + shop.handle + " " + text : text;
}

const Record& BlueskyHouse::write(const std::string& did, std::string_view collection, Json value,
                                  std::int64_t atMs) {
    return m_state.keepAndTell(
        {did, std::string(collection), m_state.network.ids.tid(atMs), std::move(value)}, atMs);
}

const Record& BlueskyHouse::publish(const Draft& draft, std::int64_t atMs) {
    return write(draft.author->did, kPost, postRecord(m_state.network, draft, atMs), atMs);
}

ChatMessage& BlueskyHouse::whisper(const Account& from, const Account& to, const std::string& text,
                                   std::int64_t atMs) {
    Convo& convo = m_state.chat.between(from.did, to.did, atMs);
    return m_state.sendAndTell(convo, from.did, text, facetsOf(m_state.network, text), atMs);
}

/// Whom a message under this one goes to; the shop when there is none above.
const Account& BlueskyHouse::partnerOf(const Account& author, const PostRef& message) const {
    const ChatMessage* above = m_state.chat.message(message);
    if (above == nullptr) {
        return m_state.network.accounts.front();
    }
    return *m_state.network.byDid(m_state.chat.convos().at(above->convo).otherThan(author.did));
}

void BlueskyHouse::talkAside(std::string_view persona, std::int64_t atMs) {
    constexpr std::int64_t kBeforeMs = 150 * 60'000;
    if (m_aside == Aside::TooEarly && persona == kShop && atMs < m_startMs) {
        m_aside = Aside::Due;
    }
    if (m_aside != Aside::Due || atMs < m_startMs - kBeforeMs || atMs >= m_startMs) {
        return;
    }
    m_aside = Aside::Said;
    const Account& bo = *m_state.network.byKey("bo");
    static_cast<void>(
        publish({.author = &bo,
                 .text = "Is it only me, or does every pot from Kettle & Kiln hum before it whistles?",
                 .language = bo.language},
                atMs));
}

PostRef BlueskyHouse::say(const Utterance& utterance, std::int64_t atMs) {
    talkAside(utterance.persona, atMs);
    const Account& author = *m_state.network.byKey(utterance.persona);
    const PostRef above = current(utterance.inReplyTo);
    if (utterance.reach == Reach::Direct) {
        return whisper(author, partnerOf(author, above), utterance.text, atMs).id;
    }
    const Record* parent = m_state.network.post(above);
    return publish({.author = &author,
                    .text = addressed(utterance, author, parent),
                    .language = author.language,
                    .parent = parent,
                    .pictures = utterance.pictures},
                   atMs)
        .uri;
}

/// Nothing can be edited here. In a chat people write the right words once more; a post is taken out and
/// written anew, but once somebody has answered, the correction goes below it.
PostRef BlueskyHouse::correct(const PostRef& ref, const std::string& text, Wording wording,
                              std::int64_t atMs) {
    const PostRef old = current(ref);
    if (!isPost(old)) {
        const Account& author = *m_state.network.byDid(m_state.chat.message(old)->sender);
        PostRef again = whisper(author, partnerOf(author, old), text, atMs).id;
        m_standsFor[again] = ref;
        return again;
    }
    const Record before = *m_state.network.post(old);
    const Account& author = *m_state.network.byDid(before.did);
    const auto answers = m_state.network.replies.find(old);
    const bool isAnswered = answers != m_state.network.replies.end() && !answers->second.empty();
    if (!isAnswered) {
        drop(m_state.network, old, atMs);
    }
    const Record* parent = m_state.network.post(isAnswered ? old : parentOf(before));
    const Utterance utterance{.persona = author.key, .text = text};
    Json record =
        postRecord(m_state.network,
                   {.author = &author,
                    .text = wording == Wording::Addressed ? addressed(utterance, author, parent) : text,
                    .language = author.language,
                    .parent = parent},
                   atMs);
    if (!isAnswered && before.value.contains("embed")) {
        record["embed"] = before.value["embed"];
    }
    PostRef again = write(author.did, kPost, std::move(record), atMs).uri;
    m_standsFor[again] = ref;
    if (!isAnswered) {
        m_movedTo[ref] = again;
    }
    return again;
}

void BlueskyHouse::edit(const PostRef& post, const std::string& text, std::int64_t atMs) {
    static_cast<void>(correct(post, text, Wording::Addressed, atMs));
}

/// A chat message can only be taken out of one's own view; the other one keeps it.
void BlueskyHouse::remove(const PostRef& post, std::int64_t atMs) {
    const PostRef ref = current(post);
    if (isPost(ref)) {
        drop(m_state.network, ref, atMs);
    } else if (ChatMessage* message = m_state.chat.message(ref)) {
        m_state.chat.deleteFor(*message, message->sender, atMs);
    }
}

void BlueskyHouse::like(std::string_view persona, const PostRef& post, std::int64_t atMs) {
    const Account& account = *m_state.network.byKey(persona);
    const PostRef ref = current(post);
    if (ChatMessage* message = m_state.chat.message(ref)) {
        m_state.chat.react(*message, account.did, "❤️", atMs);
        return;
    }
    const Record* liked = m_state.network.post(ref);
    const bool before =
        liked != nullptr && std::ranges::any_of(m_state.network.likes[ref], [&](const std::string& uri) {
            return uri.starts_with("at://" + account.did + "/");
        });
    if (liked != nullptr && !before) {
        write(account.did, kLike,
              {{"$type", kLike}, {"subject", strongRef(*liked)}, {"createdAt", stamp(atMs)}}, atMs);
    }
}

void BlueskyHouse::passOn(std::string_view persona, const PostRef& post, std::int64_t atMs) {
    const Record* passed = m_state.network.post(current(post));
    if (passed != nullptr) {
        write(m_state.network.byKey(persona)->did, kRepost,
              {{"$type", kRepost}, {"subject", strongRef(*passed)}, {"createdAt", stamp(atMs)}}, atMs);
    }
}

void BlueskyHouse::follow(std::string_view persona, std::int64_t atMs) {
    const Account& who = *m_state.network.byKey(persona);
    const Account& shop = m_state.network.accounts.front();
    if (m_state.network.followOf(who.did, shop.did).empty()) {
        write(who.did, kFollow, {{"$type", kFollow}, {"subject", shop.did}, {"createdAt", stamp(atMs)}},
              atMs);
    }
}

}  // namespace app::practice::bluesky
