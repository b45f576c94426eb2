// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/business_hours.h"

#include "model/response_time.h"

#include "base/iso8601.h"

#include "support/catch.h"

#include <optional>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using base::Duration;
using base::UtcTime;
using model::BadgeState;
using model::BusinessHours;
using model::HoursException;
using model::HoursVersion;
using model::OpenInterval;
using model::ResponseRule;
using model::TimeUnit;
using model::TurnOfMessage;
using model::TurnOutcome;

namespace {

UtcTime at(const std::string& iso) {
    const auto time = base::parseIso8601(iso);
    REQUIRE(time);
    return *time;
}

/// "09:00-17:30"
OpenInterval interval(const std::string& text) {
    const auto minutes = [&text](std::size_t from) {
        return std::stoi(text.substr(from, 2)) * 60 + std::stoi(text.substr(from + 3, 2));
    };
    return {.from = minutes(0), .to = minutes(6)};
}

HoursVersion everyDay(const std::vector<std::string>& open, const std::string& zone = "UTC",
                      int lastDay = 7) {
    HoursVersion version{.validFrom = {}, .timeZone = zone, .week = {}, .exceptions = {}};
    for (int day = 1; day <= lastDay; ++day) {
        for (const std::string& each : open) {
            version.week.push_back({.day = day, .open = interval(each)});
        }
    }
    return version;
}

HoursVersion workdays(const std::vector<std::string>& open, const std::string& zone = "UTC") {
    return everyDay(open, zone, 5);
}

HoursVersion with(HoursVersion version, const std::vector<HoursException>& exceptions) {
    version.exceptions = exceptions;
    return version;
}

ResponseRule rule(HoursVersion version, Duration target = 60min, TimeUnit unit = TimeUnit::Business) {
    return {.target = {.length = target, .unit = unit}, .hours = BusinessHours({std::move(version)})};
}

TurnOfMessage answered(const std::string& from, const std::string& to) {
    return {.startedAt = at(from), .endedAt = at(to), .outcome = TurnOutcome::Answered};
}

}  // namespace

