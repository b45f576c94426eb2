// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <memory>
#include <vector>

namespace platform::facebook {

inline constexpr std::string_view kPage = "page";  ///< which one, by name or id, where a token opens several
inline constexpr std::string_view kTasks = "tasks";  ///< what the person behind the token may do on the Page

[[nodiscard]] std::unique_ptr<Steps<Identity>> identify(const model::Account& account,
                                                        const Secrets& secrets);
[[nodiscard]] std::unique_ptr<Steps<std::vector<AbilityTest>>> testAbilities(const model::Account& account,
                                                                             const Secrets& secrets);

}  // namespace platform::facebook
