// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <memory>

namespace platform::bluesky {

/// Mentions, replies and quotes; direct messages; thorough: what was deleted, own posts from other apps.
[[nodiscard]] std::unique_ptr<Steps<model::IncomingBatch>> poll(const PollInput& input);

/// The posts around one post, and which of the known ones are gone.
[[nodiscard]] std::unique_ptr<Steps<model::IncomingBatch>> readThread(const model::Account& account,
                                                                      const Secrets& secrets,
                                                                      std::string remoteId,
                                                                      std::vector<std::string> known);

}  // namespace platform::bluesky
