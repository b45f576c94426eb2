// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/registry.h"

#include "platform/bluesky/adapter.h"
#include "platform/bluesky/sign_in.h"
#include "platform/facebook/adapter.h"
#include "platform/facebook/sign_in.h"
#include "platform/instagram/adapter.h"
#include "platform/instagram/sign_in.h"
#include "platform/mastodon/adapter.h"
#include "platform/mastodon/sign_in.h"
#include "platform/threads/adapter.h"
#include "platform/threads/sign_in.h"
#include "platform/x/adapter.h"
#include "platform/x/sign_in.h"

#include <algorithm>
#include <utility>

namespace platform {

struct Registry::Entry {
    std::unique_ptr<PlatformAdapter> adapter;
    std::unique_ptr<OAuthSignIn> oauth;
    std::unique_ptr<PasswordSignIn> password;
};

Registry::Registry() {
    m_entries.push_back(
        {std::make_unique<mastodon::MastodonAdapter>(), std::make_unique<mastodon::MastodonSignIn>(), {}});
    m_entries.push_back(
        {std::make_unique<bluesky::BlueskyAdapter>(), {}, std::make_unique<bluesky::BlueskySignIn>()});
    m_entries.push_back({std::make_unique<x::XAdapter>(), std::make_unique<x::XSignIn>(), {}});
    m_entries.push_back(
        {std::make_unique<facebook::FacebookAdapter>(), std::make_unique<facebook::FacebookSignIn>(), {}});
    m_entries.push_back({std::make_unique<instagram::InstagramAdapter>(),
                         std::make_unique<instagram::InstagramSignIn>(),
                         {}});
    m_entries.push_back(
        {std::make_unique<threads::ThreadsAdapter>(), std::make_unique<threads::ThreadsSignIn>(), {}});
}

Registry::~Registry() = default;

void Registry::add(std::unique_ptr<PlatformAdapter> adapter) {
    m_entries.push_back({std::move(adapter), {}, {}});
}

const Registry::Entry* Registry::find(std::string_view name) const {
    const auto found =
        std::ranges::find(m_entries, name, [](const Entry& entry) { return entry.adapter->name(); });
    return found == m_entries.end() ? nullptr : &*found;
}

const PlatformAdapter* Registry::adapter(std::string_view name) const {
    const Entry* entry = find(name);
    return entry == nullptr ? nullptr : entry->adapter.get();
}

const OAuthSignIn* Registry::oauth(std::string_view name) const {
    const Entry* entry = find(name);
    return entry == nullptr ? nullptr : entry->oauth.get();
}

const PasswordSignIn* Registry::password(std::string_view name) const {
    const Entry* entry = find(name);
    return entry == nullptr ? nullptr : entry->password.get();
}

std::vector<std::string_view> Registry::names() const {
    std::vector<std::string_view> names;
    for (const auto& entry : m_entries) {
        names.push_back(entry.adapter->name());
    }
    return names;
}

}  // namespace platform
