// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/sign_in.h"

namespace platform::bluesky {

/// A handle and an app password, for a session at the account's own server.
class BlueskySignIn final : public PasswordSignIn {
public:
    [[nodiscard]] std::string_view usualServer() const override { return "https://bsky.social"; }
    [[nodiscard]] std::string_view nameExample() const override { return "yourshop.bsky.social"; }
    [[nodiscard]] std::string_view passwordAdvice() const override {
        return "Make one in Bluesky: Settings → Privacy and security → App passwords. Tick “Allow access to "
               "your direct messages” there to answer those here as well.";
    }
    [[nodiscard]] std::unique_ptr<Steps<SignedIn>> signIn(std::string server, std::string name,
                                                          std::string password) const override;
};

/// When the sign-in ends, as the renewing token itself says.
[[nodiscard]] std::optional<base::UtcTime> loginEndsAt(const Secrets& secrets);
/// New tokens for old ones. The old ones keep working for a while, so that a lost answer loses nothing.
[[nodiscard]] std::unique_ptr<Steps<Secrets>> renew(const model::Account& account, const Secrets& secrets);

}  // namespace platform::bluesky
