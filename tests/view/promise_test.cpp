// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/promise_view.h"

#include "moments.h"
#include "support/catch.h"

#include <optional>
#include <string>
#include <vector>

using namespace moments;
using model::TimeUnit;
using view::promiseView;
using view::promiseWarning;
using view::weekInWords;

namespace {

model::WeekInterval open(int day, int from, int to) {
    return {.day = day, .open = {.from = from * 60, .to = to * 60}};
}

model::HoursVersion shop() {
    model::HoursVersion hours{.validFrom = {}, .timeZone = "Europe/Stockholm", .week = {}, .exceptions = {}};
    for (int day = 1; day <= 5; ++day) {
        hours.week.push_back(open(day, 9, 12));
        hours.week.push_back(open(day, 13, 17));
    }
    hours.week.push_back(open(6, 10, 14));
    return hours;
}

model::ReplyPromise figures(int turns, base::Duration p90, TimeUnit unit = TimeUnit::Business) {
    return {.turns = turns, .p90 = p90, .within = model::saidSpan(p90), .unit = unit};
}

}  // namespace

TEST_CASE("a week is told as people tell it") {
    CHECK(weekInWords(shop().week, words()) ==
          "Mon to Fri 09:00 to 12:00 and 13:00 to 17:00, Sat 10:00 to 14:00");
    CHECK(weekInWords({open(6, 10, 14), open(7, 10, 14)}, words()) == "Sat and Sun 10:00 to 14:00");
    CHECK(weekInWords({open(5, 20, 2)}, words()) == "Fri 20:00 to 02:00");
    std::vector<model::WeekInterval> daily;
    for (int day = 1; day <= 7; ++day) {
        daily.push_back(open(day, 8, 20));
    }
    CHECK(weekInWords(daily, words()) == "daily 08:00 to 20:00");
    CHECK(weekInWords({}, words()).empty());
}

TEST_CASE("the text for a profile says the hours and the time that nine in ten answers keep") {
    const model::HoursVersion hours = shop();
    const auto view = promiseView({.figures = figures(214, 41min), .hours = hours}, words());
    CHECK(view.text ==
          "We are open Mon to Fri 09:00 to 12:00 and 13:00 to 17:00, Sat 10:00 to 14:00 "
          "(Stockholm time). Nine in ten messages are answered within 45 minutes of opening hours.");
    CHECK(view.basis ==
          "Nine in ten of the 214 answers of the last 30 days came within 41 m of opening hours");
}

TEST_CASE("without hours the time is the calendar's, and without answers no time is named") {
    const auto always = promiseView({.figures = figures(50, 3h + 1min, TimeUnit::Calendar)}, words());
    CHECK(always.text == "Nine in ten messages are answered within 4 hours.");
    CHECK(always.basis == "Nine in ten of the 50 answers of the last 30 days came within 3 h 1 m");

    model::ReplyPromise few{.turns = 7, .p90 = 5min, .within = {}, .unit = TimeUnit::Business};
    const model::HoursVersion hours = shop();
    CHECK(promiseView({.figures = few, .hours = hours}, words())
              .text.ends_with("We answer every message while we are open."));
    CHECK(promiseView({.figures = few, .hours = hours}, words()).basis ==
          "7 answers in the last 30 days are too few to name a time");
    few.unit = TimeUnit::Calendar;
    CHECK(promiseView({.figures = few}, words()).text == "We answer every message.");

    // So slow that nobody would publish it: the figure is said, the promise is not made.
    const auto slow = promiseView({.figures = figures(50, 49h), .hours = hours}, words());
    CHECK(slow.text.ends_with("We answer every message while we are open."));
    CHECK(slow.basis.ends_with("came within 2 d 1 h of opening hours"));
}

TEST_CASE("a time counted in opening hours is never told as one by the calendar, also without a week") {
    const model::HoursVersion market{.validFrom = {},
                                     .timeZone = "Europe/Stockholm",
                                     .week = {},
                                     .exceptions = {{.date = std::chrono::year(2026) / 3 / 21,
                                                     .open = {{.from = 9 * 60, .to = 17 * 60}}}}};
    const auto view = promiseView({.figures = figures(50, 4min), .hours = market}, words());
    CHECK(view.text == "Nine in ten messages are answered within 5 minutes of opening hours.");
    CHECK(view.basis.ends_with("came within 4 m of opening hours"));
}

TEST_CASE("what was published is warned of once the figures no longer bear it out, and not before") {
    const view::PublishedPromise published{.within = 30min, .account = {}, .at = kNow - 24h * 10};
    CHECK(promiseWarning(published, figures(214, 30min), words(), kNow).empty());
    CHECK(promiseWarning(published, figures(214, 30min + 1ms), words(), kNow) ==
          "Since 7 Mar your profile says 30 minutes, but nine in ten answers of the last 30 days took up to "
          "30 minutes");
    CHECK(promiseWarning(published, figures(214, 52min), words(), kNow) ==
          "Since 7 Mar your profile says 30 minutes, but nine in ten answers of the last 30 days took up to "
          "52 minutes");
    CHECK(promiseWarning(published, figures(7, 52min), words(), kNow).empty());
}
