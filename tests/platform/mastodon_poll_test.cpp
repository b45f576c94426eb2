// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogue.h"
#include "platform/registry.h"
#include "samples.h"
#include "support/catch.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using dialogue::Answer;
using dialogue::Exchange;
using model::IncomingBatch;
using samples::Json;

const std::string kMentions = "GET /api/v1/notifications?types%5B%5D=mention&include_filtered=true&limit=80";
const std::string kRescan = "GET /api/v1/notifications?types%5B%5D=mention&include_filtered=true&limit=40";
const std::string kOwn = "GET /api/v1/accounts/14715/statuses?exclude_reblogs=true&limit=40";
const std::string kConversations = "GET /api/v1/conversations?limit=40";

struct Poll {
    model::Account account = samples::account();
    platform::Secrets secrets = samples::secrets();
    std::map<std::string, std::string> cursors;
    std::vector<platform::PollInput::Recent> recent;
    int firstImportItems = 2'000;
    bool thorough = false;

    [[nodiscard]] std::unique_ptr<platform::Steps<IncomingBatch>> steps() const {
        static const platform::Registry registry;
        return registry.adapter("mastodon")
            ->poll({.account = account,
                    .secrets = secrets,
                    .cursors = cursors,
                    .recent = recent,
                    .firstImportItems = firstImportItems,
                    .thorough = thorough});
    }
    [[nodiscard]] dialogue::Course<IncomingBatch> run(const std::vector<Exchange>& exchanges) const {
        return dialogue::run(steps(), exchanges);
    }
};

/// Notification n100+number with status s+number, at the minute of its number.
Json note(int number) {
    return samples::notification(
        fmt::format("n{}", 100 + number),
        samples::status(fmt::format("s{}", number), samples::mira(), "<p>hello</p>", number), number);
}
/// Newest first: from `newest` down to `oldest`.
std::string notes(int newest, int oldest) {
    Json list = Json::array();
    for (int number = newest; number >= oldest; --number) {
        list.push_back(note(number));
    }
    return list.dump();
}
std::string cursorAt(int number) {
    return fmt::format("n{} {}", 100 + number, base::toMs(samples::minuteOf(number)));
}

Answer withLink(std::string body, std::string link) {
    Answer answer = dialogue::json(std::move(body));
    answer.headers.emplace_back("Link", std::move(link));
    return answer;
}
/// As Mastodon answers a page.
Answer linked(int newest, int oldest) {
    return withLink(
        notes(newest, oldest),
        fmt::format(
            "<https://me.example/api/v1/notifications?limit=80&max_id=n{}&types[]=mention>; rel=\"next\", "
            "<https://me.example/api/v1/notifications?limit=80&min_id=n{}&types[]=mention>; rel=\"prev\"",
            100 + oldest, 100 + newest));
}

std::vector<std::string> idsOf(const dialogue::Course<IncomingBatch>& course) {
    std::vector<std::string> ids;
    for (const auto& batch : course.taken) {
        for (const auto& message : batch.messages) {
            ids.push_back(message.remoteId);
        }
    }
    return ids;
}
std::string cursorOf(const dialogue::Course<IncomingBatch>& course,
                     const std::string& stream = "notifications") {
    std::string cursor;
    for (const auto& batch : course.taken) {
        if (const auto found = batch.cursors.find(stream); found != batch.cursors.end()) {
            cursor = found->second;
        }
    }
    return cursor;
}
std::vector<model::IncomingGap> gapsOf(const dialogue::Course<IncomingBatch>& course) {
    std::vector<model::IncomingGap> gaps;
    for (const auto& batch : course.taken) {
        gaps.insert(gaps.end(), batch.gaps.begin(), batch.gaps.end());
    }
    return gaps;
}

using Ids = std::vector<std::string>;

}  // namespace

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

// ---- thorough polls
// ----------------------------------------------------------------------------------------------

