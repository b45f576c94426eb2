// SPDX-License-Identifier: GPL-3.0-or-later
#include "cases.h"
#include "oracle.h"

#include "support/catch.h"

#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

using namespace oracle;
using namespace oracle::cases;

namespace {

const std::string kBerlin = "Europe/Berlin";

std::vector<WeekInterval> everyDay(int from, int to) {
    std::vector<WeekInterval> week;
    for (int day = 1; day <= 7; ++day) {
        week.push_back({day, from, to});
    }
    return week;
}

std::vector<WeekInterval> lunchWeek() {
    std::vector<WeekInterval> week;
    for (int day = 1; day <= 5; ++day) {
        week.push_back({day, 540, 720});
        week.push_back({day, 840, 1080});
    }
    return week;
}

HoursVersion from(Ms instant, HoursVersion version) {
    version.validFrom = instant;
    return version;
}

HoursVersion alwaysOpenFrom(Ms instant) {
    HoursVersion version;
    version.validFrom = instant;
    version.rule = Rule::AlwaysOpen;
    return version;
}

// One message, answered at `answered` or still open at `now`.
struct Row {
    std::string name;
    std::vector<HoursVersion> hours;
    Ms target;
    std::string arrives;
    std::string answered;
    std::string now;
    std::string badge;
    std::string due;  // of an open one; "never" for none
};

std::vector<Row> answeredRows() {
    const std::vector<HoursVersion> office = {hoursOf(kBerlin, officeWeek())};
    const std::vector<HoursVersion> endOfYear = {
        hoursOf(kBerlin, officeWeek(), {{"2026-12-31", {{540, 720}}}, {"2027-01-01", {}}})};
    const std::vector<HoursVersion> bar = {hoursOf(kBerlin, everyDay(1200, 120), {{"2027-01-01", {}}})};
    const Ms noon = at("2026-11-20 12:00:00.500 +01:00");
    return {
        {"before opening, answered after", office, kHour, "2026-11-20 06:00 +01:00",
         "2026-11-20 09:05 +01:00", "", "answered 185m 5m", ""},
        {"over lunch",
         {hoursOf(kBerlin, lunchWeek())},
         kHour,
         "2026-11-20 11:50 +01:00",
         "2026-11-20 14:10 +01:00",
         "",
         "answered 140m 20m",
         ""},
        {"exactly the target", office, kHour, "2026-11-20 16:30 +01:00", "2026-11-23 09:30 +01:00", "",
         "answered 3900m 60m", ""},
        {"one ms more than the target", office, kHour, "2026-11-20 16:30 +01:00",
         "2026-11-23 09:30:00.001 +01:00", "", "answered_late 234000001ms 3600001ms", ""},
        {"part-minutes at both ends", office, kHour, "2026-11-20 08:59:59.999 +01:00",
         "2026-11-20 09:00:00.002 +01:00", "", "answered 3ms 2ms", ""},
        {"half a day on 31 Dec, a holiday, a week-end", endOfYear, kHour, "2026-12-31 11:30 +01:00",
         "2027-01-04 09:15 +01:00", "", "answered 5625m 45m", ""},
        {"what runs past midnight belongs to 31 Dec, not to the holiday", bar, 4 * kHour,
         "2026-12-31 23:30 +01:00", "2027-01-01 20:30 +01:00", "", "answered 1260m 150m", ""},
        {"the night after the holiday has nothing that runs over", bar, kHour, "2027-01-01 23:00 +01:00",
         "2027-01-02 00:30 +01:00", "", "before_opening 90m 0m", ""},
        {"a day of 23 h",
         {hoursOf(kBerlin, {{7, 0, 1440}})},
         30 * kHour,
         "2026-03-29 00:00 +01:00",
         "2026-03-30 00:00 +02:00",
         "",
         "answered 1380m 1380m",
         ""},
        {"a day of 25 h",
         {hoursOf(kBerlin, {{7, 0, 1440}})},
         30 * kHour,
         "2026-10-25 00:00 +02:00",
         "2026-10-26 00:00 +01:00",
         "",
         "answered 1500m 1500m",
         ""},
        {"a day of 23 h 30 m",
         {hoursOf("Australia/Lord_Howe", {{7, 0, 1440}})},
         30 * kHour,
         "2026-10-04 00:00 +10:30",
         "2026-10-05 00:00 +11:00",
         "",
         "answered 1410m 1410m",
         ""},
        {"an hour that is skipped",
         {hoursOf(kBerlin, {{7, 120, 240}})},
         kHour,
         "2026-03-29 00:00 +01:00",
         "2026-03-29 12:00 +02:00",
         "",
         "answered 660m 60m",
         ""},
        {"an hour that comes twice",
         {hoursOf(kBerlin, {{7, 120, 180}})},
         2 * kHour,
         "2026-10-25 00:00 +02:00",
         "2026-10-25 12:00 +01:00",
         "",
         "answered 780m 120m",
         ""},
        {"answered while closed", office, kHour, "2026-11-20 19:00 +01:00", "2026-11-20 21:00 +01:00", "",
         "before_opening 120m 0m", ""},
        {"the closing minute is closed", office, kHour, "2026-11-20 17:00 +01:00", "2026-11-20 17:10 +01:00",
         "", "before_opening 10m 0m", ""},
        {"the opening instant is open", office, kHour, "2026-11-20 08:00 +01:00", "2026-11-20 09:00 +01:00",
         "", "answered 60m 0m", ""},
        {"answered in a later closed time", office, kHour, "2026-11-20 06:00 +01:00",
         "2026-11-20 18:00 +01:00", "", "answered_late 720m 480m", ""},
        {"hours off",
         {},
         kHour,
         "2026-11-21 23:30 +01:00",
         "2026-11-22 00:10 +01:00",
         "",
         "answered 40m 40m",
         ""},
        {"hours switched off half-way",
         {office[0], alwaysOpenFrom(at("2026-11-20 20:00 +01:00"))},
         kHour,
         "2026-11-20 16:45 +01:00",
         "2026-11-20 20:30 +01:00",
         "",
         "answered 225m 45m",
         ""},
        {"hours changed half-way, to the ms",
         {office[0], from(noon, hoursOf(kBerlin, {}))},
         4 * kHour,
         "2026-11-20 11:00 +01:00",
         "2026-11-20 16:00 +01:00",
         "",
         "answered 300m 3600500ms",
         ""},
        {"moved to another zone half-way",
         {office[0], from(at("2026-11-20 12:00 +01:00"), hoursOf("America/New_York", officeWeek()))},
         4 * kHour,
         "2026-11-20 11:00 +01:00",
         "2026-11-20 16:00 +01:00",
         "",
         "answered 300m 120m",
         ""},
        {"before the first hours it was open",
         {from(at("2026-11-22 12:00 +01:00"), office[0])},
         kHour,
         "2026-11-22 11:50 +01:00",
         "2026-11-23 09:05 +01:00",
         "",
         "answered 1275m 15m",
         ""},
        {"an extra opening that overlaps itself",
         {hoursOf(kBerlin, officeWeek(), {{"2026-11-22", {{600, 660}, {630, 690}}}})},
         2 * kHour,
         "2026-11-22 09:00 +01:00",
         "2026-11-22 13:00 +01:00",
         "",
         "answered 240m 90m",
         ""},
        {"a holiday takes its own night with it, not the night before",
         {hoursOf(kBerlin, everyDay(1320, 360), {{"2026-11-18", {}}})},
         10 * kHour,
         "2026-11-18 00:00 +01:00",
         "2026-11-19 23:00 +01:00",
         "",
         "answered 2820m 420m",
         ""},
    };
}

std::vector<Row> openRows() {
    const std::vector<HoursVersion> office = {hoursOf(kBerlin, officeWeek())};
    const std::string friday = "2026-11-20 16:30 +01:00";
    const std::string due = "2026-11-23 09:30 +01:00";
    return {
        {"Friday 16:30 is due on Monday 9:30", office, kHour, friday, "", "2026-11-21 12:00 +01:00",
         "waiting 1170m 30m", due},
        {"a quarter of the target left", office, kHour, friday, "", "2026-11-23 09:15 +01:00",
         "due_soon 3885m 45m", due},
        {"one ms before that", office, kHour, friday, "", "2026-11-23 09:14:59.999 +01:00",
         "waiting 233099999ms 2699999ms", due},
        {"the whole target", office, kHour, friday, "", due, "due_soon 3900m 60m", due},
        {"one ms more", office, kHour, friday, "", "2026-11-23 09:30:00.001 +01:00",
         "overdue 234000001ms 3600001ms", due},
        {"used up at closing time, not at the next opening", office, kHour / 2, friday, "",
         "2026-11-20 16:31 +01:00", "waiting 1m 1m", "2026-11-20 17:00 +01:00"},
        {"five minutes at least", office, 10 * kMinute, "2026-11-20 10:00 +01:00", "",
         "2026-11-20 10:05 +01:00", "due_soon 5m 5m", "2026-11-20 10:10 +01:00"},
        {"an hour at most",
         {},
         30 * kHour,
         "2026-11-20 00:00 +00:00",
         "",
         "2026-11-21 04:59 +00:00",
         "waiting 1739m 1739m",
         "2026-11-21 06:00 +00:00"},
        {"over lunch",
         {hoursOf(kBerlin, lunchWeek())},
         kHour,
         "2026-11-20 11:50 +01:00",
         "",
         "2026-11-20 12:30 +01:00",
         "waiting 40m 10m",
         "2026-11-20 14:50 +01:00"},
        {"never open",
         {hoursOf(kBerlin, {})},
         kHour,
         friday,
         "",
         "2026-11-23 09:30 +01:00",
         "waiting 3900m 0m",
         "never"},
        {"open once more, for too short",
         {hoursOf(kBerlin, {}, {{"2026-11-25", {{540, 570}}}})},
         kHour,
         friday,
         "",
         "2026-11-30 16:30 +01:00",
         "waiting 14400m 30m",
         "never"},
        {"open once more, for just long enough",
         {hoursOf(kBerlin, {}, {{"2026-11-25", {{1410, 30}}}})},
         kHour,
         friday,
         "",
         "2026-11-21 16:30 +01:00",
         "waiting 1440m 0m",
         "2026-11-26 00:30 +01:00"},
        {"open on Sundays from midnight on",
         {hoursOf(kBerlin, {{7, 0, 1440}})},
         kHour,
         friday,
         "",
         "2026-11-21 16:30 +01:00",
         "waiting 1440m 0m",
         "2026-11-22 01:00 +01:00"},
        {"an interval of no length",
         {hoursOf(kBerlin, {{7, 600, 600}})},
         kHour,
         friday,
         "",
         "2026-11-23 16:30 +01:00",
         "waiting 4320m 0m",
         "never"},
        {"our clock is behind theirs", office, kHour, friday, "", "2026-11-20 16:29 +01:00", "waiting 0m 0m",
         due},
    };
}

}  // namespace

