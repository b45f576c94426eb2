// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/cost_table.h"
#include "store/message_deeds.h"
#include "store/read_mark_table.h"
#include "store/reader.h"

#include "store/sqlite/query.h"

#include <utility>

namespace store {

base::Result<std::map<std::string, std::string>> Reader::cursors(base::AccountId account) const {
    std::map<std::string, std::string> cursors;
    base::Status done = sqlite::each(
        m_connection, "SELECT stream, cursor FROM stream_cursor WHERE account_id = ?",
        [&](const sqlite::Statement& row) { cursors.emplace(row.text(0), row.text(1)); }, account);
    if (!done) {
        return base::fail(std::move(done.error()));
    }
    return cursors;
}

base::Result<std::vector<Reader::Notified>> Reader::recentNotified(base::AccountId id, int limit) const {
    return sqlite::all(
        m_connection,
        "SELECT remote_id, notification_id FROM message WHERE account_id = ? AND notification_id <> '' "
        "ORDER BY at DESC, id DESC LIMIT ?",
        [](const sqlite::Statement& row) {
            return Notified{.remoteId = row.text(0), .notificationId = row.text(1)};
        },
        id, limit);
}

base::Result<std::set<std::string>> Reader::namedContacts(base::AccountId account, int most) const {
    std::set<std::string> named;
    base::Status done = sqlite::each(
        m_connection,
        "SELECT remote_id FROM contact WHERE id > (SELECT max(id) FROM contact) - ?2 AND account_id = ?1 AND "
        "handle <> ''",
        [&named](const sqlite::Statement& row) { named.insert(row.text(0)); }, account, most);
    if (!done) {
        return base::fail(std::move(done.error()));
    }
    return named;
}

base::Result<std::vector<model::Cost>> Reader::costs(base::AccountId id, model::BillingDay since) const {
    return CostTable(m_connection).since(id, since);
}

base::Result<std::vector<model::CostSum>> Reader::costsOfMonth(base::AccountId id, base::UtcTime now) const {
    return CostTable(m_connection).ofMonth(id, now);
}

base::Result<std::vector<model::ReadMark>> Reader::readMarks(base::AccountId id, int limit) const {
    return ReadMarkTable(m_connection).of(id, limit);
}

base::Result<std::vector<model::DeedWish>> Reader::deedWishes(base::AccountId id, int limit) const {
    return store::deedWishes(m_connection, id, limit);
}

base::Result<std::vector<std::string>> Reader::wantedThreads(base::AccountId id, int limit) const {
    return sqlite::all(
        m_connection,
        "SELECT remote_id FROM wanted_thread WHERE account_id = ? ORDER BY wanted_at DESC LIMIT ?",
        [](const sqlite::Statement& row) { return row.text(0); }, id, limit);
}

base::Result<std::vector<std::string>> Reader::remoteIds(base::ConversationId conversation, int limit) const {
    return sqlite::all(
        m_connection,
        "SELECT remote_id FROM message WHERE conversation_id = ? AND visibility = 'public' AND remote_id <> "
        "'' "
        "AND deleted_at = 0 AND sight = '' ORDER BY at DESC, id DESC LIMIT ?",
        [](const sqlite::Statement& row) { return row.text(0); }, conversation, limit);
}

}  // namespace store
