// SPDX-License-Identifier: GPL-3.0-or-later
// Opening hours while they are edited, without a window.
#include "support/catch.h"

#include "ui/widgets/hours_form.h"

#include <algorithm>

using ui::HoursFault;
using ui::HoursForm;
using Edge = HoursForm::Edge;
using Moved = HoursForm::Moved;

namespace {

model::WeekInterval on(int day, int from, int to) {
    return {.day = day, .open = {.from = from, .to = to}};
}

HoursForm filled(std::vector<model::WeekInterval> week) {
    HoursForm form;
    form.fill({.validFrom = {}, .timeZone = "Europe/Stockholm", .week = std::move(week), .exceptions = {}});
    return form;
}

/// Thursday with a lunch, and an hour on Friday afternoon.
HoursForm lunch() {
    HoursForm form = filled({on(4, 540, 750), on(4, 810, 1200), on(5, 840, 900)});
    form.choose(1);
    return form;
}

}  // namespace

TEST_CASE("hours are walked by day and by interval") {
    HoursForm form = lunch();
    CHECK(form.chosenInterval() == on(4, 810, 1200));
    form.stepInterval(1);
    CHECK(form.chosen() == 1U);
    form.stepInterval(-1);
    CHECK(form.chosen() == 0U);
    form.stepDay(1);
    CHECK(form.chosenInterval() == on(5, 840, 900));
    // Back to what is nearest in time of day, not to the first.
    form.stepDay(-1);
    CHECK(form.chosenInterval() == on(4, 810, 1200));
    form.stepDay(-1);
    CHECK(form.day() == 3);
    CHECK_FALSE(form.chosen().has_value());
    form.stepDay(-5);
    CHECK(form.day() == 1);
}

TEST_CASE("an end moves by quarters of an hour and leaves at least one") {
    HoursForm form = filled({on(1, 540, 605)});
    CHECK(form.step(Edge::To, -1) == Moved::Yes);
    CHECK(form.week().front() == on(1, 540, 600));
    for (int i = 0; i < 10; ++i) {
        form.step(Edge::To, -1);
    }
    CHECK(form.week().front() == on(1, 540, 555));
    CHECK(form.step(Edge::To, -1) == Moved::No);
    CHECK(form.step(Edge::From, 1) == Moved::No);
    CHECK(form.step(Edge::From, -1) == Moved::Yes);
    CHECK(form.week().front() == on(1, 525, 555));
}

TEST_CASE("an end that passes midnight comes round, and never meets its beginning") {
    HoursForm form = filled({on(5, 1200, 1425)});
    form.step(Edge::To, 1);
    CHECK(form.week().front() == on(5, 1200, 1440));
    form.step(Edge::To, 1);
    CHECK(form.week().front() == on(5, 1200, 15));
    for (int i = 0; i < 100; ++i) {
        form.step(Edge::To, 1);
        CHECK_FALSE(model::problemOf(form.hours()).has_value());
    }
    CHECK(form.week().front() == on(5, 1200, 1185));
    for (int i = 0; i < 100; ++i) {
        form.step(Edge::From, -1);
        CHECK_FALSE(model::problemOf(form.hours()).has_value());
    }
    for (int i = 0; i < 200; ++i) {
        form.step(Edge::From, 1);
        CHECK_FALSE(model::problemOf(form.hours()).has_value());
    }
    CHECK(form.week().front() == on(5, 1425, 1185));
}

TEST_CASE("a whole day is midnight to midnight") {
    HoursForm form = filled({on(1, 0, 1425)});
    form.step(Edge::To, 1);
    CHECK(form.week().front() == on(1, 0, 1440));
    CHECK(form.step(Edge::To, 1) == Moved::No);
    CHECK(form.step(Edge::From, -1) == Moved::No);
}

TEST_CASE("fields take every minute, and an end before the beginning runs past midnight") {
    HoursForm form = lunch();
    CHECK(form.set(Edge::From, 817) == Moved::Yes);
    CHECK(form.set(Edge::To, 60) == Moved::Yes);
    CHECK(form.chosenInterval() == on(4, 817, 60));
    CHECK(form.set(Edge::To, 817) == Moved::No);
    CHECK(form.set(Edge::From, 1440) == Moved::No);
    CHECK(form.chosenInterval() == on(4, 817, 60));
}

TEST_CASE("an interval keeps its length when it is moved, to another day too") {
    HoursForm form = lunch();
    CHECK(form.move(6, 600) == Moved::Yes);
    CHECK(form.chosenInterval() == on(6, 600, 990));
    CHECK(form.day() == 6);
    CHECK(form.move(6, 1400) == Moved::Yes);
    CHECK(form.chosenInterval() == on(6, 1050, 1440));
    CHECK(form.move(6, 1400) == Moved::No);
    CHECK(form.move(9, -100) == Moved::Yes);
    CHECK(form.chosenInterval() == on(7, 0, 390));
}

