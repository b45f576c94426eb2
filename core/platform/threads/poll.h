// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <memory>
#include <string>
#include <vector>

namespace platform::threads {

/// Mentions, and what stands below our own latest posts; in thorough polls below older ones as well, and our
/// replies from other apps.
[[nodiscard]] std::unique_ptr<Steps<model::IncomingBatch>> poll(PollInput input);
/// A post with all below its root, where we may read that. What is known and no longer there is reported as
/// deleted.
[[nodiscard]] std::unique_ptr<Steps<model::IncomingBatch>> readThread(const model::Account& account,
                                                                      const Secrets& secrets,
                                                                      std::string remoteId,
                                                                      std::vector<std::string> known);

}  // namespace platform::threads
