// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <string>
#include <vector>

namespace platform::instagram {

/// A comment with the replies below it, from its top one on. What is known and no longer there is reported as
/// deleted; hidden ones look the same.
[[nodiscard]] std::unique_ptr<Steps<model::IncomingBatch>> readThread(const model::Account& account,
                                                                      const Secrets& secrets,
                                                                      std::string remoteId,
                                                                      std::vector<std::string> known);

}  // namespace platform::instagram
