// SPDX-License-Identifier: GPL-3.0-or-later
// Done, later and no reply needed: what each does to the turns, and that nothing unanswered gets out of
// sight.
#include "shop.h"

#include "store/sqlite/query.h"

#include "support/catch.h"

using model::ConversationState;
using model::TurnOutcome;
using test::minute;
using test::need;
using test::says;
using test::Shop;
using test::weSay;
using test::whispers;

namespace {

base::ConversationId conversationOf(Shop& shop, const std::string& remoteId) {
    return shop.conversationOf(remoteId).id;
}

TurnOutcome outcomeOf(Shop& shop, const std::string& remoteId) {
    const model::Message message = shop.message(remoteId);
    REQUIRE(message.turn);
    return message.turn->outcome;
}

void done(Shop& shop, const std::string& remoteId, base::UtcTime at) {
    const base::ConversationId id = conversationOf(shop, remoteId);
    shop.write([&](store::WriteTx& tx) { need(tx.setDone({.conversation = id, .decidedAt = at})); });
}

void reopen(Shop& shop, const model::Reopen& decision) {
    shop.write([&](store::WriteTx& tx) { need(tx.reopen(decision)); });
}

}  // namespace

TEST_CASE("done closes an open turn as missed and wakes when the customer writes again") {
    Shop shop;
    shop.take({says("a", "mira", 0)});
    done(shop, "a", minute(30));
    CHECK(shop.stateOf("a") == "done");
    CHECK(outcomeOf(shop, "a") == TurnOutcome::Missed);
    CHECK(shop.message("a").turn->endedAt == minute(30));
    // The list tells how it ended, and no more once somebody waits again.
    REQUIRE(shop.conversationOf("a").lastTurn);
    CHECK(shop.conversationOf("a").lastTurn->outcome == TurnOutcome::Missed);
    CHECK(shop.conversationOf("a").lastTurn->endedAt == minute(30));
    shop.take({says("b", "mira", 40, "a")});
    CHECK_FALSE(shop.conversationOf("a").lastTurn);
    CHECK(shop.stateOf("b") == "needs_reply");
    CHECK(outcomeOf(shop, "a") == TurnOutcome::Missed);
    CHECK(outcomeOf(shop, "b") == TurnOutcome::Open);
    CHECK(shop.conversationOf("a").waitingSince == minute(40));
    CHECK(shop.faults() == "");
}

TEST_CASE("a reply after done and before the customer writes again answers the turn after all") {
    Shop shop;
    shop.take({says("a", "mira", 0)});
    done(shop, "a", minute(30));
    shop.take({weSay("r", 90, "a")});
    CHECK(outcomeOf(shop, "a") == TurnOutcome::Answered);
    CHECK(shop.message("a").turn->endedAt == minute(90));
    CHECK(shop.faults() == "");
}

TEST_CASE("a reply that comes after the customer wrote again answers the new turn alone") {
    Shop shop;
    shop.take({says("a", "mira", 0)});
    done(shop, "a", minute(30));
    shop.take({says("b", "mira", 40, "a")});
    shop.take({weSay("r", 50, "b")});
    CHECK(outcomeOf(shop, "a") == TurnOutcome::Missed);
    CHECK(outcomeOf(shop, "b") == TurnOutcome::Answered);
    CHECK(shop.faults() == "");
}

TEST_CASE("done where nobody waits closes no turn, and taking it back opens none") {
    Shop shop;
    shop.take({says("a", "mira", 0), weSay("r", 5, "a")});
    done(shop, "a", minute(30));
    CHECK(shop.stateOf("a") == "done");
    CHECK(outcomeOf(shop, "a") == TurnOutcome::Answered);
    reopen(shop, {.conversation = conversationOf(shop, "a")});
    CHECK(shop.stateOf("a") == "answered");
    CHECK(shop.faults() == "");
}

TEST_CASE("reopening what is done opens the turns that this closed and no earlier ones") {
    Shop shop;
    shop.take({says("a", "mira", 0)});
    done(shop, "a", minute(10));
    shop.take({says("b", "mira", 20, "a")});
    done(shop, "b", minute(30));
    reopen(shop, {.conversation = conversationOf(shop, "b")});
    CHECK(shop.stateOf("b") == "needs_reply");
    CHECK(outcomeOf(shop, "a") == TurnOutcome::Missed);
    CHECK(outcomeOf(shop, "b") == TurnOutcome::Open);
    CHECK(shop.conversationOf("b").unread == 1);
    CHECK(shop.faults() == "");
}

