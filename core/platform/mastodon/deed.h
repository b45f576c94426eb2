// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

namespace platform::mastodon {

/// A favourite, or one taken back. There is nothing else: nobody hides what stands on another's server.
[[nodiscard]] std::unique_ptr<Steps<Acknowledged>>
tellDeed(const model::Account& account, const Secrets& secrets, const model::DeedWish& wish);

}  // namespace platform::mastodon
