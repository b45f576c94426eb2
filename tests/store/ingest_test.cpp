// SPDX-License-Identifier: GPL-3.0-or-later
#include "shop.h"

#include "support/catch.h"

#include <filesystem>

using model::MentionOfUs;
using test::minute;
using test::says;
using test::Shop;
using test::weSay;
using test::weWhisper;
using test::whispers;

TEST_CASE("a first mention becomes a conversation that needs a reply") {
    Shop shop;
    const store::Ingested done = shop.take({says("1", "mira", 5)});
    CHECK(done.newMessages == 1);
    CHECK(shop.keyOf("1") == "top:1");
    const model::ConversationRow row = shop.conversationOf("1");
    CHECK(row.state == model::ConversationState::NeedsReply);
    CHECK(row.unread == 1);
    CHECK(row.messageCount == 1);
    CHECK(row.snippet == "text of 1");
    CHECK(row.customerName == "mira");
    CHECK(row.waitingSince == minute(5));
    CHECK(row.dueAt == minute(65));
    CHECK(shop.faults() == "");
}

TEST_CASE("an item that can't be read is kept, and the page goes on") {
    Shop shop;
    model::IncomingMessage unread = says("2", "", 2, "", MentionOfUs::None);
    unread.author = {};
    unread.text.clear();
    unread.unreadable = "$.account.id: missing";
    unread.rawJson = R"({"id":"2"})";
    model::IncomingMessage nameless = unread;
    nameless.remoteId.clear();
    CHECK(shop.take({says("1", "mira", 1), unread, says("3", "juri", 3), nameless}).newMessages == 4);
    CHECK(shop.keyOf("2") == "top:2");
    CHECK(shop.message("2").unreadable == "$.account.id: missing");
    CHECK(shop.conversationOf("2").snippet == "[Unreadable message]");
    CHECK(shop.stateOf("2") == "needs_reply");
    CHECK(shop.text("SELECT raw_json FROM unreadable_item WHERE message_id = (SELECT id FROM message WHERE "
                    "remote_id = '2')") == R"({"id":"2"})");
    // It comes again: once is enough.
    CHECK(shop.take({unread, nameless}).newMessages == 0);
    CHECK(shop.number("SELECT count(*) FROM message") == 4);
    CHECK(shop.faults() == "");
}

TEST_CASE("an item that becomes readable is the same row, at its real place") {
    Shop shop;
    model::IncomingMessage unread = says("2", "mira", 2);
    unread.author = {};
    unread.text.clear();
    unread.unreadable = "$.account.id: missing";
    shop.take({says("1", "mira", 1), unread, says("3", "juri", 3, "2")});
    CHECK(shop.keyOf("3") == "top:2");
    const base::MessageId row = shop.message("2").id;
    CHECK(shop.take({says("2", "mira", 2, "1")}).newMessages == 0);
    CHECK(shop.message("2").id == row);
    CHECK(shop.message("2").authorName == "mira");
    CHECK(shop.message("2").unreadable.empty());
    CHECK(shop.keyOf("2") == "top:1");
    CHECK(shop.keyOf("3") == "top:1");
    CHECK(shop.number("SELECT count(*) FROM unreadable_item") == 0);
    CHECK(test::need(shop.store->read().search("text of 2", 10)).size() == 1);
    // What was read once is not made unreadable again.
    shop.take({unread});
    CHECK(shop.message("2").text == "text of 2");
    CHECK(shop.faults() == "");
}