TEST_CASE("no reply needed ends a turn without an answer and can be taken back at its message") {
    Shop shop;
    shop.take({whispers("a", "mira", 0), whispers("b", "mira", 5)});
    const base::ConversationId id = conversationOf(shop, "a");
    shop.write([&](store::WriteTx& tx) {
        need(tx.noReplyNeeded({.conversation = id, .message = {}, .decidedAt = minute(9)}));
    });
    CHECK(shop.stateOf("a") == "answered");
    CHECK(outcomeOf(shop, "a") == TurnOutcome::NoReplyNeeded);
    CHECK(outcomeOf(shop, "b") == TurnOutcome::NoReplyNeeded);
    CHECK(shop.conversationOf("a").unread == 0);
    reopen(shop, {.conversation = id, .message = shop.message("a").id});
    CHECK(shop.stateOf("a") == "needs_reply");
    CHECK(outcomeOf(shop, "b") == TurnOutcome::Open);
    CHECK(shop.faults() == "");
}

TEST_CASE("no reply needed to one person leaves the others waiting") {
    Shop shop;
    shop.take({says("a", "mira", 0), says("r", "ada", 1, "a", model::MentionOfUs::Written)});
    const base::ConversationId id = conversationOf(shop, "a");
    const base::MessageId bystanders = shop.message("r").id;
    shop.write([&](store::WriteTx& tx) {
        need(tx.noReplyNeeded({.conversation = id, .message = bystanders, .decidedAt = minute(9)}));
    });
    CHECK(outcomeOf(shop, "r") == TurnOutcome::NoReplyNeeded);
    CHECK(outcomeOf(shop, "a") == TurnOutcome::Open);
    CHECK(shop.stateOf("a") == "needs_reply");
}

TEST_CASE("a snoozed conversation comes back at its time, and earlier when the customer writes") {
    Shop shop;
    shop.take({says("a", "mira", 0), says("b", "ada", 0)});
    const base::UtcTime until = shop.clock.utcNow() + base::Duration{60'000};
    for (const char* who : {"a", "b"}) {
        const base::ConversationId id = conversationOf(shop, who);
        shop.write([&](store::WriteTx& tx) { need(tx.snooze({.conversation = id, .until = until})); });
    }
    CHECK(shop.stateOf("a") == "snoozed");
    CHECK(shop.conversationOf("a").snoozedUntil == until);
    CHECK(outcomeOf(shop, "a") == TurnOutcome::Open);
    CHECK(need(shop.store->read().nextSnoozeEnd()) == until);
    shop.take({says("c", "ada", 3, "b")});
    CHECK(shop.stateOf("b") == "needs_reply");
    CHECK_FALSE(shop.conversationOf("b").snoozedUntil);
    shop.write([&](store::WriteTx& tx) { need(tx.wakeSnoozed()); });
    CHECK(shop.stateOf("a") == "snoozed");
    shop.clock.setUtc(until);
    shop.write([&](store::WriteTx& tx) { need(tx.wakeSnoozed()); });
    CHECK(shop.stateOf("a") == "needs_reply");
    CHECK(shop.faults() == "");
}

TEST_CASE("a snoozed conversation that is answered from elsewhere is answered") {
    Shop shop;
    shop.take({says("a", "mira", 0)});
    const model::Snooze later{.conversation = conversationOf(shop, "a"),
                              .until = shop.clock.utcNow() + base::Duration{60'000}};
    shop.write([&](store::WriteTx& tx) { need(tx.snooze(later)); });
    shop.take({weSay("r", 5, "a")});
    CHECK(shop.stateOf("a") == "answered");
    CHECK(shop.faults() == "");
}

TEST_CASE("later and no reply needed are refused where nobody waits, and later also for the past") {
    Shop shop;
    shop.take({says("a", "mira", 0), weSay("r", 5, "a"), says("b", "ada", 0)});
    const base::ConversationId answered = conversationOf(shop, "a");
    const base::ConversationId open = conversationOf(shop, "b");
    const base::UtcTime now = shop.clock.utcNow();
    const auto refused = [&](auto work) {
        return test::needError(shop.store->write("test", [&](store::WriteTx& tx) { return work(tx); }))
            .what();
    };
    CHECK(refused([&](store::WriteTx& tx) {
              return tx.noReplyNeeded({.conversation = answered});
          }).find("nobody waits") != std::string::npos);
    CHECK(refused([&](store::WriteTx& tx) {
              return tx.snooze({.conversation = answered, .until = now + base::Duration{1}});
          }).find("nobody waits") != std::string::npos);
    CHECK(refused([&](store::WriteTx& tx) {
              return tx.snooze({.conversation = open, .until = now});
          }).find("has passed") != std::string::npos);
    CHECK(refused([&](store::WriteTx& tx) {
              return tx.setDone({.conversation = {999}});
          }).find("there is no conversation 999") != std::string::npos);
}

TEST_CASE("what was decided goes with a forgotten account") {
    Shop shop;
    shop.take({says("a", "mira", 0)});
    done(shop, "a", minute(30));
    shop.write([&](store::WriteTx& tx) { need(tx.removeAccount(shop.account, true)); });
    shop.write([&](store::WriteTx& tx) {
        CHECK(need(store::sqlite::first(
                  tx.connection(), "SELECT count(*) FROM turn_closing",
                  [](const store::sqlite::Statement& row) { return row.integer(0); })) == 0);
    });
}
