// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/graph/token_desk.h"

#include "base/digest.h"

#include <algorithm>
#include <utility>

namespace app::practice::graph {

TokenDesk::TokenDesk(const Dice& dice, std::string prefix)
    : m_dice(dice.fork("tokens")), m_prefix(std::move(prefix)),
      m_appId(std::to_string(m_dice.between(1'000'000'000'000'000, 1'999'999'999'999'999))) {
    m_appSecret = base::hex(secret(16));
    const std::string own = m_appId + "|" + m_appSecret;
    m_tokens[own] = {.text = own, .kind = TokenKind::App, .subject = m_appId, .owner = ""};
}

std::string TokenDesk::secret(std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) {
        std::uint64_t value = m_dice.next();
        for (int count = 0; count < 8; ++count, value >>= 8U) {
            text += static_cast<char>(value & 0xFFU);
        }
    }
    return text.substr(0, bytes);
}

bool TokenDesk::isRegistered(std::string_view redirectUri) {
    return redirectUri == kLocalCallback || redirectUri == kDesktopCallback;
}

const Token& TokenDesk::issue(Token token) {
    std::string letters = base::base64Url(secret(120));
    // Real ones are letters and digits alone.
    std::ranges::replace(letters, '-', 'Z');
    std::ranges::replace(letters, '_', 'D');
    // An account that signs in by itself has another beginning than people and pages.
    token.text = (token.kind == TokenKind::Account ? m_prefix : "EAA") + letters;
    const std::string text = token.text;
    return m_tokens[text] = std::move(token);
}

const Token* TokenDesk::find(const std::string& text) const {
    const auto found = m_tokens.find(text);
    return found == m_tokens.end() ? nullptr : &found->second;
}

Outcome<const Token*> TokenDesk::check(const std::string& text, std::int64_t nowMs) const {
    const Token* token = find(text);
    if (token == nullptr) {
        return Refused(badToken(0, 0, nowMs));
    }
    if (token->dead != 0) {
        return Refused(badToken(token->dead, token->expiresMs, nowMs));
    }
    if (token->expiresMs != 0 && token->expiresMs <= nowMs) {
        return Refused(badToken(463, token->expiresMs, nowMs));
    }
    return token;
}

void TokenDesk::endAllOf(const std::string& token, int subcode) {
    const Token* given = find(token);
    if (given == nullptr) {
        return;
    }
    std::vector<Token> ended;
    for (auto& [text, one] : m_tokens) {
        if (one.owner == given->owner && one.dead == 0) {
            ended.push_back(one);
            one.dead = subcode;
        }
    }
    for (const Token& one : ended) {
        m_successors[one.text] = issue(one).text;
    }
}

std::string TokenDesk::current(std::string token) const {
    for (auto next = m_successors.find(token); next != m_successors.end(); next = m_successors.find(token)) {
        token = next->second;
    }
    return token;
}

void TokenDesk::setExpiry(const std::string& token, std::int64_t atMs) {
    if (const auto found = m_tokens.find(token); found != m_tokens.end()) {
        found->second.expiresMs = atMs;
    }
}

bool TokenDesk::allows(const Token& token, std::string_view scope) const {
    return !m_missing.contains(scope) && std::ranges::find(token.scopes, scope) != token.scopes.end();
}

std::vector<std::string> TokenDesk::scopesOf(const Token& token) const {
    std::vector<std::string> scopes;
    std::ranges::copy_if(token.scopes, std::back_inserter(scopes),
                         [&](const std::string& scope) { return !m_missing.contains(scope); });
    return scopes;
}

const Grant& TokenDesk::grant(Grant grant) {
    grant.code = "AQ" + base::base64Url(secret(90));
    const std::string code = grant.code;
    return m_grants[code] = std::move(grant);
}

std::optional<Grant> TokenDesk::redeem(const std::string& code) {
    const auto found = m_grants.find(code);
    if (found == m_grants.end()) {
        return std::nullopt;
    }
    Grant grant = std::move(found->second);
    m_grants.erase(found);
    return grant;
}

}  // namespace app::practice::graph
