// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/badge.h"
#include "view/console_source.h"
#include "view/words.h"

#include "model/account.h"
#include "model/business_hours.h"
#include "model/shift_figures.h"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace view {

/// What the sheets of a shift are made of.
struct ShiftFacts {
    std::string agent;  ///< of the running shift, else the one that is known
    std::vector<model::Account> accounts;
    std::vector<model::AccountPulse> pulses;
    model::BusinessHours hours;  ///< the shop's
    std::optional<model::Shift> running{};
    std::optional<model::Shift> ended{};             ///< the latest one that has ended
    base::UtcTime since;                             ///< when it ended; without one, a day ago
    std::vector<model::ConversationRow> waiting;     ///< the first to expire first, of many those
    std::set<base::ConversationId> thanks{};         ///< of them: all that waits is thanks
    std::vector<model::ConversationRow> answered{};  ///< with an open window, the first to close first
    int needReply = 0;
    /// What takes longer to count comes later: view::shiftQuestion().
    enum class Counting { Reading, Failed, Known };
    Counting counting = Counting::Reading;
    model::ShiftCounts counts{};
};

/// Reads what is at hand: a handful of bounded reads.
[[nodiscard]] ShiftFacts readShiftFacts(const ConsoleSource& source,
                                        std::span<const model::AccountPulse> pulses, base::UtcTime now);
/// What is still to be counted for these facts, off the window's thread.
[[nodiscard]] model::ShiftQuestion shiftQuestion(const ShiftFacts& facts, const Words& words,
                                                 base::UtcTime now);
/// What conversation expires when: its window or its due time, the earlier of them.
[[nodiscard]] std::optional<base::UtcTime> expiryOf(const model::ConversationRow& row, base::UtcTime now);
/// When the shop opens after it has been closed: the next time from now on, or after the closing to come.
/// Nothing = never, or no hours are kept.
[[nodiscard]] std::optional<base::UtcTime> openingAfterClosing(const model::BusinessHours& hours,
                                                               base::UtcTime now);

}  // namespace view
