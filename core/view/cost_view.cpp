// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/cost_view.h"

#include <algorithm>

namespace view {

AccountCosts accountCosts(const model::PriceList& prices, const std::vector<model::CostSum>& sums,
                          base::UtcTime now) {
    AccountCosts costs{.lines = {}, .budget = prices.budget, .nextMonth = model::nextMonth(now)};
    for (const model::PriceOfKind& price : prices.kinds) {
        costs.lines.push_back({.kind = price.kind, .meaning = price.meaning, .each = price.each});
    }
    for (const model::CostSum& sum : sums) {
        auto line = std::ranges::find(costs.lines, sum.kind, &CostLine::kind);
        if (line == costs.lines.end()) {
            line = costs.lines.insert(line, {.kind = sum.kind, .meaning = sum.kind});
        }
        line->itemsMonth = sum.itemsMonth;
        line->month = sum.month;
        line->itemsDay = sum.itemsDay;
        line->day = sum.day;
        costs.month += sum.month;
        costs.day += sum.day;
    }
    if (costs.budget && *costs.budget > 0) {
        costs.percentUsed = costs.month * 100 / *costs.budget;
    }
    return costs;
}

}  // namespace view
