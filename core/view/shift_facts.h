// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/badge.h"
#include "view/console_source.h"
#include "view/words.h"

#include "model/account.h"
#include "model/business_hours.h"
#include "model/shift_figures.h"

#include <optional>
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
    std::optional<model::Shift> ended{};          ///< the latest one that has ended
    base::UtcTime since;                          ///< when it ended; without one, a day ago
    std::vector<model::Arrivals> arrivals;        ///< since then
    std::vector<model::ConversationRow> waiting;  ///< the first to expire first
    int needReply = 0;
    int missed = 0;               ///< since then
    int closing = 0;              ///< windows that close within the hour
    int comeBack = 0;             ///< from Later, before midnight
    model::ShiftFigures figures;  ///< of the running shift
};

/// Reads all of it: a handful of bounded reads.
[[nodiscard]] ShiftFacts readShiftFacts(const ConsoleSource& source,
                                        std::span<const model::AccountPulse> pulses, const Words& words,
                                        base::UtcTime now);
/// What conversation expires when: its window or its due time, the earlier of them.
[[nodiscard]] std::optional<base::UtcTime> expiryOf(const model::ConversationRow& row, base::UtcTime now);
/// When the shop opens after it has been closed: the next time from now on, or after the closing to come.
/// Nothing = never, or no hours are kept.
[[nodiscard]] std::optional<base::UtcTime> openingAfterClosing(const model::BusinessHours& hours,
                                                               base::UtcTime now);

}  // namespace view
