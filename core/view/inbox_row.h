// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/badge.h"
#include "view/triage_view.h"
#include "view/words.h"

#include "model/conversation.h"

#include <string>
#include <string_view>

namespace view {

/// One row of the inbox as it is shown. All text is plain, cleaned and short.
struct InboxRow {
    base::ConversationId conversation;
    base::ContactId customer;  ///< its hash picks the colour of the disc
    std::string name;
    std::string initials;     ///< one or two letters for the disc
    std::string platformTag;  ///< "Ma"
    model::Visibility visibility = model::Visibility::Public;
    std::string snippet;
    std::string timeText;   ///< "13:33", "Mon 17:32"
    std::string exactTime;  ///< for the tooltip
    int unread = 0;
    BadgeText badge;
    BadgeText window;
    TriageChip chip;
    std::string spoken;      ///< the whole row in one sentence
    base::UtcTime nextTick;  ///< at midnight at the latest
};

[[nodiscard]] InboxRow inboxRow(const model::ConversationRow& conversation, const Words& words,
                                base::UtcTime now);

/// "MO" for "Mira Oduya"; one letter where the script joins its letters; "?" where there is none.
[[nodiscard]] std::string initialsOf(std::string_view name);

/// Whether all open conversations were looked at, or more may be overdue than were counted.
enum class TallyScope { All, AtLeast };
/// The line under the view's name: "9 open · 2 overdue, 2 due soon"; zero counts are left out.
[[nodiscard]] std::string inboxCountsLine(int open, int overdue, int dueSoon, TallyScope scope,
                                          const Words& words);

}  // namespace view