TEST_CASE("an edit shows the new text and keeps the former one") {
    Shop shop;
    shop.take({says("1", "mira", 1)});
    model::IncomingMessage edited = says("1", "mira", 1);
    edited.text = "is the cake vegan?";
    edited.editedAt = minute(3);
    edited.attachments = {
        {.kind = model::Attachment::Kind::Image, .url = "https://x/1", .description = "a torte"}};
    CHECK(shop.take({edited}).changed == 1);
    CHECK(shop.message("1").text == "is the cake vegan?");
    CHECK(shop.message("1").editedAt == minute(3));
    CHECK(shop.message("1").attachments == edited.attachments);
    CHECK(shop.conversationOf("1").snippet == "is the cake vegan?");
    CHECK(test::need(shop.store->read().formerTexts(shop.message("1").id)).front().text == "text of 1");
    CHECK(test::need(shop.store->read().search("vegan", 10)).size() == 1);
    CHECK(test::need(shop.store->read().search("torte", 10)).size() == 1);
    CHECK(test::need(shop.store->read().search("text", 10)).empty());
    // The turn goes on from where it began.
    CHECK(shop.conversationOf("1").waitingSince == minute(1));
    // An old copy of the first version changes nothing.
    CHECK(shop.take({says("1", "mira", 1)}).changed == 0);
    CHECK(shop.message("1").text == "is the cake vegan?");
    CHECK(shop.faults() == "");
}

TEST_CASE("two ways of showing one text do not take turns for ever") {
    Shop shop;
    shop.take({says("1", "mira", 1)});
    model::IncomingMessage other = says("1", "mira", 1);
    other.text = "text  of 1";
    CHECK(shop.take({other}).changed == 1);
    CHECK(shop.message("1").text == "text  of 1");
    for (int poll = 0; poll < 5; ++poll) {
        CHECK(shop.take({says("1", "mira", 1)}).changed == 0);
        CHECK(shop.take({other}).changed == 0);
    }
    CHECK(test::need(shop.store->read().formerTexts(shop.message("1").id)).size() == 1);
}

TEST_CASE("a deleted message stays in the thread and in search, but nobody waits for its answer") {
    Shop shop;
    shop.take({says("1", "mira", 1), says("2", "mira", 2, "1")});
    shop.erase({"1", "never seen"});
    CHECK(shop.message("1").deletedAt == shop.clock.utcNow());
    CHECK(shop.message("1").text == "text of 1");
    CHECK(test::need(shop.store->read().search("text of 1", 10)).size() == 1);
    CHECK(shop.conversationOf("1").waitingSince == minute(2));
    shop.clock.advance(base::Duration{5000});
    const base::UtcTime first = *shop.message("1").deletedAt;
    shop.erase({"1", "2"});
    CHECK(shop.message("1").deletedAt == first);
    CHECK(shop.stateOf("1") == "answered");
    CHECK(shop.conversationOf("1").unread == 0);
    CHECK(shop.faults() == "");
    SECTION("a reply that comes to light later was given while they were there") {
        shop.take({weSay("3", 3, "1")});
        CHECK(shop.message("1").turn->endedAt == minute(3));
        CHECK(shop.faults() == "");
    }
    SECTION("what the platform shows again was not deleted after all") {
        shop.take({says("1", "mira", 1)});
        CHECK_FALSE(shop.message("1").deletedAt);
        CHECK(shop.conversationOf("1").waitingSince == minute(1));
        CHECK(shop.faults() == "");
    }
}

TEST_CASE("what is known already writes nothing") {
    Shop shop;
    model::IncomingMessage picture = says("4", "mira", 4, "1");
    picture.attachments = {
        {.kind = model::Attachment::Kind::Image, .url = "https://x/1", .description = "a torte"}};
    model::IncomingMessage unread = says("5", "mira", 5);
    unread.unreadable = "$.x: missing";
    model::IncomingBatch batch{.messages = {says("1", "mira", 1), weSay("2", 2, "1"),
                                            weWhisper("3", "ada", 3), picture, unread,
                                            says("6", "juri", 6, "nowhere")},
                               .gaps = {{.after = minute(1), .before = minute(2), .reason = "too many"}},
                               .cursors = {{"notifications", "6"}}};
    shop.take(batch);
    shop.erase({"6"});
    batch.deletedRemoteIds = {"6"};
    const auto written = [&] { return shop.number("SELECT total_changes()"); };
    const std::int64_t before = written();
    const auto size = std::filesystem::file_size(shop.path() + "-wal");
    shop.write([&](store::WriteTx& tx) {
        const store::Ingested done = test::need(tx.ingest(shop.account, batch));
        CHECK(done.newMessages == 0);
        CHECK(done.newOwn == 0);
        CHECK(done.changed == 0);
        CHECK(tx.change().empty());
    });
    CHECK(written() == before);
    CHECK(std::filesystem::file_size(shop.path() + "-wal") == size);
}

