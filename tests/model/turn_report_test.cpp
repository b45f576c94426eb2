// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report_series.h"
#include "model/turn_report.h"

#include "support/catch.h"
#include "support/office_week.h"

#include <memory>
#include <utility>
#include <vector>

using model::ReportDefinition;
using model::TimeUnit;
using model::TurnFact;
using model::TurnOutcome;
using office::at;
using office::kTuesday;
using office::utc;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

struct Answer {
    base::UtcTime start;
    std::optional<minutes> after{};
    TurnOutcome outcome = TurnOutcome::Answered;
};

TurnFact fact(std::int64_t turn, const Answer& answer, model::SharedRule rule = {}) {
    TurnFact one{.turn = turn,
                 .conversation = {turn},
                 .account = {1},
                 .platform = "mastodon",
                 .firstMessage = {turn},
                 .startedAt = answer.start,
                 .latestAt = answer.start,
                 .outcome = answer.outcome,
                 .firstOfConversation = true,
                 .rule = std::move(rule)};
    if (answer.after) {
        one.endedAt = answer.start + *answer.after;
    }
    return one;
}

model::ReportScope scopeOf(ReportDefinition definition, int daysLong = 7) {
    return {.from = kTuesday,
            .to = std::chrono::sys_days(kTuesday) + days{daysLong - 1},
            .definition = definition,
            .now = at(10, 0)};
}

std::vector<model::TimedTurn> read(std::vector<TurnFact> facts,
                                   ReportDefinition definition = ReportDefinition::Turns) {
    return model::timedTurns(std::move(facts), scopeOf(definition), utc);
}

std::vector<std::int64_t> names(const std::vector<model::TimedTurn>& turns) {
    std::vector<std::int64_t> ids;
    for (const model::TimedTurn& turn : turns) {
        ids.push_back(turn.fact.turn);
    }
    return ids;
}

std::vector<base::Duration> minutesOf(std::initializer_list<int> values) {
    std::vector<base::Duration> list;
    for (const int value : values) {
        list.emplace_back(minutes{value});
    }
    return list;
}

}  // namespace

TEST_CASE("a percentile is the nearest rank and always a value that occurred") {
    CHECK_FALSE(model::percentile({}, 50));
    CHECK(model::percentile(minutesOf({7}), 50) == minutes{7});
    CHECK(model::percentile(minutesOf({7}), 90) == minutes{7});
    CHECK(model::percentile(minutesOf({9, 1}), 50) == minutes{1});
    CHECK(model::percentile(minutesOf({9, 1, 5}), 50) == minutes{5});
    CHECK(model::percentile(minutesOf({4, 3, 2, 1}), 50) == minutes{2});
    CHECK(model::percentile(minutesOf({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}), 90) == minutes{9});
    CHECK(model::percentile(minutesOf({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}), 90) == minutes{10});
    CHECK(model::percentile(minutesOf({1, 2, 3}), 100) == minutes{3});
}

TEST_CASE("the mean of the fastest nine in ten leaves the slowest out") {
    CHECK_FALSE(model::meanOfFastest({}, 90));
    CHECK(model::meanOfFastest(minutesOf({1000, 2, 2, 2, 2, 2, 2, 2, 2, 2}), 90) == minutes{2});
    CHECK(model::meanOfFastest(minutesOf({3, 5}), 90) == minutes{4});
}

TEST_CASE("the response rate leaves out turns that need no reply and counts missed and open ones") {
    const auto turns = read({fact(1, {.start = at(0, 9), .after = minutes{10}}),
                             fact(2, {.start = at(0, 10), .after = minutes{90}}),
                             fact(3, {.start = at(0, 11), .outcome = TurnOutcome::Open}),
                             fact(4, {at(0, 12), minutes{5}, TurnOutcome::Missed}),
                             fact(5, {at(0, 13), minutes{5}, TurnOutcome::NoReplyNeeded})});
    const auto figures = model::figuresOf(turns, TimeUnit::Calendar);
    CHECK(figures.turns == 5);
    CHECK(figures.answered == 2);
    CHECK(figures.noReplyNeeded == 1);
    CHECK(figures.open == 1);
    CHECK(figures.missed == 1);
    CHECK(figures.responseRate == 0.5);
    CHECK(figures.median == minutes{10});
    CHECK(figures.p90 == minutes{90});
    CHECK(figures.withinTarget == 0.5);
}

