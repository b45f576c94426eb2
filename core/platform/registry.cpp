// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/registry.h"

#include "platform/mastodon/adapter.h"
#include "platform/mastodon/sign_in.h"

#include <algorithm>

namespace platform {

struct Registry::Entry {
    std::unique_ptr<PlatformAdapter> adapter;
    std::unique_ptr<OAuthSignIn> signIn;
};

Registry::Registry() {
    m_entries.push_back(
        {std::make_unique<mastodon::MastodonAdapter>(), std::make_unique<mastodon::MastodonSignIn>()});
}

Registry::~Registry() = default;

const PlatformAdapter* Registry::adapter(std::string_view name) const {
    const auto found =
        std::ranges::find(m_entries, name, [](const Entry& entry) { return entry.adapter->name(); });
    return found == m_entries.end() ? nullptr : found->adapter.get();
}

const OAuthSignIn* Registry::oauth(std::string_view name) const {
    const auto found =
        std::ranges::find(m_entries, name, [](const Entry& entry) { return entry.adapter->name(); });
    return found == m_entries.end() ? nullptr : found->signIn.get();
}

std::vector<std::string_view> Registry::names() const {
    std::vector<std::string_view> names;
    for (const auto& entry : m_entries) {
        names.push_back(entry.adapter->name());
    }
    return names;
}

}  // namespace platform
