// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catch.h"

#include "model/hours_text.h"

using namespace model;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::year_month_day day(int year, unsigned month, unsigned date) {
    return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(date)};
}

base::UtcTime utc(int year, unsigned month, unsigned date, int hour, int minute = 0) {
    return std::chrono::sys_days(day(year, month, date)) + std::chrono::hours(hour) +
           std::chrono::minutes(minute);
}

WeekInterval on(int weekday, int from, int to) {
    return {.day = weekday, .open = {.from = from * 60, .to = to * 60}};
}

}  // namespace

TEST_CASE("every minute of the day is read back from its own text") {
    for (int minute = 0; minute <= kMinutesOfDay; ++minute) {
        CHECK(minuteOf(clockText(minute)) == minute);
    }
    CHECK(clockText(9 * 60) == "09:00");
    CHECK(clockText(kMinutesOfDay) == "24:00");
}

TEST_CASE("what is no time of day is not read as one") {
    for (const char* text : {"", "9:00", "09.00", "24:01", "25:00", "12:60", "-1:00", "0900", "09:00 ",
                             "ab:cd", "09:0x", "１2:00"}) {
        CAPTURE(text);
        CHECK_FALSE(minuteOf(text).has_value());
    }
}

TEST_CASE("a time is understood as people type it") {
    CHECK(typedMinute("9") == 9 * 60);
    CHECK(typedMinute("24") == kMinutesOfDay);
    CHECK(typedMinute("9:30") == 9 * 60 + 30);
    CHECK(typedMinute("9.30") == 9 * 60 + 30);
    CHECK(typedMinute("930") == 9 * 60 + 30);
    CHECK(typedMinute("0930") == 9 * 60 + 30);
    for (const char* text : {"", ":", "9:3", "9:300", "123:00", "25", "2401", "09300", "nine"}) {
        CAPTURE(text);
        CHECK_FALSE(typedMinute(text).has_value());
    }
}

TEST_CASE("only dates of the calendar are dates") {
    CHECK(dateOf("2026-03-29") == day(2026, 3, 29));
    CHECK(dateOf("2028-02-29") == day(2028, 2, 29));
    CHECK(dateText(day(2026, 3, 9)) == "2026-03-09");
    for (const char* text : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026/01/01",
                             "2026-01-01T00:00", ""}) {
        CAPTURE(text);
        CHECK_FALSE(dateOf(text).has_value());
    }
}

TEST_CASE("a date begins when the clocks of its zone begin to show it") {
    CHECK(beginningOf("Europe/Stockholm", day(2026, 3, 29)) == utc(2026, 3, 28, 23));
    CHECK(beginningOf("Europe/Stockholm", day(2026, 3, 30)) == utc(2026, 3, 29, 22));
    // In Beirut the clock jumps from midnight to one, in Havana it shows midnight to one twice.
    CHECK(beginningOf("Asia/Beirut", day(2026, 3, 29)) == utc(2026, 3, 28, 22));
    CHECK(beginningOf("America/Havana", day(2026, 11, 1)) == utc(2026, 11, 1, 4));
    CHECK(beginningOf("Nowhere/At_All", day(2026, 3, 29)) == utc(2026, 3, 29, 0));
}

TEST_CASE("the calendar of the shop's zone says which date it is") {
    CHECK(localDate("Pacific/Auckland", utc(2026, 3, 17, 12)) == day(2026, 3, 18));
    CHECK(localDate("America/Los_Angeles", utc(2026, 3, 17, 6)) == day(2026, 3, 16));
}

TEST_CASE("the next day with 23 or 25 hours is found") {
    CHECK(nextOddDay("Europe/Stockholm", utc(2026, 3, 17, 13), 56) == OddDay{day(2026, 3, 29), 23h});
    CHECK(nextOddDay("Europe/Stockholm", utc(2026, 3, 29, 12), 56) == OddDay{day(2026, 3, 29), 23h});
    CHECK(nextOddDay("Europe/Stockholm", utc(2026, 10, 1, 12), 56) == OddDay{day(2026, 10, 25), 25h});
    CHECK(nextOddDay("Australia/Lord_Howe", utc(2026, 9, 20, 12), 56) == OddDay{day(2026, 10, 4), 1410min});
    CHECK_FALSE(nextOddDay("Europe/Stockholm", utc(2026, 3, 30, 12), 56).has_value());
    CHECK_FALSE(nextOddDay("Asia/Tokyo", utc(2026, 3, 1, 12), 366).has_value());
}

TEST_CASE("days in a row with the same hours are told together") {
    const std::vector<AlikeDays> runs = alikeDays(usualWeek());
    REQUIRE(runs.size() == 2);
    CHECK(runs[0] == AlikeDays{.first = 1, .last = 5, .open = {{.from = 540, .to = 1020}}});
    CHECK(runs[1] == AlikeDays{.first = 6, .last = 7, .open = {}});
    CHECK(alikeDays({on(3, 13, 18), on(3, 9, 12)})[1] ==
          AlikeDays{.first = 3, .last = 3, .open = {{.from = 540, .to = 720}, {.from = 780, .to = 1080}}});
}

TEST_CASE("intervals that share time overlap, those that touch do not") {
    CHECK_FALSE(overlapIn({on(4, 9, 12), on(4, 12, 18)}).has_value());
    CHECK_FALSE(overlapIn({on(4, 9, 12), on(5, 9, 12)}).has_value());
    CHECK(overlapIn({on(4, 11, 18), on(4, 9, 12)}) == Overlap{on(4, 9, 12), on(4, 11, 18)});
    CHECK(overlapIn({on(4, 9, 12), on(4, 9, 12)}).has_value());
    // Around midnight.
    CHECK(overlapIn({on(5, 20, 2), on(6, 1, 5)}) == Overlap{on(5, 20, 2), on(6, 1, 5)});
    CHECK_FALSE(overlapIn({on(5, 20, 2), on(6, 2, 5)}).has_value());
    // From Sunday into Monday.
    CHECK(overlapIn({on(7, 20, 2), on(1, 1, 5)}) == Overlap{on(1, 1, 5), on(7, 20, 2)});
    CHECK_FALSE(overlapIn({on(7, 20, 2), on(1, 2, 5)}).has_value());
    // A long one over several.
    CHECK(overlapIn({on(1, 0, 24), on(1, 5, 6)}).has_value());
}
