// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/reply.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"

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
    /// The oldest queued reply of an account whose time has come and that no earlier one of its conversation
    /// holds up.
    [[nodiscard]] base::Result<std::optional<OutboxEntry>> next(base::AccountId account, base::UtcTime now);
    [[nodiscard]] base::Result<std::vector<OutboxEntry>> inFlight();
    [[nodiscard]] base::Result<base::ReplyId> insert(const OutboxEntry& entry);
    [[nodiscard]] base::Status update(const OutboxEntry& entry);
    [[nodiscard]] base::Status remove(base::ReplyId id);
    [[nodiscard]] base::Status record(base::ReplyId reply, const model::ReplyEvent& event);
    [[nodiscard]] base::Status endOwnPauses(base::AccountId account);
    /// The latest time at which this database is known to have been written.
    [[nodiscard]] base::Result<base::UtcTime> latestKnownTime();

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
