// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/placement.h"
#include "store/sqlite/connection.h"

#include "model/private_answer.h"
#include "model/response_time.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store {

/// The spelling of a delivery in the database: '' for an inbound message.
[[nodiscard]] std::string_view deliveryColumn(model::Delivery delivery);

/// A message as it is stored, but for attachments and mentions.
struct MessageRow {
    MessageFacts facts;
    std::string parentRemoteId;
    bool automatic = false;
    std::string audience;
    std::string subject;
    std::string text;
    std::string described;  ///< the attachments' descriptions, a line each
    std::string url;
    base::UtcTime seenAt;
    std::optional<base::UtcTime> editedAt{};
    std::optional<base::UtcTime> deletedAt{};
    model::Delivery delivery = model::Delivery::None;
    std::string notificationId;
    std::string unreadable;
    model::Sight sight = model::Sight::Shown;
    model::PrivateReply privateReply = model::PrivateReply::NotSaid;
    std::int64_t turn = 0;   ///< only written by insert()
    bool phoneCall = false;  ///< likewise
    bool operator==(const MessageRow&) const = default;
};

/// The SQL of table message.
class MessageTable {
public:
    explicit MessageTable(sqlite::Connection& connection) : m_connection(connection) {}

    [[nodiscard]] base::Result<std::optional<MessageRow>> find(base::AccountId account,
                                                               const std::string& remoteId);
    [[nodiscard]] base::Result<std::optional<MessageRow>> find(base::MessageId id);
    [[nodiscard]] base::Result<std::optional<MessageFacts>> facts(base::AccountId account,
                                                                  const std::string& remoteId);
    [[nodiscard]] base::Result<std::optional<MessageFacts>> facts(base::MessageId id);
    /// The messages whose parent is this one.
    [[nodiscard]] base::Result<std::vector<MessageFacts>> children(base::MessageId parent);
    /// The messages that have waited for this parent.
    [[nodiscard]] base::Result<std::vector<MessageFacts>> orphans(base::AccountId account,
                                                                  const std::string& parentRemoteId);
    /// Whether `ancestor` is `message` or stands above it.
    [[nodiscard]] base::Result<bool> standsAbove(base::MessageId ancestor, base::MessageId message);

    /// With the row's id, or the next one when it has none.
    [[nodiscard]] base::Result<base::MessageId> insert(base::AccountId account, const MessageRow& row);
    /// The latest id that was ever given to a message.
    [[nodiscard]] base::Result<std::int64_t> latestId();
    /// What an edit or a better reading can change; neither the place nor the turn.
    [[nodiscard]] base::Status update(const MessageRow& row);
    [[nodiscard]] base::Status setParent(base::MessageId message, base::MessageId parent);
    [[nodiscard]] base::Status adoptChildren(base::MessageId from, base::MessageId to);
    [[nodiscard]] base::Status setPlace(const MessageFacts& facts);
    [[nodiscard]] base::Status setTakenUp(base::MessageId message, bool takenUp);
    [[nodiscard]] base::Status setDelivery(base::MessageId message, model::Delivery delivery);
    /// The row alone; what belongs to it must be gone.
    [[nodiscard]] base::Status remove(base::MessageId message);

    [[nodiscard]] base::Status moveAll(base::ConversationId from, base::ConversationId to);
    struct Latest {
        base::MessageId id;
        base::UtcTime at;
        model::Direction direction = model::Direction::Inbound;
    };
    [[nodiscard]] base::Result<std::optional<Latest>> latest(base::ConversationId conversation);
    /// When this person wrote last, what was deleted left out; nothing = never.
    [[nodiscard]] base::Result<std::optional<base::UtcTime>> latestOf(base::ConversationId conversation,
                                                                      base::ContactId author);
    [[nodiscard]] base::Result<int> count(base::ConversationId conversation);
    /// Those that the platform has given an id.
    [[nodiscard]] base::Result<int> countNamed(base::ConversationId conversation);
    struct Shown {
        std::string text;
        std::string subject;
        std::string unreadable;
    };
    [[nodiscard]] base::Result<std::optional<Shown>> shown(base::MessageId message);

    struct TurnMember {
        model::TurnInput input;
        std::int64_t turn = 0;   ///< as stored
        bool elsewhere = false;  ///< it belongs to another conversation
    };
    /// The messages of a conversation from `since` on as the turn rule sees them, by time then id.
    [[nodiscard]] base::Result<std::vector<TurnMember>> turnMembers(base::ConversationId conversation,
                                                                    base::UtcTime since);
    /// Private replies of ours to messages of this public conversation: they end its turns as well.
    [[nodiscard]] base::Result<std::vector<TurnMember>> privateAnswers(base::ConversationId conversation);
    [[nodiscard]] base::Status setTurn(base::MessageId message, std::int64_t turn);
    /// Inbound messages of open turns that came after `readUntil`.
    [[nodiscard]] base::Result<int> countUnread(base::ConversationId conversation, base::UtcTime since,
                                                base::MessageId readUntil);

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
