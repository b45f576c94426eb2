// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/turn_report.h"

#include <optional>
#include <span>

/// What a shop can tell its customers about its response time without saying too much. Pure.
namespace model {

/// Figures of fewer answers than these promise nothing.
inline constexpr int kFewestForPromise = 20;
/// The figures of so many days count, today included.
inline constexpr int kDaysOfPromise = 30;

struct ReplyPromise {
    int turns = 0;  ///< answered, and not left out of the averages
    std::optional<base::Duration> p90{};
    /// `p90` as people would say it, rounded up: 15 min, 1 h, 3 h …; nothing when there are too few turns, or
    /// it takes longer than anybody would publish.
    std::optional<base::Duration> within{};
    TimeUnit unit = TimeUnit::Business;
};

/// By business time, or where no hours are kept by the calendar, whatever the targets count.
[[nodiscard]] ReplyPromise promiseOf(std::span<const TimedTurn> turns, TimeUnit unit);

/// The smallest span from 5 minutes to 2 days by which people count that is not below; nothing = longer.
[[nodiscard]] std::optional<base::Duration> saidSpan(base::Duration span);

/// Whether the figures still bear out what was published. Too few turns break nothing.
[[nodiscard]] bool keeps(const ReplyPromise& figures, base::Duration published);

}  // namespace model
