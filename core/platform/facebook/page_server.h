// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/server.h"
#include "platform/graph/settings.h"

#include <string_view>

namespace platform::facebook {

inline constexpr std::string_view kUsualServer = "https://graph.facebook.com";

[[nodiscard]] inline graph::Server serverOf(const model::Account& account, const Secrets& secrets) {
    return {account.server, graph::versionOf(account), "Facebook", secrets};
}

}  // namespace platform::facebook
