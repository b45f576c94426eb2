// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/response_time.h"

#include "support/catch.h"

#include <optional>

using base::Duration;
using base::fromMs;
using base::UtcTime;
using model::Badge;
using model::badgeOf;
using model::BadgeState;
using model::dueSoonSpan;
using model::nextTick;
using model::ResponseRule;
using model::TurnOfMessage;
using model::TurnOutcome;

namespace {

using namespace std::chrono_literals;

constexpr UtcTime kStart = fromMs(1'773'741'600'000);
constexpr Duration kHour = 60min;

constexpr TurnOfMessage kOpen{.startedAt = kStart};

TurnOfMessage ended(TurnOutcome outcome, Duration length) {
    return {.startedAt = kStart, .endedAt = kStart + length, .outcome = outcome};
}

ResponseRule within(Duration target) {
    return {.target = {.length = target}, .hours = {}};
}

Badge openAfter(Duration waited, Duration target = kHour) {
    return badgeOf(kOpen, kStart, within(target), kStart + waited);
}

Badge answeredAfter(Duration length, Duration target = kHour) {
    return badgeOf(ended(TurnOutcome::Answered, length), kStart, within(target), kStart + 100h);
}

std::optional<Duration> tickAfter(Duration waited, Duration target = kHour) {
    const auto tick = nextTick(kOpen, kStart, within(target), kStart + waited);
    return tick ? std::optional<Duration>(*tick - kStart) : std::nullopt;
}

}  // namespace

TEST_CASE("the target is passed when more than it has gone by, not at it") {
    CHECK(openAfter(kHour).state == BadgeState::DueSoon);
    CHECK(openAfter(kHour + 1ms).state == BadgeState::Overdue);
    CHECK(answeredAfter(kHour).state == BadgeState::Answered);
    CHECK(answeredAfter(kHour + 1ms).state == BadgeState::AnsweredLate);
}

TEST_CASE("due soon begins when exactly a quarter of the target is left") {
    CHECK(openAfter(45min - 1ms).state == BadgeState::Waiting);
    CHECK(openAfter(45min).state == BadgeState::DueSoon);
}

TEST_CASE("due soon is a quarter of the target, but five minutes at least and an hour at most") {
    CHECK(dueSoonSpan(60min) == Duration{15min});
    CHECK(dueSoonSpan(20min) == Duration{5min});
    CHECK(dueSoonSpan(10min) == Duration{5min});
    CHECK(dueSoonSpan(4h) == Duration{60min});
    CHECK(dueSoonSpan(24h) == Duration{60min});
    CHECK(dueSoonSpan(20min + 4ms) == Duration{5min + 1ms});
    CHECK(dueSoonSpan(4h - 4ms) == Duration{60min - 1ms});
}

TEST_CASE("a target shorter than five minutes is due soon from the start") {
    CHECK(openAfter(0ms, 2min).state == BadgeState::DueSoon);
    CHECK(openAfter(2min + 1ms, 2min).state == BadgeState::Overdue);
}

TEST_CASE("an open turn's figures run to now, a closed turn's to its end") {
    CHECK(openAfter(12min).calendar == Duration{12min});
    CHECK(answeredAfter(9min).calendar == Duration{9min});
    CHECK(badgeOf(ended(TurnOutcome::Missed, 3h), kStart, within(kHour), kStart + 9h).calendar ==
          Duration{3h});
}

TEST_CASE("until there are opening hours business time equals calendar time") {
    CHECK(openAfter(12min).business == openAfter(12min).calendar);
    CHECK(answeredAfter(90min).business == Duration{90min});
}

TEST_CASE("a later message of a turn has the turn's state and its own figure") {
    const Badge open = badgeOf(kOpen, kStart + 50min, within(kHour), kStart + 61min);
    CHECK(open.state == BadgeState::Overdue);
    CHECK(open.calendar == Duration{11min});
    const Badge late =
        badgeOf(ended(TurnOutcome::Answered, 61min), kStart + 60min, within(kHour), kStart + 100h);
    CHECK(late.state == BadgeState::AnsweredLate);
    CHECK(late.calendar == Duration{1min});
}

TEST_CASE("how a turn was closed stands on its badge") {
    CHECK(badgeOf(ended(TurnOutcome::NoReplyNeeded, 3h), kStart, within(kHour), kStart + 9h).state ==
          BadgeState::NoReplyNeeded);
    CHECK(badgeOf(ended(TurnOutcome::Missed, 1min), kStart, within(kHour), kStart + 9h).state ==
          BadgeState::Missed);
}

TEST_CASE("a clock that runs behind the platform's shows no time below zero") {
    CHECK(openAfter(-5min).calendar == Duration{0});
    CHECK(openAfter(-5min).state == BadgeState::Waiting);
    CHECK(tickAfter(-5min).has_value());
}

TEST_CASE("a waiting badge ticks when its figure changes") {
    CHECK(tickAfter(0ms) == Duration{1s});
    CHECK(tickAfter(59'500ms) == Duration{60s});
    CHECK(tickAfter(60s) == Duration{2min});
    CHECK(tickAfter(12min + 3s) == Duration{13min});
    CHECK(tickAfter(24h - 1ms, 100h) == Duration{24h});
    CHECK(tickAfter(24h, 100h) == Duration{25h});
}

TEST_CASE("a waiting badge ticks when it becomes due soon, between its figures too") {
    const Duration target = 62min;  // due soon at 46 min 30 s
    CHECK(tickAfter(46min, target) == Duration{46min + 30s});
    CHECK(openAfter(46min + 30s, target).state == BadgeState::DueSoon);
}

TEST_CASE("a due-soon badge ticks when the time left shows one less") {
    CHECK(tickAfter(45min) == Duration{45min + 1ms});
    CHECK(tickAfter(45min + 1ms) == Duration{46min + 1ms});
    CHECK(tickAfter(59min + 1ms) == Duration{59min + 1s + 1ms});
}

TEST_CASE("a due-soon badge ticks into overdue one millisecond after the target") {
    CHECK(tickAfter(kHour) == Duration{kHour + 1ms});
    CHECK(openAfter(*tickAfter(kHour)).state == BadgeState::Overdue);
}

TEST_CASE("an overdue badge ticks by the time since the target passed") {
    CHECK(tickAfter(kHour + 1ms) == Duration{kHour + 1s});
    CHECK(tickAfter(kHour + 25min + 10s) == Duration{kHour + 26min});
    CHECK(tickAfter(kHour + 24h) == Duration{kHour + 25h});
}

TEST_CASE("what is settled never ticks") {
    for (const TurnOutcome outcome :
         {TurnOutcome::Answered, TurnOutcome::NoReplyNeeded, TurnOutcome::Missed}) {
        CHECK_FALSE(nextTick(ended(outcome, 9min), kStart, within(kHour), kStart + 100h));
        CHECK_FALSE(nextTick(ended(outcome, 2h), kStart, within(kHour), kStart + 100h));
    }
}