TEST_CASE("without a turn that needs a reply there is no response rate and no share") {
    const auto turns = read({fact(5, {at(0, 13), minutes{5}, TurnOutcome::NoReplyNeeded})});
    const auto figures = model::figuresOf(turns, TimeUnit::Business);
    CHECK_FALSE(figures.responseRate);
    CHECK_FALSE(figures.withinTarget);
    CHECK_FALSE(figures.median);
    CHECK_FALSE(figures.p90);
}

TEST_CASE("a reply at exactly the target is within it and one a millisecond later is not") {
    auto late = fact(2, {.start = at(0, 9), .after = minutes{60}});
    *late.endedAt += base::Duration{1};
    const auto turns = read({fact(1, {.start = at(0, 9), .after = minutes{60}}), late});
    CHECK(model::figuresOf(turns, TimeUnit::Calendar).within == 1);
}

TEST_CASE("business time leaves lunch out and both times are kept") {
    const auto turns = read({fact(1, {.start = at(0, 11, 50), .after = minutes{80}}, office::rule())});
    REQUIRE(turns.size() == 1);
    CHECK(turns[0].business == minutes{20});
    CHECK(turns[0].calendar == minutes{80});
    CHECK(turns[0].isWithinTarget(TimeUnit::Business));
    CHECK_FALSE(turns[0].isWithinTarget(TimeUnit::Calendar));
    const auto pauses =
        model::pausesBetween(turns[0].from, turns[0].to, model::ruleOf(turns[0].fact.rule).hours);
    REQUIRE(pauses.size() == 1);
    CHECK(pauses[0] == std::pair(at(0, 12), at(0, 13)));
}

TEST_CASE("a reply before opening is left out of business averages and stays in those by the calendar") {
    const auto turns = read({fact(1, {.start = at(0, 6), .after = minutes{20}}, office::rule()),
                             fact(2, {.start = at(0, 9), .after = minutes{10}}, office::rule())});
    CHECK(turns[0].state == model::BadgeState::BeforeOpening);
    const auto business = model::figuresOf(turns, TimeUnit::Business);
    CHECK(business.answered == 2);
    CHECK(business.beforeOpening == 1);
    CHECK(business.counted == 1);
    CHECK(business.median == minutes{10});
    const auto calendar = model::figuresOf(turns, TimeUnit::Calendar);
    CHECK(calendar.counted == 2);
    CHECK(calendar.p90 == minutes{20});
    CHECK(model::leftOut(turns, TimeUnit::Business).beforeOpening == model::TurnList{0});
    CHECK(model::leftOut(turns, TimeUnit::Calendar).beforeOpening.empty());
}

TEST_CASE("with a target by the calendar nothing is before opening") {
    const auto rule = office::rule("UTC", TimeUnit::Calendar);
    const auto turns = read({fact(1, {.start = at(0, 6), .after = minutes{20}}, rule)});
    CHECK(turns[0].state == model::BadgeState::Answered);
    CHECK(model::figuresOf(turns, TimeUnit::Business).counted == 1);
}

TEST_CASE("first reply takes the first turn of each conversation alone") {
    auto second = fact(2, {.start = at(1, 9), .after = minutes{40}});
    second.firstOfConversation = false;
    const std::vector<TurnFact> facts{fact(1, {.start = at(0, 9), .after = minutes{10}}), second};
    CHECK(names(read(facts, ReportDefinition::FirstReply)) == std::vector<std::int64_t>{1});
    CHECK(names(read(facts)) == std::vector<std::int64_t>{1, 2});
}

