// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <memory>
#include <vector>

namespace platform::x {

/// Who the token belongs to, and which dialect the server speaks.
[[nodiscard]] std::unique_ptr<Steps<Identity>> identify(const model::Account& account,
                                                        const Secrets& secrets);
/// What this sign-in may do, one line each; what is missing with the page where it is mended.
[[nodiscard]] std::unique_ptr<Steps<std::vector<AbilityTest>>> testAbilities(const model::Account& account,
                                                                             const Secrets& secrets);

}  // namespace platform::x
