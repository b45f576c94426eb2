// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/placement.h"
#include "store/sqlite/connection.h"

#include "model/names.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"

#include <cstdint>
#include <optional>
#include <string>

namespace store {

/// A conversation with its inbox row, as it is stored.
struct ConversationRecord {
    base::ConversationId id;
    base::AccountId account;
    Place place;
    model::ConversationState state = model::ConversationState::NeedsReply;
    base::UtcTime lastAt;
    base::MessageId lastMessage;
    model::Direction lastDirection = model::Direction::Inbound;
    std::string snippet;
    int unread = 0;
    int messageCount = 0;
    std::optional<base::UtcTime> waitingSince{};
    std::optional<base::UtcTime> dueAt{};
    std::optional<base::UtcTime> customerAt{};  ///< private, with windows: the customer's latest message
    std::optional<base::UtcTime> windowClosesAt{};
    std::optional<base::UtcTime> answerableUntil{};
    base::MessageId triageMessage{};              ///< that it is taken for; 0 = other
    int urgencyPercent = 100;                     ///< how much faster its target's clock runs
    std::optional<base::UtcTime> urgentAt{};      ///< model::urgentAt()
    std::optional<base::UtcTime> snoozedUntil{};  ///< with state Snoozed
    std::optional<base::UtcTime> doneAt{};        ///< when it was set to done the last time
    base::MessageId readUntil;                    ///< newer messages of open turns are unread
    bool turnsWhole = false;                      ///< its turns can't be continued at the end
    std::string remoteId;                         ///< the platform's own id of a private one; mostly empty
    bool operator==(const ConversationRecord&) const = default;
};

/// The SQL of table conversation and of what hangs on it as a whole.
class ConversationTable {
public:
    explicit ConversationTable(sqlite::Connection& connection) : m_connection(connection) {}

    [[nodiscard]] base::Result<std::optional<ConversationRecord>> find(base::ConversationId id);
    [[nodiscard]] base::Result<std::optional<ConversationRecord>> find(base::AccountId account,
                                                                       const std::string& key);
    /// The latest id that was ever given to a conversation.
    [[nodiscard]] base::Result<std::int64_t> latestId();
    /// With the record's id.
    [[nodiscard]] base::Status insert(const ConversationRecord& record);
    [[nodiscard]] base::Status update(const ConversationRecord& record);
    /// Turns, replies, draft and gaps move; two drafts become one, the older text first.
    [[nodiscard]] base::Status moveBelongings(base::ConversationId from, base::ConversationId to);
    /// What belongs to these messages alone moves: their replies and the turns that begin with them.
    [[nodiscard]] base::Status moveBelongings(base::MessageId message, base::ConversationId to);
    /// One without messages; what still hangs on it goes as well.
    [[nodiscard]] base::Status remove(base::ConversationId id);

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
