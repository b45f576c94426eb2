// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "shapes.h"

#include "support/catch.h"

#include <algorithm>

namespace {

constexpr std::int64_t kMinute = 60'000;

const Shape kFiguresShape{
    {"turns", "int"},      {"answered", "int"}, {"no_reply_needed", "int"},  {"response_rate", "number?"},
    {"median_ms", "int?"}, {"p90_ms", "int?"},  {"within_target", "number?"}};

/// Mira was answered after 12 minutes, Jonas waits. All of it two hours ago.
struct Afternoon {
    Town town{quietStreet(base::makeSystemClock()->utcNow() - base::Duration{120 * kMinute})};
    Console console;

    Afternoon() {
        console.connect(town);
        town.say("mira", "@shop Is the blue kettle still there?");
        console.sync();
        town.advance(12 * kMinute);
        console.reply(console.conversation("blue kettle")["id"], "It is.");
        console.sync();
        town.say("jonas", "@shop When do you open?");
        console.sync();
    }
};

}  // namespace

TEST_CASE("the report has the documented fields for every platform") {
    const Afternoon afternoon;
    const Json report = afternoon.console.done({"report"});
    checkShape(report, {{"definition", "turns"}, {"from", "text"}, {"to", "text"}, {"platforms", "list"}});
    REQUIRE(report["platforms"].size() == 1);
    const Json platform = report["platforms"][0];
    CHECK(platform["platform"] == "mastodon");
    for (const char* unit : {"business", "calendar"}) {
        checkShape(platform[unit], kFiguresShape);
        CHECK(platform[unit]["turns"] == 2);
        CHECK(platform[unit]["answered"] == 1);
        CHECK(platform[unit]["no_reply_needed"] == 0);
        CHECK(platform[unit]["response_rate"] == 0.5);
        CHECK(platform[unit]["median_ms"] == 12 * kMinute);
        CHECK(platform[unit]["p90_ms"] == 12 * kMinute);
        CHECK(platform[unit]["within_target"] == 1.0);
    }
    CHECK(report["to_at"].get<std::int64_t>() > report["from_at"].get<std::int64_t>());
}

TEST_CASE("days without a turn are reported as such") {
    const Afternoon afternoon;
    const Json report = afternoon.console.done(
        {"report", "--from", "2020-02-28", "--to", "2020-03-01", "--definition", "facebook"});
    CHECK(report["definition"] == "facebook");
    CHECK(report["from"] == "2020-02-28");
    CHECK(report["to"] == "2020-03-01");
    CHECK(report["to_at"].get<std::int64_t>() - report["from_at"].get<std::int64_t>() ==
          3 * 24 * 60 * kMinute);
    REQUIRE(report["platforms"].size() == 1);
    const Json figures = report["platforms"][0]["calendar"];
    CHECK(figures["turns"] == 0);
    CHECK(figures["response_rate"].is_null());
    CHECK(figures["median_ms"].is_null());
    CHECK(figures["within_target"].is_null());
}

TEST_CASE("a report is printed as a table and as a line for every turn") {
    const Afternoon afternoon;
    const Outcome table = afternoon.console.run({"report"});
    CHECK(table.code == 0);
    CHECK(table.out.find("Mastodon") != std::string::npos);
    CHECK(table.out.find("median") != std::string::npos);
    CHECK(table.out.find("12 m") != std::string::npos);
    CHECK(table.out.find("100 %") != std::string::npos);
    const Outcome csv = afternoon.console.run({"report", "--csv"});
    CHECK(csv.code == 0);
    CHECK(csv.out.starts_with("definition,day,turn,"));
    CHECK(std::count(csv.out.begin(), csv.out.end(), '\n') == 3);
    CHECK(csv.out.find(",720000,720000,0,") != std::string::npos);
    CHECK(csv.out.find(",unanswered,question\r\n") != std::string::npos);
}

TEST_CASE("a report of one account holds no other") {
    const Afternoon afternoon;
    CHECK(afternoon.console.done({"report", "--account", "1"})["platforms"].size() == 1);
    afternoon.console.refused({"report", "--account", "7"}, 1);
}

TEST_CASE("a report of impossible days or definitions ends with 2 and one sentence") {
    const Console console;
    CHECK(console.refused({"report", "--from", "yesterday"}, 2).find("yesterday") != std::string::npos);
    CHECK(console.refused({"report", "--to", "2026-02-30"}, 2).find("2026-02-30") != std::string::npos);
    console.refused({"report", "--from", "2026-03-02", "--to", "2026-03-01"}, 2);
    console.refused({"report", "--from", "2999-01-01"}, 2);
    CHECK(console.refused({"report", "--definition", "mine"}, 2).find("mine") != std::string::npos);
}
