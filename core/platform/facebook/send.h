// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <memory>

namespace platform::facebook {

/// Asks when the customer wrote last where the window may be over; nullptr: nothing needs to be asked.
[[nodiscard]] std::unique_ptr<Steps<Preparation>> prepare(const model::Account& account,
                                                          const Secrets& secrets,
                                                          const model::ReplyDraft& draft, base::UtcTime now);
[[nodiscard]] std::unique_ptr<Steps<model::SentReply>>
send(const model::Account& account, const Secrets& secrets, const model::FrozenReply& frozen);
[[nodiscard]] std::unique_ptr<Steps<std::vector<SeenReply>>> lookUp(const LookUpInput& input);

}  // namespace platform::facebook
