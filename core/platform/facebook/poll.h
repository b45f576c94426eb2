// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <memory>

namespace platform::facebook {

/// Messenger, comments below our posts, visitors' posts; in thorough polls also older posts, posts that name
/// us, and another look at the latest comments.
[[nodiscard]] std::unique_ptr<Steps<model::IncomingBatch>> poll(PollInput input);

}  // namespace platform::facebook
