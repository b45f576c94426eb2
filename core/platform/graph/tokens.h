// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/server.h"
#include "platform/platform_adapter.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What tokens may do, in words for their owner.
namespace platform::graph {

/// A permission and what it opens.
struct Permission {
    std::string_view scope;    ///< "pages_messaging"
    std::string_view ability;  ///< "read and send private messages"
};

/// The page of Meta's where permissions are given.
inline constexpr std::string_view kPermissionsPage = "business.facebook.com → Settings → System users";

/// One line for each permission, by debug_token's answer: works, or missing with the page that mends it; not
/// tested where Graph did not say.
[[nodiscard]] std::vector<AbilityTest> permissionTests(std::span<const Permission> permissions,
                                                       const WireTokenFacts& facts, std::string_view page);
/// "The token ends on 3 May 2026." or that it has no end.
[[nodiscard]] AbilityTest tokenLife(const WireTokenFacts& facts, base::UtcTime now);
/// When a person has to act, whichever comes first; nothing = never.
[[nodiscard]] std::optional<base::UtcTime> endOf(const WireTokenFacts& facts);

}  // namespace platform::graph
