// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/dice.h"
#include "practice/mastodon/model.h"
#include "practice/mastodon/render.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app::practice::mastodon {

inline constexpr std::string_view kOutOfBand = "urn:ietf:wg:oauth:2.0:oob";

struct App {
    Id id = 0;
    std::string name;
    std::string website;
    std::vector<std::string> redirectUris;
    std::vector<std::string> scopes;
    std::string clientId;
    std::string clientSecret;
};

struct Token {
    std::string value;
    Id app = 0;
    Id account = 0;  ///< 0 = the app's own, nobody is signed in
    std::vector<std::string> scopes;
    std::int64_t createdMs = 0;
    bool revoked = false;

    /// Whether one of these scopes, or the one above it ("read" over "read:statuses"), was granted.
    [[nodiscard]] bool allows(const std::vector<std::string>& wanted) const;
};

/// A code that a browser carried home.
struct Grant {
    std::string code;
    Id app = 0;
    Id account = 0;
    std::string redirectUri;
    std::vector<std::string> scopes;
    std::string challenge;  ///< S256, "" without PKCE
    std::int64_t expiresMs = 0;
};

/// Apps, codes and tokens, all fixed by the seed.
class OauthDesk {
public:
    explicit OauthDesk(const Dice& dice) : m_dice(dice.fork("oauth")) {}

    App& registerApp(std::string name, std::string website, std::vector<std::string> redirectUris,
                     std::vector<std::string> scopes);
    [[nodiscard]] const App* app(Id id) const;
    [[nodiscard]] const App* appByClient(std::string_view clientId) const;

    Token& issueToken(Id app, Id account, std::vector<std::string> scopes, std::int64_t nowMs);
    /// Null for a token that was never issued; a revoked one is still found.
    [[nodiscard]] Token* token(std::string_view value);

    const Grant& grant(Grant grant);
    /// Takes the code out: it works once. Nothing for an unknown one.
    [[nodiscard]] std::optional<Grant> redeem(const std::string& code);

    [[nodiscard]] const AppNames& names() const { return m_names; }

private:
    [[nodiscard]] std::string secret();

    Dice m_dice;
    std::map<Id, App> m_apps;
    AppNames m_names;
    std::map<std::string, Token, std::less<>> m_tokens;
    std::map<std::string, Grant> m_grants;
};

/// "read write:statuses" -> its words
[[nodiscard]] std::vector<std::string> splitWords(std::string_view text);
[[nodiscard]] std::string joinWords(const std::vector<std::string>& words);
/// All scopes that a server of this version knows, in its order.
[[nodiscard]] const std::vector<std::string>& knownScopes();
/// Whether each of `asked` is in `granted` or below one in it.
[[nodiscard]] bool coveredBy(const std::vector<std::string>& asked, const std::vector<std::string>& granted);

}  // namespace app::practice::mastodon
