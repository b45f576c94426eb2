// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/sign_in.h"

namespace platform::x {

/// OAuth 2 with PKCE (RFC 7636, S256) for an app of the owner's own.
class XSignIn final : public OAuthSignIn {
public:
    [[nodiscard]] ConnectGuide guide() const override;
    [[nodiscard]] std::unique_ptr<Steps<AuthorizationPage>>
    begin(std::string server, std::string redirect, const Secrets& app, base::Random& random) const override;
    [[nodiscard]] std::unique_ptr<Steps<Secrets>> exchange(std::string server, const AuthorizationPage& page,
                                                           std::string code) const override;
};

/// A renewing token is good for one renewal; nullptr without one.
[[nodiscard]] std::unique_ptr<Steps<Secrets>> renew(const model::Account& account, const Secrets& secrets);
/// Of a sign-in that nothing renews, where it says so.
[[nodiscard]] std::optional<base::UtcTime> loginEndsAt(const Secrets& secrets);

}  // namespace platform::x
