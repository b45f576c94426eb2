// SPDX-License-Identifier: GPL-3.0-or-later
// Files of opening hours: what they say, and what is said about those that make no sense.
#include "support/catch.h"

#include "cli/hours_file.h"

#include "model/hours_text.h"

namespace {

using cli::Json;

constexpr base::UtcTime kNow = base::fromMs(1'773'753'600'000);

base::Result<model::HoursVersion> parse(const std::string& content) {
    return cli::parseHoursFile("hours.json", content, kNow);
}

Json goodFile() {
    return Json::parse(R"({"time_zone": "Europe/Stockholm", "valid_from": 1767225600000,
        "week": [{"day": 1, "from": "09:00", "to": "12:30"}, {"day": 5, "from": "20:00", "to": "02:00"},
                 {"day": 6, "from": "00:00", "to": "24:00"}],
        "exceptions": [{"date": "2026-04-03", "open": []},
                       {"date": "2026-04-04", "open": [{"from": "07:00", "to": "16:00"}]}]})");
}

/// The sentence about a good file of which one thing is changed.
std::string refusal(const char* pointer, const Json& value) {
    Json file = goodFile();
    file[Json::json_pointer(pointer)] = value;
    const auto parsed = parse(file.dump());
    REQUIRE_FALSE(parsed.has_value());
    CHECK(parsed.error().kind == base::ErrorKind::BadInput);
    const std::string why = parsed.error().what();
    CHECK(why.starts_with("hours.json: "));
    CHECK(why.ends_with("; nothing was changed"));
    CHECK(why.find('\n') == std::string::npos);
    return why;
}

bool has(const std::string& text, const std::string& part) {
    CAPTURE(text, part);
    return text.find(part) != std::string::npos;
}

base::UtcTime validFrom(const Json& value) {
    Json file = goodFile();
    file["valid_from"] = value;
    const auto parsed = parse(file.dump());
    REQUIRE(parsed.has_value());
    return parsed->validFrom;
}

}  // namespace

TEST_CASE("a file of hours is read with all that it says") {
    const auto version = parse(goodFile().dump());
    REQUIRE(version.has_value());
    CHECK(version->timeZone == "Europe/Stockholm");
    CHECK(base::toMs(version->validFrom) == 1'767'225'600'000);
    CHECK(version->week == std::vector<model::WeekInterval>{{.day = 1, .open = {.from = 540, .to = 750}},
                                                            {.day = 5, .open = {.from = 1200, .to = 120}},
                                                            {.day = 6, .open = {.from = 0, .to = 1440}}});
    REQUIRE(version->exceptions.size() == 2);
    CHECK(version->exceptions[0].date == model::dateOf("2026-04-03"));
    CHECK(version->exceptions[0].open.empty());
    CHECK(version->exceptions[1].open == std::vector<model::OpenInterval>{{.from = 420, .to = 960}});
}

TEST_CASE("a file may say no more than that an account has the shop's hours again") {
    const auto version = parse(R"({"as_shop": true, "valid_from": 1767225600000})");
    REQUIRE(version.has_value());
    CHECK(version->kind == model::HoursKind::AsShop);
    CHECK(base::toMs(version->validFrom) == 1'767'225'600'000);
    CHECK(version->week.empty());
    Json file = goodFile();
    file["as_shop"] = false;
    CHECK(*parse(file.dump()) == *parse(goodFile().dump()));
    CHECK(has(refusal("/as_shop", "yes"), "as_shop: expected true or false"));
    CHECK_FALSE(parse(R"({"as_shop": false})").has_value());
}

TEST_CASE("an exception may have a name, which is shown with it") {
    Json file = goodFile();
    file["exceptions"][0]["name"] = " Good\nFriday ";
    const auto version = parse(file.dump());
    REQUIRE(version.has_value());
    CHECK(version->exceptions[0].name == "Good Friday");
    CHECK(version->exceptions[1].name.empty());
    CHECK(cli::hoursJson(*version)["exceptions"][0]["name"] == "Good Friday");
    CHECK_FALSE(cli::hoursJson(*version)["exceptions"][1].contains("name"));
    CHECK(has(cli::hoursText(*version), "2026-04-03 closed (Good Friday)\n"));
    CHECK(has(refusal("/exceptions/0/name", 7), "exceptions[0].name"));
    CHECK(has(refusal("/exceptions/0/name", std::string(61, 'x')), "more than 60 characters"));
}

TEST_CASE("hours are valid from now on unless the file says otherwise") {
    Json file = goodFile();
    file.erase("valid_from");
    CHECK(parse(file.dump())->validFrom == kNow);
    CHECK(validFrom(nullptr) == kNow);
    CHECK(validFrom(0) == base::fromMs(0));
    CHECK(base::toMs(validFrom("2026-03-29")) == 1'774'738'800'000);  // midnight in Stockholm
    CHECK(base::toMs(validFrom("2026-03-29T06:00:00+02:00")) == 1'774'756'800'000);
}

TEST_CASE("a date of validity is the zone's own midnight, also after the clocks were moved") {
    CHECK(base::toMs(validFrom("2026-03-30")) - base::toMs(validFrom("2026-03-29")) == 23 * 3'600'000);
}