// Dates: 2026-03-13 is a Friday, 2026-03-16 a Monday.
TEST_CASE("business time counts what a customer of an open shop would count") {
    struct Case {
        std::string claim;
        HoursVersion hours;
        std::string from;
        std::string to;
        Duration business;
        BadgeState state;
    };
    const std::vector<Case> cases = {
        {"asked before opening, answered after it", workdays({"09:00-17:00"}), "2026-03-16T06:00:00Z",
         "2026-03-16T09:05:00Z", 5min, BadgeState::Answered},
        {"lunch is left out", workdays({"09:00-12:00", "14:00-18:00"}), "2026-03-16T11:50:00Z",
         "2026-03-16T14:10:00Z", 20min, BadgeState::Answered},
        {"answered while closed for lunch, asked before it", workdays({"09:00-12:00", "14:00-18:00"}),
         "2026-03-16T11:50:00Z", "2026-03-16T13:00:00Z", 10min, BadgeState::Answered},
        {"a weekend is left out", workdays({"09:00-17:00"}), "2026-03-13T16:30:00Z", "2026-03-16T09:45:00Z",
         75min, BadgeState::AnsweredLate},
        {"asked and answered in one night", workdays({"09:00-17:00"}), "2026-03-13T18:00:00Z",
         "2026-03-14T08:00:00Z", 0min, BadgeState::BeforeOpening},
        {"a night that ends with an opening is none", workdays({"09:00-17:00"}), "2026-03-15T18:00:00Z",
         "2026-03-16T09:00:00Z", 0min, BadgeState::Answered},
        {"the old year's last day",
         with(everyDay({"09:00-17:00"}), {{std::chrono::year(2026) / 12 / 31, {}}}), "2026-12-30T16:50:00Z",
         "2027-01-01T09:20:00Z", 30min, BadgeState::Answered},
        {"a shorter day",
         with(everyDay({"09:00-17:00"}), {{std::chrono::year(2026) / 12 / 24, {interval("09:00-12:00")}}}),
         "2026-12-24T11:30:00Z", "2026-12-25T09:15:00Z", 45min, BadgeState::Answered},
        {"hours past midnight", everyDay({"22:00-02:00"}), "2026-03-16T23:30:00Z", "2026-03-17T01:00:00Z",
         90min, BadgeState::AnsweredLate},
        {"a holiday takes its own night, not that of the day before",
         with(everyDay({"22:00-02:00"}), {{std::chrono::year(2026) / 3 / 17, {}}}), "2026-03-16T23:00:00Z",
         "2026-03-18T22:10:00Z", 190min, BadgeState::AnsweredLate},
        {"a day of 23 hours", everyDay({"00:00-24:00"}, "Europe/Berlin"), "2026-03-28T23:00:00Z",
         "2026-03-29T22:00:00Z", 23h, BadgeState::AnsweredLate},
        {"a day of 25 hours", everyDay({"00:00-24:00"}, "Europe/Berlin"), "2026-10-24T22:00:00Z",
         "2026-10-25T23:00:00Z", 25h, BadgeState::AnsweredLate},
        {"an hour that is shown twice counts twice", everyDay({"02:00-03:00"}, "Europe/Berlin"),
         "2026-10-24T22:00:00Z", "2026-10-25T22:00:00Z", 2h, BadgeState::AnsweredLate},
        {"an hour that is left out never counts", everyDay({"02:00-03:00"}, "Europe/Berlin"),
         "2026-03-28T23:00:00Z", "2026-03-29T21:00:00Z", 0min, BadgeState::BeforeOpening},
        {"the other hemisphere", everyDay({"09:00-10:00"}, "Australia/Sydney"), "2026-04-03T22:30:00Z",
         "2026-04-04T23:30:00Z", 60min, BadgeState::Answered},
        {"overlapping intervals count once", everyDay({"09:00-12:00", "11:00-13:00"}), "2026-03-16T09:00:00Z",
         "2026-03-16T13:00:00Z", 4h, BadgeState::AnsweredLate},
    };
    for (const Case& each : cases) {
        CAPTURE(each.claim);
        const TurnOfMessage turn = answered(each.from, each.to);
        const model::Badge badge = model::badgeOf(turn, turn.startedAt, rule(each.hours), at(each.to) + 24h);
        CHECK(badge.business == each.business);
        CHECK(badge.state == each.state);
        CHECK(badge.calendar == at(each.to) - at(each.from));
    }
}

TEST_CASE("what is asked on Friday evening is due on Monday morning") {
    const ResponseRule hour = rule(workdays({"09:00-17:00"}));
    CHECK(model::dueAt(at("2026-03-13T16:30:00Z"), hour) == at("2026-03-16T09:30:00Z"));
    CHECK(model::dueAt(at("2026-03-13T16:00:00Z"), hour) == at("2026-03-13T17:00:00Z"));
    CHECK(model::dueAt(at("2026-03-13T16:30:00Z"), rule(workdays({"09:00-17:00"}), 60min,
                                                        TimeUnit::Calendar)) == at("2026-03-13T17:30:00Z"));
}

TEST_CASE("no hours are not no time") {
    const BusinessHours none;
    CHECK(none.openBetween(at("2026-03-14T00:00:00Z"), at("2026-03-16T00:00:00Z")) == Duration{48h});
    CHECK(none.isOpen(at("2026-03-14T03:00:00Z")));
    CHECK_FALSE(none.nextClosing(at("2026-03-14T03:00:00Z")));
    // A version without hours switches them off.
    HoursVersion off;
    off.validFrom = at("2026-03-14T00:00:00Z");
    const BusinessHours switched({workdays({"09:00-17:00"}), off});
    CHECK(switched.openBetween(at("2026-03-13T16:00:00Z"), at("2026-03-14T02:00:00Z")) == Duration{3h});
}

