// SPDX-License-Identifier: GPL-3.0-or-later
#include "polls.h"
#include "support/catch.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace polls;
using samples::Json;

TEST_CASE("a poll asks with the token and for JSON, and for strangers' mentions too") {
    const auto course = Poll{.cursors = {{"notifications", cursorAt(5)}}}.run(
        {{kMentions + "&min_id=n105", dialogue::json("[]")}});
    REQUIRE(course.status);
    REQUIRE(course.requests.size() == 1);
    CHECK(course.requests[0].url.starts_with("https://me.example/api/v1/notifications?"));
    CHECK(course.requests[0].headers.find("Authorization") == "Bearer T0KEN");
    CHECK(course.requests[0].headers.find("Accept") == "application/json");
    CHECK_FALSE(course.requests[0].once);
    CHECK(course.taken.empty());
}

TEST_CASE("forward pages are read until one brings nothing, each with its cursor in the same batch") {
    const auto course = Poll{.cursors = {{"notifications", cursorAt(1)}}}.run({
        {kMentions + "&min_id=n101", linked(3, 2)},
        {kMentions + "&min_id=n103", linked(5, 4)},
        {kMentions + "&min_id=n105", dialogue::json("[]")},
    });
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"s3", "s2", "s5", "s4"});
    REQUIRE(course.taken.size() == 2);
    CHECK(course.taken[0].cursors.at("notifications") == cursorAt(3));
    CHECK(course.taken[1].cursors.at("notifications") == cursorAt(5));
    CHECK(course.taken[0].messages[0].notificationId == "n103");
    CHECK(course.taken[0].messages[0].at == samples::minuteOf(3));
}

TEST_CASE("without a Link header the cursor waits until the server has shown that it pages by min_id") {
    const auto course = Poll{.cursors = {{"notifications", cursorAt(1)}}}.run({
        {kMentions + "&min_id=n101", dialogue::json(notes(3, 2))},
        {kMentions + "&min_id=n103", dialogue::json("[]")},
    });
    REQUIRE(course.status);
    REQUIRE(course.taken.size() == 2);
    CHECK(course.taken[0].cursors.empty());
    CHECK(course.taken[1].cursors.at("notifications") == cursorAt(3));
}

TEST_CASE("a server that ignores min_id is read once, down to the cursor") {
    const auto course = Poll{.cursors = {{"notifications", cursorAt(3)}}}.run({
        {kMentions + "&min_id=n103", dialogue::json(notes(5, 1))},
    });
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"s5", "s4"});
    CHECK(cursorOf(course) == cursorAt(5));

    const auto quiet = Poll{.cursors = {{"notifications", cursorAt(5)}}}.run({
        {kMentions + "&min_id=n105", dialogue::json(notes(5, 1))},
    });
    REQUIRE(quiet.status);
    CHECK(quiet.taken.empty());
}

TEST_CASE("a server that ignores min_id and whose cursor item is gone is recognised by time") {
    Json list = Json::array({note(5), note(4), note(2)});
    const auto course = Poll{.cursors = {{"notifications", cursorAt(3)}}}.run({
        {kMentions + "&min_id=n103", dialogue::json(list.dump())},
    });
    REQUIRE(course.status);
    CHECK(cursorOf(course) == cursorAt(5));
    CHECK(gapsOf(course).empty());
    const auto ids = idsOf(course);
    CHECK(std::ranges::count(ids, "s4") == 1);
}

TEST_CASE("a server that ignores min_id is read backwards when its newest page does not reach the cursor") {
    const auto course = Poll{.cursors = {{"notifications", cursorAt(1)}}}.run({
        {kMentions + "&min_id=n101", dialogue::json(notes(9, 7))},
        {kMentions + "&min_id=n109", dialogue::json(notes(9, 7))},
        {kMentions + "&max_id=n107", dialogue::json(notes(6, 4))},
        {kMentions + "&max_id=n104", dialogue::json(notes(3, 0))},
    });
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"s9", "s8", "s7", "s6", "s5", "s4", "s3", "s2"});
    CHECK(gapsOf(course).empty());
    for (std::size_t batch = 0; batch + 1 < course.taken.size(); ++batch) {
        CHECK(course.taken[batch].cursors.empty());
    }
    CHECK(course.taken.back().cursors.at("notifications") == cursorAt(9));
}

TEST_CASE("a server that ignores min_id and max_id leaves a gap on record and ends") {
    const auto course = Poll{.cursors = {{"notifications", cursorAt(1)}}}.run({
        {kMentions + "&min_id=n101", dialogue::json(notes(9, 7))},
        {kMentions + "&min_id=n109", dialogue::json(notes(9, 7))},
        {kMentions + "&max_id=n107", dialogue::json(notes(9, 7))},
    });
    REQUIRE(course.status);
    const auto gaps = gapsOf(course);
    REQUIRE(gaps.size() == 1);
    CHECK(gaps[0].before == samples::minuteOf(7));
    CHECK(gaps[0].reason == "me.example does not show all mentions that came while Shopbell was away.");
    CHECK(cursorOf(course) == cursorAt(9));
}

