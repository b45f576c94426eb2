// SPDX-License-Identifier: GPL-3.0-or-later
#include "open_store.h"

#include "support/catch.h"
#include "support/paths.h"

#include <filesystem>
#include <fstream>
#include <stdexcept>

using test::need;
using test::needError;
using test::OpenStore;
using test::Rows;

namespace {

model::Account shop(const std::string& remoteId = "1") {
    model::Account account;
    account.platform = "mastodon";
    account.server = "https://shop.example";
    account.remoteId = remoteId;
    account.handle = "@shop@shop.example";
    account.name = "The Shop";
    account.facts = {.software = "mastodon", .version = "4.6.0", .largestReply = 500, .urlLength = 23};
    account.capabilities.readBack = true;
    account.capabilities.replies = {
        {.visibility = model::Visibility::Public,
         .length = {.unit = model::LengthUnit::Graphemes,
                    .limit = 500,
                    .urlLength = 23,
                    .mentionsWithoutDomain = true},
         .repeat = {.kind = model::RepeatGuarantee::Kind::ForTime, .lasts = base::Duration(3'000'000)},
         .window = base::Duration(60'000)},
        {.visibility = model::Visibility::Private,
         .length = {.unit = model::LengthUnit::Utf16Units, .limit = 300},
         .repeat = {.kind = model::RepeatGuarantee::Kind::Always}},
    };
    return account;
}

/// All bytes of the database and its log.
std::string allBytes(const OpenStore& open) {
    return support::readFile(open.path()) + support::readFile(open.path() + "-wal");
}

}  // namespace

TEST_CASE("a change is announced after its commit, not before") {
    OpenStore open;
    std::vector<std::size_t> seenByReader;
    const auto reader = need(open.store->reader());
    open.store->onChange([&](const model::Change& change) {
        CHECK(change.accounts.size() == 1);
        seenByReader.push_back(need(reader->accounts()).size());
    });
    const model::Change change = open.write([&](store::WriteTx& tx) {
        need(tx.addAccount(shop()));
        CHECK(seenByReader.empty());
    });
    CHECK(seenByReader == std::vector<std::size_t>{1});
    CHECK(change.accounts.size() == 1);
}

TEST_CASE("work that fails is rolled back and not announced") {
    OpenStore open;
    int announced = 0;
    open.store->onChange([&](const model::Change&) { ++announced; });
    const auto result = open.store->write("add a shop", [&](store::WriteTx& tx) -> base::Status {
        need(tx.addAccount(shop()));
        return base::fail(base::ErrorKind::Rejected, "the server said no");
    });
    CHECK(needError(result).what() == "add a shop: the server said no");
    CHECK(needError(result).kind == base::ErrorKind::Rejected);
    CHECK(announced == 0);
    CHECK(need(open.store->read().accounts()).empty());
}

TEST_CASE("work that throws is rolled back, and the store goes on") {
    OpenStore open;
    CHECK_THROWS_AS(open.store->write("throw",
                                      [&](store::WriteTx& tx) -> base::Status {
                                          need(tx.addAccount(shop()));
                                          throw std::runtime_error("out of memory, say");
                                      }),
                    std::runtime_error);
    CHECK(need(open.store->read().accounts()).empty());
    open.write([](store::WriteTx& tx) { need(tx.addAccount(shop())); });
    CHECK(need(open.store->read().accounts()).size() == 1);
}

TEST_CASE("a write inside of a write is refused") {
    OpenStore open;
    open.write([&](store::WriteTx&) {
        const auto inner = open.store->write("inner", [](store::WriteTx&) -> base::Status { return {}; });
        CHECK(needError(inner).kind == base::ErrorKind::Internal);
    });
}

TEST_CASE("a listener may write") {
    OpenStore open;
    bool first = true;
    open.store->onChange([&](const model::Change&) {
        if (std::exchange(first, false)) {
            open.write([](store::WriteTx& tx) { need(tx.addAccount(shop("2"))); });
        }
    });
    open.write([](store::WriteTx& tx) { need(tx.addAccount(shop("1"))); });
    CHECK(need(open.store->read().accounts()).size() == 2);
}

TEST_CASE("what is told again writes not one byte and announces nothing") {
    OpenStore open;
    base::AccountId id;
    base::ConversationId conversation;
    const auto tellAll = [&](store::WriteTx& tx) {
        id = need(tx.addAccount(shop()));
        model::Account probed = shop();
        probed.id = id;
        std::ranges::reverse(probed.capabilities.replies);
        need(tx.updateAccount(probed));
        need(tx.setAccountState(id, model::AccountState::Ok, ""));
        need(tx.setSetting("window", "wide"));
        need(tx.addCannedReply({.id = {}, .title = "Hello", .text = "Hello {{customer.name|there}}"}));
        if (conversation) {
            need(tx.saveDraft(conversation, "half a sentence"));
            need(tx.markRead(conversation));
        }
    };
    open.write(tellAll);
    open.write([&](store::WriteTx& tx) {
        Rows rows(tx);
        conversation = rows.conversation(id, {.key = "top:1", .unread = 2});
    });
    open.write(tellAll);

    const std::string before = allBytes(open);
    int announced = 0;
    open.store->onChange([&](const model::Change&) { ++announced; });
    // Later, so that a time written by mistake would differ.
    open.clock.advance(base::Duration(5000));
    CHECK(open.write(tellAll).empty());
    CHECK(allBytes(open) == before);
    CHECK(announced == 0);
}

TEST_CASE("an account comes back as it was given") {
    OpenStore open;
    base::AccountId id;
    open.write([&](store::WriteTx& tx) { id = need(tx.addAccount(shop())); });
    const model::Account read = need(open.store->read().account(id));
    CHECK(read.platform == "mastodon");
    CHECK(read.server == "https://shop.example");
    CHECK(read.handle == "@shop@shop.example");
    CHECK(read.name == "The Shop");
    CHECK(read.capabilities.target == model::ResponseTarget{});
    CHECK(read.facts == shop().facts);
    CHECK(read.capabilities == shop().capabilities);
    CHECK(needError(open.store->read().account(base::AccountId{99})).what() == "there is no account 99");

    open.write([&](store::WriteTx& tx) {
        need(tx.setAccountState(id, model::AccountState::NeedsLogin, "the token was revoked"));
    });
    CHECK(need(open.store->read().account(id)).state == model::AccountState::NeedsLogin);
    CHECK(need(open.store->read().account(id)).problem == "the token was revoked");
}

TEST_CASE("what is probed again replaces what was known of an account") {
    OpenStore open;
    base::AccountId id;
    open.write([&](store::WriteTx& tx) { id = need(tx.addAccount(shop())); });
    model::Account probed = shop();
    probed.id = id;
    probed.name = "The Shop round the Corner";
    probed.facts = {.software = "snac", .version = "2.68"};
    probed.capabilities.replies.pop_back();
    probed.capabilities.replies[0].repeat = {};
    const model::Change change = open.write([&](store::WriteTx& tx) { need(tx.updateAccount(probed)); });
    CHECK(change.accounts.contains(id));
    const model::Account read = need(open.store->read().account(id));
    CHECK(read.name == "The Shop round the Corner");
    CHECK(read.facts == probed.facts);
    CHECK(read.capabilities == probed.capabilities);
}

TEST_CASE("a removed account keeps its history and comes back under its old id") {
    OpenStore open;
    base::AccountId id;
    base::ConversationId conversation;
    open.write([&](store::WriteTx& tx) {
        id = need(tx.addAccount(shop()));
        Rows rows(tx);
        conversation = rows.conversation(id, {.key = "top:1", .lastAt = 1});
        rows.message(id, conversation, {.remoteId = "1", .text = "hello", .at = 1});
    });
    open.write([&](store::WriteTx& tx) { need(tx.removeAccount(id, false)); });
    CHECK(need(open.store->read().accounts()).empty());
    CHECK(need(open.store->read().thread(conversation, 10)).size() == 1);

    base::AccountId again;
    const model::Change change = open.write([&](store::WriteTx& tx) { again = need(tx.addAccount(shop())); });
    CHECK(again == id);
    CHECK(change.accounts.contains(id));
    CHECK(need(open.store->read().accounts()).size() == 1);
}

TEST_CASE("a reply that waits while its account is removed stays in sight as failed") {
    OpenStore open;
    base::AccountId id;
    const auto queue = [&](store::WriteTx& tx, base::ConversationId conversation, bool mayHaveArrived) {
        Rows rows(tx);
        const base::MessageId message = rows.message(
            id, conversation, {.text = "soon", .at = 2, .direction = "outbound", .delivery = "queued"});
        need(store::sqlite::run(tx.connection(),
                                "INSERT INTO outbox (account_id, conversation_id, message_id, queued_at, "
                                "may_have_arrived) VALUES (?, ?, ?, 2, ?)",
                                id, conversation, message, mayHaveArrived));
    };
    open.write([&](store::WriteTx& tx) {
        id = need(tx.addAccount(shop()));
        const auto conversation = Rows(tx).conversation(id, {.key = "top:1", .lastAt = 1});
        queue(tx, conversation, false);
        queue(tx, conversation, true);
    });
    const model::Change change = open.write([&](store::WriteTx& tx) { need(tx.removeAccount(id, false)); });
    CHECK(change.outbox);
    const auto outbox = need(open.store->read().outbox());
    REQUIRE(outbox.size() == 2);
    CHECK(outbox[0].state == model::Delivery::Failed);
    CHECK(outbox[1].state == model::Delivery::Uncertain);
    CHECK(need(open.store->read().message(outbox[0].message)).delivery == model::Delivery::Failed);
    CHECK(need(open.store->read().message(outbox[1].message)).delivery == model::Delivery::Uncertain);
}

TEST_CASE("a forgotten account takes everything with it and leaves the others alone") {
    OpenStore open;
    base::AccountId id;
    base::AccountId other;
    const auto fill = [](store::WriteTx& tx, base::AccountId account, const std::string& word) {
        Rows rows(tx);
        const base::ContactId mira = rows.contact(account, "7", "mira@stadtfunk.example");
        const auto listed =
            rows.conversation(account, {.key = "top:1", .lastAt = 1, .unread = 3, .customer = mira});
        const auto hidden = rows.conversation(account, {.key = "context:0", .unread = 5, .listed = false});
        const base::MessageId message = rows.message(
            account, listed, {.remoteId = "1", .text = word, .at = 1, .author = mira, .subject = "cw"});
        rows.message(account, hidden, {.remoteId = "0", .text = word + " above", .at = 0});
        auto& connection = tx.connection();
        need(store::sqlite::run(connection,
                                "INSERT INTO turn (conversation_id, contact_id, first_message_id, "
                                "started_at) VALUES (?, ?, ?, 1)",
                                listed, mira, message));
        need(store::sqlite::run(connection, "INSERT INTO message_mention VALUES (?, ?)", message, mira));
        need(store::sqlite::run(
            connection, "INSERT INTO former_text (message_id, text, seen_at) VALUES (?, 'old', 1)", message));
        need(store::sqlite::run(connection, "INSERT INTO attachment (message_id, kind) VALUES (?, 'image')",
                                message));
        need(store::sqlite::run(connection, "INSERT INTO unreadable_item VALUES (?, '{}')", message));
        need(store::sqlite::run(
            connection,
            "INSERT INTO outbox (account_id, conversation_id, message_id, queued_at) VALUES (?, ?, ?, 1)",
            account, listed, message));
        need(store::sqlite::run(
            connection,
            "INSERT INTO gap (account_id, conversation_id, reason, found_at) VALUES (?, ?, 'r', 1)", account,
            listed));
        need(store::sqlite::run(
            connection, "INSERT INTO gap (account_id, reason, found_at) VALUES (?, 'r', 1)", account));
        need(store::sqlite::run(connection, "INSERT INTO stream_cursor VALUES (?, 's', 'c')", account));
        need(store::sqlite::run(
            connection, "INSERT INTO wanted_thread (account_id, remote_id) VALUES (?, '9')", account));
        need(tx.saveDraft(listed, "draft"));
    };
    open.write([&](store::WriteTx& tx) {
        id = need(tx.addAccount(shop("1")));
        other = need(tx.addAccount(shop("2")));
        fill(tx, id, "gone");
        fill(tx, other, "stays");
    });
    const auto rowsOf = [&] {
        std::vector<std::int64_t> counts;
        for (const char* table : {"account", "reply_capability", "stream_cursor", "wanted_thread", "contact",
                                  "conversation", "turn", "message", "message_mention", "former_text",
                                  "attachment", "unreadable_item", "outbox", "draft", "gap"}) {
            counts.push_back(open.number(std::string("SELECT count(*) FROM ") + table));
        }
        return counts;
    };
    const std::vector<std::int64_t> both = rowsOf();
    open.write([&](store::WriteTx& tx) { need(tx.removeAccount(id, true)); });
    const std::vector<std::int64_t> left = rowsOf();
    for (std::size_t i = 0; i < both.size(); ++i) {
        INFO(i);
        CHECK(left[i] * 2 == both[i]);
    }
    const store::Counts counts = need(open.store->read().counts());
    CHECK(counts.needsReply == 1);
    CHECK(counts.unread == 3);
    CHECK(need(open.store->read().search("gone", 10)).empty());
    CHECK(need(open.store->read().search("stays", 10)).size() == 2);
    need(open.store->check());
}

TEST_CASE("reading a conversation takes its messages out of the count, once") {
    OpenStore open;
    base::ConversationId conversation;
    open.write([&](store::WriteTx& tx) {
        Rows rows(tx);
        const auto account = rows.account();
        conversation = rows.conversation(account, {.key = "top:1", .unread = 4});
        rows.conversation(account, {.key = "top:2", .unread = 3});
    });
    const model::Change change = open.write([&](store::WriteTx& tx) { need(tx.markRead(conversation)); });
    CHECK(change.conversations.contains(conversation));
    CHECK(need(open.store->read().counts()).unread == 3);
    CHECK(need(open.store->read().conversation(conversation)).unread == 0);
    CHECK(open.write([&](store::WriteTx& tx) { need(tx.markRead(conversation)); }).empty());
    CHECK(need(open.store->read().counts()).unread == 3);
    const auto unknown =
        open.store->write("read", [](store::WriteTx& tx) { return tx.markRead(base::ConversationId{999}); });
    CHECK(needError(unknown).kind == base::ErrorKind::NotFound);
}

TEST_CASE("a draft is kept, replaced and forgotten") {
    OpenStore open;
    base::ConversationId conversation;
    open.write([&](store::WriteTx& tx) {
        Rows rows(tx);
        conversation = rows.conversation(rows.account(), {.key = "top:1"});
        need(tx.saveDraft(conversation, "Dear"));
        need(tx.saveDraft(conversation, "Dear Mira"));
    });
    CHECK(need(open.store->read().draft(conversation)) == "Dear Mira");
    open.write([&](store::WriteTx& tx) { need(tx.saveDraft(conversation, "")); });
    CHECK(need(open.store->read().draft(conversation)).empty());
    CHECK(open.number("SELECT count(*) FROM draft") == 0);
}

TEST_CASE("a thread that can't be read is wanted five times and no more") {
    OpenStore open;
    base::AccountId id;
    open.write([&](store::WriteTx& tx) {
        id = Rows(tx).account();
        need(store::sqlite::run(
            tx.connection(),
            "INSERT INTO wanted_thread (account_id, remote_id, wanted_at) VALUES (?, 'a', 1), (?, 'b', 2)",
            id, id));
    });
    CHECK(need(open.store->read().wantedThreads(id, 10)) == std::vector<std::string>{"b", "a"});
    for (int i = 0; i < 4; ++i) {
        open.write([&](store::WriteTx& tx) { need(tx.threadNotRead(id, "b")); });
    }
    CHECK(need(open.store->read().wantedThreads(id, 1)) == std::vector<std::string>{"b"});
    open.write([&](store::WriteTx& tx) { need(tx.threadNotRead(id, "b")); });
    CHECK(need(open.store->read().wantedThreads(id, 10)) == std::vector<std::string>{"a"});
}

TEST_CASE("a reader in another place needs a database of this version") {
    OpenStore open;
    CHECK(need(store::Store::openReader(open.path()))->accounts().value().empty());
    CHECK(needError(store::Store::openReader(open.folder.file("none.db"))).kind == base::ErrorKind::NotFound);
    const std::string fresh = open.folder.file("fresh.db");
    std::ofstream(fresh).close();
    CHECK(needError(store::Store::openReader(fresh)).kind == base::ErrorKind::Database);
}
