// SPDX-License-Identifier: GPL-3.0-or-later
#include "shop.h"

#include "support/catch.h"

using namespace test;

TEST_CASE("what came in since a moment is counted by account, our own and older messages left out") {
    Shop shop;
    shop.take({says("1", "mira", 10), says("2", "mira", 100, "1"), weSay("3", 110, "2"),
               says("4", "jonas", 120), says("5", "okke", 20), weSay("6", 130, "5"),
               whispers("7", "salma", 140), whispers("8", "salma", 141)});
    const auto arrivals = need(shop.store->read().arrivals(minute(100), 200));
    // Mira's is answered; in Okke's only we wrote since.
    REQUIRE(arrivals.size() == 1);
    CHECK(arrivals.front() ==
          model::Arrivals{.account = shop.account, .messages = 4, .conversations = 3, .needReply = 2});
    CHECK(need(shop.store->read().arrivals(minute(142), 200)).empty());
    shop.erase({"8"});
    CHECK(need(shop.store->read().arrivals(minute(100), 200)).front().messages == 3);
    // One conversation at most, the one that moved last.
    CHECK(need(shop.store->read().arrivals(minute(100), 1)).front().conversations == 1);
}

TEST_CASE("turns that ended within a shift come with their times, and those outside of it do not") {
    Shop shop;
    shop.take({whispers("1", "mira", 10), weWhisper("2", "mira", 25), whispers("3", "mira", 60),
               weWhisper("4", "mira", 70), whispers("5", "mira", 80)});
    const auto ended = need(shop.store->read().endedTurns(minute(25), minute(71), 100));
    REQUIRE(ended.size() == 2);
    CHECK(ended[0].startedAt == minute(60));
    CHECK(ended[0].endedAt == minute(70));
    CHECK(ended[0].quietSince == minute(25));
    CHECK(ended[1].startedAt == minute(10));
    CHECK_FALSE(ended[1].quietSince);
    CHECK(ended[1].outcome == model::TurnOutcome::Answered);
    CHECK(ended[1].visibility == model::Visibility::Private);
    CHECK(ended[1].business.time == base::Duration(15 * 60'000));
    CHECK(ended[1].rule != nullptr);
    // From the first to before the last moment, the latest first.
    CHECK(need(shop.store->read().endedTurns(minute(26), minute(70), 100)).empty());
    CHECK(need(shop.store->read().endedTurns(minute(0), minute(99), 1)).front().startedAt == minute(60));
}
