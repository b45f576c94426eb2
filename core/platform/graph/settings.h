// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <string>
#include <string_view>
#include <vector>

/// What the owner can set for an account of Meta's platforms that have messages.
namespace platform::graph {

inline constexpr std::string_view kUsualVersion = "v26.0";

[[nodiscard]] std::vector<Setting> settings();
[[nodiscard]] base::Status checkSetting(std::string_view name, std::string_view value);

/// Has Meta granted Human Agent, so that a person may answer for seven days?
[[nodiscard]] bool personsMayAnswer(const model::Account& account);
/// Of the Graph API, "v26.0".
[[nodiscard]] std::string versionOf(const model::Account& account);

}  // namespace platform::graph
