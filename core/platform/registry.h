// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"
#include "platform/sign_in.h"

#include <memory>
#include <string_view>
#include <vector>

namespace platform {

/// The only list of the platforms that programs have.
class Registry {
public:
    Registry();
    ~Registry();
    /// One more, without a way to sign in, for this registry alone. Its name must be new.
    void add(std::unique_ptr<PlatformAdapter> adapter);
    /// nullptr when there is no such platform.
    [[nodiscard]] const PlatformAdapter* adapter(std::string_view name) const;
    /// nullptr when the platform has no sign-in page.
    [[nodiscard]] const OAuthSignIn* oauth(std::string_view name) const;
    /// nullptr when nobody signs in with a password there.
    [[nodiscard]] const PasswordSignIn* password(std::string_view name) const;
    [[nodiscard]] std::vector<std::string_view> names() const;

private:
    struct Entry;
    [[nodiscard]] const Entry* find(std::string_view name) const;
    std::vector<Entry> m_entries;
};

}  // namespace platform