TEST_CASE("every instant is judged by the version that was valid then") {
    HoursVersion later = workdays({"10:00-12:00"});
    later.validFrom = at("2026-03-16T10:30:00Z");
    const BusinessHours hours({later, workdays({"09:00-17:00"})});
    CHECK(hours.openBetween(at("2026-03-16T09:00:00Z"), at("2026-03-16T18:00:00Z")) == Duration{3h});
    HoursVersion first = workdays({"09:00-17:00"});
    first.validFrom = at("2026-03-16T12:00:00Z");
    CHECK(BusinessHours({first}).openBetween(at("2026-03-16T02:00:00Z"), at("2026-03-16T13:00:00Z")) ==
          Duration{11h});
}

TEST_CASE("a shop that never opens again makes nothing due, and says so at once") {
    HoursVersion never;
    never.exceptions = {{.date = std::chrono::year(2026) / 3 / 2, .open = {}}};
    const BusinessHours hours({never});
    CHECK_FALSE(hours.nextOpening(at("2026-03-16T00:00:00Z")));
    CHECK_FALSE(hours.after(at("2026-03-16T00:00:00Z"), 1ms));
    CHECK(hours.closedThroughout(at("2026-03-16T00:00:00Z"), at("2027-03-16T00:00:00Z")));
}

TEST_CASE("openings and closings are found to the millisecond") {
    const BusinessHours hours({workdays({"09:00-12:00", "12:00-17:00"})});
    CHECK_FALSE(hours.isOpen(at("2026-03-16T09:00:00Z") - 1ms));
    CHECK(hours.isOpen(at("2026-03-16T09:00:00Z")));
    CHECK(hours.isOpen(at("2026-03-16T17:00:00Z") - 1ms));
    CHECK_FALSE(hours.isOpen(at("2026-03-16T17:00:00Z")));
    CHECK(hours.nextOpening(at("2026-03-13T17:00:00Z")) == at("2026-03-16T09:00:00Z"));
    CHECK(hours.nextOpening(at("2026-03-16T10:00:00Z")) == at("2026-03-16T10:00:00Z"));
    // Two intervals that touch are one.
    CHECK(hours.nextClosing(at("2026-03-16T09:30:00Z")) == at("2026-03-16T17:00:00Z"));
    CHECK(hours.nextClosing(at("2026-03-16T08:00:00Z")) == at("2026-03-16T08:00:00Z"));
}

TEST_CASE("what is wrong with hours is said with its place") {
    HoursVersion version = workdays({"09:00-17:00"});
    CHECK_FALSE(model::problemOf(version));
    version.timeZone = "Mars/Olympus";
    CHECK(model::problemOf(version) == "\"Mars/Olympus\" is not a time zone that this machine knows");
    version = workdays({"09:00-09:00"});
    CHECK(model::problemOf(version) ==
          "Monday: 09:00 to 09:00 is no time at all; a whole day is 00:00 to 24:00");
    version = everyDay({"09:00-10:00", "10:00-11:00", "11:00-12:00", "13:00-14:00", "15:00-16:00"});
    CHECK(model::problemOf(version) == "a week has 28 intervals at most, this one has 35");
    version = workdays({"09:00-17:00"});
    version.week.front().day = 8;
    CHECK(model::problemOf(version) == "8 is not a day of the week: Monday is 1 and Sunday 7");
    version = with(workdays({"09:00-17:00"}), {{std::chrono::year(2026) / 2 / 30, {}}});
    CHECK(model::problemOf(version) == "an exception has a date that is not in the calendar");
    version = with(workdays({"09:00-17:00"}),
                   {{std::chrono::year(2026) / 3 / 2, {}}, {std::chrono::year(2026) / 3 / 2, {}}});
    CHECK(model::problemOf(version) == "there are two exceptions for 2026-03-02");
}