TEST_CASE("the length of an answered turn is what was reckoned by hand") {
    for (const Row& row : answeredRows()) {
        INFO(row.name);
        History history = emptyHistory();
        history.hours = row.hours;
        history.target.length = row.target;
        theirs(history, 2, at(row.arrives));
        ours(history, 2, at(row.answered));
        const Result result = evaluate(history, at(row.answered) + kDay);
        CHECK(badges(result) == row.badge + " / " + row.badge);
        CHECK_FALSE(result.conversations.at(2).waitingSince);
        CHECK_FALSE(result.conversations.at(2).dueAt);
    }
}

TEST_CASE("an open turn waits, becomes due and is due when it was reckoned by hand") {
    for (const Row& row : openRows()) {
        INFO(row.name);
        History history = emptyHistory();
        history.hours = row.hours;
        history.target.length = row.target;
        theirs(history, 2, at(row.arrives));
        const Result result = evaluate(history, at(row.now));
        CHECK(badges(result) == row.badge);
        CHECK(result.conversations.at(2).waitingSince == at(row.arrives));
        CHECK(result.conversations.at(2).dueAt ==
              (row.due == "never" ? std::nullopt : std::optional<Ms>(at(row.due))));
    }
}

TEST_CASE("a target of calendar time does not look at the hours") {
    History history = emptyHistory();
    history.hours = {hoursOf(kBerlin, officeWeek())};
    history.target.unit = Unit::Calendar;
    theirs(history, 2, at("2026-11-20 19:00 +01:00"));
    ours(history, 2, at("2026-11-20 21:00 +01:00"));
    theirs(history, 2, at("2026-11-21 10:00 +01:00"));
    const Result result = evaluate(history, at("2026-11-21 10:50 +01:00"));
    CHECK(badges(result) == "answered_late 120m 0m / answered_late 120m 0m / due_soon 50m 0m");
    CHECK(result.conversations.at(2).dueAt == at("2026-11-21 11:00 +01:00"));
}

TEST_CASE("a zone that the machine does not know and a date that is none are refused") {
    CHECK_THROWS_AS(OpeningMinutes({hoursOf("Europe/Nowhere", {})}), std::invalid_argument);
    CHECK_THROWS_AS(OpeningMinutes({hoursOf("", {})}), std::invalid_argument);
    CHECK_THROWS_AS(OpeningMinutes({hoursOf(kBerlin, {}, {{"2026-02-29", {}}})}), std::invalid_argument);
    CHECK_THROWS_AS(OpeningMinutes({hoursOf(kBerlin, {}, {{"2026-2-9", {}}})}), std::invalid_argument);
}

TEST_CASE("the process's own zone is what it was after counting in another one") {
    const auto zone = [] {
        const char* const value = std::getenv("TZ");
        return value == nullptr ? std::string("none") : std::string(value);
    };
    const std::string before = zone();
    OpeningMinutes hours({hoursOf("Pacific/Chatham", officeWeek())});
    CHECK(hours.businessMs(at("2026-11-16 00:00 +00:00"), at("2026-11-23 00:00 +00:00")) == 40 * kHour);
    CHECK(zone() == before);
}
