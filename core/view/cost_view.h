// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/price_list.h"

#include "base/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace view {

/// One thing that is charged for.
struct CostLine {
    std::string kind;
    std::string meaning;
    std::optional<model::Micros> each{};  ///< from now on; nothing = it has no price any more
    std::int64_t itemsMonth = 0;
    model::Micros month = 0;
    std::int64_t itemsDay = 0;
    model::Micros day = 0;
};

/// What one account has cost in this month, and of that today.
struct AccountCosts {
    /// Every kind that has a price, and those that had one earlier this month.
    std::vector<CostLine> lines;
    model::Micros month = 0;
    model::Micros day = 0;
    std::optional<model::Micros> budget{};
    /// Of the budget, in whole hundredths, cut: a budget that is not used up is never 100.
    std::optional<std::int64_t> percentUsed{};
    base::UtcTime nextMonth;  ///< when the platform, and with it the budget, begins to count anew
};
[[nodiscard]] AccountCosts accountCosts(const model::PriceList& prices,
                                        const std::vector<model::CostSum>& sums, base::UtcTime now);

}  // namespace view