TEST_CASE("the cursor is that of the newest item, whatever the order of the list") {
    Json list = Json::array({note(2), note(3)});
    const auto course = Poll{.cursors = {{"notifications", cursorAt(1)}}}.run({
        {kMentions + "&min_id=n101", dialogue::json(list.dump())},
        {kMentions + "&min_id=n103", dialogue::json("[]")},
    });
    CHECK(cursorOf(course) == cursorAt(3));
}

TEST_CASE("the first import goes back page by page and moves the cursor with the last one only") {
    const auto course = Poll{}.run({
        {kMentions, linked(9, 7)},
        {kMentions + "&max_id=n107", linked(6, 4)},
        {kMentions + "&max_id=n104",
         withLink(notes(3, 3), "<https://me.example/x?min_id=n103>; rel=\"prev\"")},
    });
    REQUIRE(course.status);
    REQUIRE(course.taken.size() == 3);
    CHECK(idsOf(course) == Ids{"s9", "s8", "s7", "s6", "s5", "s4", "s3"});
    CHECK(course.taken[0].cursors.empty());
    CHECK(course.taken[1].cursors.empty());
    CHECK(course.taken[2].cursors.at("notifications") == cursorAt(9));
    CHECK(gapsOf(course).empty());
}

TEST_CASE("without Link headers the first import goes back until nothing older comes") {
    const auto course = Poll{}.run({
        {kMentions, dialogue::json(notes(9, 8))},
        {kMentions + "&max_id=n108", dialogue::json(notes(7, 6))},
        {kMentions + "&max_id=n106", dialogue::json("[]")},
    });
    CHECK(cursorOf(course) == cursorAt(9));
    // snac2 knows no max_id either and repeats its list.
    const auto snac = Poll{}.run({
        {kMentions, dialogue::json(notes(9, 8))},
        {kMentions + "&max_id=n108", dialogue::json(notes(9, 8))},
    });
    CHECK(idsOf(snac) == Ids{"s9", "s8"});
    CHECK(cursorOf(snac) == cursorAt(9));
    CHECK(gapsOf(snac).empty());
}

TEST_CASE("a first import that stops at its limit says what it did not read") {
    const auto course = Poll{.firstImportItems = 4}.run({
        {kMentions, linked(9, 7)},
        {kMentions + "&max_id=n107", linked(6, 4)},
    });
    const auto gaps = gapsOf(course);
    REQUIRE(gaps.size() == 1);
    CHECK_FALSE(gaps[0].after);
    CHECK(gaps[0].before == samples::minuteOf(4));
    CHECK(gaps[0].reason == "The first import stops after 6 mentions; older ones were not read.");
    CHECK(cursorOf(course) == cursorAt(9));
}

TEST_CASE("a new account without any mention asks once and stores nothing") {
    const auto course = Poll{}.run({{kMentions, dialogue::json("[]")}});
    REQUIRE(course.status);
    CHECK(course.taken.empty());
}

TEST_CASE("a Link header that points elsewhere gets no request and no token") {
    Answer answer = withLink(notes(3, 2), "<https://evil.example/api?max_id=n102>; rel=\"next\", "
                                          "<https://evil.example/api?min_id=n103>; rel=\"prev\"");
    const auto course = Poll{.cursors = {{"notifications", cursorAt(1)}}}.run({
        {kMentions + "&min_id=n101", answer},
        {kMentions + "&min_id=n103", dialogue::json("[]")},
    });
    for (const auto& request : course.requests) {
        CHECK(request.url.starts_with("https://me.example/"));
    }
}

TEST_CASE("notifications of other kinds move the cursor and are no messages") {
    Json list = Json::array({note(4), note(3), note(2)});
    list[0]["type"] = "favourite";
    list[1]["type"] = "admin.report";
    list[1].erase("status");
    const auto course = Poll{.cursors = {{"notifications", cursorAt(1)}}}.run({
        {kMentions + "&min_id=n101", dialogue::json(list.dump())},
        {kMentions + "&min_id=n104", dialogue::json("[]")},
    });
    CHECK(idsOf(course) == Ids{"s2"});
    CHECK(cursorOf(course) == cursorAt(4));
}

