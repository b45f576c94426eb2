// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/erasure.h"

#include "store/search_index.h"
#include "store/sqlite/query.h"

#include <string>
#include <vector>

namespace store {

namespace {

struct Indexed {
    base::MessageId id;
    std::string subject;
    std::string text;
    std::string described;
};

/// What hangs on the messages goes first, the messages next, then what holds them.
constexpr std::string_view kSteps[] = {
    "UPDATE counter SET value = value - (SELECT unread FROM conversation WHERE id = ?1) "
    "WHERE name = 'unread' AND EXISTS (SELECT 1 FROM conversation WHERE id = ?1 AND listed = 1)",
    "UPDATE counter SET value = value - 1 "
    "WHERE name = (SELECT state FROM conversation WHERE id = ?1 AND listed = 1)",
    "DELETE FROM reply_event WHERE reply_id IN (SELECT id FROM outbox WHERE conversation_id = ?1)",
    "DELETE FROM outbox WHERE conversation_id = ?1",
    "DELETE FROM draft WHERE conversation_id = ?1",
    "DELETE FROM read_mark WHERE conversation_id = ?1",
    "DELETE FROM message_mention WHERE message_id IN (SELECT id FROM message WHERE conversation_id = ?1)",
    "DELETE FROM former_text WHERE message_id IN (SELECT id FROM message WHERE conversation_id = ?1)",
    "DELETE FROM attachment WHERE message_id IN (SELECT id FROM message WHERE conversation_id = ?1)",
    "DELETE FROM unreadable_item WHERE message_id IN (SELECT id FROM message WHERE conversation_id = ?1)",
    "DELETE FROM turn_closing WHERE message_id IN (SELECT id FROM message WHERE conversation_id = ?1)",
    "DELETE FROM turn WHERE conversation_id = ?1",
    "DELETE FROM message WHERE conversation_id = ?1",
    "DELETE FROM gap WHERE conversation_id = ?1 "
    "AND account_id = (SELECT account_id FROM conversation WHERE id = ?1)",
    "DELETE FROM conversation WHERE id = ?1",
};

}  // namespace

base::Status eraseConversation(sqlite::Connection& connection, base::ConversationId conversation) {
    const auto messages = sqlite::all(
        connection, "SELECT id, subject, text, described FROM message WHERE conversation_id = ?",
        [](const sqlite::Statement& row) {
            return Indexed{.id = row.id<base::MessageId>(0),
                           .subject = row.text(1),
                           .text = row.text(2),
                           .described = row.text(3)};
        },
        conversation);
    if (!messages) {
        return base::fail(messages.error());
    }
    for (const Indexed& message : *messages) {
        const SearchableText text{
            .subject = message.subject, .text = message.text, .described = message.described};
        if (base::Status removed = removeFromSearch(connection, message.id, text); !removed) {
            return removed;
        }
    }
    for (const std::string_view step : kSteps) {
        if (base::Status done = sqlite::run(connection, step, conversation); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace store
