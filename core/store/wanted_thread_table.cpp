// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/wanted_thread_table.h"

#include "store/sqlite/query.h"

namespace store {

base::Status WantedThreadTable::add(base::AccountId account, const std::string& remoteId,
                                    base::UtcTime wantedAt) {
    return sqlite::run(m_connection,
                       "INSERT INTO wanted_thread (account_id, remote_id, wanted_at) VALUES (?, ?, ?) "
                       "ON CONFLICT (account_id, remote_id) DO NOTHING",
                       account, remoteId, wantedAt);
}

base::Status WantedThreadTable::remove(base::AccountId account, const std::string& remoteId) {
    return sqlite::run(m_connection, "DELETE FROM wanted_thread WHERE account_id = ? AND remote_id = ?",
                       account, remoteId);
}

}  // namespace store
