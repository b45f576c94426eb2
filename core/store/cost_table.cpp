// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/cost_table.h"

#include "store/sqlite/query.h"

#include <map>
#include <string>
#include <utility>

namespace store {

base::Status CostTable::add(base::AccountId account, model::BillingDay today,
                            const std::vector<model::PricedCharge>& charges) {
    base::Status done = sqlite::run(m_connection, "DELETE FROM charged_item WHERE account_id = ? AND day < ?",
                                    account, today);
    if (!done) {
        return done;
    }
    for (const auto& [charge, each] : charges) {
        auto counts = isNew(account, today, charge);
        if (!counts) {
            return base::fail(std::move(counts.error()));
        }
        const std::int64_t items = charge.item.empty() ? charge.count : 1;
        if (!*counts || items <= 0) {
            continue;
        }
        done = sqlite::run(m_connection,
                           "INSERT INTO cost (account_id, day, kind, items, micros) VALUES (?, ?, ?, ?, ?) "
                           "ON CONFLICT (account_id, day, kind) DO UPDATE SET "
                           "items = items + excluded.items, micros = micros + excluded.micros",
                           account, today, charge.kind, items, items * each);
        if (!done) {
            return done;
        }
    }
    return {};
}

base::Result<bool> CostTable::isNew(base::AccountId account, model::BillingDay today,
                                    const model::Charge& charge) {
    if (charge.item.empty()) {
        return true;
    }
    base::Status done = sqlite::run(m_connection,
                                    "INSERT INTO charged_item (account_id, day, item) VALUES (?, ?, ?) "
                                    "ON CONFLICT (account_id, day, item) DO NOTHING",
                                    account, today, charge.item);
    if (!done) {
        return base::fail(std::move(done.error()));
    }
    return m_connection.changes() > 0;
}

base::Result<std::vector<model::Cost>> CostTable::since(base::AccountId account,
                                                        model::BillingDay day) const {
    return sqlite::all(
        m_connection,
        "SELECT day, kind, items, micros FROM cost WHERE account_id = ? AND day >= ? ORDER BY day, kind",
        [](const sqlite::Statement& row) {
            return model::Cost{.day = row.integer(0),
                               .kind = row.text(1),
                               .items = row.integer(2),
                               .micros = row.integer(3)};
        },
        account, day);
}

base::Result<std::vector<model::CostSum>> CostTable::ofMonth(base::AccountId account,
                                                             base::UtcTime now) const {
    // One row a day and kind: added up here, since SQL would sort them by kind first.
    const auto costs = since(account, model::firstDayOfMonth(now));
    if (!costs) {
        return base::fail(costs.error());
    }
    std::map<std::string, model::CostSum> sums;
    for (const model::Cost& cost : *costs) {
        model::CostSum& sum = sums[cost.kind];
        sum.kind = cost.kind;
        sum.itemsMonth += cost.items;
        sum.month += cost.micros;
        if (cost.day == model::billingDay(now)) {
            sum.itemsDay += cost.items;
            sum.day += cost.micros;
        }
    }
    std::vector<model::CostSum> result;
    for (auto& [kind, sum] : sums) {
        result.push_back(std::move(sum));
    }
    return result;
}

}  // namespace store