TEST_CASE("an account with hours of its own follows the shop's until its first version") {
    HoursVersion shop = workdays({"09:00-17:00"});
    HoursVersion shopLater = workdays({"08:00-16:00"});
    shopLater.validFrom = at("2026-06-01T00:00:00Z");
    HoursVersion own = everyDay({"10:00-12:00"});
    own.validFrom = at("2026-05-01T00:00:00Z");
    CHECK(model::hoursOf({shop, shopLater}, {}).size() == 2);
    const auto merged = model::hoursOf({shop, shopLater}, {own});
    REQUIRE(merged.size() == 2);
    CHECK(merged.front() == shop);
    CHECK(merged.back() == own);
}

TEST_CASE("an account that goes back has the shop's hours as they stand, and as they change, until it has "
          "its own") {
    HoursVersion shop = everyDay({"09:00-17:00"});
    shop.validFrom = at("2026-01-01T00:00:00Z");
    HoursVersion shopLater = everyDay({"09:00-18:00"});
    shopLater.validFrom = at("2026-06-01T00:00:00Z");
    HoursVersion own = everyDay({"10:00-12:00"});
    own.validFrom = at("2026-02-01T00:00:00Z");
    const HoursVersion back{.validFrom = at("2026-03-01T00:00:00Z"), .kind = model::HoursKind::AsShop};
    HoursVersion again = own;
    again.validFrom = at("2026-07-01T00:00:00Z");
    // In whatever order they are kept.
    const auto versions = model::hoursOf({shopLater, shop}, {again, back, own});
    HoursVersion goesOn = shop;
    goesOn.validFrom = back.validFrom;
    const model::BusinessHours hours(versions);
    CHECK(hours.versions() == std::vector{shop, own, goesOn, shopLater, again});
    CHECK(hours.openBetween(at("2026-02-28T00:00:00Z"), at("2026-03-02T00:00:00Z")) == 10h);
    // A shop that never said anything is always open.
    const model::BusinessHours open(model::hoursOf({}, {own, back}));
    CHECK(open.openBetween(at("2026-02-28T00:00:00Z"), at("2026-03-02T00:00:00Z")) == 26h);
    CHECK(model::followsShop({}, own.validFrom));
    CHECK(model::followsShop({own, back}, own.validFrom - 1ms));
    CHECK_FALSE(model::followsShop({own, back}, own.validFrom));
    CHECK_FALSE(model::followsShop({own, back}, back.validFrom - 1ms));
    CHECK(model::followsShop({own, back}, back.validFrom));
}

TEST_CASE("a name of an exception is as long as a name, and hours as the shop's say nothing else") {
    HoursVersion version = everyDay({"09:00-17:00"});
    version.exceptions = {
        {.date = std::chrono::year(2026) / 12 / 25, .open = {}, .name = std::string(60, 'x')}};
    CHECK_FALSE(model::problemOf(version));
    version.exceptions.front().name += 'x';
    CHECK(model::problemOf(version)->find("2026-12-25") != std::string::npos);
    version.exceptions.clear();
    version.kind = model::HoursKind::AsShop;
    CHECK(model::problemOf(version));
    version.week.clear();
    CHECK_FALSE(model::problemOf(version));
    CHECK_FALSE(version.alwaysOpen());
}

