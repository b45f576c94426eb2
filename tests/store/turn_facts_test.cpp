// SPDX-License-Identifier: GPL-3.0-or-later
#include "shop.h"

#include "support/catch.h"

#include <ranges>

using namespace test;
using model::TurnOutcome;

namespace {

std::vector<model::TurnFact> factsOf(Shop& shop, int from, int to) {
    const auto reader = need(shop.store->reader());
    return need(reader->turnFacts(minute(from), minute(to)));
}

}  // namespace

TEST_CASE("turn facts carry what a report needs of each turn") {
    Shop shop;
    shop.take({whispers("1", "mira", 0), whispers("2", "mira", 4), weWhisper("3", "mira", 10),
               whispers("4", "mira", 40)});
    const auto facts = factsOf(shop, 0, 1'000);
    REQUIRE(facts.size() == 2);
    CHECK(facts[0].account == shop.account);
    CHECK(facts[0].conversation == shop.conversationOf("1").id);
    CHECK(facts[0].firstMessage == shop.message("1").id);
    CHECK(facts[0].startedAt == minute(0));
    CHECK(facts[0].latestAt == minute(4));
    CHECK(facts[0].endedAt == minute(10));
    CHECK(facts[0].endedBy == shop.message("3").id);
    CHECK(facts[0].outcome == TurnOutcome::Answered);
    CHECK(facts[0].firstOfConversation);
    CHECK_FALSE(facts[0].silenceBefore);
    CHECK(facts[0].platform == shop.conversationOf("1").platform);
    CHECK(facts[0].customerName == shop.conversationOf("1").customerName);
    CHECK(facts[0].rule);
    CHECK(facts[1].outcome == TurnOutcome::Open);
    CHECK_FALSE(facts[1].endedAt);
    CHECK(facts[1].latestAt == minute(40));
    CHECK_FALSE(facts[1].firstOfConversation);
    CHECK(facts[1].silenceBefore == std::chrono::minutes{30});
}

TEST_CASE("turn facts begin with the first moment and end before the last") {
    Shop shop;
    shop.take({whispers("1", "mira", 5), whispers("2", "okke", 9), whispers("3", "salma", 10)});
    const auto facts = factsOf(shop, 5, 10);
    REQUIRE(facts.size() == 2);
    CHECK(facts[0].startedAt == minute(5));
    CHECK(facts[1].startedAt == minute(9));
}

TEST_CASE("spam and what is in no list have no turn facts") {
    Shop shop;
    shop.take({whispers("1", "mira", 0), whispers("2", "okke", 1), whispers("3", "salma", 2)});
    const base::ConversationId spam = shop.conversationOf("1").id;
    const base::ConversationId unlisted = shop.conversationOf("2").id;
    shop.write([&](store::WriteTx& tx) {
        need(
            store::sqlite::run(tx.connection(), "UPDATE conversation SET state = 'spam' WHERE id = ?", spam));
        need(
            store::sqlite::run(tx.connection(), "UPDATE conversation SET listed = 0 WHERE id = ?", unlisted));
    });
    const auto facts = factsOf(shop, 0, 1'000);
    REQUIRE(facts.size() == 1);
    CHECK(facts[0].conversation == shop.conversationOf("3").id);
}

TEST_CASE("a removed account keeps its turn facts") {
    Shop shop;
    shop.take({whispers("1", "mira", 0)});
    shop.write([&](store::WriteTx& tx) {
        need(store::sqlite::run(tx.connection(), "UPDATE account SET removed_at = 1 WHERE id = ?",
                                shop.account));
    });
    CHECK(factsOf(shop, 0, 1'000).size() == 1);
}

TEST_CASE("a note breaks no silence") {
    Shop shop;
    shop.take({whispers("1", "mira", 0), weWhisper("2", "mira", 10), whispers("3", "mira", 60)});
    const base::ConversationId conversation = shop.conversationOf("1").id;
    shop.write([&](store::WriteTx& tx) {
        need(store::sqlite::run(tx.connection(),
                                "INSERT INTO message (account_id, conversation_id, direction, at, seen_at) "
                                "VALUES (?, ?, 'note', ?, ?)",
                                shop.account, conversation, minute(50), minute(50)));
    });
    const auto facts = factsOf(shop, 0, 1'000);
    REQUIRE(facts.size() == 2);
    CHECK(facts[1].silenceBefore == std::chrono::minutes{50});
}