TEST_CASE("messages and cursor are in one commit") {
    Shop shop;
    const auto done = shop.store->write("test", [&](store::WriteTx& tx) -> base::Status {
        test::need(tx.ingest(shop.account,
                             {.messages = {says("1", "mira", 1)}, .cursors = {{"notifications", "1"}}}));
        return base::fail(base::ErrorKind::Internal, "something else went wrong");
    });
    CHECK_FALSE(done);
    CHECK(shop.number("SELECT count(*) FROM message") == 0);
    CHECK(test::need(shop.store->read().cursors(shop.account)).empty());
    shop.take(model::IncomingBatch{.messages = {says("1", "mira", 1)}, .cursors = {{"notifications", "1"}}});
    shop.take(model::IncomingBatch{.cursors = {{"home", "9"}}});
    CHECK(test::need(shop.store->read().cursors(shop.account)) ==
          std::map<std::string, std::string>{{"notifications", "1"}, {"home", "9"}});
}

TEST_CASE("a possible gap is recorded once") {
    Shop shop;
    const model::IncomingGap gap{
        .after = minute(1), .before = minute(9), .reason = "40 conversations at most"};
    shop.take(model::IncomingBatch{.gaps = {gap}});
    shop.take(model::IncomingBatch{.gaps = {gap, {.before = minute(20), .reason = gap.reason}}});
    CHECK(test::need(shop.store->read().gaps(shop.account, {})).size() == 2);
}

TEST_CASE("a thread is wanted until it was read or the parent came") {
    Shop shop;
    shop.take({says("1", "mira", 1, "0"), says("3", "juri", 3, "2"), whispers("5", "ada", 5, "4"),
               says("7", "sam", 7, "7")});
    CHECK(shop.wanted() == std::set<std::string>{"1", "3", "5"});
    shop.take(model::IncomingBatch{.messages = {says("2", "juri", 2)}, .threadsRead = {"1", "unheard of"}});
    CHECK(shop.wanted() == std::set<std::string>{"5"});
    for (int attempt = 0; attempt < 5; ++attempt) {
        CHECK(shop.wanted().size() == 1);
        shop.write([&](store::WriteTx& tx) { test::need(tx.threadNotRead(shop.account, "5")); });
    }
    CHECK(shop.wanted().empty());
    // It is not asked for again because it comes again.
    shop.take({whispers("5", "ada", 5, "4")});
    CHECK(shop.wanted().empty());
}

TEST_CASE("a new message wakes what was done and never spam") {
    for (const auto& [state, after] :
         std::map<std::string, std::string>{{"done", "needs_reply"}, {"spam", "spam"}}) {
        INFO(state);
        Shop shop;
        shop.take({says("1", "mira", 1), weSay("2", 2, "1")});
        shop.write([&](store::WriteTx& tx) {
            test::need(store::sqlite::run(tx.connection(),
                                          "UPDATE conversation SET state = ? WHERE listed = 1", state));
            test::need(store::sqlite::run(
                tx.connection(), "UPDATE counter SET value = name = ? WHERE name <> 'unread'", state));
        });
        shop.take({weSay("3", 3, "1"), says("4", "juri", 4, "1")});
        CHECK(shop.stateOf("1") == state);  // nobody who waits
        shop.take({says("5", "mira", 5, "1")});
        CHECK(shop.stateOf("1") == after);
        CHECK(shop.faults() == "");
    }
}