TEST_CASE("from the latest message the figure is shorter and the day stays that of the start") {
    auto turn = fact(1, {.start = at(0, 23), .after = minutes{120}});
    turn.latestAt = at(1, 0, 30);
    const auto ours = read({turn});
    const auto latest = read({turn}, ReportDefinition::LatestMessage);
    CHECK(ours[0].calendar == minutes{120});
    CHECK(latest[0].calendar == minutes{30});
    CHECK(latest[0].start.date == kTuesday);
}

TEST_CASE("from the latest message a reply in the same closed period is before opening") {
    auto turn = fact(1, {.start = at(0, 16, 50), .after = minutes{60}}, office::rule());
    turn.latestAt = at(0, 17, 30);
    CHECK(read({turn})[0].state == model::BadgeState::Answered);
    CHECK(read({turn}, ReportDefinition::LatestMessage)[0].state == model::BadgeState::BeforeOpening);
}

TEST_CASE("by Facebook's definition a turn begins after a day of silence") {
    auto soon = fact(2, {.start = at(1, 9), .after = minutes{40}});
    soon.silenceBefore = hours{24} - base::Duration{1};
    auto later = fact(3, {.start = at(2, 9), .after = minutes{40}});
    later.silenceBefore = hours{24};
    const std::vector<TurnFact> facts{fact(1, {.start = at(0, 9), .after = minutes{10}}), soon, later};
    CHECK(names(read(facts, ReportDefinition::Facebook)) == std::vector<std::int64_t>{1, 3});
}

TEST_CASE("a turn belongs to the day of its account's zone and the last day is included") {
    const auto rule = office::rule("Asia/Tokyo");
    const std::vector<TurnFact> facts{fact(1, {.start = at(-1, 14, 59), .after = minutes{1}}, rule),
                                      fact(2, {.start = at(-1, 15), .after = minutes{1}}, rule),
                                      fact(3, {.start = at(6, 14, 59), .after = minutes{1}}, rule),
                                      fact(4, {.start = at(6, 15), .after = minutes{1}}, rule)};
    const auto turns = read(facts);
    CHECK(names(turns) == std::vector<std::int64_t>{2, 3});
    CHECK(turns[0].start == model::LocalMoment{.date = kTuesday, .hour = 0});
    const auto [from, to] = model::readingSpan(kTuesday, std::chrono::sys_days(kTuesday) + days{6});
    CHECK(from <= at(-1, 15));
    CHECK(to > at(6, 15));
}

TEST_CASE("the target is an edge of the histogram and a bucket holds its upper edge") {
    const auto rule = office::rule("UTC", TimeUnit::Calendar, minutes{45});
    std::vector<TurnFact> facts;
    for (const int length : {5, 6, 45, 46, 300}) {
        facts.push_back(fact(length, {.start = at(0, 9), .after = minutes{length}}, rule));
    }
    const auto turns = read(facts);
    CHECK(model::usualTarget(turns) == minutes{45});
    const auto buckets = model::histogram(turns, TimeUnit::Calendar, minutes{45});
    REQUIRE(buckets.size() == 10);
    CHECK(buckets[0].turns == model::TurnList{0});
    CHECK(buckets[1].turns == model::TurnList{1});
    CHECK(buckets[5].upTo == base::Duration{minutes{45}});
    CHECK(buckets[5].turns == model::TurnList{2});
    CHECK(buckets[5].beyond == 0);
    CHECK(buckets[6].turns == model::TurnList{3});
    CHECK(buckets[6].beyond == 1);
    CHECK_FALSE(buckets[9].upTo);
    CHECK(buckets[9].turns == model::TurnList{4});
    CHECK(model::histogram(turns, TimeUnit::Calendar, minutes{60}).size() == 9);
}

