// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/cost.h"
#include "model/price_list.h"

#include "base/error.h"
#include "base/ids.h"

#include <vector>

namespace store {

/// What the accounts have cost, by billing day and kind.
class CostTable {
public:
    explicit CostTable(sqlite::Connection& connection) : m_connection(connection) {}

    /// An item counts once a day, as what it was charged for first; what items earlier days had is forgotten.
    [[nodiscard]] base::Status add(base::AccountId account, model::BillingDay today,
                                   const std::vector<model::PricedCharge>& charges);
    /// Since that day, by day and kind.
    [[nodiscard]] base::Result<std::vector<model::Cost>> since(base::AccountId account,
                                                               model::BillingDay day) const;
    /// Of the month that `now` is in, by kind, and of that what the day of `now` has.
    [[nodiscard]] base::Result<std::vector<model::CostSum>> ofMonth(base::AccountId account,
                                                                    base::UtcTime now) const;

private:
    [[nodiscard]] base::Result<bool> isNew(base::AccountId account, model::BillingDay today,
                                           const model::Charge& charge);

    sqlite::Connection& m_connection;
};

}  // namespace store
