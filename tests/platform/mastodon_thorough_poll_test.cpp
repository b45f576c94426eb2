// SPDX-License-Identifier: GPL-3.0-or-later
#include "polls.h"
#include "support/catch.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace polls;
using samples::Json;

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
