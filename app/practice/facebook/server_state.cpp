// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/facebook/server_state.h"

#include <utility>

namespace app::practice::facebook {
namespace {

const std::vector<std::string>& allScopes() {
    static const std::vector<std::string> kScopes{"pages_show_list",         "pages_messaging",
                                                  "pages_manage_metadata",   "pages_read_engagement",
                                                  "pages_read_user_content", "pages_manage_engagement",
                                                  "business_management",     "public_profile"};
    return kScopes;
}

}  // namespace

ServerState::ServerState(const HouseSettings& settings, DeliveryLog& deliveries)
    : baseUrl(settings.baseUrl), network(settings.dice), desk(settings.dice, ""),
      owner{.id = network.ids.person(),
            .name = "Hanna Brenner",
            .scopes = allScopes(),
            .targets = {network.pageId}},
      rateLimits(settings.rateLimits), log(deliveries) {}

const graph::Token& ServerState::pageTokenFor(const graph::Token& token, std::int64_t nowMs) {
    const auto known = m_pageTokens.find(token.text);
    if (known != m_pageTokens.end()) {
        return *desk.find(known->second);
    }
    // Of a long-lived token comes one that does not run out.
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

Message& ServerState::tell(const std::string& person, Message message) {
    return network.inbox.write(person, std::move(message));
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
    if (onShopReply && author == network.pageId) {
        onShopReply(under, made.id, atMs);
    }
    return made;
}

bool ServerState::isSeen(const std::string& person) {
    const Person* somebody = network.people.byId(person);
    return traits.isAdvanced || somebody == nullptr || somebody->hasRole;
}

}  // namespace app::practice::facebook
