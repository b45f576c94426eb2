// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include "model/capabilities.h"
#include "model/reply.h"

#include <string>
#include <string_view>

/// A reply in Bluesky's words.
namespace platform::bluesky {

[[nodiscard]] model::LengthRule postLength();
[[nodiscard]] model::LengthRule chatLength();

[[nodiscard]] base::Status check(const model::ReplyDraft& draft);

/// Asks for what the record must name: the post answered and the root of its thread with their contents'
/// hashes, the people whom the text mentions, the private conversation.
[[nodiscard]] std::unique_ptr<Steps<Preparation>>
prepare(const model::Account& account, const Secrets& secrets, const model::ReplyDraft& draft);

/// The post with its record key and time, or the message: sent like this at every attempt.
[[nodiscard]] model::FrozenReply freeze(const model::Account& account, const model::ReplyDraft& draft,
                                        const Preparation& prepared, base::UtcTime now, base::Random& random);

/// What freeze() wrote.
struct Frozen {
    enum class Kind { Post, Message } kind = Kind::Post;
    std::string call;  ///< the JSON body of the call
    std::string text;
    base::UtcTime createdAt;  ///< of a post
    std::string convoId;      ///< of a message
    bool acceptFirst = false;
};
[[nodiscard]] Frozen thaw(const model::FrozenReply& frozen);

}  // namespace platform::bluesky