TEST_CASE("what was read stays read, and what comes later is unread") {
    Shop shop;
    shop.take({says("1", "mira", 1), says("2", "mira", 2, "1")});
    CHECK(shop.conversationOf("1").unread == 2);
    const base::ConversationId conversation = shop.message("1").conversation;
    shop.write([&](store::WriteTx& tx) { test::need(tx.markRead(conversation)); });
    CHECK(shop.conversationOf("1").unread == 0);
    shop.take({says("3", "mira", 3, "1")});
    CHECK(shop.conversationOf("1").unread == 1);
    // Recomputed from the middle, it is the same.
    shop.take({says("0", "juri", 0, "1", MentionOfUs::Written)});
    CHECK(shop.conversationOf("1").unread == 2);
    CHECK(test::need(shop.store->read().counts()).unread == 2);
    CHECK(shop.faults() == "");
}

TEST_CASE("what was answered long ago comes in as read") {
    Shop shop;
    const store::Ingested done =
        shop.take({says("1", "mira", 1), weSay("2", 2, "1"), whispers("3", "juri", 3)});
    CHECK(done.newMessages == 2);
    CHECK(test::need(shop.store->read().counts()).unread == 1);
    CHECK(shop.conversationOf("1").unread == 0);
}

TEST_CASE("a person who changes name is renamed, and one of whom less is told keeps what is known") {
    Shop shop;
    shop.take({says("1", "mira", 1)});
    model::IncomingMessage renamed = says("2", "mira", 2, "1");
    renamed.author.name = "Mira B.";
    const model::Change change =
        shop.write([&](store::WriteTx& tx) { test::need(tx.ingest(shop.account, {.messages = {renamed}})); });
    CHECK(change.accounts.contains(shop.account));
    CHECK(shop.conversationOf("1").customerName == "Mira B.");
    model::IncomingMessage bare = says("3", "mira", 3, "1");
    bare.author = {.remoteId = "u-mira"};
    shop.take({bare});
    CHECK(shop.conversationOf("1").customerName == "Mira B.");
    CHECK(shop.conversationOf("1").customerHandle == "mira@else.example");
}

TEST_CASE("messages that claim each other as parents do no harm") {
    Shop shop;
    shop.take({says("1", "mira", 1, "2"), says("3", "juri", 3, "3")});
    shop.take({says("2", "ada", 2, "1"), says("4", "sam", 4, "5"), says("5", "sam", 5, "6"),
               says("6", "sam", 6, "4")});
    CHECK(shop.number("SELECT count(*) FROM message") == 6);
    CHECK(shop.number(
              "SELECT count(*) FROM message WHERE conversation_id IN (SELECT id FROM conversation)") == 6);
    CHECK(shop.store->check());
    shop.take({says("7", "ada", 7, "4"), weSay("8", 8, "2")});
    CHECK(shop.number("SELECT count(*) FROM message") == 8);
}

TEST_CASE("the list shows what is attached when there are no words") {
    Shop shop;
    model::IncomingMessage picture = says("1", "mira", 1);
    picture.text = " \n";
    picture.subject = "cake";
    picture.attachments = {
        {.kind = model::Attachment::Kind::Image, .url = "https://x/1", .description = "a torte"}};
    model::IncomingMessage warned = says("2", "juri", 2);
    warned.text.clear();
    warned.subject = "food";
    shop.take({picture, warned});
    CHECK(shop.conversationOf("1").snippet == "[Picture] a torte");
    CHECK(shop.conversationOf("2").snippet == "food");
    // The same when it is not the newest of a portion.
    shop.take({says("3", "mira", 0, "1")});
    CHECK(shop.conversationOf("1").snippet == "[Picture] a torte");
}

TEST_CASE("a change names what it touched and nothing else") {
    Shop shop;
    shop.take({says("1", "mira", 1), says("2", "juri", 2)});
    const model::Change change = shop.write([&](store::WriteTx& tx) {
        test::need(tx.ingest(shop.account, {.messages = {says("3", "mira", 3, "1")}}));
    });
    CHECK(change.conversations == std::set{shop.message("1").conversation});
    CHECK(change.accounts.empty());
    CHECK_FALSE(change.outbox);
}
