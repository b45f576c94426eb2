// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"
#include "platform/sign_in.h"

namespace platform::threads {

/// A token made by hand, or Threads' page with an app of the owner's own.
class ThreadsSignIn final : public OAuthSignIn {
public:
    [[nodiscard]] ConnectGuide guide() const override;
    [[nodiscard]] std::unique_ptr<Steps<AuthorizationPage>>
    begin(std::string server, std::string redirect, const Secrets& app, base::Random& random) const override;
    [[nodiscard]] std::unique_ptr<Steps<Secrets>> exchange(std::string server, const AuthorizationPage& page,
                                                           std::string code) const override;
};

[[nodiscard]] std::unique_ptr<Steps<Identity>> identify(const model::Account& account,
                                                        const Secrets& secrets);
[[nodiscard]] std::unique_ptr<Steps<std::vector<AbilityTest>>> testAbilities(const model::Account& account,
                                                                             const Secrets& secrets);

}  // namespace platform::threads
