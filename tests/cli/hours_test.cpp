// SPDX-License-Identifier: GPL-3.0-or-later
// "hours show" and "hours set", by the program itself.
#include "console.h"

#include "support/catch.h"

#include <chrono>
#include <fstream>

namespace {

const std::string kFile = R"({"time_zone": "Europe/Stockholm", "valid_from": "2026-01-01",
    "week": [{"day": 1, "from": "09:00", "to": "12:30"}, {"day": 5, "from": "20:00", "to": "02:00"}],
    "exceptions": [{"date": "2026-04-03", "open": [], "name": "Good Friday"}]})";

std::string fileWith(const Console& console, const std::string& content) {
    const std::string name = (console.folder() / "hours.json").string();
    std::ofstream(name, std::ios::binary | std::ios::trunc) << content;
    return name;
}

bool has(const std::string& text, const std::string& part) {
    CAPTURE(text, part);
    return text.find(part) != std::string::npos;
}

std::string clockTime(int hour) {
    return (hour < 10 ? "0" : "") + std::to_string(hour) + ":00";
}

}  // namespace

TEST_CASE("a shop without hours is open all the time, and that can be set as it is shown") {
    const Console console;
    const Json shown = console.done({"hours", "show"});
    CHECK(shown["always_open"] == true);
    CHECK(shown["account"].is_null());
    CHECK(shown["valid_from"].is_null());
    CHECK(shown["versions"].empty());
    CHECK(has(console.run({"hours", "show"}).out, "Open all the time"));
    CHECK(console.done({"hours", "set", "-"}, shown.dump())["always_open"] == true);
}

TEST_CASE("a reply can wait for the opening, and is refused where there is none to wait for") {
    Town town;
    const Console console;
    console.connect(town);
    town.say("mira", "@shop Are the rolls ready?");
    console.sync();
    const std::string id = console.conversation("rolls")["id"].dump();
    CHECK(has(console.refused({"reply", id, "--at-opening", "--text", "They are."}, 1), "no opening"));
    CHECK(console.outbox().empty());
    // Open for an hour, half a day from now: whenever the test runs, the shop is closed.
    const auto now = std::chrono::system_clock::now();
    const int hour = static_cast<int>(
        (std::chrono::duration_cast<std::chrono::hours>(now.time_since_epoch()).count() + 12) % 24);
    Json week = Json::array();
    for (int day = 1; day <= 7; ++day) {
        week.push_back({{"day", day}, {"from", clockTime(hour)}, {"to", clockTime((hour + 1) % 24)}});
    }
    console.done({"hours", "set", "-"}, Json{{"time_zone", "UTC"}, {"week", week}}.dump());
    const Json reply = console.done({"reply", id, "--at-opening", "--text", "They are."});
    CHECK(reply["state"] == "queued");
    const std::int64_t sendAt = reply["send_at"];
    CHECK(sendAt % 3'600'000 == 0);
    CHECK(sendAt / 3'600'000 % 24 == hour);
    CHECK(reply["not_before"] == sendAt);
    console.sync();
    CHECK(console.outbox()[0]["state"] == "queued");
    CHECK(console.outbox()[0]["attempts"] == 0);
    CHECK(has(console.run({"outbox"}).out, "goes out"));
    CHECK(console.done({"outbox", "retry", reply["id"].dump()})["send_at"].is_null());
    console.sync();
    CHECK(console.outbox().empty());
}

TEST_CASE("hours are set from a file, and shown as they were set") {
    const Console console;
    const Json set = console.done({"hours", "set", fileWith(console, kFile)});
    CHECK(set["valid_from"] == 1'767'222'000'000);
    const Json shown = console.done({"hours", "show"});
    CHECK(shown["time_zone"] == "Europe/Stockholm");
    CHECK(shown["always_open"] == false);
    CHECK(shown["week"] == Json::parse(kFile)["week"]);
    CHECK(shown["exceptions"] == Json::parse(kFile)["exceptions"]);
    REQUIRE(shown["versions"].size() == 1);
    CHECK(shown["versions"][0]["week"] == shown["week"]);
    const std::string text = console.run({"hours", "show"}).out;
    CHECK(has(text, "Monday     09:00-12:30\n"));
    CHECK(has(text, "2026-04-03 closed (Good Friday)\n"));
    // What is shown is the same version again.
    static_cast<void>(console.done({"hours", "set", "-"}, shown.dump()));
    CHECK(console.done({"hours", "show"}) == shown);
}