TEST_CASE("in business hours a badge ticks at every change to the millisecond, and sleeps while the shop is "
          "closed") {
    // Asked at 16:30 on a Friday, due at 09:30 on Monday; due soon from 09:15.
    const ResponseRule hour = rule(workdays({"09:00-17:00"}));
    const TurnOfMessage turn{.startedAt = at("2026-03-13T16:30:00Z")};
    const auto tick = [&](UtcTime now) { return model::nextTick(turn, turn.startedAt, hour, now); };
    const auto state = [&](UtcTime now) { return model::badgeOf(turn, turn.startedAt, hour, now).state; };
    CHECK(tick(at("2026-03-13T16:59:30Z")) == at("2026-03-13T17:00:00Z"));
    CHECK(tick(at("2026-03-13T17:00:00Z")) == at("2026-03-16T09:00:00Z"));
    CHECK(tick(at("2026-03-15T12:00:00Z")) == at("2026-03-16T09:00:00Z"));
    CHECK(tick(at("2026-03-16T09:00:00Z")) == at("2026-03-16T09:01:00Z"));
    CHECK(tick(at("2026-03-16T09:14:59.999Z")) == at("2026-03-16T09:15:00Z"));
    CHECK(state(at("2026-03-16T09:15:00Z") - 1ms) == BadgeState::Waiting);
    CHECK(state(at("2026-03-16T09:15:00Z")) == BadgeState::DueSoon);
    CHECK(state(at("2026-03-16T09:30:00Z")) == BadgeState::DueSoon);
    CHECK(tick(at("2026-03-16T09:30:00Z")) == at("2026-03-16T09:30:00.001Z"));
    CHECK(state(at("2026-03-16T09:30:00.001Z")) == BadgeState::Overdue);
    // With the clock set back it is as it was.
    CHECK(state(at("2026-03-13T16:31:00Z")) == BadgeState::Waiting);
    CHECK(tick(at("2026-03-13T16:31:00Z")) == at("2026-03-13T16:32:00Z"));
    const model::TurnThresholds thresholds = model::turnThresholds(turn.startedAt, hour);
    CHECK(thresholds.dueSoonAt == at("2026-03-16T09:15:00Z"));
    CHECK(thresholds.overdueAt == at("2026-03-16T09:30:00.001Z"));
}

TEST_CASE("a target that is used up exactly at closing is overdue only when the shop opens again") {
    const ResponseRule hour = rule(workdays({"09:00-17:00"}));
    const TurnOfMessage turn{.startedAt = at("2026-03-13T16:00:00Z")};
    const auto state = [&](UtcTime now) { return model::badgeOf(turn, turn.startedAt, hour, now).state; };
    CHECK(state(at("2026-03-13T17:00:00Z")) == BadgeState::DueSoon);
    CHECK(state(at("2026-03-14T17:00:00Z")) == BadgeState::DueSoon);
    CHECK(state(at("2026-03-16T09:00:00.001Z")) == BadgeState::Overdue);
    CHECK(model::turnThresholds(turn.startedAt, hour).overdueAt == at("2026-03-16T09:00:00.001Z"));
}

TEST_CASE(
    "an open turn is missed from the closing of the platform's last window, and answered late after it") {
    const ResponseRule day = rule({}, 48h, TimeUnit::Calendar);
    TurnOfMessage turn{.startedAt = at("2026-03-13T16:00:00Z"),
                       .answerableUntil = at("2026-03-14T16:00:00Z")};
    const auto state = [&](UtcTime now) { return model::badgeOf(turn, turn.startedAt, day, now).state; };
    CHECK(state(at("2026-03-14T16:00:00Z") - 1ms) == BadgeState::Waiting);
    CHECK(state(at("2026-03-14T16:00:00Z")) == BadgeState::Missed);
    CHECK(model::nextTick(turn, turn.startedAt, day, at("2026-03-14T15:59:59.500Z")) ==
          at("2026-03-14T16:00:00Z"));
    CHECK_FALSE(model::nextTick(turn, turn.startedAt, day, at("2026-03-14T16:00:00Z")));
    TurnOfMessage late = answered("2026-03-13T16:00:00Z", "2026-03-14T17:00:00Z");
    late.afterWindow = true;
    CHECK(model::badgeOf(late, late.startedAt, day, at("2026-03-15T00:00:00Z")).state ==
          BadgeState::AnsweredLate);
}
