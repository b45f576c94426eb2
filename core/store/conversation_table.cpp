// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/conversation_table.h"

#include "store/sqlite/query.h"

#include <array>
#include <string_view>

namespace store {
namespace {

const std::string kRecord =
    "SELECT id, account_id, thread_key, visibility, listed, customer_id, state, last_at, last_message_id, "
    "last_direction, snippet, unread, message_count, waiting_since, due_at, read_until, turns_whole, "
    "remote_id, snoozed_until, done_at, customer_at, window_closes_at, answerable_until, triage_message_id, "
    "urgency_percent, urgent_at FROM conversation ";
const std::string kById = kRecord + "WHERE id = ?";
const std::string kByKey = kRecord + "WHERE account_id = ? AND thread_key = ?";

ConversationRecord recordOf(const sqlite::Statement& row) {
    return {.id = row.id<base::ConversationId>(0),
            .account = row.id<base::AccountId>(1),
            .place = {.key = row.text(2),
                      .visibility = model::visibilityNamed(row.view(3)).value_or(model::Visibility::Private),
                      .listed = row.boolean(4),
                      .customer = row.id<base::ContactId>(5)},
            .state =
                model::conversationStateNamed(row.view(6)).value_or(model::ConversationState::NeedsReply),
            .lastAt = row.time(7),
            .lastMessage = row.id<base::MessageId>(8),
            .lastDirection = model::directionNamed(row.view(9)).value_or(model::Direction::Inbound),
            .snippet = row.text(10),
            .unread = static_cast<int>(row.integer(11)),
            .messageCount = static_cast<int>(row.integer(12)),
            .waitingSince = row.optionalTime(13),
            .dueAt = row.optionalTime(14),
            .customerAt = row.optionalTime(20),
            .windowClosesAt = row.optionalTime(21),
            .answerableUntil = row.optionalTime(22),
            .triageMessage = row.id<base::MessageId>(23),
            .urgencyPercent = static_cast<int>(row.integer(24)),
            .urgentAt = row.optionalTime(25),
            .snoozedUntil = row.optionalTime(18),
            .doneAt = row.optionalTime(19),
            .readUntil = row.id<base::MessageId>(15),
            .turnsWhole = row.boolean(16),
            .remoteId = row.text(17)};
}

}  // namespace

base::Result<std::optional<ConversationRecord>> ConversationTable::find(base::ConversationId id) {
    return sqlite::first(m_connection, kById, recordOf, id);
}

base::Result<std::optional<ConversationRecord>> ConversationTable::find(base::AccountId account,
                                                                        const std::string& key) {
    return sqlite::first(m_connection, kByKey, recordOf, account, key);
}

base::Result<std::int64_t> ConversationTable::latestId() {
    const auto found =
        sqlite::first(m_connection, "SELECT seq FROM sqlite_sequence WHERE name = 'conversation'",
                      [](const sqlite::Statement& row) { return row.integer(0); });
    if (!found) {
        return base::fail(found.error());
    }
    return found->value_or(0);
}

base::Status ConversationTable::insert(const ConversationRecord& record) {
    return sqlite::run(
        m_connection,
        "INSERT INTO conversation (id, account_id, thread_key, visibility, listed, customer_id, state, "
        "last_at, "
        "last_message_id, last_direction, snippet, unread, message_count, waiting_since, due_at, read_until, "
        "turns_whole, remote_id, snoozed_until, done_at, customer_at, window_closes_at, answerable_until, "
        "triage_message_id, urgency_percent, urgent_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        record.id, record.account, record.place.key, model::name(record.place.visibility),
        record.place.listed, record.place.customer, model::name(record.state), record.lastAt,
        record.lastMessage, model::name(record.lastDirection), record.snippet, record.unread,
        record.messageCount, record.waitingSince, record.dueAt, record.readUntil, record.turnsWhole,
        record.remoteId, record.snoozedUntil, record.doneAt, record.customerAt, record.windowClosesAt,
        record.answerableUntil, record.triageMessage, record.urgencyPercent, record.urgentAt);
}

base::Status ConversationTable::update(const ConversationRecord& record) {
    return sqlite::run(
        m_connection,
        "UPDATE conversation SET thread_key = ?, visibility = ?, listed = ?, customer_id = ?, "
        "state = ?, last_at = ?, "
        "last_message_id = ?, last_direction = ?, snippet = ?, unread = ?, message_count = ?, "
        "waiting_since = ?, "
        "due_at = ?, read_until = ?, turns_whole = ?, remote_id = ?, snoozed_until = ?, "
        "done_at = ?, customer_at = ?, window_closes_at = ?, answerable_until = ?, triage_message_id = ?, "
        "urgency_percent = ?, urgent_at = ? WHERE id = ?",
        record.place.key, model::name(record.place.visibility), record.place.listed, record.place.customer,
        model::name(record.state), record.lastAt, record.lastMessage, model::name(record.lastDirection),
        record.snippet, record.unread, record.messageCount, record.waitingSince, record.dueAt,
        record.readUntil, record.turnsWhole, record.remoteId, record.snoozedUntil, record.doneAt,
        record.customerAt, record.windowClosesAt, record.answerableUntil, record.triageMessage,
        record.urgencyPercent, record.urgentAt, record.id);
}

base::Status ConversationTable::moveBelongings(base::ConversationId from, base::ConversationId to) {
    constexpr std::array<std::string_view, 8> kSteps{
        "UPDATE turn SET conversation_id = ?2 WHERE conversation_id = ?1",
        "UPDATE outbox SET conversation_id = ?2 WHERE conversation_id = ?1",
        "UPDATE gap SET conversation_id = ?2 WHERE conversation_id = ?1 AND ?1 <> 0",
        "UPDATE draft SET text = iif(saved_at <= (SELECT saved_at FROM draft WHERE conversation_id = ?1), "
        "text || char(10, 10) || (SELECT text FROM draft WHERE conversation_id = ?1), "
        "(SELECT text FROM draft WHERE conversation_id = ?1) || char(10, 10) || text) "
        "WHERE conversation_id = ?2 AND EXISTS (SELECT 1 FROM draft WHERE conversation_id = ?1)",
        "INSERT INTO draft (conversation_id, text, saved_at) SELECT ?2, text, saved_at FROM draft "
        "WHERE conversation_id = ?1 ON CONFLICT (conversation_id) DO NOTHING",
        // The parameter ?2 is named so that every step takes the same two values.
        "DELETE FROM draft WHERE conversation_id = ?1 AND ?1 <> ?2",
        "UPDATE OR IGNORE read_mark SET conversation_id = ?2 WHERE conversation_id = ?1",
        "DELETE FROM read_mark WHERE conversation_id = ?1 AND ?1 <> ?2",
    };
    for (const std::string_view step : kSteps) {
        if (base::Status done = sqlite::run(m_connection, step, from, to); !done) {
            return done;
        }
    }
    return {};
}

base::Status ConversationTable::moveBelongings(base::MessageId message, base::ConversationId to) {
    for (const std::string_view step :
         {"UPDATE outbox SET conversation_id = ?2 WHERE message_id = ?1",
          "UPDATE turn SET conversation_id = ?2 WHERE id = "
          "(SELECT turn_id FROM message WHERE id = ?1) AND first_message_id = ?1"}) {
        if (base::Status done = sqlite::run(m_connection, step, message, to); !done) {
            return done;
        }
    }
    return {};
}

base::Status ConversationTable::remove(base::ConversationId id) {
    for (const std::string_view step :
         {"DELETE FROM draft WHERE conversation_id = ?", "DELETE FROM read_mark WHERE conversation_id = ?",
          "DELETE FROM gap WHERE conversation_id = ?1 AND ?1 <> 0",
          "DELETE FROM turn WHERE conversation_id = ?", "DELETE FROM conversation WHERE id = ?"}) {
        if (base::Status done = sqlite::run(m_connection, step, id); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace store
