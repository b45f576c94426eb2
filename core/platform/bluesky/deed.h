// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

namespace platform::bluesky {

/// A like, or one taken back, whichever app it was made in. Under a key of ours, so that a repeat is the same
/// record. Nobody else's posts are hidden for others on Bluesky.
[[nodiscard]] std::unique_ptr<Steps<Acknowledged>>
tellDeed(const model::Account& account, const Secrets& secrets, const model::DeedWish& wish);

}  // namespace platform::bluesky
