// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace platform {

/// Something that a person has to get from the platform first, and types or pastes.
struct ConnectField {
    std::string_view name;  ///< of the secret: "client_id"
    std::string_view label;
    bool optional = false;
    bool secret = true;       ///< not to be shown while it is typed
    std::string_view hint{};  ///< what it is for, or looks like; in the empty field
};

/// How people connect an account with a page or a token of theirs: for the person, in English.
struct ConnectGuide {
    std::string_view usualServer{};   ///< empty = everybody has another
    std::string_view advice{};        ///< what to prepare, and the exact page for it
    std::string_view tokenAdvice{};   ///< the same for a token to paste, where that is another matter
    std::vector<ConnectField> app{};  ///< before a sign-in on the platform's page
    std::vector<ConnectField> token{{.name = "access_token", .label = "Token"}};
    std::uint16_t redirectPort = 0;  ///< the loopback port that was registered; 0 = any will do
    bool comesBack = true;           ///< the page can come back to a loopback address
    bool codeToPaste = true;         ///< the page can show a code instead of coming back
    bool tokenFirst = false;         ///< a token is the easier way for one shop
};

/// OAuth by the system browser: register the app, send the person to a page, exchange the code.
struct AuthorizationPage {
    std::string url;       ///< to open in the browser
    std::string redirect;  ///< loopback address, or "urn:ietf:wg:oauth:2.0:oob" for a code to paste
    std::string state;     ///< must come back unchanged
    Secrets pending;  ///< client id and secret, PKCE verifier: needed for the exchange, forgotten after it
};

/// For platforms where a person signs in on a page. `redirect` is the loopback address that listens, or empty
/// for the code to paste.
class OAuthSignIn {
public:
    virtual ~OAuthSignIn() = default;
    [[nodiscard]] virtual ConnectGuide guide() const { return {}; }
    /// `app` is what the guide's fields for an app were filled with.
    [[nodiscard]] virtual std::unique_ptr<Steps<AuthorizationPage>>
    begin(std::string server, std::string redirect, const Secrets& app, base::Random& random) const = 0;
    [[nodiscard]] virtual std::unique_ptr<Steps<Secrets>>
    exchange(std::string server, const AuthorizationPage& page, std::string code) const = 0;
};

/// Where an account lives, and what opens it.
struct SignedIn {
    std::string server;  ///< origin
    Secrets secrets;
};

/// For platforms where a person gives a name and a password that was made for Shopbell.
class PasswordSignIn {
public:
    virtual ~PasswordSignIn() = default;
    /// Where people sign in who have never heard of servers; an origin.
    [[nodiscard]] virtual std::string_view usualServer() const = 0;
    /// A name as people there write it, for an empty field.
    [[nodiscard]] virtual std::string_view nameExample() const { return {}; }
    /// Where such a password is made, and what has to be allowed with it: for the person, in English.
    [[nodiscard]] virtual std::string_view passwordAdvice() const { return {}; }
    /// The password is not kept: what comes back opens the account from now on.
    [[nodiscard]] virtual std::unique_ptr<Steps<SignedIn>> signIn(std::string server, std::string name,
                                                                  std::string password) const = 0;
};

}  // namespace platform
