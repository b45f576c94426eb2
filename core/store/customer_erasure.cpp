// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/customer_erasure.h"

#include "store/conversation_book.h"
#include "store/erasure.h"
#include "store/search_index.h"
#include "store/sqlite/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace store {
namespace {

// Of customer ?1 of account ?2.
constexpr std::string_view kWhole =
    "SELECT id FROM conversation WHERE account_id = ?2 AND customer_id = ?1 AND NOT EXISTS "
    "(SELECT 1 FROM message AS other WHERE other.conversation_id = conversation.id "
    "AND other.direction = 'inbound' AND other.author_id <> ?1)";
constexpr std::string_view kTheirs =
    "SELECT id, conversation_id, parent_id, conversation_id NOT IN (SELECT id FROM whole), subject, text, "
    "described, author_id = ?1, at FROM message WHERE account_id = ?2 AND (author_id = ?1 "
    "OR addressee_id = ?1 OR conversation_id IN (SELECT id FROM whole))";

struct Customer {
    base::ContactId id;
    base::AccountId account;
    bool guessed = false;
};

base::Result<Customer> found(sqlite::Connection& connection, base::ContactId id) {
    const auto customer = sqlite::first(
        connection, "SELECT account_id, guessed FROM contact WHERE id = ? AND remote_id <> ''",
        [id](const sqlite::Statement& row) {
            return Customer{.id = id, .account = row.id<base::AccountId>(0), .guessed = row.boolean(1)};
        },
        id);
    if (!customer) {
        return base::fail(customer.error());
    }
    if (!*customer) {
        return base::fail(base::ErrorKind::NotFound, fmt::format("there is no customer {}", id.value));
    }
    return **customer;
}

/// What is on its way must not become unknown to its sender.
base::Status refuseOpenReplies(sqlite::Connection& connection, base::ContactId customer) {
    const auto open = sqlite::first(
        connection,
        "SELECT count(*) FROM outbox CROSS JOIN message AS m ON m.id = outbox.message_id "
        "CROSS JOIN conversation AS c ON c.id = outbox.conversation_id WHERE outbox.conversation_id > 0 "
        "AND outbox.state NOT IN ('sent', 'discarded') AND (m.addressee_id = ?1 OR c.customer_id = ?1)",
        [](const sqlite::Statement& row) { return row.integer(0); }, customer);
    if (!open) {
        return base::fail(open.error());
    }
    if (const std::int64_t count = open->value_or(0); count > 0) {
        return base::fail(base::ErrorKind::BadInput,
                          fmt::format("{} to this customer {} not been sent yet; send or discard {} first, "
                                      "nothing was erased",
                                      count == 1 ? "a reply" : fmt::format("{} replies", count),
                                      count == 1 ? "has" : "have", count == 1 ? "it" : "them"));
    }
    return {};
}

/// A message of theirs, or to them, or beside those where nobody else wrote.
struct Trace {
    base::MessageId id;
    base::ConversationId conversation;
    base::MessageId parent;
    bool shared = false;  ///< others wrote in its conversation
    std::string subject;
    std::string text;
    std::string described;
};

struct Traces {
    std::vector<base::ConversationId> whole;
    std::vector<Trace> messages;
    /// Of what they wrote, and not now: clocks differ, and what they write next is new.
    base::UtcTime latest{};
};

base::Result<Traces> tracesOf(sqlite::Connection& connection, const Customer& customer) {
    auto whole = sqlite::all(
        connection, kWhole, [](const sqlite::Statement& row) { return row.id<base::ConversationId>(0); },
        customer.id, customer.account);
    if (!whole) {
        return base::fail(whole.error());
    }
    Traces traces{.whole = std::move(*whole), .messages = {}};
    base::Status done = sqlite::each(
        connection, fmt::format("WITH whole AS ({}) {}", kWhole, kTheirs),
        [&traces](const sqlite::Statement& row) {
            traces.messages.push_back({.id = row.id<base::MessageId>(0),
                                       .conversation = row.id<base::ConversationId>(1),
                                       .parent = row.id<base::MessageId>(2),
                                       .shared = row.boolean(3),
                                       .subject = row.text(4),
                                       .text = row.text(5),
                                       .described = row.text(6)});
            traces.latest = std::max(traces.latest, row.boolean(7) ? row.time(8) : base::UtcTime{});
        },
        customer.id, customer.account);
    return done ? base::Result<Traces>(std::move(traces)) : base::fail(done.error());
}

/// Theirs, and those with answers to theirs or with what theirs answer: private answers end turns of public
/// conversations.
base::Result<std::set<base::ConversationId>> touchedBy(sqlite::Connection& connection,
                                                       const std::vector<Trace>& messages) {
    std::set<base::ConversationId> touched;
    for (const Trace& message : messages) {
        touched.insert(message.conversation);
        const auto beside = sqlite::all(
            connection,
            "SELECT conversation_id FROM message WHERE id = ?2 AND ?2 <> 0 "
            "UNION SELECT conversation_id FROM message WHERE parent_id = ?1 AND parent_id <> 0",
            [](const sqlite::Statement& row) { return row.id<base::ConversationId>(0); }, message.id,
            message.parent);
        if (!beside) {
            return base::fail(beside.error());
        }
        touched.insert(beside->begin(), beside->end());
    }
    return touched;
}

/// Its traces outside of itself, and itself.
base::Status eraseWhole(WriteTx& tx, base::ConversationId conversation) {
    for (const std::string_view step :
         {"INSERT OR IGNORE INTO erased_reply (account_id, remote_id) SELECT account_id, remote_id "
          "FROM message WHERE conversation_id = ?1 AND direction = 'outbound' AND remote_id <> ''",
          "UPDATE message SET parent_id = 0 WHERE conversation_id <> ?1 AND parent_id <> 0 "
          "AND parent_id IN (SELECT id FROM message WHERE conversation_id = ?1)",
          "DELETE FROM wanted_thread WHERE (account_id, remote_id) IN "
          "(SELECT account_id, remote_id FROM message WHERE conversation_id = ?1)"}) {
        if (base::Status done = sqlite::run(tx.connection(), step, conversation); !done) {
            return done;
        }
    }
    tx.change().conversations.insert(conversation);
    return eraseConversation(tx.connection(), conversation);
}

base::Status empty(WriteTx& tx, const Trace& message) {
    base::Status done =
        removeFromSearch(tx.connection(), message.id,
                         {.subject = message.subject, .text = message.text, .described = message.described});
    for (const std::string_view step :
         {"INSERT OR IGNORE INTO erased_reply (account_id, remote_id) SELECT account_id, remote_id "
          "FROM message WHERE id = ?1 AND direction = 'outbound' AND remote_id <> ''",
          "DELETE FROM former_text WHERE message_id = ?1", "DELETE FROM attachment WHERE message_id = ?1",
          "DELETE FROM unreadable_item WHERE message_id = ?1",
          "DELETE FROM message_mention WHERE message_id = ?1", "DELETE FROM triage WHERE message_id = ?1",
          "DELETE FROM triage_correction WHERE message_id = ?1",
          "DELETE FROM triage_wanted WHERE message_id = ?1", "DELETE FROM stream_hit WHERE message_id = ?1",
          "DELETE FROM lesson WHERE question_id = ?1 OR answer_id = ?1",
          "DELETE FROM suggestion_outcome WHERE question_id = ?1 OR answer_id = ?1",
          "UPDATE outbox SET frozen_body = '', error = '' WHERE message_id = ?1",
          "DELETE FROM wanted_thread WHERE (account_id, remote_id) = "
          "(SELECT account_id, remote_id FROM message WHERE id = ?1)"}) {
        if (done) {
            done = sqlite::run(tx.connection(), step, message.id);
        }
    }
    if (done) {
        done = sqlite::run(tx.connection(),
                           "UPDATE message SET subject = '', text = '', described = '', url = '', "
                           "unreadable = '', notification_id = '', "
                           "deleted_at = iif(deleted_at = 0, ?2, deleted_at) WHERE id = ?1",
                           message.id, tx.now());
    }
    return done ? addToSearch(tx.connection(), message.id, {}) : done;
}

/// What was touched, once it stands: its turns, rows and counters anew.
base::Status settle(WriteTx& tx, const std::set<base::ConversationId>& conversations) {
    ConversationBook book(tx);
    for (const base::ConversationId conversation : conversations) {
        const auto known = book.record(conversation);
        if (!known) {
            return base::fail(known.error());
        }
        if (*known == nullptr) {
            continue;  // it went as a whole
        }
        if (base::Status done = book.changedWhole(conversation); !done) {
            return done;
        }
        book.shownAnew(conversation);
        tx.change().conversations.insert(conversation);
    }
    return book.settle();
}

/// A guess was never heard of by the platform: nothing could come back.
base::Status forget(sqlite::Connection& connection, const Customer& customer, base::UtcTime until) {
    base::Status done = sqlite::run(
        connection,
        "DELETE FROM draft WHERE conversation_id IN (SELECT id FROM conversation WHERE customer_id = ?)",
        customer.id);
    if (!done) {
        return done;
    }
    return customer.guessed
               ? sqlite::run(connection, "DELETE FROM contact WHERE id = ?", customer.id)
               : sqlite::run(connection,
                             "UPDATE contact SET handle = '', name = '', profile_url = '', "
                             "reach_percent = 100, erased_until = max(erased_until, ?2) WHERE id = ?1",
                             customer.id, until);
}

}  // namespace

