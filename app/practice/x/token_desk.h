// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/dice.h"
#include "practice/x/model.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app::practice::x {

inline constexpr std::string_view kPublicClient = "practice-client";
inline constexpr std::string_view kConfidentialClient = "practice-confidential";
inline constexpr std::string_view kConfidentialSecret = "practice-secret";
inline constexpr std::string_view kRedirectUri = "http://127.0.0.1:8765/callback";
inline constexpr std::int64_t kAccessLifeMs = 7200LL * 1000;

/// Everything that one consent of a user has led to: tokens come and go, the family stays.
struct Family {
    std::string client;
    Id account = 0;
    std::vector<std::string> scopes;
    bool isVoid = false;

    [[nodiscard]] bool allows(std::string_view scope) const;
};

struct Grant {
    std::string code;
    std::string client;
    Id account = 0;
    std::string redirectUri;
    std::string challenge;
    std::vector<std::string> scopes;
    std::int64_t expiresMs = 0;
};

struct TokenPair {
    std::string access;
    std::string refresh;  ///< "" without offline.access
    std::size_t family = 0;
};

/// How a refresh ends.
enum class Refreshed { Yes, Unknown, Void };

/// Consents, codes and tokens. A refresh token works once; who comes with a spent one voids the family.
class TokenDesk {
public:
    explicit TokenDesk(const Dice& dice) : m_dice(dice.fork("tokens")) {}

    TokenPair issue(Family family, std::int64_t nowMs);
    const Grant& grant(Grant grant);
    /// Takes the code out: it works once.
    [[nodiscard]] std::optional<Grant> redeem(const std::string& code);
    Refreshed refresh(const std::string& token, std::string_view client, std::int64_t nowMs, TokenPair& into);
    void revoke(const std::string& token);
    /// The family of an access token that is good now; null for any other.
    [[nodiscard]] const Family* check(const std::string& access, std::int64_t nowMs) const;
    /// Voids the family of this token, whatever its state.
    void voidFamilyOf(const std::string& token);
    [[nodiscard]] const Family& family(std::size_t number) const { return m_families.at(number); }
    /// The newest pair of the family.
    [[nodiscard]] const TokenPair& current(std::size_t family) const { return m_current.at(family); }

private:
    struct Token {
        std::size_t family = 0;
        std::int64_t expiresMs = 0;
        bool isRefresh = false;
        bool spent = false;
    };
    TokenPair mint(std::size_t family, std::int64_t nowMs);
    [[nodiscard]] std::string secret();

    Dice m_dice;
    std::vector<Family> m_families;
    std::vector<TokenPair> m_current;
    std::map<std::string, Token> m_tokens;
    std::map<std::string, Grant> m_grants;
};

}  // namespace app::practice::x
