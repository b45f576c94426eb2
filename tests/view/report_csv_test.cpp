// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/report_csv.h"

#include "support/catch.h"

namespace {

std::string csvOf(const std::string& customer) {
    model::TimedTurn turn{.fact = {.turn = 3,
                                   .conversation = {4},
                                   .account = {5},
                                   .platform = "mastodon",
                                   .customerName = customer,
                                   .firstMessage = {6},
                                   .endedBy = {7},
                                   .startedAt = base::fromMs(0),
                                   .endedAt = base::fromMs(60'000),
                                   .outcome = model::TurnOutcome::Answered},
                          .start = {.date = std::chrono::sys_days{}},
                          .to = base::fromMs(60'000),
                          .state = model::BadgeState::Answered,
                          .calendar = base::Duration{60'000},
                          .business = base::Duration{60'000}};
    return view::reportCsv(std::vector{turn}, model::ReportDefinition::Turns);
}

/// Of the only turn.
std::string line(const std::string& customer) {
    const std::string csv = csvOf(customer);
    return csv.substr(csv.find("\r\n") + 2);
}

}  // namespace

TEST_CASE("the file has a line for every turn with both times, the target and the verdict") {
    CHECK(line("Mira") ==
          "turns,1970-01-01,3,5,mastodon,4,Mira,6,1970-01-01T00:00:00.000Z,1970-01-01T00:00:00.000Z,"
          "1970-01-01T00:01:00.000Z,7,answered,answered,60000,60000,0,,3600000,business,yes,,other\r\n");
}

TEST_CASE("names with commas and quotes are quoted") {
    CHECK(line("Feldner, Jonas").find(",\"Feldner, Jonas\",") != std::string::npos);
    CHECK(line("the \"boss\"").find(",\"the \"\"boss\"\"\",") != std::string::npos);
}

TEST_CASE("a name that a spreadsheet would compute is written as text") {
    for (const std::string name : {"=1+1", "+49", "-1", "@mira"}) {
        INFO(name);
        CHECK(line(name).find(",'" + name + ",") != std::string::npos);
    }
    CHECK(line("=\"x\",1").find(",\"'=\"\"x\"\",1\",") != std::string::npos);
    CHECK(line("Mira = me").find(",Mira = me,") != std::string::npos);
}