TEST_CASE("an item that can't be read is kept with its JSON and the page goes on") {
    Json list = Json::array({note(6), note(5), note(4), note(3), note(2)});
    list[1]["status"]["created_at"] = 5;
    list[2].erase("status");
    list[3] = Json{{"nonsense", true}};
    const auto course = Poll{.cursors = {{"notifications", cursorAt(1)}}}.run({
        {kMentions + "&min_id=n101", dialogue::json(list.dump())},
        {kMentions + "&min_id=n106", dialogue::json("[]")},
    });
    REQUIRE(course.status);
    REQUIRE(course.taken.size() == 2);
    const auto& messages = course.taken[0].messages;
    REQUIRE(messages.size() == 5);
    CHECK(messages[0].unreadable.empty());
    CHECK(messages[1].unreadable == "[1].status.created_at: expected text, found number");
    CHECK(messages[1].remoteId == "s5");
    CHECK(messages[1].notificationId == "n105");
    CHECK(messages[1].author.handle == "mira@stadtfunk.example");
    CHECK(messages[1].at == samples::minuteOf(5));
    CHECK(Json::parse(messages[1].rawJson) == list[1]);
    CHECK(messages[2].unreadable == "[2].status: missing");
    CHECK(messages[2].remoteId == "notification:n104");
    CHECK(messages[2].author.remoteId == "901");
    CHECK(messages[2].visibility == model::Visibility::Private);
    CHECK(messages[3].unreadable == "[3].id: missing");
    CHECK(messages[3].remoteId.starts_with("unreadable:"));
    CHECK(messages[3].remoteId.size() == 11 + 16);
    CHECK(messages[3].at == samples::minuteOf(4));
    CHECK(messages[4].unreadable.empty());
    CHECK(cursorOf(course) == cursorAt(6));
}

TEST_CASE("a notification whose own author or time can't be read costs nothing") {
    Json list = Json::array({note(3), note(2)});
    list[0]["account"] = 7;
    list[0]["created_at"] = nullptr;
    const auto course = Poll{.cursors = {{"notifications", cursorAt(1)}}}.run({
        {kMentions + "&min_id=n101", dialogue::json(list.dump())},
        {kMentions + "&min_id=n103", dialogue::json("[]")},
    });
    CHECK(course.taken.at(0).messages.at(0).unreadable.empty());
    CHECK(cursorOf(course) == cursorAt(3));
}

TEST_CASE("the same unreadable item has the same id and time at every poll") {
    const std::string body = R"([{"nonsense":1}])";
    const auto once = Poll{}.run({{kMentions, dialogue::json(body)}});
    const auto again = Poll{}.run({{kMentions, dialogue::json(body)}});
    CHECK(once.only().messages[0].remoteId == again.only().messages[0].remoteId);
    CHECK(once.only().messages[0].at == dialogue::kNow);
}

TEST_CASE("a page that is no JSON, half a page or no list is a failed poll that moves nothing") {
    struct Case {
        Answer answer;
        base::ErrorKind kind;
        std::string message;
    };
    const std::vector<Case> cases{
        {dialogue::page(200, "<html>Welcome to HotelNet</html>"), base::ErrorKind::NotThePlatform,
         "me.example answered with a web page instead of Mastodon's data (a login page of the network?)."},
        {{200, "OK", {{"Content-Type", "text/plain"}}},
         base::ErrorKind::NotThePlatform,
         "me.example answered with something that is not Mastodon's data."},
        {dialogue::json(""), base::ErrorKind::NotThePlatform,
         "me.example answered with something that is not Mastodon's data."},
        {dialogue::json(notes(3, 2).substr(0, 300)), base::ErrorKind::Unreadable,
         "The answer of me.example can't be read: the list has no end."},
        {dialogue::json(R"({"error":"Under maintenance"})"), base::ErrorKind::Unreadable,
         "The answer of me.example can't be read: Under maintenance."},
    };
    for (const auto& [answer, kind, message] : cases) {
        CAPTURE(answer.body);
        const auto course =
            Poll{.cursors = {{"notifications", cursorAt(1)}}}.run({{kMentions + "&min_id=n101", answer}});
        REQUIRE_FALSE(course.status);
        CHECK(course.status.error().kind == kind);
        CHECK(course.status.error().cure == base::Cure::BackOff);
        CHECK(course.status.error().what() == message);
        CHECK(course.taken.empty());
    }
}

TEST_CASE("an error on a later page keeps what came before it") {
    const auto course = Poll{.cursors = {{"notifications", cursorAt(1)}}}.run({
        {kMentions + "&min_id=n101", linked(3, 2)},
        {kMentions + "&min_id=n103", dialogue::page(503, "<html>busy</html>")},
    });
    REQUIRE_FALSE(course.status);
    CHECK(course.status.error().kind == base::ErrorKind::ServerTrouble);
    CHECK(idsOf(course) == Ids{"s3", "s2"});
    CHECK(cursorOf(course) == cursorAt(3));
}

TEST_CASE("a server that always has one more page does not keep a poll for ever") {
    const auto steps = Poll{.cursors = {{"notifications", cursorAt(1)}}}.steps();
    int number = 2;
    int requests = 0;
    while (!steps->finished() && requests < 2'000) {
        ++requests;
        REQUIRE(steps->accept(linked(number % 60, number % 60).response(), dialogue::kNow));
        static_cast<void>(steps->take());
        ++number;
    }
    CHECK(requests <= 500);
}
