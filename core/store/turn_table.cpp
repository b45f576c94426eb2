// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/turn_table.h"

#include "store/sqlite/query.h"

namespace store {

base::Result<std::vector<TurnRow>> TurnTable::since(base::ConversationId conversation, base::UtcTime since) {
    return sqlite::all(
        m_connection,
        "SELECT id, contact_id, first_message_id, started_at, outcome, ended_at, ended_by, after_window, "
        "business_ms, closed_throughout FROM turn "
        "WHERE conversation_id = ? AND started_at >= ? ORDER BY started_at",
        [](const sqlite::Statement& row) {
            return TurnRow{
                .id = row.integer(0),
                .turn = {.contact = row.id<base::ContactId>(1),
                         .first = row.id<base::MessageId>(2),
                         .startedAt = row.time(3),
                         .outcome = model::turnOutcomeNamed(row.view(4)).value_or(model::TurnOutcome::Open),
                         .endedAt = row.optionalTime(5),
                         .endedBy = row.id<base::MessageId>(6),
                         .afterWindow = row.boolean(7),
                         .messages = {}},
                .business = {.time = base::Duration(row.integer(8)), .closedThroughout = row.boolean(9)}};
        },
        conversation, since);
}

base::Result<std::int64_t> TurnTable::insert(base::ConversationId conversation, const TurnRow& row) {
    const model::Turn& turn = row.turn;
    const base::Status done = sqlite::run(
        m_connection,
        "INSERT INTO turn (conversation_id, contact_id, first_message_id, started_at, outcome, "
        "ended_at, ended_by, after_window, business_ms, closed_throughout) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        conversation, turn.contact, turn.first, turn.startedAt, model::name(turn.outcome), turn.endedAt,
        turn.endedBy, turn.afterWindow, row.business.time.count(), row.business.closedThroughout);
    if (!done) {
        return base::fail(done.error());
    }
    return m_connection.lastInsertId();
}

base::Status TurnTable::update(const TurnRow& row) {
    return sqlite::run(m_connection,
                       "UPDATE turn SET started_at = ?, outcome = ?, ended_at = ?, ended_by = ?, "
                       "after_window = ?, business_ms = ?, closed_throughout = ? WHERE id = ?",
                       row.turn.startedAt, model::name(row.turn.outcome), row.turn.endedAt, row.turn.endedBy,
                       row.turn.afterWindow, row.business.time.count(), row.business.closedThroughout,
                       row.id);
}

base::Status TurnTable::remove(std::int64_t id) {
    return sqlite::run(m_connection, "DELETE FROM turn WHERE id = ?", id);
}

base::Result<base::ConversationId> TurnTable::conversationOf(std::int64_t id) {
    const auto found = sqlite::first(
        m_connection, "SELECT conversation_id FROM turn WHERE id = ?",
        [](const sqlite::Statement& row) { return row.id<base::ConversationId>(0); }, id);
    if (!found) {
        return base::fail(found.error());
    }
    return found->value_or(base::ConversationId{});
}

base::Result<std::int64_t> TurnTable::endedInPublic(base::MessageId answer) {
    const auto found = sqlite::first(
        m_connection,
        "SELECT turn.id FROM message AS answer JOIN message AS question ON question.id = answer.parent_id "
        "JOIN turn ON turn.conversation_id = question.conversation_id WHERE answer.id = ? "
        "AND question.visibility = 'public' AND answer.visibility = 'private' AND turn.ended_by = answer.id "
        "ORDER BY turn.contact_id = answer.addressee_id DESC, turn.started_at, turn.first_message_id LIMIT 1",
        [](const sqlite::Statement& row) { return row.integer(0); }, answer);
    if (!found) {
        return base::fail(found.error());
    }
    return found->value_or(0);
}

}  // namespace store
