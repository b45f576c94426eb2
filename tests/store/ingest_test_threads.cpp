// SPDX-License-Identifier: GPL-3.0-or-later
#include "shop.h"

#include "support/catch.h"

#include "store/outbox.h"

/// Private conversations that the platform names, posts that it names and does not show, and what the owner
/// has read or set.
namespace {

using model::MentionOfUs;
using model::Sight;
using test::minute;
using test::need;
using test::person;
using test::says;
using test::Shop;
using test::weSay;
using test::weWhisper;
using test::whispers;

model::IncomingMessage inThread(model::IncomingMessage message, const std::string& thread) {
    message.threadId = thread;
    return message;
}

model::IncomingMessage hidden(const std::string& remoteId, const std::string& who, int minutes, Sight sight) {
    model::IncomingMessage message = says(remoteId, who, minutes, {}, MentionOfUs::None);
    message.text.clear();
    message.sight = sight;
    return message;
}

}  // namespace

TEST_CASE("a private conversation keeps the platform's own name for it") {
    Shop shop;
    shop.take({inThread(whispers("1", "mira", 1), "convo-1"), inThread(whispers("2", "juri", 2), "convo-2"),
               inThread(weWhisper("3", "mira", 3), "convo-1")});
    CHECK(shop.keyOf("1") == "private:u-mira");
    CHECK(shop.keyOf("3") == "private:u-mira");
    const auto conversation = shop.conversationOf("1").id;
    CHECK(need(shop.store->read().threadIdOf(conversation)) == "convo-1");
    const auto draft = need(shop.store->read().draftOf(conversation, {}, false, "direct", "hello"));
    CHECK(draft.threadId == "convo-1");
    CHECK(shop.faults() == "");
}

TEST_CASE("a group is one conversation by the platform's name, whoever writes first") {
    Shop shop;
    auto first = inThread(whispers("1", "mira", 1), "convo-7");
    first.otherReaders = {"juri"};
    auto second = inThread(whispers("2", "juri", 2), "convo-7");
    second.otherReaders = {"mira"};
    auto ours = inThread(weWhisper("3", "mira", 3), "convo-7");
    ours.addressees = {person("mira"), person("juri")};
    ours.otherReaders = {"mira", "juri"};
    shop.take({ours, second, first});
    CHECK(shop.keyOf("1") == "group:convo-7");
    CHECK(shop.conversationOf("1").id == shop.conversationOf("2").id);
    CHECK(shop.conversationOf("1").id == shop.conversationOf("3").id);
    CHECK(shop.faults() == "");
}

TEST_CASE("a message in a thread of the platform's own asks for nothing around it") {
    Shop shop;
    shop.take({inThread(whispers("2", "mira", 2, "1"), "convo-1")});
    CHECK(shop.wanted().empty());
    shop.take({whispers("4", "juri", 2, "3")});
    CHECK(shop.wanted() == std::set<std::string>{"4"});
}

TEST_CASE("a post that is not shown stands above what answers it, and is nobody's turn") {
    Shop shop;
    const Sight sight = GENERATE(Sight::Gone, Sight::Blocked);
    const auto done =
        shop.take({hidden("1", "juri", 1, sight), says("2", "mira", 2, "1", MentionOfUs::Written)});
    CHECK(done.newMessages == 1);
    CHECK(shop.keyOf("2") == "top:2");
    CHECK(shop.stateOf("1") == "context");
    CHECK(shop.message("1").sight == sight);
    CHECK(shop.message("2").parent == shop.message("1").id);
    const auto above = need(shop.store->read().context(shop.conversationOf("2").id));
    REQUIRE(above.size() == 1);
    CHECK(above.front().sight == sight);
    CHECK(shop.faults() == "");
    // It comes again with every reading of the thread.
    CHECK(shop.take({hidden("1", "juri", 1, sight)}).changed == 0);
}

TEST_CASE("a post that is shown after all takes the hidden one's row") {
    Shop shop;
    shop.take({hidden("1", "juri", 1, Sight::Blocked), says("2", "mira", 2, "1", MentionOfUs::Written)});
    const auto row = shop.message("1").id;
    shop.take({says("1", "juri", 1, {}, MentionOfUs::None)});
    CHECK(shop.message("1").id == row);
    CHECK(shop.message("1").sight == Sight::Shown);
    CHECK(shop.message("1").text == "text of 1");
    CHECK(shop.faults() == "");
}

TEST_CASE("a known post that is gone is deleted with its words kept, and one that hides stays as it was") {
    Shop shop;
    shop.take({says("1", "mira", 1), says("2", "juri", 2)});
    shop.take({hidden("1", "mira", 1, Sight::Gone), hidden("2", "juri", 2, Sight::Blocked)});
    CHECK(shop.message("1").deletedAt);
    CHECK(shop.message("1").text == "text of 1");
    CHECK_FALSE(shop.message("2").deletedAt);
    CHECK(shop.message("2").sight == Sight::Shown);
    CHECK(shop.faults() == "");
}

TEST_CASE(
    "what the owner has read is to be told where the platform takes it, and no longer once it is told") {
    Shop shop;
    const bool takes = GENERATE(true, false);
    auto account = need(shop.store->read().account(shop.account));
    account.capabilities.readMarks = takes;
    shop.write([&](store::WriteTx& tx) { need(tx.updateAccount(account)); });
    shop.take({inThread(whispers("1", "mira", 1), "convo-1"), inThread(whispers("2", "mira", 2), "convo-1")});
    const auto conversation = shop.conversationOf("1").id;
    shop.write([&](store::WriteTx& tx) { need(tx.markRead(conversation)); });
    const auto marks = need(shop.store->read().readMarks(shop.account, 10));
    REQUIRE(marks.size() == (takes ? 1U : 0U));
    if (takes) {
        CHECK(marks.front().threadId == "convo-1");
        CHECK(marks.front().remoteId == "2");
        CHECK(marks.front().at == minute(2));
        shop.write([&](store::WriteTx& tx) { need(tx.readMarkTold(conversation)); });
    }
    CHECK(need(shop.store->read().readMarks(shop.account, 10)).empty());
}

TEST_CASE("settings of an account stay with it, and go with it") {
    Shop shop;
    shop.write([&](store::WriteTx& tx) { need(tx.setAccountSetting(shop.account, "mark_seen", "on")); });
    CHECK(need(shop.store->read().account(shop.account)).settings ==
          std::map<std::string, std::string>{{"mark_seen", "on"}});
    auto account = need(shop.store->read().account(shop.account));
    account.settings.clear();
    shop.write([&](store::WriteTx& tx) { need(tx.updateAccount(account)); });
    CHECK(need(shop.store->read().account(shop.account)).settings.size() == 1);
    shop.write([&](store::WriteTx& tx) { need(tx.setAccountSetting(shop.account, "mark_seen", "")); });
    CHECK(need(shop.store->read().account(shop.account)).settings.empty());
    shop.write([&](store::WriteTx& tx) {
        need(tx.setAccountSetting(shop.account, "mark_seen", "on"));
        need(tx.removeAccount(shop.account, true));
    });
    CHECK(shop.number("SELECT count(*) FROM account_setting") == 0);
}
