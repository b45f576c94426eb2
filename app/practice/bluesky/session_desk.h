// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/bluesky/network.h"

#include "base/error.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace app::practice::bluesky {

inline constexpr std::int64_t kAccessMs = 120LL * 60 * 1000;
inline constexpr std::int64_t kRefreshMs = 90LL * 24 * 60 * 60 * 1000;
inline constexpr std::int64_t kGraceMs = 2LL * 60 * 60 * 1000;

/// Whether an app password was made with the tick at "allow access to your direct messages".
enum class MessageRights { With, Without };

enum class TokenUse { Access, Refresh };

/// What a token says once it has been believed.
struct Bearer {
    std::string did;
    std::string id;  ///< of a refresh token
    MessageRights rights = MessageRights::Without;
};

/// An XRPC error: its name and its message.
struct Refusal {
    int status = 400;
    std::string name;
    std::string message;
};

struct TokenPair {
    std::string access;
    std::string refresh;
};

/// App passwords and sessions. Access tokens are believed by their signature and time alone, so that they
/// outlive a session that was ended; refresh tokens are remembered one by one.
class SessionDesk {
public:
    explicit SessionDesk(const Dice& dice);

    [[nodiscard]] std::string addAppPassword(const Account& account, MessageRights rights);
    /// Nothing for a wrong password.
    [[nodiscard]] std::optional<TokenPair> signIn(const Account& account, std::string_view password,
                                                  std::int64_t nowMs);
    /// A new pair for a refresh token that check() believed. The old token goes on for a grace period, always
    /// with the same successor. Nothing when it was revoked.
    [[nodiscard]] std::optional<TokenPair> rotate(const Bearer& bearer, std::int64_t nowMs);
    void signOut(const Bearer& bearer) { m_refresh.erase(bearer.id); }
    /// Ends every session of the account, as taking back its app passwords does.
    void revokeAll(const std::string& did);

    /// The token in an Authorization header, or why it is none.
    [[nodiscard]] std::expected<Bearer, Refusal> check(const std::optional<std::string>& header, TokenUse use,
                                                       std::int64_t nowMs) const;
    /// Whose token this is, whatever its time; "" for garbage.
    [[nodiscard]] std::string ownerOf(const std::optional<std::string>& header) const;

private:
    struct AppPassword {
        std::string did;
        MessageRights rights;
    };
    struct RefreshToken {
        std::string did;
        MessageRights rights;
        std::int64_t expiresMs;
        std::string next;
    };
    [[nodiscard]] std::string sign(const Json& header, const Json& claims) const;
    /// Its header and claims, null when the signature is not ours.
    [[nodiscard]] std::pair<Json, Json> open(std::string_view token) const;
    [[nodiscard]] TokenPair issue(const std::string& did, MessageRights rights, const std::string& id,
                                  std::int64_t nowMs);

    IdMint m_mint;
    std::string m_key;
    std::map<std::string, AppPassword, std::less<>> m_passwords;
    std::map<std::string, RefreshToken> m_refresh;
};

}  // namespace app::practice::bluesky
