// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/read_mark_table.h"

#include "store/sqlite/query.h"

namespace store {

base::Status ReadMarkTable::add(base::ConversationId conversation) {
    return sqlite::run(m_connection,
                       "INSERT OR IGNORE INTO read_mark (conversation_id, account_id) "
                       "SELECT conversation.id, account.id FROM conversation "
                       "JOIN account ON account.id = conversation.account_id "
                       "WHERE conversation.id = ? AND account.can_mark_read = 1",
                       conversation);
}

base::Status ReadMarkTable::remove(base::ConversationId conversation) {
    return sqlite::run(m_connection, "DELETE FROM read_mark WHERE conversation_id = ?", conversation);
}

base::Result<std::vector<model::ReadMark>> ReadMarkTable::of(base::AccountId account, int limit) {
    return sqlite::all(
        m_connection,
        "SELECT conversation.id, conversation.visibility, conversation.remote_id, message.remote_id, "
        "message.at FROM read_mark JOIN conversation ON conversation.id = read_mark.conversation_id "
        "LEFT JOIN message ON message.id = (SELECT newest.id FROM message AS newest "
        "WHERE newest.conversation_id = conversation.id AND newest.direction = 'inbound' "
        "ORDER BY newest.at DESC, newest.id DESC LIMIT 1) "
        "WHERE read_mark.account_id = ? ORDER BY read_mark.conversation_id LIMIT ?",
        [](const sqlite::Statement& row) {
            return model::ReadMark{
                .conversation = row.id<base::ConversationId>(0),
                .visibility = model::visibilityNamed(row.view(1)).value_or(model::Visibility::Private),
                .threadId = row.text(2),
                .remoteId = row.text(3),
                .at = row.time(4)};
        },
        account, limit);
}

}  // namespace store