TEST_CASE("every day has its figures and days without opening are closed") {
    const auto rule = office::rule();
    const auto turns = read({fact(1, {.start = at(0, 9), .after = minutes{10}}, rule),
                             fact(2, {.start = at(0, 10), .after = minutes{30}}, rule)});
    const std::vector<model::SharedRule> rules{rule};
    const auto series = model::daySeries(turns, scopeOf(ReportDefinition::Turns), rules, TimeUnit::Business);
    REQUIRE(series.size() == 7);
    CHECK(series[0].median == minutes{10});
    CHECK(series[0].p90 == minutes{30});
    CHECK_FALSE(series[0].closed);
    CHECK(series[4].closed);
    CHECK(series[5].closed);
    CHECK_FALSE(series[6].closed);
    CHECK_FALSE(series[6].median);
    const auto always = model::daySeries(turns, scopeOf(ReportDefinition::Turns),
                                         std::vector<model::SharedRule>{rule, {}}, TimeUnit::Business);
    CHECK_FALSE(always[4].closed);
}

TEST_CASE("the hours of the week reach from the first hour with a turn to the last") {
    const auto turns = read({fact(1, {.start = at(0, 9), .after = minutes{10}}),
                             fact(2, {.start = at(2, 11), .after = minutes{30}})});
    const auto cells = model::hoursOfWeek(turns, TimeUnit::Calendar);
    REQUIRE(cells.size() == 6);
    CHECK(cells[0].weekday == 2);
    CHECK(cells[0].hour == 9);
    CHECK(cells[0].median == minutes{10});
    CHECK_FALSE(cells[1].median);
    CHECK(cells[5].weekday == 4);
    CHECK(cells[5].hour == 11);
    CHECK(model::hoursOfWeek({}, TimeUnit::Calendar).empty());
}

TEST_CASE("platforms come in their order with their share of all turns") {
    auto other = fact(2, {.start = at(0, 10), .after = minutes{30}});
    other.platform = "x";
    const auto turns = read({fact(1, {.start = at(0, 9), .after = minutes{10}}), other});
    const std::vector<std::string> order{"x", "email", "mastodon"};
    const auto platforms = model::perPlatform(turns, order, TimeUnit::Calendar);
    REQUIRE(platforms.size() == 3);
    CHECK(platforms[0].figures.median == minutes{30});
    CHECK(platforms[0].share == 0.5);
    CHECK(platforms[1].figures.turns == 0);
    CHECK(platforms[2].turns == model::TurnList{0});
}

TEST_CASE("expectations are judged by the calendar and X's own by X alone") {
    auto onX = fact(1, {.start = at(0, 11, 50), .after = minutes{80}}, office::rule());
    onX.platform = "x";
    const auto turns = read({onX, fact(2, {.start = at(0, 13), .after = minutes{20}}, office::rule())});
    const auto beside = model::besideExpectations(turns);
    REQUIRE(beside.size() == model::kExpectations.size());
    CHECK(beside[0].share == 0.0);
    CHECK(beside[0].late == model::TurnList{0});
    CHECK_FALSE(beside[1].share);
    CHECK(beside[2].share == 0.5);
    CHECK(beside[3].share == 1.0);
}

TEST_CASE("dates are read to the letter") {
    CHECK(model::parseIsoDate("2026-03-17") == kTuesday);
    CHECK(model::isoDate(kTuesday) == "2026-03-17");
    for (const char* wrong : {"", "2026-3-17", "2026-02-30", "17.03.2026", "2026-03-17x", "2026-+3-17"}) {
        INFO(wrong);
        CHECK_FALSE(model::parseIsoDate(wrong));
    }
    CHECK(model::reportDefinitionNamed("latest_message") == ReportDefinition::LatestMessage);
    CHECK(model::name(ReportDefinition::Facebook) == "facebook");
    CHECK_FALSE(model::reportDefinitionNamed("ours"));
}
