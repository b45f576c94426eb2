// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/canned_reply_table.h"

#include "store/sqlite/query.h"

namespace store {

base::Result<std::vector<model::CannedReply>> CannedReplyTable::list() const {
    return sqlite::all(m_connection, "SELECT id, title, text FROM canned_reply ORDER BY id",
                       [](const sqlite::Statement& row) {
                           return model::CannedReply{.id = row.id<base::CannedReplyId>(0),
                                                     .title = row.text(1),
                                                     .text = row.text(2)};
                       });
}

base::Result<base::CannedReplyId> CannedReplyTable::add(const model::CannedReply& reply, base::UtcTime now,
                                                        model::Change& change) {
    const auto same = sqlite::first(
        m_connection, "SELECT id FROM canned_reply WHERE title = ? AND text = ?",
        [](const sqlite::Statement& row) { return row.id<base::CannedReplyId>(0); }, reply.title, reply.text);
    if (!same) {
        return base::fail(same.error());
    }
    if (*same) {
        return **same;
    }
    const base::Status done =
        sqlite::run(m_connection, "INSERT INTO canned_reply (title, text, created_at) VALUES (?, ?, ?)",
                    reply.title, reply.text, now);
    if (!done) {
        return base::fail(done.error());
    }
    change.cannedReplies = true;
    return base::CannedReplyId{m_connection.lastInsertId()};
}

}  // namespace store
