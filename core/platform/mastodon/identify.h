// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <memory>
#include <vector>

namespace platform::mastodon {

/// Who the token belongs to, and what the server can do.
[[nodiscard]] std::unique_ptr<Steps<Identity>> identify(std::string server, const Secrets& secrets);
/// What this sign-in may do, one line each.
[[nodiscard]] std::unique_ptr<Steps<std::vector<AbilityTest>>> testAbilities(const model::Account& account,
                                                                             const Secrets& secrets);

}  // namespace platform::mastodon
