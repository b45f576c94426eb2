// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/dice.h"
#include "practice/wire.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace app::practice::x {

inline constexpr std::string_view kClient = "practice-client";              ///< public: no secret
inline constexpr std::string_view kConfidential = "practice-confidential";  ///< says its secret by Basic auth
inline constexpr std::string_view kConfidentialSecret = "practice-secret";
inline constexpr std::string_view kRedirect = "http://127.0.0.1:8765/callback";

/// OAuth 2 with PKCE: codes that live 30 s, access for two hours, renewing tokens that work once. A spent one
/// that comes again voids all that came from it.
class OauthDesk {
public:
    explicit OauthDesk(const Dice& dice) : m_dice(dice.fork("oauth")) {}

    struct Tokens {
        std::string access;
        std::string refresh;
        std::string scope;
    };
    Tokens issue(const std::string& scope, std::int64_t nowMs, int family = 0);
    enum class Standing { Good, Expired, Unknown };
    [[nodiscard]] Standing standing(std::string_view access, std::int64_t nowMs) const;
    [[nodiscard]] std::string scopeOf(std::string_view access) const;
    void expire(std::string_view access);
    void revokeAll();

    /// The page of consent; nobody is asked in the street.
    [[nodiscard]] Answer authorize(const Question& question, std::int64_t nowMs);
    [[nodiscard]] Answer token(const Question& question, std::int64_t nowMs);
    [[nodiscard]] Answer revoke(const Question& question);

private:
    struct Access {
        std::string scope;
        std::int64_t endsMs = 0;
        int family = 0;
    };
    struct Refresh {
        std::string scope;
        int family = 0;
        bool spent = false;
    };
    struct Code {
        std::string challenge;
        std::string scope;
        std::string client;
        std::int64_t endsMs = 0;
    };
    [[nodiscard]] std::string secret();
    [[nodiscard]] Answer tokenAnswer(const std::string& scope, std::int64_t nowMs, int family);
    void voidFamily(int family);

    Dice m_dice;
    int m_families = 0;
    std::map<std::string, Access, std::less<>> m_access;
    std::map<std::string, Refresh, std::less<>> m_refresh;
    std::map<std::string, Code, std::less<>> m_codes;
};

/// The parameters of a query or a form body, decoded.
[[nodiscard]] std::map<std::string, std::string> parametersOf(std::string_view encoded);

}  // namespace app::practice::x
