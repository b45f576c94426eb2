// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/report_view.h"
#include "view/turn_story.h"

#include "support/catch.h"
#include "support/office_week.h"

#include <memory>

using model::TimeUnit;
using model::TurnOutcome;
using office::at;
using office::kTuesday;
using office::utc;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

model::TurnFact fact(base::UtcTime start, std::optional<minutes> after,
                     TurnOutcome outcome = TurnOutcome::Answered) {
    model::TurnFact one{.platform = "mastodon",
                        .customerName = "Mira",
                        .firstMessage = {base::toMs(start)},
                        .endedBy = {outcome == TurnOutcome::Answered ? 5 : 0},
                        .startedAt = start,
                        .latestAt = start,
                        .outcome = outcome,
                        .firstOfConversation = true,
                        .rule = office::rule()};
    if (after) {
        one.endedAt = start + *after;
    }
    return one;
}

const model::ReportScope kScope{
    .from = kTuesday, .to = std::chrono::sys_days(kTuesday) + days{6}, .now = at(7, 12)};

std::vector<model::TimedTurn> week() {
    return model::timedTurns({fact(at(0, 9), minutes{8}), fact(at(0, 11, 50), minutes{80}),
                              fact(at(1, 13), minutes{45}), fact(at(1, 14), minutes{90}),
                              fact(at(1, 6), minutes{20}), fact(at(2, 9), {}, TurnOutcome::Open),
                              fact(at(2, 10), minutes{1}, TurnOutcome::NoReplyNeeded)},
                             kScope, utc);
}

view::ReportView shown(TimeUnit unit = TimeUnit::Business) {
    const view::Words words;
    return view::reportView(week(), kScope, {.platforms = {"x", "mastodon"}, .rules = {office::rule()}}, unit,
                            words);
}

std::vector<std::string> story(model::TurnFact one,
                               model::ReportDefinition definition = model::ReportDefinition::Turns) {
    model::ReportScope scope = kScope;
    scope.definition = definition;
    const auto turns = model::timedTurns({std::move(one)}, scope, utc);
    REQUIRE(turns.size() == 1);
    return view::turnStory(turns[0], view::Words(), at(7, 12));
}

}  // namespace

TEST_CASE("the four figures say what they are made of") {
    const auto figures = shown().figures;
    REQUIRE(figures.size() == 4);
    CHECK(figures[0].mark.figure == "20 m");
    CHECK(figures[1].mark.figure == "1 h 30 m");
    CHECK(figures[2].mark.figure == "75 %");
    CHECK(figures[2].note == "3 of 4 answers");
    CHECK(figures[3].mark.figure == "83 %");
    CHECK(figures[3].note == "5 of 6, 1 open, 0 missed");
    CHECK(figures[0].mark.turns.size() == 4);
    CHECK(figures[3].mark.turns.size() == 6);
    CHECK(figures[0].mark.spoken == "median: 20 m, half the answers are faster");
}

TEST_CASE("the histogram names its spans and what is beyond the target") {
    const auto histogram = shown().histogram;
    CHECK(histogram.caption == "3 within 60 minutes, 1 beyond");
    CHECK(histogram.targetLine == "target 60 m");
    CHECK(histogram.barsInTarget == 6);
    REQUIRE(histogram.bars.size() == 9);
    CHECK(histogram.bars[0].mark.label == "0–5");
    CHECK(histogram.bars[1].mark.spoken == "5 to 10 minutes: 1 turn");
    CHECK(histogram.bars[5].mark.label == "30–60");
    CHECK(histogram.bars[5].mark.spoken == "30 minutes to 1 hour: 1 turn");
    CHECK(histogram.bars[6].mark.label == "1–2 h");
    CHECK(histogram.bars[6].mark.spoken == "1 to 2 hours: 1 turn");
    CHECK(histogram.bars[6].beyond == 1);
    CHECK(histogram.bars[8].mark.label == "> 4 h");
    CHECK(histogram.bars[8].mark.spoken == "More than 4 hours: 0 turns");
}

TEST_CASE("complaints and praise are counted by day, answered or not, and nothing stands on closed days") {
    auto turns = week();
    turns[0].fact.kind = model::TriageKind::Complaint;
    turns[1].fact.kind = model::TriageKind::Praise;
    turns.back().fact.kind = model::TriageKind::Praise;
    const view::Words words;
    const auto mood = view::reportView(turns, kScope, {.platforms = {"mastodon"}, .rules = {office::rule()}},
                                       TimeUnit::Business, words)
                          .mood;
    REQUIRE(mood.days.size() == 7);
    CHECK(mood.caption == "1 complaint, 2 with praise, told by rules and by your corrections");
    CHECK(mood.days[0].first == 1.0);
    CHECK(mood.days[0].second == 1.0);
    CHECK(mood.days[0].mark.spoken == "Tuesday, 17 March: 1 complaint, 1 with praise");
    CHECK(mood.days[0].mark.turns == model::TurnList{0, 1});
    CHECK(mood.days[1].first == 0.0);
    CHECK(mood.days[2].second == 1.0);
    CHECK(mood.days[4].closed);
    CHECK_FALSE(mood.days[4].first);
}

