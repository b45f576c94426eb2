// SPDX-License-Identifier: GPL-3.0-or-later
#include "shop.h"

#include "model/names.h"
#include "model/response_time.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>

namespace test {

namespace sqlite = store::sqlite;

base::UtcTime minute(int minutes) {
    return base::fromMs(1'777'800'000'000 + std::int64_t{60'000} * minutes);
}

model::IncomingContact person(const std::string& name) {
    return {.remoteId = "u-" + name,
            .handle = name + "@else.example",
            .name = name,
            .profileUrl = "https://else.example/@" + name};
}

model::IncomingMessage says(const std::string& remoteId, const std::string& who, int minutes,
                            const std::string& parent, model::MentionOfUs mention) {
    return {.remoteId = remoteId,
            .parentRemoteId = parent,
            .author = person(who),
            .audience = "public",
            .mentionOfUs = mention,
            .text = "text of " + remoteId,
            .url = "https://else.example/" + remoteId,
            .at = minute(minutes)};
}

model::IncomingMessage weSay(const std::string& remoteId, int minutes, const std::string& parent) {
    return {.remoteId = remoteId,
            .parentRemoteId = parent,
            .own = true,
            .audience = "public",
            .text = "text of " + remoteId,
            .at = minute(minutes)};
}

model::IncomingMessage whispers(const std::string& remoteId, const std::string& who, int minutes,
                                const std::string& parent) {
    model::IncomingMessage message = says(remoteId, who, minutes, parent);
    message.visibility = model::Visibility::Private;
    message.audience = "direct";
    return message;
}

model::IncomingMessage weWhisper(const std::string& remoteId, const std::string& toWhom, int minutes,
                                 const std::string& parent) {
    model::IncomingMessage message = weSay(remoteId, minutes, parent);
    message.visibility = model::Visibility::Private;
    message.audience = "direct";
    message.addressees = {person(toWhom)};
    return message;
}

Shop::Shop(const std::string& usedServer) : server(usedServer) {
    renew();
}

void Shop::renew() {
    // Time goes on, and past whatever a story did to the calendar: the store does not forget what time it
    // was.
    clock.setUtc(account ? clock.utcNow() + base::Duration{7 * 24 * 3'600'000} : minute(100'000));
    write([&](store::WriteTx& tx) {
        if (account) {
            need(tx.removeAccount(account, true));
        }
        account = need(
            tx.addAccount({.platform = "mastodon", .server = server, .remoteId = "1", .name = "The Shop"}));
    });
}

void Shop::hurry() {
    hurries = true;
    sqlite3* writer = nullptr;
    write([&](store::WriteTx& tx) { writer = tx.connection().handle(); });
    REQUIRE(sqlite3_exec(writer, "PRAGMA synchronous = OFF", nullptr, nullptr, nullptr) == SQLITE_OK);
}

store::Ingested Shop::take(const model::IncomingBatch& batch) {
    store::Ingested done;
    write([&](store::WriteTx& tx) { done = need(tx.ingest(account, batch)); });
    return done;
}

store::Ingested Shop::take(std::vector<model::IncomingMessage> messages) {
    return take(model::IncomingBatch{.messages = std::move(messages)});
}

void Shop::erase(const std::vector<std::string>& remoteIds) {
    take(model::IncomingBatch{.deletedRemoteIds = remoteIds});
}

model::Message Shop::message(const std::string& remoteId) {
    const std::int64_t id = number("SELECT id FROM message WHERE remote_id = '" + remoteId + "'");
    return need(store->read().message({id}));
}

model::ConversationRow Shop::conversationOf(const std::string& remoteId) {
    return need(store->read().conversation(message(remoteId).conversation));
}

std::string Shop::keyOf(const std::string& remoteId) {
    return text("SELECT thread_key FROM conversation WHERE id = "
                "(SELECT conversation_id FROM message WHERE remote_id = '" +
                remoteId + "')");
}

std::string Shop::stateOf(const std::string& remoteId) {
    return text("SELECT iif(listed, state, 'context') FROM conversation WHERE id = "
                "(SELECT conversation_id FROM message WHERE remote_id = '" +
                remoteId + "')");
}

std::set<std::string> Shop::wanted() {
    const auto list = need(store->read().wantedThreads(account, 1000));
    return {list.begin(), list.end()};
}

namespace {

/// All rows of a query, a line each, columns joined by '|'.
std::string lines(sqlite::Connection& connection, const std::string& sql, int columns) {
    std::vector<std::string> found;
    need(sqlite::each(connection, sql, [&](const sqlite::Statement& row) {
        std::string line;
        for (int column = 0; column < columns; ++column) {
            line += row.text(column) + "|";
        }
        found.push_back(line);
    }));
    std::ranges::sort(found);
    return fmt::format("{}\n", fmt::join(found, "\n"));
}

std::int64_t numberOf(sqlite::Connection& connection, const std::string& sql) {
    return need(sqlite::first(connection, sql, [](const sqlite::Statement& row) { return row.integer(0); }))
        .value_or(-1);
}

model::TurnInput inputOf(const sqlite::Statement& row) {
    const bool inbound = row.text(2) == "inbound";
    return {.id = row.id<base::MessageId>(0),
            .at = row.time(1),
            .contact = row.id<base::ContactId>(inbound ? 3 : 4),
            .direction = model::directionNamed(row.text(2)).value_or(model::Direction::Note),
            .opensTurn = row.boolean(5),
            .endsTurns = row.boolean(9) || (!row.boolean(6) && row.text(7) == "sent"),
            .deletedAt = row.optionalTime(8)};
}

void readClosings(sqlite::Connection& connection, std::vector<model::TurnInput>& inputs) {
    for (model::TurnInput& input : inputs) {
        need(sqlite::each(
            connection,
            fmt::format("SELECT outcome, closed_at FROM turn_closing WHERE message_id = {}", input.id.value),
            [&](const sqlite::Statement& row) {
                input.closing = {.outcome = row.text(0) == "missed" ? model::TurnOutcome::Missed
                                                                    : model::TurnOutcome::NoReplyNeeded,
                                 .at = row.time(1)};
            }));
    }
}

/// The turns of one conversation as they should be, computed from all of its messages.
std::vector<model::Turn> expectedTurns(sqlite::Connection& connection, std::int64_t conversation,
                                       model::Visibility visibility) {
    std::vector<model::TurnInput> inputs;
    const std::string columns =
        "SELECT m.id, m.at, m.direction, m.author_id, m.addressee_id, m.opens_turn, m.automatic, "
        "m.delivery, m.deleted_at, m.phone_call FROM message m ";
    const auto read = [&](const sqlite::Statement& row) { inputs.push_back(inputOf(row)); };
    need(sqlite::each(connection,
                      columns + fmt::format("WHERE m.conversation_id = {} ORDER BY m.at, m.id", conversation),
                      read));
    if (visibility == model::Visibility::Public) {
        need(sqlite::each(connection,
                          columns +
                              fmt::format("JOIN message p ON p.id = m.parent_id WHERE p.conversation_id = {} "
                                          "AND m.conversation_id <> {} AND m.visibility = 'private' "
                                          "AND m.direction = 'outbound'",
                                          conversation, conversation),
                          read));
        for (model::TurnInput& input : inputs) {
            need(sqlite::each(
                connection,
                fmt::format("SELECT contact_id FROM message_mention WHERE message_id = {}", input.id.value),
                [&](const sqlite::Statement& row) { input.mentions.push_back(row.id<base::ContactId>(0)); }));
        }
    }
    readClosings(connection, inputs);
    std::ranges::sort(inputs, {}, [](const auto& input) { return std::pair(input.at, input.id); });
    return model::computeTurns(inputs, {.visibility = visibility});
}

std::string describe(const model::Turn& turn) {
    return fmt::format("{} {} {} {} {} {}", turn.contact.value, turn.first.value, base::toMs(turn.startedAt),
                       model::name(turn.outcome), turn.endedAt ? base::toMs(*turn.endedAt) : 0,
                       turn.endedBy.value);
}

std::string turnFaults(sqlite::Connection& connection, std::int64_t conversation,
                       model::Visibility visibility) {
    std::vector<std::string> expected;
    for (const model::Turn& turn : expectedTurns(connection, conversation, visibility)) {
        expected.push_back(describe(turn));
        for (const base::MessageId message : turn.messages) {
            const std::int64_t first =
                numberOf(connection, fmt::format("SELECT first_message_id FROM turn WHERE id = "
                                                 "(SELECT turn_id FROM message WHERE id = {})",
                                                 message.value));
            if (first != turn.first.value) {
                return fmt::format("message {} names the turn of {} instead of {}\n", message.value, first,
                                   turn.first.value);
            }
        }
    }
    std::vector<std::string> stored;
    need(sqlite::each(
        connection,
        fmt::format("SELECT contact_id, first_message_id, started_at, outcome, ended_at, ended_by "
                    "FROM turn WHERE conversation_id = {}",
                    conversation),
        [&](const sqlite::Statement& row) {
            stored.push_back(fmt::format("{} {} {} {} {} {}", row.integer(0), row.integer(1), row.integer(2),
                                         row.text(3), row.integer(4), row.integer(5)));
        }));
    std::ranges::sort(expected);
    std::ranges::sort(stored);
    if (expected != stored) {
        return fmt::format("turns of {}: stored\n  {}\nshould be\n  {}\n", conversation,
                           fmt::join(stored, "\n  "), fmt::join(expected, "\n  "));
    }
    return {};
}

/// Conditions that no database of ours meets.
const std::map<std::string, std::string> kNever = {
    {"a message without a conversation",
     "SELECT count(*) FROM message WHERE conversation_id NOT IN (SELECT id FROM conversation)"},
    {"a conversation without a message",
     "SELECT count(*) FROM conversation WHERE id NOT IN (SELECT conversation_id FROM message)"},
    {"a known parent that is not linked",
     "SELECT count(*) FROM message c JOIN message p ON p.account_id = c.account_id AND p.remote_id = "
     "c.parent_remote_id "
     "WHERE c.parent_id = 0 AND c.parent_remote_id <> '' AND c.remote_id <> c.parent_remote_id "
     "AND p.parent_remote_id <> c.remote_id"},
    {"a parent that is not there",
     "SELECT count(*) FROM message WHERE parent_id <> 0 AND parent_id NOT IN (SELECT id FROM message)"},
    {"a message counted wrongly", "SELECT count(*) FROM conversation c WHERE message_count <> "
                                  "(SELECT count(*) FROM message WHERE conversation_id = c.id)"},
    {"another last message", "SELECT count(*) FROM conversation c WHERE last_message_id <> (SELECT id FROM "
                             "message WHERE conversation_id = c.id "
                             "ORDER BY at DESC, id DESC LIMIT 1)"},
    {"another last time or direction",
     "SELECT count(*) FROM conversation c JOIN message m ON m.id = c.last_message_id "
     "WHERE c.last_at <> m.at OR c.last_direction <> m.direction"},
    {"a turn waited for wrongly",
     "SELECT count(*) FROM conversation c WHERE waiting_since <> "
     "(SELECT ifnull(min(started_at), 0) FROM turn WHERE conversation_id = c.id AND outcome = 'open')"},
    {"a wrong due time", "SELECT count(*) FROM conversation c JOIN account a ON a.id = c.account_id "
                         "WHERE due_at <> iif(waiting_since = 0, 0, waiting_since + a.target_ms)"},
    {"a wrong state", "SELECT count(*) FROM conversation c WHERE state IN ('needs_reply', 'answered') "
                      "AND state <> iif(waiting_since = 0, 'answered', 'needs_reply')"},
    {"a snoozed one where nobody waits, or without its time",
     "SELECT count(*) FROM conversation WHERE state = 'snoozed' AND (waiting_since = 0 OR snoozed_until = "
     "0)"},
    {"a time to wake of what is not snoozed",
     "SELECT count(*) FROM conversation WHERE state <> 'snoozed' AND snoozed_until <> 0"},
    {"somebody waiting in what is done",
     "SELECT count(*) FROM conversation WHERE state = 'done' AND waiting_since <> 0"},
    {"a wrong number of unread messages",
     "SELECT count(*) FROM conversation c WHERE unread <> iif(listed = 0 OR state = 'spam', 0, (SELECT "
     "count(*) FROM message m "
     "JOIN turn t ON t.id = m.turn_id WHERE m.conversation_id = c.id AND m.direction = 'inbound' "
     "AND t.outcome = 'open' AND m.id > c.read_until))"},
    {"a listed conversation without a customer",
     "SELECT count(*) FROM conversation WHERE listed = 1 AND customer_id NOT IN (SELECT id FROM contact)"},
    {"a reply elsewhere than its message", "SELECT count(*) FROM outbox o JOIN message m ON m.id = "
                                           "o.message_id WHERE o.conversation_id <> m.conversation_id"},
    {"a reply whose message says something else",
     "SELECT count(*) FROM outbox o JOIN message m ON m.id = o.message_id "
     "WHERE m.delivery <> iif(o.state = 'discarded', 'failed', o.state)"},
    {"an inbound message that names another conversation's turn",
     "SELECT count(*) FROM message m JOIN turn t ON t.id = m.turn_id "
     "WHERE m.direction = 'inbound' AND t.conversation_id <> m.conversation_id"},
    {"a message that names a turn that is gone",
     "SELECT count(*) FROM message WHERE turn_id <> 0 AND turn_id NOT IN (SELECT id FROM turn)"},
    {"a message of ours that names a turn it did not end",
     "SELECT count(*) FROM message m JOIN turn t ON t.id = m.turn_id "
     "WHERE m.direction = 'outbound' AND t.ended_by <> m.id"},
    {"a turn of no conversation's",
     "SELECT count(*) FROM turn WHERE conversation_id NOT IN (SELECT id FROM conversation)"},
    {"a thread wanted although the parent is known", "SELECT count(*) FROM wanted_thread w JOIN message m ON "
                                                     "m.remote_id = w.remote_id WHERE m.parent_id <> 0"},
};

}  // namespace

std::string Shop::faults() {
    std::string found;
    write([&](store::WriteTx& tx) {
        sqlite::Connection& connection = tx.connection();
        for (const auto& [what, sql] : kNever) {
            if (const std::int64_t count = numberOf(connection, sql); count != 0) {
                found += fmt::format("{}: {}\n", what, count);
            }
        }
        for (const char* state : {"needs_reply", "answered", "snoozed", "done", "spam"}) {
            const std::int64_t stored =
                numberOf(connection, fmt::format("SELECT value FROM counter WHERE name = '{}'", state));
            const std::int64_t real = numberOf(
                connection,
                fmt::format("SELECT count(*) FROM conversation WHERE listed = 1 AND state = '{}'", state));
            if (stored != real) {
                found += fmt::format("counter {} is {}, not {}\n", state, stored, real);
            }
        }
        const std::int64_t unread = numberOf(connection, "SELECT value FROM counter WHERE name = 'unread'");
        const std::int64_t real =
            numberOf(connection, "SELECT ifnull(sum(unread), 0) FROM conversation WHERE listed = 1");
        if (unread != real) {
            found += fmt::format("counter unread is {}, not {}\n", unread, real);
        }
        std::map<std::int64_t, model::Visibility> conversations;
        need(sqlite::each(
            connection, "SELECT id, visibility FROM conversation", [&](const sqlite::Statement& row) {
                conversations[row.integer(0)] =
                    row.text(1) == "public" ? model::Visibility::Public : model::Visibility::Private;
            }));
        for (const auto& [id, visibility] : conversations) {
            found += turnFaults(connection, id, visibility);
        }
    });
    if (const base::Status healthy = store->check(); !healthy) {
        found += healthy.error().what();
    }
    return found;
}

std::string Shop::picture() {
    std::string picture;
    write([&](store::WriteTx& tx) {
        sqlite::Connection& connection = tx.connection();
        picture += lines(connection,
                         "SELECT c.thread_key, c.listed, c.visibility, c.state, c.unread, c.message_count, "
                         "c.waiting_since, c.last_at, ifnull(p.remote_id, ''), c.snippet, (SELECT "
                         "group_concat(remote_id) FROM "
                         "(SELECT remote_id FROM message WHERE conversation_id = c.id ORDER BY remote_id)) "
                         "FROM conversation c LEFT JOIN contact p ON p.id = c.customer_id",
                         11);
        picture +=
            lines(connection,
                  "SELECT m.remote_id, ifnull(p.remote_id, ''), m.opens_turn, ifnull(a.remote_id, ''), "
                  "ifnull(d.remote_id, ''), m.text, m.edited_at, m.deleted_at > 0, m.unreadable, "
                  "ifnull((SELECT f.remote_id FROM turn t JOIN message f "
                  "ON f.id = t.first_message_id WHERE t.id = m.turn_id), '') FROM message m "
                  "LEFT JOIN message p ON p.id = m.parent_id LEFT JOIN contact a ON a.id = m.author_id "
                  "LEFT JOIN contact d ON d.id = m.addressee_id",
                  10);
        picture +=
            lines(connection,
                  "SELECT c.thread_key, p.remote_id, f.remote_id, t.started_at, t.outcome, t.ended_at, "
                  "ifnull(e.remote_id, '') FROM turn t JOIN conversation c ON c.id = t.conversation_id "
                  "JOIN contact p ON p.id = t.contact_id JOIN message f ON f.id = t.first_message_id "
                  "LEFT JOIN message e ON e.id = t.ended_by",
                  7);
        picture += lines(connection, "SELECT name, value FROM counter", 2);
        picture +=
            lines(connection,
                  "SELECT m.remote_id, f.text FROM former_text f JOIN message m ON m.id = f.message_id", 2);
    });
    return picture;
}

}  // namespace test
