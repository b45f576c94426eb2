// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/shift_figures.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace model {
namespace {

/// The smallest value that at least `percent` of all do not exceed. `sorted` is not empty.
base::Duration nearestRank(const std::vector<base::Duration>& sorted, std::size_t percent) {
    const std::size_t rank = (sorted.size() * percent + 99) / 100;
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

}  // namespace

ShiftFigures shiftFigures(std::span<const EndedTurn> turns) {
    ShiftFigures figures;
    std::vector<base::Duration> times;
    int within = 0;
    for (const EndedTurn& turn : turns) {
        figures.noReplyNeeded += turn.outcome == TurnOutcome::NoReplyNeeded;
        figures.missed += turn.outcome == TurnOutcome::Missed;
        if (turn.outcome != TurnOutcome::Answered) {
            continue;
        }
        ++figures.answered;
        const ResponseTarget& target = ruleOf(turn.rule).target;
        const bool business = target.unit == TimeUnit::Business;
        if (business && turn.business.closedThroughout) {
            continue;
        }
        const base::Duration time = business ? turn.business.time : turn.endedAt - turn.startedAt;
        times.push_back(time);
        within += time <= target.length;
    }
    if (!times.empty()) {
        std::ranges::sort(times);
        figures.median = nearestRank(times, 50);
        figures.p90 = nearestRank(times, 90);
        figures.withinTarget = static_cast<double>(within) / static_cast<double>(times.size());
    }
    return figures;
}

}  // namespace model
