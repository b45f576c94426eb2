// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/sign_in.h"

namespace platform::mastodon {

/// OAuth with PKCE (RFC 7636, S256). Every server registers us anew; tokens don't expire.
class MastodonSignIn final : public OAuthSignIn {
public:
    [[nodiscard]] std::unique_ptr<Steps<AuthorizationPage>>
    begin(std::string server, std::string redirect, const Secrets& app, base::Random& random) const override;
    [[nodiscard]] std::unique_ptr<Steps<Secrets>> exchange(std::string server, const AuthorizationPage& page,
                                                           std::string code) const override;
};

}  // namespace platform::mastodon
