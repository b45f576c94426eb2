// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/conversation.h"

#include "base/clock.h"
#include "base/ids.h"

#include <optional>
#include <string>

/// What a Reader is asked with, and answers.
namespace store {

/// Which conversations; nothing = all listed ones but spam.
using InboxFilter = std::optional<model::ConversationState>;

/// Where the next page of a list begins: the last row shown. Keyset, never OFFSET.
struct InboxPosition {
    base::UtcTime at;  ///< by which it is ordered: positionOf()
    base::ConversationId id;
};
[[nodiscard]] InboxPosition positionOf(const model::ConversationRow& row, model::InboxOrder order);
struct ThreadPosition {
    base::UtcTime at;
    base::MessageId id;
};

struct SearchHit {
    base::ConversationId conversation;
    base::MessageId message;
    base::UtcTime at;
    std::string text;  ///< the whole message; the caller cuts and marks
};

/// How a person's typing is matched: every keystroke takes the newest hits of prefixes; Enter ranks.
enum class SearchOrder { Newest, BestOfNewest };

struct FormerText {
    std::string text;
    base::UtcTime seenAt;
};
struct Counts {
    int needsReply = 0, answered = 0, snoozed = 0, done = 0, spam = 0, unread = 0;
    int outbox = 0;  ///< replies not confirmed
};

}  // namespace store