TEST_CASE("days are in minutes and closed ones say so") {
    const auto view = shown().days;
    REQUIRE(view.days.size() == 7);
    CHECK(view.caption == "2 days closed");
    CHECK(view.axis == "minutes, by the day the customer wrote");
    CHECK(view.days[0].mark.label == "Tue 17");
    CHECK(view.days[0].first == 8.0);
    CHECK(view.days[0].second == 20.0);
    CHECK(view.days[0].mark.spoken == "Tuesday, 17 March: median 8 minutes, p90 20 minutes, 2 turns");
    CHECK(view.days[2].mark.spoken == "Thursday, 19 March: no answered turn");
    CHECK(view.days[4].closed);
    CHECK(view.days[4].mark.spoken == "Saturday, 21 March: closed");
}

TEST_CASE("the heat map says when it takes longest") {
    const auto heat = shown().heat;
    CHECK(heat.caption == "Wednesday at 14:00");
    CHECK(heat.weekdays == std::vector<std::string>{"Tue", "Wed"});
    CHECK(heat.hours == std::vector<std::string>{"9", "10", "11", "12", "13", "14"});
    REQUIRE(heat.cells.size() == 12);
    CHECK(heat.cells[0].mark.figure == "8");
    CHECK(heat.cells[0].mark.spoken == "Tuesday, 09:00: median 8 minutes, 1 turn");
    CHECK(heat.cells[1].mark.figure == "–");
    CHECK(heat.cells[1].level == -1);
    CHECK(heat.cells[11].level == 4);
}

TEST_CASE("platforms stand with their share and a place for their target") {
    const auto platforms = shown().platforms;
    REQUIRE(platforms.rows.size() == 2);
    CHECK(platforms.rows[0].mark.spoken == "X: no answered turn, 0 turns, 0 % of all");
    CHECK(platforms.rows[1].mark.figure == "7 (100 %)");
    CHECK(platforms.ticks.size() >= 2);
    CHECK(platforms.ticks.size() <= 8);
    CHECK(platforms.ticks.front().first <= minutes{20});
    CHECK(platforms.ticks.back().first >= minutes{90});
}

TEST_CASE("what is left out of the averages is said and can be listed") {
    const auto business = shown();
    CHECK(business.leftOut == "Left out: 1 turn closed as “no reply needed”, 1 answered before opening.");
    CHECK(business.leftOutTurns.size() == 2);
    CHECK(shown(TimeUnit::Calendar).leftOut == "Left out: 1 turn closed as “no reply needed”.");
}

TEST_CASE("expectations are named with their time and the share of people") {
    const auto bars = shown().expectations;
    REQUIRE(bars.size() == 4);
    CHECK(bars[0].mark.label == "X within 30 m");
    CHECK(bars[0].mark.figure == "–");
    CHECK(bars[2].mark.label == "1 h, as 42 % expect");
    CHECK(bars[3].mark.label == "24 h, as 67 % expect");
    CHECK(bars[3].mark.figure == "100 %");
}

TEST_CASE("a share is never rounded to all or nothing") {
    const view::Words words;
    CHECK(view::percentText(0.999, words) == "99 %");
    CHECK(view::percentText(0.001, words) == "1 %");
    CHECK(view::percentText(1.0, words) == "100 %");
    CHECK(view::percentText({}, words) == "–");
}

TEST_CASE("a turn is explained line by line") {
    CHECK(story(fact(at(0, 11, 50), minutes{80})) ==
          std::vector<std::string>{"Starts 17 Mar 11:50, with the first unanswered message",
                                   "Pauses 17 Mar 12:00 to 17 Mar 13:00, closed",
                                   "Ends 17 Mar 13:10, with the reply",
                                   "20 m of business time, 1 h 20 m by the calendar",
                                   "Target 1 h of business time", "Within target"});
    CHECK(story(fact(at(1, 14), minutes{90})).back() == "Late by 30 m");
    CHECK(story(fact(at(1, 6), minutes{20})).back() ==
          "Asked and answered while closed: left out of averages by business time");
    CHECK(story(fact(at(1, 9), {}, TurnOutcome::Open)).back() ==
          "Not answered yet: left out of the averages, counted in the response rate");
    CHECK(story(fact(at(1, 9), minutes{5}, TurnOutcome::Missed)).back() == "Counts as unanswered");
    auto latest = fact(at(1, 9), minutes{30});
    latest.latestAt = at(1, 9, 20);
    CHECK(story(latest, model::ReportDefinition::LatestMessage)[1] ==
          "Counted from Wed 09:20, the latest message of the turn");
}