namespace {

Json ownStatus(std::string_view id, std::string_view answers, int minute) {
    Json json = samples::status(id, samples::us(),
                                "<p>" + samples::mentionHtml("https://stadtfunk.example/@mira", "mira") +
                                    " it is on its way</p>",
                                minute);
    if (!answers.empty()) {
        json["in_reply_to_id"] = answers;
    }
    json["mentions"] = {samples::mentionOf(samples::mira())};
    return json;
}

const Exchange kNoOwn{kOwn, dialogue::json("[]")};
const Exchange kNoConversations{kConversations, dialogue::json("[]")};

}  // namespace

TEST_CASE("a thorough poll hands out the newest mentions again, so that edits are seen") {
    Json edited = note(4);
    edited["status"]["edited_at"] = "2026-05-04T08:30:00.000Z";
    edited["status"]["content"] = "<p>hello again</p>";
    const auto course = Poll{.cursors = {{"notifications", cursorAt(4)}}, .thorough = true}.run({
        {kMentions + "&min_id=n104", dialogue::json("[]")},
        {kRescan, dialogue::json(Json::array({edited, note(3)}).dump())},
        kNoOwn,
        kNoConversations,
    });
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"s4", "s3"});
    CHECK(course.taken[0].messages[0].text == "hello again");
    CHECK(course.taken[0].messages[0].editedAt == samples::minuteOf(30));
    CHECK(course.taken[0].cursors.empty());
}

TEST_CASE("the newest page is not asked for twice") {
    // It was the first import's first page, or the server ignores min_id.
    const auto first = Poll{.thorough = true}.run({
        {kMentions, withLink(notes(3, 2), "<https://me.example/x?min_id=n103>; rel=\"prev\"")},
        kNoOwn,
        kNoConversations,
    });
    CHECK(first.status);
    const auto dialect = Poll{.cursors = {{"notifications", cursorAt(2)}}, .thorough = true}.run({
        {kMentions + "&min_id=n102", dialogue::json(notes(3, 1))},
        kNoOwn,
        kNoConversations,
    });
    CHECK(dialect.status);
    // What is known is handed out again there too.
    CHECK(idsOf(dialect) == Ids{"s3", "s2", "s1"});
}

TEST_CASE("a known mention that is missing on the newest page is asked for, and 404 means deleted") {
    const auto course = Poll{.cursors = {{"notifications", cursorAt(4)}},
                             .recent = {{"s4", "n104"}, {"s3", "n103"}, {"s2", "n102"}},
                             .thorough = true}
                            .run({
                                {kMentions + "&min_id=n104", dialogue::json("[]")},
                                {kRescan, dialogue::json(Json::array({note(4), note(2)}).dump())},
                                {"GET /api/v1/statuses/s3", dialogue::page(404)},
                                kNoOwn,
                                kNoConversations,
                            });
    REQUIRE(course.status);
    Ids deleted;
    for (const auto& batch : course.taken) {
        deleted.insert(deleted.end(), batch.deletedRemoteIds.begin(), batch.deletedRemoteIds.end());
    }
    CHECK(deleted == Ids{"s3"});
}

TEST_CASE("known mentions older than the newest page are left alone") {
    std::string body = notes(43, 4);
    const auto course = Poll{.cursors = {{"notifications", cursorAt(43)}},
                             .recent = {{"s43", "n143"}, {"s4", "n104"}, {"s3", "n103"}},
                             .thorough = true}
                            .run({
                                {kMentions + "&min_id=n143", dialogue::json("[]")},
                                {kRescan, dialogue::json(body)},
                                kNoOwn,
                                kNoConversations,
                            });
    CHECK(course.status);
}

