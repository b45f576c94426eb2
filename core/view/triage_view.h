// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/words.h"

#include "model/conversation.h"

#include <string>

namespace view {

/// What a conversation is taken for, in a word or two. Other has no chip.
struct TriageChip {
    model::TriageKind kind = model::TriageKind::Other;
    std::string text;     ///< "complaint"
    std::string tooltip;  ///< "Taken for complaint because of: broken, refund"
    [[nodiscard]] bool empty() const { return text.empty(); }
};
[[nodiscard]] TriageChip triageChip(const model::ConversationRow& conversation, const Words& words);

}  // namespace view
