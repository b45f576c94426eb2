// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/digest.h"
#include "base/error.h"
#include "model/account.h"
#include "model/capabilities.h"
#include "model/reply.h"

#include <string>

/// A reply in Mastodon's words.
namespace platform::mastodon {

/// How this server counts.
[[nodiscard]] model::LengthRule lengthRule(const model::ServerFacts& facts);

/// What the server gets to see of a draft.
struct Composed {
    std::string status;       ///< with the mention that reaches the addressee
    std::string visibility;   ///< never wider than the parent's
    std::string spoilerText;  ///< the parent's
    std::string inReplyToId;
};
[[nodiscard]] Composed compose(const model::Account& account, const model::ReplyDraft& draft);

[[nodiscard]] base::Status check(const model::Account& account, const model::ReplyDraft& draft);
[[nodiscard]] model::FrozenReply freeze(const model::Account& account, const model::ReplyDraft& draft,
                                        base::Random& random);
/// What freeze() wrote, read again; empty fields where it can't be read.
[[nodiscard]] Composed thaw(const model::FrozenReply& frozen);
/// Graphemes of text and content warning together, as the server counts them.
[[nodiscard]] std::int64_t lengthOf(const Composed& composed, const model::LengthRule& rule);

}  // namespace platform::mastodon
