// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/session_desk.h"

#include "base/digest.h"

#include <array>

namespace app::practice::bluesky {
namespace {

constexpr const char* kAudience = "did:web:127.0.0.1";
constexpr const char* kRefreshScope = "com.atproto.refresh";
constexpr const char* kPlainScope = "com.atproto.appPass";
constexpr const char* kPrivilegedScope = "com.atproto.appPassPrivileged";

std::string fromBase64Url(std::string_view text) {
    constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string bytes;
    unsigned buffer = 0;
    int bits = 0;
    for (const char letter : text) {
        const auto value = kLetters.find(letter);
        if (value == std::string_view::npos) {
            return {};
        }
        buffer = (buffer << 6U) | static_cast<unsigned>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>((buffer >> static_cast<unsigned>(bits)) & 255U);
        }
    }
    return bytes;
}

std::string bytesOf(const base::Sha256& digest) {
    return {digest.begin(), digest.end()};
}

std::string_view bearerOf(const std::optional<std::string>& header) {
    constexpr std::string_view kScheme = "Bearer ";
    return header && header->starts_with(kScheme) ? std::string_view(*header).substr(kScheme.size())
                                                  : std::string_view{};
}

std::unexpected<Refusal> refuse(int status, const char* name, const char* message) {
    return std::unexpected(Refusal{status, name, message});
}

}  // namespace

SessionDesk::SessionDesk(const Dice& dice) : m_mint(dice.fork("sessions")), m_key(m_mint.letters(52)) {}

std::string SessionDesk::addAppPassword(const Account& account, MessageRights rights) {
    std::string password = m_mint.appPassword();
    m_passwords[password] = {account.did, rights};
    return password;
}

std::optional<TokenPair> SessionDesk::signIn(const Account& account, std::string_view password,
                                             std::int64_t nowMs) {
    const auto found = m_passwords.find(password);
    if (found == m_passwords.end() || found->second.did != account.did) {
        return std::nullopt;
    }
    return issue(account.did, found->second.rights, m_mint.letters(43), nowMs);
}

TokenPair SessionDesk::issue(const std::string& did, MessageRights rights, const std::string& id,
                             std::int64_t nowMs) {
    const std::int64_t second = nowMs / 1000;
    m_refresh.try_emplace(id, RefreshToken{did, rights, nowMs + kRefreshMs, ""});
    return {sign({{"typ", "at+jwt"}, {"alg", "HS256"}},
                 {{"scope", rights == MessageRights::With ? kPrivilegedScope : kPlainScope},
                  {"aud", kAudience},
                  {"sub", did},
                  {"iat", second},
                  {"exp", second + kAccessMs / 1000}}),
            sign({{"typ", "refresh+jwt"}, {"alg", "HS256"}}, {{"scope", kRefreshScope},
                                                              {"aud", kAudience},
                                                              {"sub", did},
                                                              {"jti", id},
                                                              {"iat", second},
                                                              {"exp", second + kRefreshMs / 1000}})};
}

std::optional<TokenPair> SessionDesk::rotate(const Bearer& bearer, std::int64_t nowMs) {
    const auto found = m_refresh.find(bearer.id);
    if (found == m_refresh.end() || found->second.expiresMs <= nowMs) {
        return std::nullopt;
    }
    RefreshToken& token = found->second;
    token.expiresMs = std::min(token.expiresMs, nowMs + kGraceMs);
    if (token.next.empty()) {
        token.next = m_mint.letters(43);
    }
    const RefreshToken used = token;
    return issue(used.did, used.rights, used.next, nowMs);
}

void SessionDesk::revokeAll(const std::string& did) {
    std::erase_if(m_refresh, [&](const auto& one) { return one.second.did == did; });
}

std::string SessionDesk::sign(const Json& header, const Json& claims) const {
    const std::string content = base::base64Url(dump(header)) + "." + base::base64Url(dump(claims));
    return content + "." + base::base64Url(bytesOf(base::hmacSha256(m_key, content)));
}

std::pair<Json, Json> SessionDesk::open(std::string_view token) const {
    const auto first = token.find('.');
    const auto last = token.rfind('.');
    if (first == std::string_view::npos || first == last ||
        base::base64Url(bytesOf(base::hmacSha256(m_key, token.substr(0, last)))) != token.substr(last + 1)) {
        return {nullptr, nullptr};
    }
    return {Json::parse(fromBase64Url(token.substr(0, first)), nullptr, false),
            Json::parse(fromBase64Url(token.substr(first + 1, last - first - 1)), nullptr, false)};
}

std::expected<Bearer, Refusal> SessionDesk::check(const std::optional<std::string>& header, TokenUse use,
                                                  std::int64_t nowMs) const {
    if (!header || header->empty()) {
        return refuse(401, "AuthMissing", "Authentication Required");
    }
    if (!header->starts_with("Bearer ")) {
        return refuse(400, "InvalidToken", "Unexpected authorization type");
    }
    const auto [head, claims] = open(bearerOf(header));
    if (!head.is_object() || !claims.is_object()) {
        return refuse(400, "InvalidToken", "Token could not be verified");
    }
    if (claims["exp"].get<std::int64_t>() * 1000 <= nowMs) {
        return refuse(400, "ExpiredToken", "Token has expired");
    }
    if ((textAt(head, "/typ") == "refresh+jwt") != (use == TokenUse::Refresh)) {
        return refuse(400, "InvalidToken", "Invalid token type");
    }
    return Bearer{.did = textAt(claims, "/sub"),
                  .id = textAt(claims, "/jti"),
                  .rights = textAt(claims, "/scope") == kPrivilegedScope ? MessageRights::With
                                                                         : MessageRights::Without};
}

std::string SessionDesk::ownerOf(const std::optional<std::string>& header) const {
    return textAt(open(bearerOf(header)).second, "/sub");
}

}  // namespace app::practice::bluesky
