// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/outbox_table.h"
#include "store/reader.h"
#include "store/sqlite/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace store {

namespace {

const std::string kRow =
    "SELECT mine.id, mine.account_id, mine.conversation_id, mine.message_id, "
    "mine.to_message_id, mine.state, mine.attempts, m.text, "
    "mine.queued_at, mine.first_attempt_at, mine.not_before, mine.safe_until, mine.look_ups, "
    "mine.error, mine.error_kind, m.remote_id, "
    "mine.frozen_body, mine.repeat_key, mine.foreseen_id, mine.last_attempt_at, mine.send_at, mine.place, "
    "mine.asks_first, CASE WHEN mine.state IN ('queued', 'failed') THEN " +
    std::string(kWroteAgainAt) +
    " END, CASE WHEN m.visibility = 'private' THEN (SELECT p.at FROM message AS p WHERE p.id = m.parent_id "
    "AND p.visibility = 'public') END FROM outbox AS mine ";
constexpr std::string_view kWithMessage = "CROSS JOIN message AS m ON m.id = mine.message_id WHERE ";

// Through the small index of open replies: those that were sent stay in the table for good.
const std::string kOpen = kRow + "INDEXED BY outbox_open " + std::string(kWithMessage) +
                          "mine.conversation_id > 0 AND mine.state NOT IN ('sent', 'discarded')";
const std::string kSentSince = kRow + "INDEXED BY outbox_sent " + std::string(kWithMessage) +
                               "mine.state = 'sent' AND mine.last_attempt_at >= ? "
                               "ORDER BY mine.last_attempt_at DESC LIMIT ?";
const std::string kOne = kRow + std::string(kWithMessage) + "mine.id = ?";
const std::string kOfMessage = kRow + std::string(kWithMessage) + "mine.message_id = ?";

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
    reply.place = row.integer(21);
    reply.ifWroteAgain = row.boolean(22) ? model::IfWroteAgain::AskFirst : model::IfWroteAgain::SendAnyway;
    reply.wroteAgainAt = row.optionalTime(23);
    reply.answersPublicOf = row.optionalTime(24);
    return reply;
}

}  // namespace

base::Result<std::vector<model::EarlierReply>> Reader::latestReplies(int limit) const {
    return sqlite::all(
        m_connection,
        "SELECT m.text, conversation.customer_id, mine.queued_at FROM outbox AS mine "
        "CROSS JOIN message AS m ON m.id = mine.message_id "
        "CROSS JOIN conversation ON conversation.id = mine.conversation_id "
        "WHERE mine.id > 0 AND mine.state <> 'discarded' ORDER BY mine.id DESC LIMIT ?",
        [](const sqlite::Statement& row) {
            return model::EarlierReply{
                .text = row.text(0), .customer = row.id<base::ContactId>(1), .at = row.time(2)};
        },
        limit);
}

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
        std::ranges::sort(*rows, {}, &model::OutboxRow::place);
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
