// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

namespace platform::facebook {

/// Hides a comment from all but its author and their friends, or likes it as the Page.
[[nodiscard]] std::unique_ptr<Steps<Acknowledged>>
tellDeed(const model::Account& account, const Secrets& secrets, const model::DeedWish& wish);

}  // namespace platform::facebook
