// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/token_desk.h"

#include "base/digest.h"

#include <algorithm>
#include <limits>

namespace app::practice::x {
namespace {

/// Half a year without use, and a refresh token is no longer known.
constexpr std::int64_t kRefreshLifeMs = 182LL * 86'400'000;

}  // namespace

bool Family::allows(std::string_view scope) const {
    return std::ranges::find(scopes, scope) != scopes.end();
}

std::string TokenDesk::secret() {
    std::string bytes;
    for (int word = 0; word < 6; ++word) {
        std::uint64_t value = m_dice.next();
        for (int count = 0; count < 8; ++count, value >>= 8U) {
            bytes += static_cast<char>(value & 0xFFU);
        }
    }
    return base::base64Url(bytes);
}

TokenPair TokenDesk::mint(std::size_t number, std::int64_t nowMs) {
    TokenPair pair{.access = secret(), .family = number};
    m_tokens[pair.access] = {.family = number, .expiresMs = nowMs + kAccessLifeMs};
    if (m_families[number].allows("offline.access")) {
        pair.refresh = secret();
        m_tokens[pair.refresh] = {.family = number, .expiresMs = nowMs + kRefreshLifeMs, .isRefresh = true};
    }
    return m_current[number] = pair;
}

TokenPair TokenDesk::issue(Family family, std::int64_t nowMs) {
    m_families.push_back(std::move(family));
    m_current.emplace_back();
    return mint(m_families.size() - 1, nowMs);
}

const Grant& TokenDesk::grant(Grant grant) {
    grant.code = secret();
    const std::string code = grant.code;
    return m_grants[code] = std::move(grant);
}

std::optional<Grant> TokenDesk::redeem(const std::string& code) {
    const auto found = m_grants.find(code);
    if (found == m_grants.end()) {
        return std::nullopt;
    }
    Grant grant = std::move(found->second);
    m_grants.erase(found);
    return grant;
}

Refreshed TokenDesk::refresh(const std::string& token, std::string_view client, std::int64_t nowMs,
                             TokenPair& into) {
    const auto found = m_tokens.find(token);
    if (found == m_tokens.end() || !found->second.isRefresh || found->second.expiresMs <= nowMs) {
        return Refreshed::Unknown;
    }
    Family& family = m_families[found->second.family];
    if (family.client != client) {
        return Refreshed::Unknown;
    }
    if (found->second.spent || family.isVoid) {
        family.isVoid = true;
        return Refreshed::Void;
    }
    found->second.spent = true;
    into = mint(found->second.family, nowMs);
    return Refreshed::Yes;
}

void TokenDesk::revoke(const std::string& token) {
    const auto found = m_tokens.find(token);
    if (found == m_tokens.end()) {
        return;
    }
    if (found->second.isRefresh) {
        m_families[found->second.family].isVoid = true;
    } else {
        found->second.expiresMs = std::numeric_limits<std::int64_t>::min();
    }
}

const Family* TokenDesk::check(const std::string& access, std::int64_t nowMs) const {
    const auto found = m_tokens.find(access);
    if (found == m_tokens.end() || found->second.isRefresh || found->second.expiresMs <= nowMs ||
        m_families[found->second.family].isVoid) {
        return nullptr;
    }
    return &m_families[found->second.family];
}

void TokenDesk::voidFamilyOf(const std::string& token) {
    if (const auto found = m_tokens.find(token); found != m_tokens.end()) {
        m_families[found->second.family].isVoid = true;
    }
}

}  // namespace app::practice::x
