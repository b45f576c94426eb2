// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/response_rules.h"

#include "store/hours_table.h"
#include "store/sqlite/query.h"

#include <algorithm>
#include <utility>

namespace store {

base::Result<model::ResponseTarget> ResponseRules::targetOf(base::AccountId account) const {
    const auto found = sqlite::first(
        m_connection,
        "SELECT ifnull(t.target_ms, a.target_ms), ifnull(t.unit, a.target_unit) FROM account AS a "
        "LEFT JOIN response_target AS t ON t.platform = a.platform WHERE a.id = ?",
        [](const sqlite::Statement& row) {
            return model::ResponseTarget{.length = base::Duration(row.integer(0)),
                                         .unit = timeUnitNamed(row.view(1))};
        },
        account);
    if (!found) {
        return base::fail(found.error());
    }
    return found->value_or(model::ResponseTarget{});
}

base::Result<AccountRules> ResponseRules::read(base::AccountId account) const {
    const HoursTable hours(m_connection);
    const auto shop = hours.versions({});
    if (!shop) {
        return base::fail(shop.error());
    }
    const auto own = hours.versions(account);
    if (!own) {
        return base::fail(own.error());
    }
    const auto target = targetOf(account);
    if (!target) {
        return base::fail(target.error());
    }
    const auto windows = sqlite::first(
        m_connection,
        "SELECT window_ms, person_window_ms FROM reply_capability WHERE account_id = ? "
        "AND visibility = 'private'",
        [](const sqlite::Statement& row) {
            return std::pair(base::Duration(row.integer(0)), base::Duration(row.integer(1)));
        },
        account);
    if (!windows) {
        return base::fail(windows.error());
    }
    AccountRules rules{.rule = std::make_shared<const model::ResponseRule>(model::ResponseRule{
                           .target = *target, .hours = model::BusinessHours(model::hoursOf(*shop, *own))})};
    if (*windows && (*windows)->first.count() > 0) {
        rules.window = (*windows)->first;
        rules.lastWindow = std::max((*windows)->first, (*windows)->second);
    }
    return rules;
}

base::Result<AccountRules> ResponseRules::of(base::AccountId account) {
    if (const auto known = m_known.find(account); known != m_known.end()) {
        return known->second;
    }
    base::Result<AccountRules> rules = read(account);
    if (rules) {
        m_known.emplace(account, *rules);
    }
    return rules;
}

base::Status ResponseRules::refresh() {
    const base::Result<std::int64_t> changes = HoursTable(m_connection).changes();
    if (!changes) {
        return base::fail(changes.error());
    }
    if (m_changes != *changes) {
        m_known.clear();
        m_changes = *changes;
    }
    return {};
}

}  // namespace store
