// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/outbox_table.h"
#include "store/reader.h"
#include "store/sqlite/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace store {

namespace {

constexpr std::string_view kRow =
    "SELECT o.id, o.account_id, o.conversation_id, o.message_id, "
    "o.to_message_id, o.state, o.attempts, m.text, "
    "o.queued_at, o.first_attempt_at, o.not_before, o.safe_until, o.look_ups, "
    "o.error, o.error_kind, m.remote_id, "
    "o.frozen_body, o.repeat_key, o.foreseen_id, o.last_attempt_at, o.send_at FROM outbox AS o ";
constexpr std::string_view kWithMessage = "CROSS JOIN message AS m ON m.id = o.message_id WHERE ";

// Through the small index of open replies: those that were sent stay in the table for good.
const std::string kOpen = std::string(kRow) + "INDEXED BY outbox_open " + std::string(kWithMessage) +
                          "o.conversation_id > 0 AND o.state NOT IN ('sent', 'discarded')";
const std::string kSentSince = std::string(kRow) + "INDEXED BY outbox_sent " + std::string(kWithMessage) +
                               "o.state = 'sent' AND o.last_attempt_at >= ? "
                               "ORDER BY o.last_attempt_at DESC LIMIT ?";
const std::string kOne = std::string(kRow) + std::string(kWithMessage) + "o.id = ?";
const std::string kOfMessage = std::string(kRow) + std::string(kWithMessage) + "o.message_id = ?";

model::OutboxRow readRow(const sqlite::Statement& row) {
    model::OutboxRow reply;
    reply.id = row.id<base::ReplyId>(0);
    reply.account = row.id<base::AccountId>(1);
    reply.conversation = row.id<base::ConversationId>(2);
    reply.message = row.id<base::MessageId>(3);
    reply.to = row.id<base::MessageId>(4);
    // "discarded" is no delivery: such a reply was given up and shows as failed.
    reply.state = model::deliveryNamed(row.view(5)).value_or(model::Delivery::Failed);
    reply.attempts = static_cast<int>(row.integer(6));
    reply.text = row.text(7);
    reply.queuedAt = row.time(8);
    reply.firstAttemptAt = row.optionalTime(9);
    reply.notBefore = row.optionalTime(10);
    reply.safeUntil = row.optionalTime(11);
    reply.lookUps = static_cast<int>(row.integer(12));
    reply.error = row.text(13);
    reply.errorKind = row.text(14);
    reply.remoteId = row.text(15);
    reply.frozen =
        model::FrozenReply{.body = row.text(16), .repeatKey = row.text(17), .remoteId = row.text(18)};
    reply.lastAttemptAt = row.optionalTime(19);
    reply.sendAt = row.optionalTime(20);
    return reply;
}

}  // namespace

base::Result<std::optional<model::OutboxRow>> Reader::nextToSend(base::AccountId account,
                                                                 base::UtcTime now) const {
    const auto next = OutboxTable(m_connection).next(account, now);
    if (!next) {
        return base::fail(next.error());
    }
    return *next ? sqlite::first(m_connection, kOne, readRow, (*next)->id)
                 : base::Result<std::optional<model::OutboxRow>>{};
}

base::Result<std::vector<model::OutboxRow>> Reader::outbox() const {
    base::Result<std::vector<model::OutboxRow>> rows = sqlite::all(m_connection, kOpen, readRow);
    if (rows) {
        std::ranges::sort(*rows, {}, &model::OutboxRow::id);
    }
    return rows;
}

base::Result<model::OutboxRow> Reader::reply(base::ReplyId id) const {
    auto row = sqlite::first(m_connection, kOne, readRow, id);
    if (!row) {
        return base::fail(std::move(row.error()));
    }
    if (!*row) {
        return base::fail(base::ErrorKind::NotFound,
                          fmt::format("there is no reply {} in the outbox", id.value));
    }
    return std::move(**row);
}

base::Result<std::vector<model::OutboxRow>> Reader::sentSince(base::UtcTime since, int limit) const {
    return sqlite::all(m_connection, kSentSince, readRow, since, limit);
}

base::Result<std::vector<model::ReplyEvent>> Reader::replyEvents(base::ReplyId id) const {
    return sqlite::all(
        m_connection, "SELECT kind, at, detail FROM reply_event WHERE reply_id = ? ORDER BY place",
        [](const sqlite::Statement& row) {
            return model::ReplyEvent{.kind =
                                         eventNamed(row.view(0)).value_or(model::ReplyEvent::Kind::Written),
                                     .at = row.time(1),
                                     .detail = row.text(2)};
        },
        id);
}

base::Result<std::optional<model::OutboxRow>> Reader::replyOfMessage(base::MessageId id) const {
    return sqlite::first(m_connection, kOfMessage, readRow, id);
}

}  // namespace store
