// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <memory>
#include <vector>

namespace platform::instagram {

/// Which account is meant, by its name, where a token opens several.
inline constexpr std::string_view kAccount = "account";

/// An account's own token says who it is; any other is one of a Page, or of a person with Pages.
[[nodiscard]] std::unique_ptr<Steps<Identity>> identify(const model::Account& account,
                                                        const Secrets& secrets);
[[nodiscard]] std::unique_ptr<Steps<std::vector<AbilityTest>>> testAbilities(const model::Account& account,
                                                                             const Secrets& secrets);

}  // namespace platform::instagram
