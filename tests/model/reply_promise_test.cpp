// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reply_promise.h"

#include "support/catch.h"

#include <vector>

using namespace std::chrono_literals;
using model::keeps;
using model::promiseOf;
using model::saidSpan;
using model::TimedTurn;
using model::TimeUnit;

namespace {

TimedTurn answeredIn(base::Duration business, base::Duration calendar) {
    TimedTurn turn;
    turn.fact.outcome = model::TurnOutcome::Answered;
    turn.state = model::BadgeState::Answered;
    turn.business = business;
    turn.calendar = calendar;
    return turn;
}

/// 1, 2, 3 … minutes of business time, twice that by the calendar.
std::vector<TimedTurn> minutesUpTo(int count) {
    std::vector<TimedTurn> turns;
    for (int i = 1; i <= count; ++i) {
        turns.push_back(answeredIn(i * 1min, i * 2min));
    }
    return turns;
}

}  // namespace

TEST_CASE("a published span is the smallest that people say and that nine in ten answers keep") {
    const auto promise = promiseOf(minutesUpTo(20), TimeUnit::Business);
    CHECK(promise.turns == 20);
    CHECK(promise.p90 == 18min);
    CHECK(promise.within == 20min);
    CHECK(promiseOf(minutesUpTo(20), TimeUnit::Calendar).within == 45min);
    CHECK(saidSpan(base::Duration{0}) == 5min);
    CHECK(saidSpan(5min) == 5min);
    CHECK(saidSpan(5min + 1ms) == 10min);
    CHECK(saidSpan(1h + 1ms) == 90min);
    CHECK(saidSpan(48h) == 48h);
    CHECK_FALSE(saidSpan(48h + 1ms));
}

TEST_CASE("few answers promise nothing, and what was left out of the averages is not counted") {
    CHECK_FALSE(promiseOf(minutesUpTo(19), TimeUnit::Business).within);
    CHECK_FALSE(promiseOf({}, TimeUnit::Business).within);
    auto turns = minutesUpTo(20);
    turns[0].state = model::BadgeState::BeforeOpening;
    CHECK_FALSE(promiseOf(turns, TimeUnit::Business).within);
    CHECK(promiseOf(turns, TimeUnit::Calendar).within == 45min);
}

TEST_CASE("a promise is kept up to its last millisecond, and broken only by figures that count") {
    CHECK(keeps(promiseOf(minutesUpTo(20), TimeUnit::Business), 18min));
    CHECK_FALSE(keeps(promiseOf(minutesUpTo(20), TimeUnit::Business), 18min - 1ms));
    CHECK(keeps(promiseOf(minutesUpTo(19), TimeUnit::Business), 5min));
    CHECK(keeps(promiseOf({}, TimeUnit::Business), 5min));
}
