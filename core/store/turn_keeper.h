// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/conversation_table.h"
#include "store/message_table.h"
#include "store/sqlite/connection.h"
#include "store/turn_table.h"

#include "model/response_time.h"

#include "base/error.h"

#include <optional>
#include <set>
#include <span>
#include <vector>

namespace store {

/// Keeps the turns of a conversation in step with its messages.
class TurnKeeper {
public:
    explicit TurnKeeper(sqlite::Connection& connection)
        : m_connection(connection), m_messages(connection), m_turns(connection) {}

    struct Standing {
        std::optional<base::UtcTime> openSince{}; ///< start of the earliest open turn
        bool ended = false;   ///< a turn that was open may not be so any more
        int newWaiting = 0;   ///< how many of the new messages wait in an open turn
    };
    /// The new messages come after all others of the conversation, in order: nothing before them has to be read. Must
    /// not be used for a conversation marked turns_whole.
    [[nodiscard]] base::Result<Standing> append(const ConversationRecord& conversation,
                                                std::span<const model::TurnInput> added);
    /// By model::computeTurns, over the end of the conversation that a change at `from` can reach; only rows that
    /// differ are written.
    [[nodiscard]] base::Result<Standing> recompute(const ConversationRecord& conversation, base::UtcTime from,
                                                   const std::set<base::MessageId>& added);

private:
    [[nodiscard]] base::Status end(std::vector<TurnRow>& open, const model::TurnInput& reply,
                                   model::Visibility visibility, std::vector<TurnRow>& ended);
    [[nodiscard]] base::Result<std::vector<MessageTable::TurnMember>>
    members(const ConversationRecord& conversation, base::UtcTime since);
    [[nodiscard]] base::Result<std::vector<TurnRow>> store(base::ConversationId conversation,
                                                           std::vector<model::Turn> fresh, std::vector<TurnRow> old);
    [[nodiscard]] base::Result<std::int64_t> turnToName(const ConversationRecord& conversation,
                                                        const MessageTable::TurnMember& member, std::int64_t turn);
    [[nodiscard]] base::Status nameTurns(const ConversationRecord& conversation,
                                         std::span<const MessageTable::TurnMember> members,
                                         std::span<const TurnRow> turns);

    sqlite::Connection& m_connection;
    MessageTable m_messages;
    TurnTable m_turns;
};

/// Where recomputing must begin so that a change at `from` is fully seen: no turn that starts earlier reaches past it.
[[nodiscard]] base::UtcTime startOfChange(base::UtcTime from, std::span<const TurnRow> turns);

}  // namespace store
