// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/search_index.h"
#include "store/sqlite/query.h"
#include "store/store.h"

#include "support/catch.h"
#include "support/fake_clock.h"
#include "support/log_guard.h"
#include "support/temporary_folder.h"

#include <cstdint>
#include <memory>
#include <string>

namespace test {

/// The value, or the test ends with the error's sentence.
template <class T>
T need(base::Result<T> result) {
    if (!result) {
        FAIL(result.error().what());
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

/// The error's kind and sentence, or the test ends.
template <class T>
base::Error needError(const base::Result<T>& result) {
    if (result) {
        FAIL("this should have failed");
    }
    return result.error();
}

/// A store in a folder of its own.
struct OpenStore {
    support::TemporaryFolder folder;
    support::FakeClock clock;
    support::LogGuard guard{clock};
    std::unique_ptr<store::Store> store;

    explicit OpenStore(const std::string& vfs = {}) { open(vfs); }

    [[nodiscard]] std::string path() const { return folder.file("shopbell.db"); }
    void open(const std::string& vfs = {}) {
        store.reset();
        store = need(store::Store::open({.path = path(), .vfs = vfs}, clock, guard.log()));
    }
    /// A write that must go well.
    template <class Work>
    model::Change write(Work work) {
        return need(store->write("test", [&](store::WriteTx& tx) -> base::Status {
            work(tx);
            return {};
        }));
    }
    /// One number, by the writer's connection of a throw-away transaction.
    [[nodiscard]] std::int64_t number(const std::string& sql) {
        std::int64_t value = -1;
        write([&](store::WriteTx& tx) {
            value = need(store::sqlite::first(tx.connection(), sql, [](const store::sqlite::Statement& row) {
                        return row.integer(0);
                    })).value_or(-1);
        });
        return value;
    }
    [[nodiscard]] std::string text(const std::string& sql) {
        std::string value;
        write([&](store::WriteTx& tx) {
            value = need(store::sqlite::first(tx.connection(), sql, [](const store::sqlite::Statement& row) {
                        return row.text(0);
                    })).value_or("");
        });
        return value;
    }
};

/// Rows put in by hand, so that reading is tested without ingest.
class Rows {
public:
    explicit Rows(store::WriteTx& tx) : m_tx(tx) {}

    base::AccountId account(const std::string& remoteId = "1") {
        model::Account account;
        account.platform = "mastodon";
        account.server = "https://shop.example";
        account.remoteId = remoteId;
        account.handle = "@shop@shop.example";
        account.name = "The Shop";
        return need(m_tx.addAccount(account));
    }
    base::ContactId contact(base::AccountId account, const std::string& remoteId, const std::string& handle,
                            const std::string& name = {}) {
        need(store::sqlite::run(
            m_tx.connection(),
            "INSERT INTO contact (account_id, remote_id, handle, name) VALUES (?, ?, ?, ?)", account,
            remoteId, handle, name));
        return base::ContactId{m_tx.connection().lastInsertId()};
    }
    struct Conversation {
        std::string key;
        std::string state = "needs_reply";
        std::string visibility = "public";
        std::int64_t lastAt = 0;
        std::int64_t unread = 0;
        bool listed = true;
        base::ContactId customer{};
    };
    base::ConversationId conversation(base::AccountId account, const Conversation& row) {
        need(store::sqlite::run(
            m_tx.connection(),
            "INSERT INTO conversation (account_id, visibility, thread_key, listed, customer_id, "
            "state, last_at, unread, snippet) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'snip')",
            account, row.visibility, row.key, row.listed, row.customer, row.state, row.lastAt, row.unread));
        const base::ConversationId id{m_tx.connection().lastInsertId()};
        if (row.listed) {
            need(store::sqlite::run(m_tx.connection(), "UPDATE counter SET value = value + 1 WHERE name = ?",
                                    row.state));
            need(store::sqlite::run(
                m_tx.connection(), "UPDATE counter SET value = value + ? WHERE name = 'unread'", row.unread));
        }
        return id;
    }
    struct Message {
        std::string remoteId;
        std::string text;
        std::int64_t at = 0;
        base::ContactId author{};
        std::string direction = "inbound";
        std::string visibility = "public";
        std::string audience = "public";
        base::MessageId parent{};
        std::string subject{};
        std::string described{};
        std::string delivery{};
        std::string notification{};
        std::int64_t deletedAt = 0;
    };
    base::MessageId message(base::AccountId account, base::ConversationId conversation, const Message& row) {
        need(store::sqlite::run(
            m_tx.connection(),
            "INSERT INTO message (account_id, conversation_id, remote_id, parent_id, author_id, direction, "
            "audience, "
            "visibility, subject, text, described, at, seen_at, delivery, notification_id, deleted_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            account, conversation, row.remoteId, row.parent, row.author, row.direction, row.audience,
            row.visibility, row.subject, row.text, row.described, row.at, row.at, row.delivery,
            row.notification, row.deletedAt));
        const base::MessageId id{m_tx.connection().lastInsertId()};
        need(store::addToSearch(m_tx.connection(), id,
                                {.subject = row.subject, .text = row.text, .described = row.described}));
        return id;
    }

private:
    store::WriteTx& m_tx;
};

}  // namespace test
