// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

namespace platform::threads {

/// Hides a reply right below a post of ours, and with it what stands below that. Likes are not offered to
/// programs.
[[nodiscard]] std::unique_ptr<Steps<Acknowledged>>
tellDeed(const model::Account& account, const Secrets& secrets, const model::DeedWish& wish);

}  // namespace platform::threads
