// SPDX-License-Identifier: GPL-3.0-or-later
#include "shop.h"

#include "support/catch.h"

using namespace test;

namespace {

model::ShiftCounts counted(Shop& shop, int since, int now, std::optional<int> running = {}) {
    model::ShiftQuestion question{.since = minute(since), .now = minute(now), .midnight = minute(now + 600)};
    if (running) {
        question.running = minute(*running);
    }
    return need(shop.store->read().shiftCounts(question));
}

}  // namespace

TEST_CASE("what came in since a moment is counted by account, our own and older messages left out") {
    Shop shop;
    shop.take({says("1", "mira", 10), says("2", "mira", 100, "1"), weSay("3", 110, "2"),
               says("4", "jonas", 120), says("5", "okke", 20), weSay("6", 130, "5"),
               whispers("7", "salma", 140), whispers("8", "salma", 141)});
    const auto arrivals = counted(shop, 100, 150).arrivals;
    // Mira's is answered; in Okke's only we wrote since.
    REQUIRE(arrivals.size() == 1);
    CHECK(arrivals.front() ==
          model::Arrivals{.account = shop.account, .messages = 4, .conversations = 3, .needReply = 2});
    CHECK(counted(shop, 142, 150).arrivals.empty());
    shop.erase({"8"});
    CHECK(counted(shop, 100, 150).arrivals.front().messages == 3);
}

TEST_CASE("turns that ended within a shift come with their times, and those outside of it do not") {
    Shop shop;
    shop.take({whispers("1", "mira", 10), weWhisper("2", "mira", 25), whispers("3", "mira", 60),
               weWhisper("4", "mira", 70), whispers("5", "mira", 80)});
    const auto ended = need(shop.store->read().endedTurns(minute(25), minute(71)));
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
    // From the first to before the last moment.
    CHECK(need(shop.store->read().endedTurns(minute(26), minute(70))).empty());
    // The shift before it ended at 30; this one began at 50.
    const auto counts = counted(shop, 30, 90, 50);
    CHECK(counts.figures.answered == 1);
    CHECK(counts.figures.median == base::Duration(10 * 60'000));
    CHECK(counted(shop, 30, 90).figures == model::ShiftFigures{});
    CHECK(counted(shop, 30, 90, 10).figures.answered == 2);
}

TEST_CASE("no busy shift is cut before it is counted") {
    Shop shop;
    constexpr int kTurns = 1'100;
    std::vector<model::IncomingMessage> all;
    for (int i = 0; i < kTurns; ++i) {
        const std::string id = std::to_string(i);
        all.push_back(whispers("q" + id, "mira", 10 + 2 * i));
        all.push_back(weWhisper("a" + id, "mira", 11 + 2 * i));
    }
    for (int i = 0; i < 230; ++i) {
        all.push_back(says("p" + std::to_string(i), "jonas" + std::to_string(i), 20 + i));
    }
    shop.take(all);
    const auto counts = counted(shop, 0, 3'000, 5);
    CHECK(counts.figures.answered == kTurns);
    CHECK(counts.arrivals.front().messages == kTurns + 230);
    CHECK(counts.arrivals.front().conversations == 231);
    const auto standing = need(shop.store->read().standing({}, minute(3'000)));
    CHECK(standing.answered == kTurns);
    CHECK(standing.turns == kTurns);
}

TEST_CASE(
    "the standing takes private turns that began within its days, and what waits counts as unanswered") {
    Shop shop;
    shop.take({whispers("1", "mira", 10), weWhisper("2", "mira", 20), whispers("3", "salma", 60),
               says("4", "jonas", 70), weSay("5", 75, "4")});
    const auto at = [&](int now) { return need(shop.store->read().standing({}, minute(now))); };
    CHECK(at(62).turns == 1);
    CHECK(at(62).answered == 1);
    CHECK(at(62).plan->turns == 1);
    // A quarter of an hour later Salma's is judged.
    CHECK(at(90).turns == 2);
    CHECK(at(90).answered == 1);
    CHECK(at(10 + 7 * 24 * 60 + 1).turns == 1);
    CHECK(at(10 + 30 * 24 * 60 + 1).turns == 0);
}