TEST_CASE("a cleared notification of a post that still exists is asked for once only") {
    Poll poll{.cursors = {{"notifications", cursorAt(4)}},
              .recent = {{"s4", "n104"}, {"s3", "n103"}, {"s2", "n102"}},
              .thorough = true};
    const auto first = poll.run({
        {kMentions + "&min_id=n104", dialogue::json("[]")},
        {kRescan, dialogue::json("[]")},
        {"GET /api/v1/statuses/s4", dialogue::json(note(4)["status"].dump())},
        {"GET /api/v1/statuses/s3", dialogue::json(note(3)["status"].dump())},
        {"GET /api/v1/statuses/s2", dialogue::page(410)},
        kNoOwn,
        kNoConversations,
    });
    REQUIRE(first.status);
    const auto cleared = cursorOf(first, "cleared_notifications");
    CHECK(cleared == "n104 n103");
    CHECK(first.taken[0].messages[0].notificationId == "n104");

    poll.cursors["cleared_notifications"] = cleared;
    poll.recent.pop_back();
    const auto second = poll.run({
        {kMentions + "&min_id=n104", dialogue::json("[]")},
        {kRescan, dialogue::json("[]")},
        kNoOwn,
        kNoConversations,
    });
    REQUIRE(second.status);
    CHECK(second.taken.empty());
}

TEST_CASE("at most ten missing mentions are asked for in one poll") {
    Poll poll{.cursors = {{"notifications", cursorAt(4)}}, .thorough = true};
    std::vector<Exchange> exchanges{{kMentions + "&min_id=n104", dialogue::json("[]")},
                                    {kRescan, dialogue::json("[]")}};
    for (int number = 30; number > 0; --number) {
        poll.recent.push_back({fmt::format("s{}", number), fmt::format("n{}", 100 + number)});
        if (number > 20) {
            exchanges.push_back({fmt::format("GET /api/v1/statuses/s{}", number), dialogue::page(404)});
        }
    }
    exchanges.push_back(kNoOwn);
    exchanges.push_back(kNoConversations);
    CHECK(poll.run(exchanges).status);
}

TEST_CASE("own answers from other apps are handed out, own announcements are not") {
    const Json announcement = samples::status("o3", samples::us(), "<p>New lamps!</p>", 3);
    Json followers = announcement;
    followers["id"] = "o5";
    followers["created_at"] = "2026-05-04T08:05:00.000Z";
    followers["visibility"] = "private";
    Json direct = ownStatus("o4", "", 4);
    direct["visibility"] = "direct";
    const auto course = Poll{.cursors = {{"notifications", cursorAt(4)}}, .thorough = true}.run({
        {kMentions + "&min_id=n104", dialogue::json("[]")},
        {kRescan, dialogue::json("[]")},
        {kOwn,
         dialogue::json(Json::array({followers, direct, announcement, ownStatus("o2", "s1", 2)}).dump())},
        kNoConversations,
    });
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"o4", "o2"});
    CHECK(course.taken[0].messages[0].own);
    CHECK(course.taken[0].messages[0].addressees[0].remoteId == "901");
    CHECK(course.taken[0].messages[1].parentRemoteId == "s1");
    CHECK(cursorOf(course, "own_statuses").starts_with("o5 "));
    CHECK(gapsOf(course).empty());
}

TEST_CASE("own posts are read forwards from their cursor") {
    Poll poll{.cursors = {{"notifications", cursorAt(4)},
                          {"own_statuses", fmt::format("o2 {}", base::toMs(samples::minuteOf(2)))}},
              .thorough = true};
    const auto course = poll.run({
        {kMentions + "&min_id=n104", dialogue::json("[]")},
        {kRescan, dialogue::json("[]")},
        {kOwn + "&min_id=o2", withLink(Json::array({ownStatus("o3", "s2", 3)}).dump(),
                                       "<https://me.example/x?min_id=o3>; rel=\"prev\"")},
        {kOwn + "&min_id=o3", dialogue::json("[]")},
        kNoConversations,
    });
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"o3"});
    CHECK(cursorOf(course, "own_statuses").starts_with("o3 "));
}

