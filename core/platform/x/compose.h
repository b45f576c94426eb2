// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "model/account.h"
#include "model/capabilities.h"
#include "model/reply.h"

#include <string>

/// A reply in X's words.
namespace platform::x {

[[nodiscard]] model::LengthRule postLength();
[[nodiscard]] model::LengthRule directMessageLength();

[[nodiscard]] base::Status check(const model::Account& account, const model::ReplyDraft& draft);

/// X's form for a public reply; empty for a private one and for a post that answers nothing.
[[nodiscard]] std::string replyPage(const model::ReplyDraft& draft);

/// What freeze() wrote.
struct Frozen {
    enum class Kind { Post, DirectMessage } kind = Kind::Post;
    std::string path;
    std::string call;  ///< the JSON body
    std::string text;
    std::string parent;  ///< of a post
    std::string thread;  ///< of a direct message: the path of its conversation
};
[[nodiscard]] model::FrozenReply freeze(const model::ReplyDraft& draft);
[[nodiscard]] Frozen thaw(const model::FrozenReply& frozen);

}  // namespace platform::x
