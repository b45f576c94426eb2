// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/response_time.h"

#include "base/error.h"

#include <cstdint>
#include <vector>

namespace store {

/// A turn as it is stored; the messages of `turn` are left empty, they name the turn themselves.
struct TurnRow {
    std::int64_t id = 0;
    model::Turn turn;
    model::BusinessSpan business{};  ///< of an ended one
};

/// The SQL of table turn.
class TurnTable {
public:
    explicit TurnTable(sqlite::Connection& connection) : m_connection(connection) {}

    /// Those that start at `since` or later, by start.
    [[nodiscard]] base::Result<std::vector<TurnRow>> since(base::ConversationId conversation,
                                                           base::UtcTime since);
    [[nodiscard]] base::Result<std::int64_t> insert(base::ConversationId conversation, const TurnRow& row);
    [[nodiscard]] base::Status update(const TurnRow& row);
    [[nodiscard]] base::Status remove(std::int64_t id);
    /// 0: there is no such turn.
    [[nodiscard]] base::Result<base::ConversationId> conversationOf(std::int64_t id);
    /// The turn that this private answer ended in the conversation of the public message it answers; 0 =
    /// none.
    [[nodiscard]] base::Result<std::int64_t> endedInPublic(base::MessageId answer);

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
