// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/conversation_table.h"
#include "store/message_table.h"
#include "store/pending_messages.h"
#include "store/response_rules.h"
#include "store/sqlite/connection.h"
#include "store/turn_table.h"

#include "model/response_time.h"

#include "base/error.h"

#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace store {

/// How the turns of a conversation stand after a change.
struct TurnStanding {
    std::optional<base::UtcTime> openSince{};  ///< start of the earliest open turn
    bool ended = false;                        ///< a turn that was open may not be so any more
    int newWaiting = 0;                        ///< how many of the new messages wait in an open turn
};

/// What new messages at the end of a conversation do to its turns.
struct Continuation {
    struct Row {
        TurnRow turn;  ///< id 0: it is new
        bool changed = false;
    };
    std::vector<Row> rows;
    std::vector<std::pair<base::MessageId, std::size_t>> names;  ///< which message names which of the rows
    TurnStanding standing;
};

/// The new messages come after all others of the conversation, in order: nothing before them has to be read.
/// `open` are its open turns, `lastWindow` that of its private replies. The same as model::computeTurns over
/// the whole of a conversation that is not marked turns_whole.
[[nodiscard]] Continuation continueTurns(std::vector<TurnRow> open, std::span<const model::TurnInput> added,
                                         const ConversationRecord& conversation,
                                         std::optional<base::Duration> lastWindow);

/// Keeps the turns of a conversation in step with its messages.
class TurnKeeper {
public:
    TurnKeeper(sqlite::Connection& connection, ResponseRules& rules)
        : m_connection(connection), m_rules(rules), m_messages(connection), m_turns(connection) {}

    using Standing = TurnStanding;
    /// What the new messages at the end change; nothing is written yet.
    [[nodiscard]] base::Result<Continuation> append(const ConversationRecord& conversation,
                                                    std::span<const model::TurnInput> added);
    /// Writes it, with the turns that the messages name.
    [[nodiscard]] base::Status write(const ConversationRecord& conversation, Continuation& continuation,
                                     PendingMessages& pending);
    /// By model::computeTurns, over the end of the conversation that a change at `from` can reach; only rows
    /// that differ are written.
    [[nodiscard]] base::Result<Standing> recompute(const ConversationRecord& conversation, base::UtcTime from,
                                                   const std::set<base::MessageId>& added);

private:
    [[nodiscard]] base::Result<std::vector<MessageTable::TurnMember>>
    members(const ConversationRecord& conversation, base::UtcTime since);
    [[nodiscard]] base::Result<std::vector<TurnRow>>
    store(const ConversationRecord& conversation, std::vector<model::Turn> fresh, std::vector<TurnRow> old);
    /// What an ended turn is worth in business time.
    [[nodiscard]] base::Status measure(const ConversationRecord& conversation, TurnRow& row);
    [[nodiscard]] base::Result<std::int64_t> turnToName(const ConversationRecord& conversation,
                                                        const MessageTable::TurnMember& member,
                                                        std::int64_t turn);
    [[nodiscard]] base::Status nameTurns(const ConversationRecord& conversation,
                                         std::span<const MessageTable::TurnMember> members,
                                         std::span<const TurnRow> turns);

    sqlite::Connection& m_connection;
    ResponseRules& m_rules;
    MessageTable m_messages;
    TurnTable m_turns;
};

/// Where recomputing must begin so that a change at `from` is fully seen: no turn that starts earlier reaches
/// past it.
[[nodiscard]] base::UtcTime startOfChange(base::UtcTime from, std::span<const TurnRow> turns);

}  // namespace store
