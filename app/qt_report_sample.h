// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/conversation.h"
#include "model/turn_report.h"

#include <span>
#include <vector>

namespace app {

/// Monday to Saturday from 9 to 18, in the time zone that the pictures are read in.
[[nodiscard]] model::HoursVersion sixDays(base::UtcTime validFrom);

/// A week before `now` of a shop that answers well but is slow over lunch, for pictures: the customers are
/// those of the rows. Always the same.
[[nodiscard]] std::vector<model::TurnFact> sampleWeek(std::span<const model::ConversationRow> rows,
                                                      base::UtcTime now);

}  // namespace app
