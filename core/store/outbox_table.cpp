// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/outbox_table.h"

#include "store/sqlite/query.h"

#include <algorithm>
#include <array>

namespace store {
namespace {

/// In the order of model::ReplyEvent::Kind.
constexpr std::array<std::string_view, 12> kEvents{"written",      "left",       "cut_off",     "not_now",
                                                   "refused",      "not_found",  "found",       "confirmed",
                                                   "said_arrived", "sent_again", "tried_again", "discarded"};
constexpr std::array<std::string_view, 6> kStates{"queued", "in_flight", "uncertain",
                                                  "failed", "sent",      "discarded"};

OutboxState stateNamed(std::string_view word) {
    for (std::size_t index = 0; index < kStates.size(); ++index) {
        if (kStates[index] == word) {
            return static_cast<OutboxState>(index);
        }
    }
    // A state of a later version: never one that is sent by itself.
    return OutboxState::Uncertain;
}

const std::string kEntry = "SELECT id, account_id, conversation_id, message_id, to_message_id, state, "
                           "attempts, queued_at, first_attempt_at, "
                           "last_attempt_at, not_before, own_pause, safe_until, may_have_arrived, look_ups, "
                           "error, error_kind, frozen_body, "
                           "repeat_key, foreseen_id, send_at, place, asks_first FROM outbox ";
const std::string kById = kEntry + "WHERE id = ?";
const std::string kByMessage = kEntry + "WHERE message_id = ?";
const std::string kInFlight =
    kEntry + "WHERE state NOT IN ('sent', 'discarded') AND state = 'in_flight' ORDER BY id";

// Our own pauses are minutes at most: one that ends later was set by a clock that has been put back since.
// Windows that are shut hurry nobody: the platform may still take what a person writes, or refuses it at
// once. Of the smallest (window, place) as one number SQLite gives the id along, without a sort.
const std::string kNext =
    kEntry +
    "WHERE id = (SELECT id FROM (SELECT mine.id, min(CASE WHEN whole.window_closes_at > ?2 "
    "THEN whole.window_closes_at ELSE 9000000000000 END * 1000000 + mine.place) "
    "FROM outbox AS mine INDEXED BY outbox_open "
    "CROSS JOIN conversation AS whole ON whole.id = mine.conversation_id "
    "WHERE mine.conversation_id > 0 AND mine.state NOT IN ('sent', 'discarded') AND mine.state = 'queued' "
    "AND mine.account_id = ?1 "
    "AND (mine.not_before <= ?2 OR (mine.own_pause = 1 AND mine.not_before > ?2 + 1800000)) "
    "AND NOT EXISTS (SELECT 1 FROM outbox AS earlier WHERE earlier.state NOT IN ('sent', 'discarded') "
    "AND earlier.conversation_id = mine.conversation_id AND earlier.place < mine.place "
    "AND earlier.state IN ('queued', 'in_flight', 'uncertain') "
    "AND NOT (earlier.state = 'queued' AND earlier.attempts = 0 AND earlier.send_at > ?2)) "
    "AND NOT (mine.asks_first = 1 AND mine.attempts = 0 AND mine.queued_at NOT BETWEEN ?2 - ?3 + 1 AND ?2 "
    "AND " +
    std::string(kWroteAgainAt) + " IS NOT NULL)))";
const std::string kOpenOf = kEntry + "WHERE conversation_id = ? AND state NOT IN ('sent', 'discarded') "
                                     "ORDER BY place";

// Not just of the newest message: it may have come after the calendar was put back.
const std::string kLatestTime = "SELECT max(ifnull((SELECT max(seen_at) FROM (SELECT seen_at FROM message "
                                "ORDER BY id DESC LIMIT 1000)), 0), "
                                "ifnull((SELECT max(max(last_attempt_at, queued_at)) FROM outbox), 0))";

OutboxEntry entryOf(const sqlite::Statement& row) {
    return {.id = row.id<base::ReplyId>(0),
            .account = row.id<base::AccountId>(1),
            .conversation = row.id<base::ConversationId>(2),
            .message = row.id<base::MessageId>(3),
            .to = row.id<base::MessageId>(4),
            .state = stateNamed(row.view(5)),
            .attempts = static_cast<int>(row.integer(6)),
            .queuedAt = row.time(7),
            .firstAttemptAt = row.optionalTime(8),
            .lastAttemptAt = row.optionalTime(9),
            .notBefore = row.optionalTime(10),
            .sendAt = row.optionalTime(20),
            .ownPause = row.boolean(11),
            .place = row.integer(21),
            .asksFirst = row.boolean(22),
            .safeUntil = row.optionalTime(12),
            .mayHaveArrived = row.boolean(13),
            .lookUps = static_cast<int>(row.integer(14)),
            .error = row.text(15),
            .errorKind = row.text(16),
            .frozen = {.body = row.text(17), .repeatKey = row.text(18), .remoteId = row.text(19)}};
}

}  // namespace

std::string_view outboxColumn(OutboxState state) {
    return kStates.at(static_cast<std::size_t>(state));
}

std::string_view eventColumn(model::ReplyEvent::Kind kind) {
    return kEvents.at(static_cast<std::size_t>(kind));
}

std::optional<model::ReplyEvent::Kind> eventNamed(std::string_view word) {
    const auto found = std::ranges::find(kEvents, word);
    return found == kEvents.end()
               ? std::nullopt
               : std::optional(static_cast<model::ReplyEvent::Kind>(found - kEvents.begin()));
}

model::Delivery deliveryOf(OutboxState state) {
    switch (state) {
    case OutboxState::Queued:
        return model::Delivery::Queued;
    case OutboxState::InFlight:
        return model::Delivery::InFlight;
    case OutboxState::Uncertain:
        return model::Delivery::Uncertain;
    case OutboxState::Sent:
        return model::Delivery::Sent;
    case OutboxState::Failed:
    case OutboxState::Discarded:
        break;
    }
    return model::Delivery::Failed;
}

base::Result<std::optional<OutboxEntry>> OutboxTable::find(base::ReplyId id) {
    return sqlite::first(m_connection, kById, entryOf, id);
}

base::Result<std::optional<OutboxEntry>> OutboxTable::ofMessage(base::MessageId message) {
    return sqlite::first(m_connection, kByMessage, entryOf, message);
}

base::Result<std::optional<OutboxEntry>> OutboxTable::next(base::AccountId account, base::UtcTime now) {
    return sqlite::first(m_connection, kNext, entryOf, account, now, model::kAuthorLooks.count());
}

base::Result<std::vector<OutboxEntry>> OutboxTable::inFlight() {
    return sqlite::all(m_connection, kInFlight, entryOf);
}

base::Result<base::ReplyId> OutboxTable::insert(const OutboxEntry& entry) {
    base::Status done =
        sqlite::run(m_connection,
                    "INSERT INTO outbox (account_id, conversation_id, message_id, "
                    "to_message_id, state, queued_at, not_before, send_at, asks_first) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    entry.account, entry.conversation, entry.message, entry.to, outboxColumn(entry.state),
                    entry.queuedAt, entry.notBefore, entry.sendAt, entry.asksFirst);
    const base::ReplyId id{m_connection.lastInsertId()};
    if (done) {
        // Behind all others: an id is never given twice.
        done = setPlace(id, id.value);
    }
    if (!done) {
        return base::fail(done.error());
    }
    return id;
}

base::Status OutboxTable::update(const OutboxEntry& entry) {
    return sqlite::run(
        m_connection,
        "UPDATE outbox SET state = ?, attempts = ?, first_attempt_at = ?, last_attempt_at = ?, "
        "not_before = ?, own_pause = ?, safe_until = ?, may_have_arrived = ?, look_ups = ?, error = ?, "
        "error_kind = ?, frozen_body = ?, repeat_key = ?, foreseen_id = ?, send_at = ?, asks_first = ? WHERE "
        "id = ?",
        outboxColumn(entry.state), entry.attempts, entry.firstAttemptAt, entry.lastAttemptAt, entry.notBefore,
        entry.ownPause, entry.safeUntil, entry.mayHaveArrived, entry.lookUps, entry.error, entry.errorKind,
        entry.frozen.body, entry.frozen.repeatKey, entry.frozen.remoteId, entry.sendAt, entry.asksFirst,
        entry.id);
}

base::Result<std::vector<OutboxEntry>> OutboxTable::openOf(base::ConversationId conversation) {
    return sqlite::all(m_connection, kOpenOf, entryOf, conversation);
}

base::Status OutboxTable::setPlace(base::ReplyId id, std::int64_t place) {
    return sqlite::run(m_connection, "UPDATE outbox SET place = ? WHERE id = ?", place, id);
}

base::Status OutboxTable::record(base::ReplyId reply, const model::ReplyEvent& event) {
    return sqlite::run(m_connection,
                       "INSERT INTO reply_event (reply_id, place, at, kind, detail) VALUES (?1, "
                       "(SELECT ifnull(max(place), 0) + 1 FROM reply_event WHERE reply_id = ?1), ?2, ?3, ?4)",
                       reply, event.at, eventColumn(event.kind), event.detail);
}

base::Status OutboxTable::remove(base::ReplyId id) {
    if (base::Status done = sqlite::run(m_connection, "DELETE FROM reply_event WHERE reply_id = ?", id);
        !done) {
        return done;
    }
    return sqlite::run(m_connection, "DELETE FROM outbox WHERE id = ?", id);
}

base::Status OutboxTable::endOwnPauses(base::AccountId account) {
    return sqlite::run(
        m_connection,
        "UPDATE outbox SET not_before = 0, own_pause = 0 WHERE state NOT IN ('sent', 'discarded') "
        "AND state = 'queued' AND own_pause = 1 AND account_id = ?",
        account);
}

base::Result<base::UtcTime> OutboxTable::latestKnownTime() {
    const auto found =
        sqlite::first(m_connection, kLatestTime, [](const sqlite::Statement& row) { return row.time(0); });
    if (!found) {
        return base::fail(found.error());
    }
    return found->value_or(base::UtcTime{});
}

}  // namespace store
