// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/sign_in.h"

namespace platform::facebook {

/// A token made by hand, or Facebook's page with an app of the owner's own, whose secret stays on this
/// computer.
class FacebookSignIn final : public OAuthSignIn {
public:
    [[nodiscard]] ConnectGuide guide() const override;
    [[nodiscard]] std::unique_ptr<Steps<AuthorizationPage>>
    begin(std::string server, std::string redirect, const Secrets& app, base::Random& random) const override;
    [[nodiscard]] std::unique_ptr<Steps<Secrets>> exchange(std::string server, const AuthorizationPage& page,
                                                           std::string code) const override;
};

}  // namespace platform::facebook
