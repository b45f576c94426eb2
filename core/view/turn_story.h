// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/words.h"

#include "model/turn_report.h"

#include <string>
#include <vector>

namespace view {

/// A turn as a row of a list.
struct TurnRowView {
    std::string customer;
    std::string platform;
    std::string start;
    std::string stop;
    std::string time;  ///< in the unit asked for
    std::string verdict;
};
[[nodiscard]] TurnRowView turnRow(const model::TimedTurn& turn, model::TimeUnit unit, const Words& words,
                                  base::UtcTime now);

/// How its figure came about, line by line: start, pauses, stop, both times, the target, the verdict, and
/// why it is left out.
[[nodiscard]] std::vector<std::string> turnStory(const model::TimedTurn& turn, const Words& words,
                                                 base::UtcTime now);

}  // namespace view
