// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

namespace platform::bluesky {

/// A post is put under its own key, so that a repeat changes nothing. A direct message has no key.
[[nodiscard]] std::unique_ptr<Steps<model::SentReply>>
send(const model::Account& account, const Secrets& secrets, const model::FrozenReply& frozen);
/// A post by its key; a message among the newest of its conversation.
[[nodiscard]] std::unique_ptr<Steps<std::vector<SeenReply>>> lookUp(const LookUpInput& input);
/// Direct messages; of posts only where the owner has allowed it, for it marks everything older as read too.
[[nodiscard]] std::unique_ptr<Steps<Acknowledged>>
markRead(const model::Account& account, const Secrets& secrets, const model::ReadMark& mark);

}  // namespace platform::bluesky