namespace {

Json conversation(std::string_view id, Json lastStatus) {
    return {{"id", id},
            {"unread", true},
            {"accounts", Json::array({samples::mira()})},
            {"last_status", std::move(lastStatus)}};
}
Json direct(int number) {
    Json json = samples::status(fmt::format("d{}", number), samples::mira(),
                                "<p>" + samples::shopMention() + " psst</p>", number);
    json["visibility"] = "direct";
    json["mentions"] = {samples::mentionOf(samples::us())};
    return json;
}
std::string conversationCursor(int number) {
    return fmt::format("d{} {}", number, base::toMs(samples::minuteOf(number)));
}
std::vector<Exchange> quietUntilConversations() {
    return {{kMentions + "&min_id=n104", dialogue::json("[]")}, {kRescan, dialogue::json("[]")}, kNoOwn};
}

}  // namespace

TEST_CASE(
    "private conversations are read by their Link header, and the cursor moves with the last page only") {
    auto exchanges = quietUntilConversations();
    exchanges.push_back(
        {kConversations, withLink(Json::array({conversation("77", direct(9)), conversation("76", nullptr),
                                               conversation("75", direct(8))})
                                      .dump(),
                                  "<https://me.example/api/v1/conversations?max_id=4711>; rel=\"next\"")});
    exchanges.push_back({kConversations + "&max_id=4711",
                         dialogue::json(Json::array({conversation("74", direct(5))}).dump())});
    const auto course = Poll{.cursors = {{"notifications", cursorAt(4)}}, .thorough = true}.run(exchanges);
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"d9", "d8", "d5"});
    REQUIRE(course.taken.size() == 2);
    CHECK(course.taken[0].cursors.empty());
    CHECK(course.taken[1].cursors.at("conversations") == conversationCursor(9));
    CHECK(course.taken[0].messages[0].visibility == model::Visibility::Private);
}

TEST_CASE("private conversations are read back to the newest known message and not further") {
    Poll poll{.cursors = {{"notifications", cursorAt(4)}, {"conversations", conversationCursor(7)}},
              .thorough = true};
    const std::string next = "<https://me.example/api/v1/conversations?max_id=1>; rel=\"next\"";
    auto exchanges = quietUntilConversations();
    exchanges.push_back(
        {kConversations, withLink(Json::array({conversation("1", direct(8)), conversation("2", direct(7)),
                                               conversation("3", direct(6))})
                                      .dump(),
                                  next)});
    auto course = poll.run(exchanges);
    CHECK(idsOf(course) == Ids{"d8"});
    CHECK(cursorOf(course, "conversations") == conversationCursor(8));

    // The known message may be deleted: the first older one ends it as well.
    exchanges.back() = {
        kConversations,
        withLink(Json::array({conversation("2", direct(6)), conversation("3", direct(5))}).dump(), next)};
    course = poll.run(exchanges);
    CHECK(course.status);
    CHECK(course.taken.empty());
}

TEST_CASE("a server without private conversations is no failed poll") {
    for (const int status : {404, 405, 501}) {
        auto exchanges = quietUntilConversations();
        exchanges.push_back({kConversations, dialogue::page(status)});
        CHECK(Poll{.cursors = {{"notifications", cursorAt(4)}}, .thorough = true}.run(exchanges).status);
    }
    auto exchanges = quietUntilConversations();
    exchanges.push_back({kConversations, dialogue::page(500)});
    CHECK_FALSE(Poll{.cursors = {{"notifications", cursorAt(4)}}, .thorough = true}.run(exchanges).status);
}

TEST_CASE("a conversation list whose Link header goes round in a circle ends") {
    const std::string next = "<https://me.example/api/v1/conversations?max_id=9>; rel=\"next\"";
    auto exchanges = quietUntilConversations();
    exchanges.push_back({kConversations, withLink(Json::array({conversation("1", direct(8))}).dump(), next)});
    exchanges.push_back(
        {kConversations + "&max_id=9", withLink(Json::array({conversation("1", direct(8))}).dump(), next)});
    CHECK(Poll{.cursors = {{"notifications", cursorAt(4)}}, .thorough = true}.run(exchanges).status);
}
