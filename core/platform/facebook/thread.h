// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <string>
#include <vector>

namespace platform::facebook {

/// A comment with all that stands below it, from its top one on; or a visitor's post with its comments. What
/// is known and no longer there is reported as deleted.
[[nodiscard]] std::unique_ptr<Steps<model::IncomingBatch>> readThread(const model::Account& account,
                                                                      const Secrets& secrets,
                                                                      std::string remoteId,
                                                                      std::vector<std::string> known);

}  // namespace platform::facebook
