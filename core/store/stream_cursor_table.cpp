// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/stream_cursor_table.h"

#include "store/sqlite/query.h"

namespace store {

base::Status StreamCursorTable::set(base::AccountId account, const std::string& stream,
                                    const std::string& cursor) {
    return sqlite::run(m_connection,
                       "INSERT INTO stream_cursor (account_id, stream, cursor) VALUES (?, ?, ?) "
                       "ON CONFLICT (account_id, stream) DO UPDATE SET cursor = excluded.cursor "
                       "WHERE cursor IS NOT excluded.cursor",
                       account, stream, cursor);
}

}  // namespace store