TEST_CASE("a new interval finds room on its day") {
    HoursForm form = lunch();
    REQUIRE(form.addHere() == Moved::Yes);
    CHECK(form.chosenInterval() == on(4, 1260, 1320));
    CHECK_FALSE(form.fault().has_value());
    form.chooseDay(7);
    REQUIRE(form.addHere() == Moved::Yes);
    CHECK(form.chosenInterval() == on(7, 540, 1020));
    HoursForm full = filled({on(1, 0, 1440)});
    CHECK(full.addHere() == Moved::No);
    CHECK(full.week().size() == 1);
}

TEST_CASE("after a removal somebody stands on what is left of the day") {
    HoursForm form = lunch();
    form.remove();
    CHECK(form.chosenInterval() == on(4, 540, 750));
    form.remove();
    CHECK(form.day() == 4);
    CHECK_FALSE(form.chosen().has_value());
    form.remove();
    CHECK(form.week().size() == 1);
}

TEST_CASE("one interval more than a week has is refused in words until something else is done") {
    std::vector<model::WeekInterval> week;
    for (int i = 0; i < 28; ++i) {
        week.push_back(on(i % 7 + 1, i / 7 * 120, i / 7 * 120 + 60));
    }
    HoursForm form = filled(week);
    CHECK_FALSE(form.fault().has_value());
    CHECK(form.addHere() == Moved::No);
    CHECK(form.fault() == HoursFault{.kind = HoursFault::Kind::TooMany});
    CHECK(form.week().size() == 28);
    form.remove();
    CHECK_FALSE(form.fault().has_value());
    CHECK(form.addHere() == Moved::Yes);
}

TEST_CASE("intervals that overlap are told, not joined") {
    HoursForm form = lunch();
    form.set(Edge::From, 700);
    CHECK(form.week().size() == 3);
    CHECK(form.fault() == HoursFault{.kind = HoursFault::Kind::Overlap,
                                     .overlap = model::Overlap{on(4, 540, 750), on(4, 700, 1200)}});
    form.set(Edge::From, 750);
    CHECK_FALSE(form.fault().has_value());
}

TEST_CASE("the weekdays become as one day is") {
    HoursForm form = filled({on(1, 600, 700), on(4, 540, 750), on(4, 810, 1200), on(6, 480, 780)});
    form.choose(2);
    CHECK(form.copyToWeekdays() == Moved::Yes);
    CHECK(form.week().size() == 11);
    CHECK(form.chosenInterval() == on(4, 810, 1200));
    for (int day = 1; day <= 5; ++day) {
        CHECK(std::ranges::count(form.week(), on(day, 540, 750)) == 1);
        CHECK(std::ranges::count(form.week(), on(day, 810, 1200)) == 1);
    }
    CHECK(std::ranges::count(form.week(), on(6, 480, 780)) == 1);
    CHECK(form.copyToWeekdays() == Moved::No);
}

TEST_CASE("an exception takes the place of another one of its date") {
    using namespace std::chrono_literals;
    HoursForm form = lunch();
    form.setException({.date = 2026y / 4 / 6, .open = {}});
    form.setException({.date = 2026y / 4 / 3, .open = {}});
    CHECK(form.hours().exceptions.front().date == 2026y / 4 / 3);
    form.setException({.date = 2026y / 4 / 6, .open = {{.from = 420, .to = 960}}});
    REQUIRE(form.hours().exceptions.size() == 2);
    CHECK(form.hours().exceptions.back().open.size() == 1);
    // Its date was changed.
    form.setException({.date = 2026y / 4 / 22, .open = {}}, 2026y / 4 / 3);
    REQUIRE(form.hours().exceptions.size() == 2);
    CHECK(form.hours().exceptions.front().date == 2026y / 4 / 6);
    form.removeException(2026y / 4 / 6);
    CHECK(form.hours().exceptions.size() == 1);
}

TEST_CASE("what was changed and taken back is not a change") {
    HoursForm form = lunch();
    CHECK_FALSE(form.isChanged());
    form.step(Edge::To, 1);
    CHECK(form.isChanged());
    form.step(Edge::To, -1);
    CHECK_FALSE(form.isChanged());
    form.setTimeZone("Nowhere/At_All");
    CHECK(form.fault() == HoursFault{.kind = HoursFault::Kind::NoZone});
}
