// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/reply.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store {

enum class OutboxState { Queued, InFlight, Uncertain, Failed, Sent, Discarded };

/// The spelling in the database.
[[nodiscard]] std::string_view outboxColumn(OutboxState state);
/// What the reply's own message shows. A discarded one shows as failed.
[[nodiscard]] model::Delivery deliveryOf(OutboxState state);

/// The spelling in the database.
[[nodiscard]] std::string_view eventColumn(model::ReplyEvent::Kind kind);
[[nodiscard]] std::optional<model::ReplyEvent::Kind> eventNamed(std::string_view word);

/// safe_until of a reply that may be repeated for ever.
inline constexpr base::UtcTime kAlwaysSafe = base::fromMs(253'402'300'799'000);

/// SQL of a scalar: the latest message of whom the reply `mine` (a row of outbox) answers that came here
/// after it was written; NULL when there is none. What came first is told by ids: a platform's time may be
/// older.
inline constexpr std::string_view kWroteAgainAt =
    "(SELECT max(fresh.at) FROM message AS reply "
    "JOIN conversation AS whole ON whole.id = reply.conversation_id "
    "LEFT JOIN message AS asked ON asked.id = mine.to_message_id "
    "CROSS JOIN message AS fresh INDEXED BY message_by_conversation "
    "ON fresh.conversation_id IN (reply.conversation_id, ifnull(asked.conversation_id, 0)) "
    "AND fresh.at > ifnull(asked.at, reply.at) AND fresh.id > reply.id "
    "WHERE reply.id = mine.message_id AND fresh.direction = 'inbound' AND fresh.deleted_at = 0 "
    "AND fresh.author_id = CASE reply.addressee_id WHEN 0 THEN whole.customer_id ELSE reply.addressee_id "
    "END)";

/// A row of the outbox with what only the state machine needs. The text is the message's.
struct OutboxEntry {
    base::ReplyId id;
    base::AccountId account;
    base::ConversationId conversation;
    base::MessageId message;
    base::MessageId to;
    OutboxState state = OutboxState::Queued;
    int attempts = 0;
    base::UtcTime queuedAt;
    std::optional<base::UtcTime> firstAttemptAt{};
    std::optional<base::UtcTime> lastAttemptAt{};
    std::optional<base::UtcTime> notBefore{};
    std::optional<base::UtcTime> sendAt{};
    bool ownPause = false;
    std::int64_t place = 0;  ///< in its conversation: the smaller goes first
    bool asksFirst = false;
    std::optional<base::UtcTime> safeUntil{};
    bool mayHaveArrived = false;
    int lookUps = 0;
    std::string error;
    std::string errorKind;
    model::FrozenReply frozen;
};

/// The SQL of table outbox.
class OutboxTable {
public:
    explicit OutboxTable(sqlite::Connection& connection) : m_connection(connection) {}

    [[nodiscard]] base::Result<std::optional<OutboxEntry>> find(base::ReplyId id);
    [[nodiscard]] base::Result<std::optional<OutboxEntry>> ofMessage(base::MessageId message);
    /// Of the queued replies of an account whose time has come and that nothing holds up, the one whose reply
    /// window closes first, else the oldest.
    [[nodiscard]] base::Result<std::optional<OutboxEntry>> next(base::AccountId account, base::UtcTime now);
    [[nodiscard]] base::Result<std::vector<OutboxEntry>> inFlight();
    /// Every open reply of a conversation, in the order in which they go.
    [[nodiscard]] base::Result<std::vector<OutboxEntry>> openOf(base::ConversationId conversation);
    [[nodiscard]] base::Result<base::ReplyId> insert(const OutboxEntry& entry);
    [[nodiscard]] base::Status update(const OutboxEntry& entry);
    [[nodiscard]] base::Status setPlace(base::ReplyId id, std::int64_t place);
    [[nodiscard]] base::Status remove(base::ReplyId id);
    [[nodiscard]] base::Status record(base::ReplyId reply, const model::ReplyEvent& event);
    [[nodiscard]] base::Status endOwnPauses(base::AccountId account);
    /// The latest time at which this database is known to have been written.
    [[nodiscard]] base::Result<base::UtcTime> latestKnownTime();

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
