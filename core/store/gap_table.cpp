// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/gap_table.h"

#include "store/sqlite/query.h"

namespace store {

base::Result<bool> GapTable::add(base::AccountId account, const model::IncomingGap& gap,
                                 base::UtcTime foundAt) {
    const auto known = sqlite::first(
        m_connection,
        "SELECT 1 FROM gap WHERE account_id = ? AND conversation_id = 0 AND after_at = ? AND before_at = ? "
        "AND reason = ? LIMIT 1",
        [](const sqlite::Statement&) { return true; }, account, gap.after, gap.before, gap.reason);
    if (!known) {
        return base::fail(known.error());
    }
    if (*known) {
        return false;
    }
    const base::Status done = sqlite::run(
        m_connection,
        "INSERT INTO gap (account_id, after_at, before_at, reason, found_at) VALUES (?, ?, ?, ?, ?)", account,
        gap.after, gap.before, gap.reason, foundAt);
    if (!done) {
        return base::fail(done.error());
    }
    return true;
}

}  // namespace store
