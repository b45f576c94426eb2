// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <memory>
#include <string>

namespace platform {

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
    [[nodiscard]] virtual std::unique_ptr<Steps<AuthorizationPage>>
    begin(std::string server, std::string redirect, base::Random& random) const = 0;
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
