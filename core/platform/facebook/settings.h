// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/server.h"
#include "platform/platform_adapter.h"

#include <string>
#include <string_view>
#include <vector>

/// What the owner can set for a Page, and the server that follows from it.
namespace platform::facebook {

inline constexpr std::string_view kUsualServer = "https://graph.facebook.com";
inline constexpr std::string_view kUsualVersion = "v26.0";

[[nodiscard]] std::vector<Setting> settings();
[[nodiscard]] base::Status checkSetting(std::string_view name, std::string_view value);

/// Has Meta granted Human Agent, so that a person may answer for seven days?
[[nodiscard]] bool personsMayAnswer(const model::Account& account);
[[nodiscard]] graph::Server serverOf(const model::Account& account, const Secrets& secrets);

}  // namespace platform::facebook
