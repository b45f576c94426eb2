// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

/// A reply takes two steps: a container that nobody sees, and its publishing. The container is made before
/// the first attempt and frozen with the reply. It is published once at most, and its status tells whether it
/// was, so that a repeat can't double.
namespace platform::threads {

/// Characters; an emoji counts its bytes of UTF-8.
[[nodiscard]] std::int64_t lengthOf(std::string_view text);
[[nodiscard]] base::Status check(const model::ReplyDraft& draft);

[[nodiscard]] std::unique_ptr<Steps<Preparation>>
prepare(const model::Account& account, const Secrets& secrets, const model::ReplyDraft& draft);
[[nodiscard]] model::FrozenReply freeze(const model::ReplyDraft& draft, const Preparation& prepared);
[[nodiscard]] std::unique_ptr<Steps<model::SentReply>>
send(const model::Account& account, const Secrets& secrets, const model::FrozenReply& frozen);
[[nodiscard]] std::unique_ptr<Steps<std::vector<SeenReply>>> lookUp(const LookUpInput& input);
[[nodiscard]] std::string textOf(const model::FrozenReply& frozen);

}  // namespace platform::threads
