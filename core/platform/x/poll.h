// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <memory>

namespace platform::x {

/// Mentions; thorough: own posts from other apps, and what the search finds; direct messages where they are
/// switched on.
[[nodiscard]] std::unique_ptr<Steps<model::IncomingBatch>> poll(PollInput input);

/// The posts around one post, and which of the known ones are gone.
[[nodiscard]] std::unique_ptr<Steps<model::IncomingBatch>> readThread(const model::Account& account,
                                                                      const Secrets& secrets,
                                                                      std::string remoteId,
                                                                      std::vector<std::string> known);

}  // namespace platform::x
