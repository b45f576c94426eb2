// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/customer_erasure.h"

#include "store/conversation_book.h"
#include "store/erasure.h"
#include "store/search_index.h"
#include "store/sqlite/query.h"

#include <fmt/format.h>

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
    "SELECT * FROM message WHERE account_id = ?2 AND (author_id = ?1 OR addressee_id = ?1 "
    "OR conversation_id IN (SELECT id FROM whole))";

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

/// A message of theirs, or to them, where others wrote as well.
struct Shared {
    base::MessageId id;
    std::string subject;
    std::string text;
    std::string described;
};

struct Traces {
    std::vector<base::ConversationId> whole;
    std::vector<Shared> shared;
    /// With theirs, or with answers to theirs, or with what theirs answer: private answers end turns of
    /// public conversations.
    std::set<base::ConversationId> touched;
    /// Of what they wrote, and not now: clocks differ, and what they write next is new.
    base::UtcTime latest{};
    std::int64_t messages = 0;
};

base::Result<Traces> tracesOf(sqlite::Connection& connection, const Customer& customer) {
    const std::string with = fmt::format("WITH whole AS ({}), theirs AS ({}) ", kWhole, kTheirs);
    const auto conversation = [](const sqlite::Statement& row) { return row.id<base::ConversationId>(0); };
    const auto whole =
        sqlite::all(connection, with + "SELECT id FROM whole", conversation, customer.id, customer.account);
    const auto shared = sqlite::all(
        connection,
        with + "SELECT id, subject, text, described FROM theirs "
               "WHERE conversation_id NOT IN (SELECT id FROM whole)",
        [](const sqlite::Statement& row) {
            return Shared{.id = row.id<base::MessageId>(0),
                          .subject = row.text(1),
                          .text = row.text(2),
                          .described = row.text(3)};
        },
        customer.id, customer.account);
    const auto touched = sqlite::all(
        connection,
        with + "SELECT conversation_id FROM theirs UNION SELECT m.conversation_id FROM theirs "
               "CROSS JOIN message AS m ON m.id = theirs.parent_id WHERE theirs.parent_id <> 0 UNION "
               "SELECT m.conversation_id FROM theirs CROSS JOIN message AS m ON m.parent_id = theirs.id "
               "WHERE m.parent_id <> 0",
        conversation, customer.id, customer.account);
    const auto sums = sqlite::first(
        connection, with + "SELECT ifnull(max(at) FILTER (WHERE author_id = ?1), 0), count(*) FROM theirs",
        [](const sqlite::Statement& row) { return std::pair(row.time(0), row.integer(1)); }, customer.id,
        customer.account);
    for (const auto* error : {whole ? nullptr : &whole.error(), shared ? nullptr : &shared.error(),
                              touched ? nullptr : &touched.error(), sums ? nullptr : &sums.error()}) {
        if (error != nullptr) {
            return base::fail(*error);
        }
    }
    const auto [latest, messages] = sums->value_or(std::pair(base::UtcTime{}, std::int64_t{0}));
    return Traces{.whole = *whole,
                  .shared = *shared,
                  .touched = {touched->begin(), touched->end()},
                  .latest = latest,
                  .messages = messages};
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

base::Status empty(WriteTx& tx, const Shared& message) {
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
          "DELETE FROM triage_wanted WHERE message_id = ?1",
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
    for (const base::ConversationId conversation : traces->whole) {
        if (base::Status done = eraseWhole(tx, conversation); !done) {
            return base::fail(done.error());
        }
    }
    for (const Shared& message : traces->shared) {
        if (base::Status done = empty(tx, message); !done) {
            return base::fail(done.error());
        }
    }
    base::Status done = settle(tx, traces->touched);
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
                          .messages = traces->messages};
}

base::Result<ErasedCustomer> WriteTx::eraseCustomer(base::ContactId customer) {
    return store::eraseCustomer(*this, customer);
}

}  // namespace store