TEST_CASE("new hours keep the versions before them") {
    const Console console;
    static_cast<void>(console.done({"hours", "set", "-"}, kFile));
    static_cast<void>(
        console.done({"hours", "set", "-"},
                     R"({"time_zone": "UTC", "week": [{"day": 2, "from": "00:00", "to": "24:00"}]})"));
    const Json shown = console.done({"hours", "show"});
    CHECK(shown["time_zone"] == "UTC");
    CHECK(shown["week"][0]["to"] == "24:00");
    REQUIRE(shown["versions"].size() == 2);
    CHECK(shown["versions"][0]["time_zone"] == "Europe/Stockholm");
}

TEST_CASE("an account has the shop's hours until it has its own") {
    Town town;
    const Console console;
    const std::string account = std::to_string(console.connect(town));
    static_cast<void>(console.done({"hours", "set", "-"}, kFile));
    Json shown = console.done({"hours", "show", "--account", account});
    CHECK(shown["account"].dump() == account);
    CHECK(shown["time_zone"] == "Europe/Stockholm");
    static_cast<void>(console.done({"hours", "set", "-", "--account", account},
                                   R"({"time_zone": "Asia/Tokyo", "week": []})"));
    shown = console.done({"hours", "show", "--account", account});
    CHECK(shown["time_zone"] == "Asia/Tokyo");
    CHECK(shown["always_open"] == true);
    CHECK(console.done({"hours", "show"})["time_zone"] == "Europe/Stockholm");
}

TEST_CASE("an account with hours of its own goes back to those of the shop") {
    Town town;
    const Console console;
    const std::string account = std::to_string(console.connect(town));
    static_cast<void>(console.done({"hours", "set", "-"}, kFile));
    static_cast<void>(console.done({"hours", "set", "-", "--account", account},
                                   R"({"time_zone": "Asia/Tokyo", "week": [], "valid_from": "2026-01-02"})"));
    CHECK(console.done({"hours", "show", "--account", account})["as_shop"] == false);
    CHECK(has(console.refused({"hours", "set", "-"}, 1, R"({"as_shop": true})"), "only an account"));
    const Json set = console.done({"hours", "set", "-", "--account", account},
                                  R"({"as_shop": true, "valid_from": "2026-01-03"})");
    CHECK(set["as_shop"] == true);
    const Json shown = console.done({"hours", "show", "--account", account});
    CHECK(shown["as_shop"] == true);
    CHECK(shown["time_zone"] == "Europe/Stockholm");
    CHECK(shown["week"] == Json::parse(kFile)["week"]);
    CHECK(shown["versions"].size() == 3);
    // What is shown is the same again.
    static_cast<void>(console.done({"hours", "set", "-", "--account", account}, shown.dump()));
    CHECK(console.done({"hours", "show", "--account", account}) == shown);
    CHECK(has(console.run({"hours", "set", "--help"}).out, "as_shop"));
}

TEST_CASE("hours that make no sense change nothing") {
    const Console console;
    static_cast<void>(console.done({"hours", "set", "-"}, kFile));
    const Json before = console.done({"hours", "show"});
    const std::string name = fileWith(console, R"({"time_zone": "UTC", "week": [{"day": 9}]})");
    CHECK(has(console.refused({"hours", "set", name}, 1), "hours.json: week[0].day"));
    CHECK(has(console.refused({"hours", "set", "-"}, 1, "{"), "stdin: this is not JSON"));
    CHECK(has(console.refused({"hours", "set", name + ".missing"}, 1), "can't be read"));
    CHECK(has(console.refused({"hours", "set", "-", "--account", "77"}, 1, kFile), "77"));
    CHECK(has(console.refused({"hours", "show", "--account", "77"}, 1), "77"));
    CHECK(has(console.refused({"hours", "set"}, 2), "hours set needs FILE"));
    CHECK(has(console.refused({"hours"}, 2), "hours needs a command: show, set"));
    CHECK(has(console.refused({"hours", "show", "--account", "0"}, 2), "whole number"));
    CHECK(console.done({"hours", "show"}) == before);
}
