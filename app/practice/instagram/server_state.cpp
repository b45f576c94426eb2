// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/instagram/server_state.h"

#include <utility>

namespace app::practice::instagram {

ServerState::ServerState(const HouseSettings& settings, DeliveryLog& deliveries)
    : baseUrl(settings.baseUrl), network(settings.dice), desk(settings.dice, "IGAA"),
      owner{.id = network.ids.person(),
            .name = "Hanna Brenner",
            .scopes = {"pages_show_list", "pages_read_engagement", "pages_manage_metadata",
                       "business_management", "instagram_basic", "instagram_manage_messages",
                       "instagram_manage_comments"},
            .targets = {network.pageId, network.accountId}},
      self{.id = network.accountId,
           .name = network.userName,
           .scopes = {"instagram_business_basic", "instagram_business_manage_messages",
                      "instagram_business_manage_comments"},
           .targets = {network.accountId}},
      rateLimits(settings.rateLimits), log(deliveries) {}

std::string_view ServerState::nameOf(const graph::Token& token, Right right) {
    const bool isSelf = token.kind == graph::TokenKind::Account;
    switch (right) {
    case Right::Basic:
        return isSelf ? "instagram_business_basic" : "instagram_basic";
    case Right::Messages:
        return isSelf ? "instagram_business_manage_messages" : "instagram_manage_messages";
    case Right::Comments:
        break;
    }
    return isSelf ? "instagram_business_manage_comments" : "instagram_manage_comments";
}

bool ServerState::may(const graph::Token& token, Right right) const {
    return desk.allows(token, nameOf(token, right));
}

const graph::Token& ServerState::pageTokenFor(const graph::Token& token, std::int64_t nowMs) {
    const auto known = m_pageTokens.find(token.text);
    if (known != m_pageTokens.end()) {
        return *desk.find(known->second);
    }
    const bool isShort = token.expiresMs != 0 && token.expiresMs - token.issuedMs <= graph::kShortLifeMs;
    const graph::Token& page = desk.issue({.kind = graph::TokenKind::Page,
                                           .subject = network.pageId,
                                           .owner = token.owner,
                                           .issuedMs = nowMs,
                                           .expiresMs = isShort ? token.expiresMs : 0,
                                           .scopes = token.scopes});
    m_pageTokens[token.text] = page.text;
    return page;
}

Message& ServerState::answer(const std::string& person, Message message, const std::string& comment) {
    std::string answered = comment;
    const Conversation* conversation = network.inbox.with(person);
    if (answered.empty() && conversation != nullptr) {
        const Message* last = graph::lastOf(*conversation);
        answered = last == nullptr ? "" : last->id;
    }
    message.isFromShop = true;
    Message& written = network.inbox.write(person, std::move(message));
    if (onShopReply && !answered.empty()) {
        onShopReply(answered, written.id, written.atMs);
    }
    return written;
}

Comment& ServerState::comment(const std::string& author, const std::string& under, std::string text,
                              std::int64_t atMs) {
    Comment& made = network.comment(author, under, std::move(text), atMs);
    if (onShopReply && author == network.accountId) {
        onShopReply(under, made.id, atMs);
    }
    return made;
}

bool ServerState::isSeen(const std::string& person) {
    const Person* somebody = network.people.byId(person);
    return traits.isAdvanced || somebody == nullptr || somebody->hasRole;
}

}  // namespace app::practice::instagram
