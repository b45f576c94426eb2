// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/sync_status_view.h"
#include "view/words.h"

#include "model/account.h"
#include "model/conversation.h"
#include "model/reply.h"

#include <optional>
#include <string>

namespace view {

/// What is known about a reply that is not confirmed.
struct OutboxFacts {
    const model::OutboxRow& reply;
    const model::ConversationRow* conversation = nullptr;  ///< nullptr: not to be had
    const model::Account* account = nullptr;               ///< likewise, as when it was removed
    std::optional<base::UtcTime> limitedUntil{};           ///< of its account
    bool behindAnother = false;                            ///< another reply of its conversation goes first
};

/// What hangs over a reply besides its state: whether it gets out before its window closes, and whether the
/// customer wrote again.
struct OutboxOutlook {
    std::string text;  ///< "window 3 h 12 m: in time · wrote again since your draft"; empty = nothing
    StatusLevel level = StatusLevel::Quiet;
    std::optional<base::UtcTime> nextTick{};
};
[[nodiscard]] OutboxOutlook outboxOutlook(const OutboxFacts& facts, const Words& words, base::UtcTime now);

/// Whether somebody has to decide on this reply before it goes on.
[[nodiscard]] bool waitsForDecision(const model::OutboxRow& reply, base::UtcTime now);

}  // namespace view
