// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/sign_in.h"

namespace platform::instagram {

/// A token made by hand (an account's own, or a Page's), or Instagram's page with an app of the owner's own.
class InstagramSignIn final : public OAuthSignIn {
public:
    [[nodiscard]] ConnectGuide guide() const override;
    [[nodiscard]] std::unique_ptr<Steps<AuthorizationPage>>
    begin(std::string server, std::string redirect, const Secrets& app, base::Random& random) const override;
    [[nodiscard]] std::unique_ptr<Steps<Secrets>> exchange(std::string server, const AuthorizationPage& page,
                                                           std::string code) const override;
};

/// Fresh secrets for an account's own token; nullptr for a Page's.
[[nodiscard]] std::unique_ptr<Steps<Secrets>> renew(const model::Account& account, const Secrets& secrets);

}  // namespace platform::instagram
