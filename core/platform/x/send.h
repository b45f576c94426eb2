// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <memory>
#include <vector>

namespace platform::x {

[[nodiscard]] std::unique_ptr<Steps<model::SentReply>>
send(const model::Account& account, const Secrets& secrets, const model::FrozenReply& frozen);
/// Our posts since the one replied to, or the newest messages of the conversation.
[[nodiscard]] std::unique_ptr<Steps<std::vector<SeenReply>>> lookUp(const LookUpInput& input);

}  // namespace platform::x
