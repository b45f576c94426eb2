// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/dice.h"
#include "practice/graph/refusal.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace app::practice::graph {

inline constexpr std::int64_t kDayMs = 86'400'000;
inline constexpr std::int64_t kLongLifeMs = 60 * kDayMs;
inline constexpr std::int64_t kShortLifeMs = 3'600'000;
/// What an app may still read of a person who has not come back.
inline constexpr std::int64_t kDataAccessMs = 90 * kDayMs;
inline constexpr std::string_view kLocalCallback = "http://localhost:8766/callback";
inline constexpr std::string_view kDesktopCallback = "https://www.facebook.com/connect/login_success.html";

enum class TokenKind { App, User, SystemUser, Page, Account };

struct Token {
    std::string text{};
    TokenKind kind = TokenKind::User;
    std::string subject;  ///< the id of whom it stands for
    std::string owner;    ///< the id of the person who gave it: dies with their password
    std::int64_t issuedMs = 0;
    std::int64_t expiresMs = 0;  ///< 0 = never
    std::vector<std::string> scopes{};
    int dead = 0;  ///< the subcode that says why it is no good any more; 0 while it is
};

/// What the owner said yes to, until the code is handed in.
struct Grant {
    std::string code{};
    std::string redirectUri;
    std::string owner;
    std::vector<std::string> scopes{};
    std::int64_t expiresMs = 0;
};

/// The app of the street, its tokens and codes. Nothing is forgotten: a dead token is refused in its own
/// words.
class TokenDesk {
public:
    TokenDesk(const Dice& dice, std::string prefix);

    [[nodiscard]] const std::string& appId() const { return m_appId; }
    [[nodiscard]] const std::string& appSecret() const { return m_appSecret; }
    [[nodiscard]] static bool isRegistered(std::string_view redirectUri);

    const Token& issue(Token token);
    /// Whatever its state; null for a text that is none.
    [[nodiscard]] const Token* find(const std::string& text) const;
    [[nodiscard]] Outcome<const Token*> check(const std::string& text, std::int64_t nowMs) const;
    /// Ends every token that came from the same person, who makes new ones.
    void endAllOf(const std::string& token, int subcode);
    /// The token, or the one that was made anew for it.
    [[nodiscard]] std::string current(std::string token) const;
    void setExpiry(const std::string& token, std::int64_t atMs);
    [[nodiscard]] bool allows(const Token& token, std::string_view scope) const;
    [[nodiscard]] std::vector<std::string> scopesOf(const Token& token) const;
    [[nodiscard]] const std::set<std::string, std::less<>>& missing() const { return m_missing; }
    void setMissing(std::set<std::string, std::less<>> scopes) { m_missing = std::move(scopes); }

    const Grant& grant(Grant grant);
    /// Takes the code out: it works once.
    [[nodiscard]] std::optional<Grant> redeem(const std::string& code);

private:
    [[nodiscard]] std::string secret(std::size_t bytes);

    Dice m_dice;
    std::string m_prefix;
    std::string m_appId;
    std::string m_appSecret;
    std::map<std::string, Token> m_tokens;
    std::map<std::string, std::string> m_successors;
    std::map<std::string, Grant> m_grants;
    std::set<std::string, std::less<>> m_missing;
};

}  // namespace app::practice::graph