TEST_CASE("what is shown can be set again") {
    const auto version = parse(goodFile().dump());
    Json shown = cli::hoursJson(*version);
    shown["account"] = nullptr;
    shown["versions"] = Json::array({cli::hoursJson(*version)});
    const auto again = parse(shown.dump());
    REQUIRE(again.has_value());
    CHECK(*again == *version);
}

TEST_CASE("an empty week is open all the time") {
    const auto version = parse(R"({"time_zone": "UTC", "week": []})");
    REQUIRE(version.has_value());
    CHECK(version->alwaysOpen());
    CHECK(cli::hoursJson(*version)["always_open"] == true);
    CHECK(has(cli::hoursText(*version), "Open all the time"));
}

TEST_CASE("whatever is wrong in a file of hours is named with its place") {
    CHECK(has(refusal("/colour", "red"), "there is no key \"colour\" here"));
    CHECK(has(refusal("/week/1/till", "12:00"), "week[1]: there is no key \"till\" here"));
    CHECK(has(refusal("/exceptions/1/open/0/day", 1), "exceptions[1].open[0]: there is no key \"day\""));
    CHECK(has(refusal("/time_zone", "Mars/Olympus"), "time_zone: \"Mars/Olympus\" is not a time zone"));
    CHECK(has(refusal("/time_zone", 1), "time_zone: expected a text"));
    CHECK(has(refusal("/valid_from", "soon"), "valid_from: expected milliseconds"));
    CHECK(has(refusal("/valid_from", -1), "valid_from: expected milliseconds"));
    CHECK(has(refusal("/valid_from", 1.5), "valid_from: expected milliseconds"));
    CHECK(has(refusal("/valid_from", 18'446'744'073'709'551'615ULL), "valid_from: expected milliseconds"));
    CHECK(has(refusal("/week", "always"), "week: expected a list"));
    CHECK(has(refusal("/week/2", 7), "week[2]: expected an object"));
    CHECK(has(refusal("/week/0/day", 0), "week[0].day: expected a day of the week"));
    CHECK(has(refusal("/week/0/day", 8), "week[0].day: expected a day of the week"));
    CHECK(has(refusal("/week/0/day", "Monday"), "week[0].day: expected a day of the week"));
    CHECK(has(refusal("/week/1/from", "9:00"), "week[1].from: \"9:00\" is no time of day"));
    CHECK(has(refusal("/week/1/to", "25:00"), "week[1].to: \"25:00\" is no time of day"));
    CHECK(has(refusal("/week/1/to", 900), "week[1].to: expected a text"));
    CHECK(has(refusal("/week/1/from", "24:00"), "week[1].from: nothing begins at 24:00"));
    CHECK(has(refusal("/week/0/to", "09:00"), "week[0]: 09:00 to 09:00 is no time at all"));
    CHECK(has(refusal("/exceptions", nullptr), "exceptions: expected a list"));
    CHECK(has(refusal("/exceptions/0/date", "2026-02-30"), "exceptions[0].date: \"2026-02-30\" is no date"));
    CHECK(has(refusal("/exceptions/1/date", "2026-04-03"), "two exceptions for 2026-04-03"));
    CHECK(has(refusal("/exceptions/1/open/0/to", "x\ny"), "exceptions[1].open[0].to: \"x y\""));
}

TEST_CASE("what a file of hours needs is missed by name") {
    for (const char* key : {"time_zone", "week"}) {
        Json file = goodFile();
        file.erase(key);
        const auto parsed = parse(file.dump());
        REQUIRE_FALSE(parsed.has_value());
        CHECK(has(parsed.error().what(), std::string(key) + ": it is missing"));
    }
}

TEST_CASE("a week has 28 intervals at most") {
    Json file = goodFile();
    file["week"] = Json::array();
    for (int i = 0; i < 28; ++i) {
        const std::string hour = std::to_string(10 + i / 7 * 2);
        file["week"].push_back({{"day", i % 7 + 1}, {"from", hour + ":00"}, {"to", hour + ":30"}});
    }
    CHECK(parse(file.dump()).has_value());
    file["week"].push_back({{"day", 1}, {"from", "20:00"}, {"to", "21:00"}});
    CHECK(has(parse(file.dump()).error().what(), "week: a week has 28 intervals at most, this one has 29"));
}

TEST_CASE("what is not JSON is said to be none") {
    for (const char* content : {"", "{", "time_zone: UTC", "{\"time_zone\": \"\xff\"}"}) {
        CAPTURE(content);
        CHECK(has(parse(content).error().what(), "hours.json: this is not JSON"));
    }
    CHECK(has(parse("[]").error().what(), "hours.json: expected an object"));
}

TEST_CASE("the hours are told day by day, in order, with their exceptions") {
    Json file = goodFile();
    file["week"].push_back({{"day", 1}, {"from", "07:00"}, {"to", "08:00"}});
    const std::string text = cli::hoursText(*parse(file.dump()));
    CHECK(has(text, "Monday     07:00-08:00, 09:00-12:30\n"));
    CHECK(has(text, "Friday     20:00-02:00\n"));
    CHECK(has(text, "Sunday     closed\n"));
    CHECK(has(text, "2026-04-03 closed\n2026-04-04 07:00-16:00\n"));
}
