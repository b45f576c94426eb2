// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

namespace platform::bluesky {

/// Whose sign-in it is, what the server is, and whether direct messages are open to it.
[[nodiscard]] std::unique_ptr<Steps<Identity>> identify(const model::Account& account,
                                                        const Secrets& secrets);
[[nodiscard]] std::unique_ptr<Steps<std::vector<AbilityTest>>> testAbilities(const model::Account& account,
                                                                             const Secrets& secrets);

}  // namespace platform::bluesky
