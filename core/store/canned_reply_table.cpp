// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/canned_reply_table.h"

#include "store/sqlite/query.h"

#include <fmt/format.h>

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

base::Status CannedReplyTable::require(base::CannedReplyId reply) const {
    const auto there = sqlite::first(
        m_connection, "SELECT 1 FROM canned_reply WHERE id = ?",
        [](const sqlite::Statement&) { return true; }, reply);
    if (!there) {
        return base::fail(there.error());
    }
    if (!*there) {
        return base::fail(base::ErrorKind::NotFound, fmt::format("there is no canned reply {}", reply.value));
    }
    return {};
}

base::Status CannedReplyTable::update(const model::CannedReply& reply, model::Change& change) {
    if (base::Status known = require(reply.id); !known) {
        return known;
    }
    base::Status done = sqlite::run(m_connection,
                                    "UPDATE canned_reply SET title = ?1, text = ?2 WHERE id = ?3 "
                                    "AND (title IS NOT ?1 OR text IS NOT ?2)",
                                    reply.title, reply.text, reply.id);
    if (done && m_connection.changes() > 0) {
        change.cannedReplies = true;
    }
    return done;
}

base::Status CannedReplyTable::remove(base::CannedReplyId reply, model::Change& change) {
    if (base::Status known = require(reply); !known) {
        return known;
    }
    base::Status done = sqlite::run(m_connection, "DELETE FROM canned_reply WHERE id = ?", reply);
    change.cannedReplies = change.cannedReplies || done;
    return done;
}

base::Status CannedReplyTable::putBack(const model::CannedReply& reply, base::UtcTime now,
                                       model::Change& change) {
    base::Status done = sqlite::run(m_connection,
                                    "INSERT INTO canned_reply (id, title, text, created_at) "
                                    "VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                                    reply.id, reply.title, reply.text, now);
    if (done && m_connection.changes() > 0) {
        change.cannedReplies = true;
    }
    return done;
}

}  // namespace store
