// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/standing.h"

#include "support/catch.h"

#include <vector>

using namespace std::chrono_literals;
using model::Standing;
using model::standingOf;
using model::StandingPlan;
using model::StandingTurn;

namespace {

constexpr base::UtcTime kNow{std::chrono::sys_days{std::chrono::year{2026} / 3 / 17} + 16h};

/// So long ago, answered after so long.
StandingTurn answered(base::Duration ago, base::Duration after) {
    return {.startedAt = kNow - ago, .answeredAt = kNow - ago + after};
}
StandingTurn open(base::Duration ago) {
    return {.startedAt = kNow - ago, .open = true};
}
StandingTurn missed(base::Duration ago) {
    return {.startedAt = kNow - ago};
}

/// So many that were answered in this time, hours ago.
std::vector<StandingTurn> many(int count, base::Duration after) {
    std::vector<StandingTurn> turns;
    for (int i = 0; i < count; ++i) {
        turns.push_back(answered(24h + i * 1h, after));
    }
    return turns;
}

Standing of(const std::vector<StandingTurn>& turns, const model::StandingRule& rule = {}) {
    return standingOf(turns, rule, kNow);
}

}  // namespace

TEST_CASE("without a turn in the last seven days there is no standing to judge") {
    CHECK(of({}) == Standing{});
    const Standing old = of({answered(8 * 24h, 5min)});
    CHECK(old.turns == 0);
    CHECK_FALSE(old.answeredShare);
    CHECK_FALSE(old.responseTime);
    CHECK_FALSE(old.holds);
    CHECK_FALSE(old.plan);
    // But the month has it.
    CHECK(old.publicTime == base::Duration(5min));
}

TEST_CASE("nine of ten answered hold the standing and eight of ten do not") {
    auto turns = many(9, 10min);
    turns.push_back(missed(30h));
    Standing standing = of(turns);
    CHECK(standing.turns == 10);
    CHECK(standing.answered == 9);
    CHECK(standing.answeredShare == 0.9);
    CHECK(standing.holds);
    turns.erase(turns.begin());
    turns.push_back(missed(31h));
    standing = of(turns);
    CHECK(standing.answered == 8);
    CHECK_FALSE(standing.holds);
}

TEST_CASE("fifteen minutes on the average hold the standing and a millisecond more does not") {
    CHECK(of(many(5, 15min)).holds);
    CHECK_FALSE(of(many(5, 15min + 1ms)).holds);
}

TEST_CASE("the slowest tenth is left out of the response time and no more than a tenth") {
    auto turns = many(9, 10min);
    turns.push_back(answered(26h, 20h));
    CHECK(of(turns).responseTime == base::Duration(10min));
    turns.erase(turns.begin());
    // Of nine no whole one can be left out.
    CHECK(of(turns).responseTime > base::Duration(2h));
}

TEST_CASE("a turn that began seven days ago to the millisecond counts and an older one does not") {
    CHECK(of({missed(7 * 24h)}).turns == 1);
    CHECK(of({missed(7 * 24h + 1ms)}).turns == 0);
}

TEST_CASE("an open turn is not held against the shop before its fifteen minutes are over") {
    auto turns = many(5, 10min);
    turns.push_back(open(15min));
    CHECK(of(turns).turns == 5);
    CHECK(of(turns).holds);
    turns.back() = open(15min + 1ms);
    CHECK(of(turns).turns == 6);
    CHECK_FALSE(of(turns).holds);
}

TEST_CASE("what customers are shown counts first messages after a day of silence over a month") {
    const auto after = [](StandingTurn turn, base::Duration silence) {
        turn.quietSince = turn.startedAt - silence;
        return turn;
    };
    const std::vector<StandingTurn> turns{
        answered(20 * 24h, 6min),                  // the first of its conversation
        after(answered(19 * 24h, 10min), 24h),     // silence enough
        after(answered(18 * 24h, 8h), 24h - 1ms),  // a millisecond too few
        answered(31 * 24h, 9h),                    // too long ago
    };
    CHECK(of(turns).publicTime == base::Duration(8min));
}

TEST_CASE("the plan names how many of the latest to answer and by when to have the standing") {
    auto turns = many(7, 10min);
    for (const base::Duration ago : {20min, 10min, 5min}) {
        turns.push_back(open(ago));
    }
    // Ten turns want nine answers. Those of 10 and 5 minutes may take t, counted from now, while
    // (7 * 10 + (10 + t) + (5 + t)) / 9 <= 15, as all nine are within the fastest nine tenths: t <= 25.
    const Standing standing = of(turns);
    REQUIRE(standing.plan);
    CHECK(*standing.plan == StandingPlan{.turns = 2, .by = kNow + 25min});
    // And it is true: answered at that moment the standing holds, a millisecond later it does not.
    for (const auto& [late, holds] : {std::pair(0ms, true), std::pair(1ms, false)}) {
        auto told = turns;
        told[8].answeredAt = standing.plan->by + late;
        told[9].answeredAt = standing.plan->by + late;
        told[7].open = false;
        CHECK(standingOf(told, {}, standing.plan->by + late + 1ms).holds == holds);
    }
}

TEST_CASE("there is no plan where no answer is needed and none where no answer can bring it") {
    auto kept = many(20, 10min);
    kept.push_back(open(10min));
    CHECK(of(kept).holds);
    CHECK_FALSE(of(kept).plan);
    auto lost = many(2, 10min);
    for (int i = 0; i < 5; ++i) {
        lost.push_back(missed(30h + i * 1h));
    }
    lost.push_back(open(10min));
    CHECK_FALSE(of(lost).holds);
    CHECK_FALSE(of(lost).plan);
    // Answered now it would be hours late.
    CHECK_FALSE(of({open(5h)}).plan);
}

TEST_CASE("every number of the rule can be set") {
    model::StandingRule rule{.answeredShare = 0.5, .within = 1h, .span = 24h * 2, .silence = 1h};
    rule.publicSpan = 24h;
    const std::vector<StandingTurn> turns{answered(30h, 50min), missed(40h), missed(3 * 24h)};
    const Standing standing = of(turns, rule);
    CHECK(standing.turns == 2);
    CHECK(standing.holds);
    CHECK_FALSE(standing.publicTime);
    rule.fastestShare = 0.5;
    CHECK(of({answered(2h, 10min), answered(3h, 90min)}, rule).responseTime == base::Duration(10min));
}
