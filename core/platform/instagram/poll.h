// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <memory>

namespace platform::instagram {

/// Direct messages and comments; in thorough polls also older media and media that we are tagged in.
[[nodiscard]] std::unique_ptr<Steps<model::IncomingBatch>> poll(PollInput input);

}  // namespace platform::instagram
