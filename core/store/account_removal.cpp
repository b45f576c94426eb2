// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/account_table.h"

#include "store/erasure.h"
#include "store/sqlite/query.h"

namespace store {

namespace {

/// Replies that wait to be sent can't go any more. They stay in sight: a certain one has failed, one that may
/// have arrived is uncertain.
base::Status settleReplies(sqlite::Connection& connection, base::AccountId id, model::Change& change) {
    constexpr std::string_view kOpen = "SELECT id, message_id, conversation_id, may_have_arrived FROM outbox "
                                       "WHERE conversation_id > 0 AND state NOT IN ('sent', 'discarded') "
                                       "AND state = 'queued' AND account_id = ?";
    struct Waiting {
        base::ReplyId reply;
        base::MessageId message;
        base::ConversationId conversation;
        bool mayHaveArrived = false;
    };
    const auto waiting = sqlite::all(
        connection, kOpen,
        [](const sqlite::Statement& row) {
            return Waiting{.reply = row.id<base::ReplyId>(0),
                           .message = row.id<base::MessageId>(1),
                           .conversation = row.id<base::ConversationId>(2),
                           .mayHaveArrived = row.boolean(3)};
        },
        id);
    if (!waiting) {
        return base::fail(waiting.error());
    }
    for (const Waiting& row : *waiting) {
        const model::Delivery state =
            row.mayHaveArrived ? model::Delivery::Uncertain : model::Delivery::Failed;
        base::Status done =
            sqlite::run(connection,
                        "UPDATE outbox SET state = ?2, error = 'the account was removed before the "
                        "reply was sent', error_kind = 'not_found' WHERE id = ?1",
                        row.reply, model::name(state));
        if (done) {
            done = sqlite::run(connection, "UPDATE message SET delivery = ?2 WHERE id = ?1", row.message,
                               model::name(state));
        }
        if (!done) {
            return done;
        }
        change.outbox = true;
        change.conversations.insert(row.conversation);
    }
    return {};
}

}  // namespace

base::Status AccountTable::remove(base::AccountId id, base::UtcTime now, model::Change& change) {
    if (const base::Result<model::Account> account = find(id); !account) {
        return base::fail(account.error());
    }
    base::Status done = sqlite::run(
        m_connection, "UPDATE account SET removed_at = ?2 WHERE id = ?1 AND removed_at = 0", id, now);
    if (!done) {
        return done;
    }
    if (m_connection.changes() > 0) {
        change.accounts.insert(id);
    }
    // What nobody can be told any more is not told to whoever is connected again later.
    done = sqlite::run(m_connection,
                       "UPDATE message_deed SET wished = NULL, attempts = 0 "
                       "WHERE account_id = ? AND wished IS NOT NULL",
                       id);
    return done ? settleReplies(m_connection, id, change) : done;
}

base::Status AccountTable::forget(base::AccountId id, model::Change& change) {
    if (const base::Result<model::Account> account = find(id); !account) {
        return base::fail(account.error());
    }
    const auto conversations = sqlite::all(
        m_connection, "SELECT id FROM conversation WHERE account_id = ?",
        [](const sqlite::Statement& row) { return row.id<base::ConversationId>(0); }, id);
    if (!conversations) {
        return base::fail(conversations.error());
    }
    for (const base::ConversationId conversation : *conversations) {
        if (base::Status erased = eraseConversation(m_connection, conversation); !erased) {
            return erased;
        }
        change.conversations.insert(conversation);
    }
    for (const std::string_view step :
         {"DELETE FROM gap WHERE account_id = ?", "DELETE FROM contact WHERE account_id = ?",
          "DELETE FROM stream_cursor WHERE account_id = ?", "DELETE FROM wanted_thread WHERE account_id = ?",
          "DELETE FROM reply_capability WHERE account_id = ?",
          "DELETE FROM erased_reply WHERE account_id = ?", "DELETE FROM account_setting WHERE account_id = ?",
          "DELETE FROM cost WHERE account_id = ?", "DELETE FROM charged_item WHERE account_id = ?",
          "DELETE FROM account WHERE id = ?"}) {
        if (base::Status done = sqlite::run(m_connection, step, id); !done) {
            return done;
        }
    }
    change.accounts.insert(id);
    change.outbox = true;
    change.lessons = true;
    return {};
}

}  // namespace store