base::Result<ErasedCustomer> eraseCustomer(WriteTx& tx, base::ContactId id) {
    sqlite::Connection& connection = tx.connection();
    const base::Result<Customer> customer = found(connection, id);
    if (!customer) {
        return base::fail(customer.error());
    }
    if (base::Status free = refuseOpenReplies(connection, id); !free) {
        return base::fail(free.error());
    }
    const auto traces = tracesOf(connection, *customer);
    if (!traces) {
        return base::fail(traces.error());
    }
    const auto touched = touchedBy(connection, traces->messages);
    if (!touched) {
        return base::fail(touched.error());
    }
    for (const base::ConversationId conversation : traces->whole) {
        if (base::Status done = eraseWhole(tx, conversation); !done) {
            return base::fail(done.error());
        }
    }
    for (const Trace& message : traces->messages) {
        if (base::Status done = message.shared ? empty(tx, message) : base::Status{}; !done) {
            return base::fail(done.error());
        }
    }
    base::Status done = settle(tx, *touched);
    if (done) {
        done = forget(connection, *customer, traces->latest);
    }
    if (!done) {
        return base::fail(done.error());
    }
    tx.change().accounts.insert(customer->account);
    tx.change().outbox = true;
    tx.change().lessons = true;
    return ErasedCustomer{.conversations = static_cast<int>(traces->whole.size()),
                          .messages = static_cast<std::int64_t>(traces->messages.size())};
}

base::Result<ErasedCustomer> WriteTx::eraseCustomer(base::ContactId customer) {
    return store::eraseCustomer(*this, customer);
}

}  // namespace store
