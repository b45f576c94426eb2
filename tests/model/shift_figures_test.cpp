// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/shift_figures.h"

#include "support/catch.h"

#include <memory>
#include <vector>

using namespace std::chrono_literals;
using model::EndedTurn;
using model::shiftFigures;
using model::TurnOutcome;

namespace {

/// Took so much business time, and an hour more by the calendar.
EndedTurn took(base::Duration business, TurnOutcome outcome = TurnOutcome::Answered) {
    EndedTurn turn{.outcome = outcome};
    turn.endedAt = turn.startedAt + business + 1h;
    turn.business.time = business;
    return turn;
}

}  // namespace

TEST_CASE("a shift without an answer has no median") {
    CHECK(shiftFigures({}) == model::ShiftFigures{});
    const auto figures =
        shiftFigures(std::vector{took(5min, TurnOutcome::Missed), took(5min, TurnOutcome::NoReplyNeeded)});
    CHECK(figures.missed == 1);
    CHECK(figures.noReplyNeeded == 1);
    CHECK(figures.answered == 0);
    CHECK_FALSE(figures.median);
    CHECK_FALSE(figures.withinTarget);
}

TEST_CASE("median and p90 of a shift are by nearest rank over the answered turns alone") {
    std::vector<EndedTurn> turns{took(500min, TurnOutcome::Missed)};
    for (int i = 10; i > 0; --i) {
        turns.push_back(took(i * 10min));
    }
    const auto figures = shiftFigures(turns);
    CHECK(figures.answered == 10);
    CHECK(figures.median == base::Duration(50min));
    CHECK(figures.p90 == base::Duration(90min));
    // The target is an hour, and an hour is within it.
    CHECK(figures.withinTarget == 0.6);
}

TEST_CASE("a turn is measured in the unit of its own target") {
    const auto rule = std::make_shared<model::ResponseRule>();
    rule->target = {.length = 24h, .unit = model::TimeUnit::Calendar};
    EndedTurn byCalendar = took(0min);
    byCalendar.rule = rule;
    CHECK(shiftFigures(std::vector{byCalendar}).median == base::Duration(1h));
    CHECK(shiftFigures(std::vector{took(0min)}).median == base::Duration(0));
}

TEST_CASE("what was asked and answered before opening counts as answered and has no business time") {
    EndedTurn early = took(0min);
    early.business.closedThroughout = true;
    const auto figures = shiftFigures(std::vector{early, took(20min)});
    CHECK(figures.answered == 2);
    CHECK(figures.median == base::Duration(20min));
    CHECK(figures.withinTarget == 1.0);
}
