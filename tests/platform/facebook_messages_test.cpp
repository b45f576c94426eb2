// SPDX-License-Identifier: GPL-3.0-or-later
#include "facebook_samples.h"
#include "samples.h"
#include "support/catch.h"

#include <string>
#include <vector>

/// Messenger's conversations, as a poll reads them.
namespace {

using namespace fb;
using harvest::cursorOf;
using harvest::deletedOf;
using harvest::gapsOf;
using harvest::Ids;
using harvest::idsOf;
using harvest::messagesOf;
using samples::minuteOf;

const std::string kStream = "conversations";
const std::string kKnown = messagesCursorAt(20, {{"t_1", 20}});

std::vector<Json> messages(int newest, int oldest) {
    std::vector<Json> items;
    for (int minute = newest; minute >= oldest; --minute) {
        items.push_back(message(minute));
    }
    return items;
}

}  // namespace

TEST_CASE("a poll of Messenger reads only conversations that moved since the last one") {
    const auto course =
        readMessages(kKnown, {{askedConversations(), page({conversation("t_2", 25), conversation("t_1", 20),
                                                           conversation("t_3", 12), conversation("t_4", 9)})},
                              {askedMessages("t_3"), page({message(12)})},
                              {askedMessages("t_2"), page({message(25)})}});
    REQUIRE(course.status);
    // t_1 is remembered as it stands, t_3 was not seen before, t_4 lies behind the overlap of ten minutes.
    CHECK(idsOf(course) == Ids{"m_12", "m_25"});
    CHECK(cursorOf(course, kStream) == messagesCursorAt(25, {{"t_1", 20}, {"t_2", 25}}));
}

TEST_CASE("a list of conversations is read on as long as what it shows moved") {
    const auto course =
        readMessages(kKnown, {{askedConversations(), page({conversation("t_2", 25)}, "c1")},
                              {askedConversations("c1"), page({conversation("t_9", 3)}, "c2")},
                              {askedMessages("t_2"), page({message(25)})}});
    CHECK(idsOf(course) == Ids{"m_25"});
}

TEST_CASE("the cursor of Messenger moves when all that moved was read, not before") {
    const std::vector<Exchange> exchanges{
        {askedConversations(), page({conversation("t_3", 26), conversation("t_2", 25)})},
        {askedMessages("t_2"), page({message(25)})},
        {askedMessages("t_3"), refusal(2, 0, "trouble", 500)}};
    Poll poll;
    poll.cursors = {{kStream, kKnown}};
    const auto course = poll.run(exchanges);
    REQUIRE_FALSE(course.status);
    CHECK(course.status.error().cure == base::Cure::BackOff);
    CHECK(idsOf(course) == Ids{"m_25"});
    CHECK(cursorOf(course, kStream).empty());

    const auto whole =
        readMessages(kKnown, {exchanges[0], exchanges[1], {askedMessages("t_3"), page({message(26)})}});
    REQUIRE(whole.taken.size() == 2);
    CHECK(whole.taken[0].cursors.empty());
    CHECK(whole.taken[1].cursors.at(kStream) == messagesCursorAt(26, {{"t_2", 25}, {"t_3", 26}}));
}

TEST_CASE("a conversation that moved in these seconds is read again by the next poll") {
    Json row = conversation("t_2", 25);
    row["updated_time"] = "2026-05-04T08:59:45+0000";
    const auto course = readMessages(
        kKnown, {{askedConversations(), page({row})}, {askedMessages("t_2"), page({message(25)})}});
    CHECK(cursorOf(course, kStream) == std::to_string(base::toMs(dialogue::kNow) - 15'000));
}

TEST_CASE("a message of Messenger is private, of its author, in its conversation") {
    Json shared = message(25);
    shared["attachments"]["data"] = Json::array(
        {{{"id", "1"}, {"mime_type", "image/jpeg"}, {"image_data", {{"url", "https://cdn.example/i"}}}},
         {{"id", "2"}, {"mime_type", "video/mp4"}, {"video_data", {{"url", "https://cdn.example/v"}}}},
         {{"id", "3"}, {"mime_type", "audio/mp4"}, {"file_url", "https://cdn.example/a"}, {"name", "a"}}});
    shared["shares"]["data"] = Json::array({{{"link", "https://lamp.example"}, {"name", "A lamp"}}});
    shared["sticker"] = "https://cdn.example/s";
    const auto course = readMessages(kKnown, {{askedConversations(), page({conversation("t_2", 25)})},
                                              {askedMessages("t_2"), page({shared, message(24, kPage)})}});
    const auto all = messagesOf(course);
    REQUIRE(all.size() == 2);
    CHECK(all[0].threadId == "t_2");
    CHECK(all[0].visibility == model::Visibility::Private);
    CHECK(all[0].author.remoteId == kAna);
    CHECK(all[0].author.name == "Ana Lopez");
    CHECK(all[0].at == minuteOf(25));
    CHECK(all[0].url == "https://www.facebook.com/1088/inbox/t_2");
    CHECK(all[0].text == "Is size M back?\nA lamp: https://lamp.example");
    REQUIRE(all[0].attachments.size() == 4);
    CHECK(all[0].attachments[0].kind == model::Attachment::Kind::Image);
    CHECK(all[0].attachments[1].kind == model::Attachment::Kind::Video);
    CHECK(all[0].attachments[2].kind == model::Attachment::Kind::Audio);
    CHECK_FALSE(all[0].own);
    CHECK(all[1].own);
    REQUIRE(all[1].addressees.size() == 1);
    CHECK(all[1].addressees[0].remoteId == kAna);
}

TEST_CASE("times of Graph are good with an offset without a colon, with one, and as Unix seconds") {
    Json row = conversation("t_2", 25);
    row["updated_time"] = base::toMs(minuteOf(25)) / 1000;
    Json east = message(25);
    east["created_time"] = "2026-05-04T10:25:00+0200";
    Json colon = message(24);
    colon["created_time"] = "2026-05-04T04:24:00-04:00";
    Json seconds = message(23);
    seconds["created_time"] = base::toMs(minuteOf(23)) / 1000;
    const auto course = readMessages(
        kKnown, {{askedConversations(), page({row})}, {askedMessages("t_2"), page({east, colon, seconds})}});
    const auto all = messagesOf(course);
    REQUIRE(all.size() == 3);
    CHECK(all[0].at == minuteOf(25));
    CHECK(all[1].at == minuteOf(24));
    CHECK(all[2].at == minuteOf(23));
}

TEST_CASE("more than the twenty messages that Messenger shows leave a gap, and nothing is deleted") {
    const auto cursor = messagesCursorAt(20);
    const auto first = messages(59, 40);
    for (const Answer& beyond :
         {refusal(100, 33, "(#100) The message has been deleted"), refusal(100, 0, "It was deleted"),
          page({{{"id", "m_39"}}, {{"id", "m_38"}}}, "b2")}) {
        CAPTURE(beyond.body);
        const auto course = readMessages(cursor, {{askedConversations(), page({conversation("t_2", 59)})},
                                                  {askedMessages("t_2"), page(first, "b1")},
                                                  {askedMessages("t_2", "b1"), beyond}});
        REQUIRE(course.status);
        CHECK(idsOf(course).size() == 20);
        CHECK(deletedOf(course).empty());
        REQUIRE(gapsOf(course).size() == 1);
        CHECK(gapsOf(course)[0].after == minuteOf(10));
        CHECK(gapsOf(course)[0].before == minuteOf(40));
        CHECK(gapsOf(course)[0].reason.find("newest 20 messages") != std::string::npos);
        CHECK_FALSE(cursorOf(course, kStream).empty());
    }
}

TEST_CASE("where the twenty reach what is known there is no gap and no second page") {
    const auto course =
        readMessages(messagesCursorAt(50), {{askedConversations(), page({conversation("t_2", 58)})},
                                            {askedMessages("t_2"), page(messages(58, 39), "b1")}});
    CHECK(idsOf(course).size() == 20);
    CHECK(gapsOf(course).empty());
}

TEST_CASE("where Messenger shows more than twenty, they are taken") {
    const auto course =
        readMessages(messagesCursorAt(20), {{askedConversations(), page({conversation("t_2", 59)})},
                                            {askedMessages("t_2"), page(messages(59, 40), "b1")},
                                            {askedMessages("t_2", "b1"), page(messages(39, 30))}});
    CHECK(idsOf(course).size() == 30);
    CHECK(gapsOf(course).empty());
}

TEST_CASE("a message that its author took back is listed with nothing in it") {
    Json unsent = message(25);
    unsent.erase("message");
    const auto course = readMessages(kKnown, {{askedConversations(), page({conversation("t_2", 26)})},
                                              {askedMessages("t_2"), page({message(26), unsent})}});
    CHECK(idsOf(course) == Ids{"m_26"});
    CHECK(deletedOf(course) == Ids{"m_25"});
}

TEST_CASE("a conversation that is gone costs only itself, one that is refused is told") {
    const auto gone = readMessages(
        kKnown, {{askedConversations(), page({conversation("t_3", 26), conversation("t_2", 25)})},
                 {askedMessages("t_2"), refusal(100, 33)},
                 {askedMessages("t_3"), page({message(26)})}});
    REQUIRE(gone.status);
    CHECK(idsOf(gone) == Ids{"m_26"});
    CHECK(deletedOf(gone).empty());
    CHECK(gapsOf(gone).empty());
    CHECK(problemOf(gone).empty());
    const auto refused = readMessages(
        kKnown, {{askedConversations(), page({conversation("t_3", 26), conversation("t_2", 25)})},
                 {askedMessages("t_2"), refusal(100, 0, "Tried accessing nonexisting field")},
                 {askedMessages("t_3"), page({message(26)})}});
    REQUIRE(refused.status);
    CHECK(idsOf(refused) == Ids{"m_26"});
    CHECK(problemOf(refused).find("nonexisting field") != std::string::npos);
}

TEST_CASE("a first import of Messenger stops at its limit and says so") {
    const auto course =
        readMessages("",
                     {{askedConversations(), page({conversation("t_3", 26), conversation("t_2", 25)}, "c1")},
                      {askedMessages("t_2"), page({message(25)}, "b1")},
                      {askedMessages("t_3"), page({message(26)})}},
                     2);
    CHECK(idsOf(course) == Ids{"m_25", "m_26"});
    REQUIRE(gapsOf(course).size() == 1);
    CHECK(gapsOf(course)[0].before == minuteOf(25));
    CHECK(gapsOf(course)[0].reason.find("first import stops") != std::string::npos);
    CHECK(cursorOf(course, kStream) == messagesCursorAt(26, {{"t_2", 25}, {"t_3", 26}}));
}

TEST_CASE("a first import that finds no conversation is over all the same") {
    const auto course = readMessages("", {{askedConversations(), page({})}});
    REQUIRE(course.status);
    CHECK(cursorOf(course, kStream) == std::to_string(base::toMs(dialogue::kNow)));
}

TEST_CASE("Graph that wants to be asked for less gets half, and half of that") {
    const auto less = refusal(1, 0, "Please reduce the amount of data you're asking for", 500);
    const auto course = readMessages(kKnown, {{askedConversations(), less},
                                              {askedConversations("", 12), less},
                                              {askedConversations("", 6), page({})}});
    CHECK(course.status);
    Poll poll;
    poll.cursors = {{kStream, kKnown}};
    const auto never = poll.run({{askedConversations(), less},
                                 {askedConversations("", 12), less},
                                 {askedConversations("", 6), less},
                                 {askedConversations("", 5), less}});
    CHECK(never.status.error().cure == base::Cure::BackOff);
}

TEST_CASE("an item of Messenger that cannot be read is kept as such, one of the list is told") {
    Json broken = message(25);
    broken["created_time"] = "yesterday";
    Json row = conversation("t_9", 27);
    row.erase("updated_time");
    const auto course = readMessages(kKnown, {{askedConversations(), page({row, conversation("t_2", 26)})},
                                              {askedMessages("t_2"), page({message(26), broken})}});
    const auto all = messagesOf(course);
    REQUIRE(all.size() == 2);
    CHECK(all[1].unreadable.find("created_time") != std::string::npos);
    CHECK(all[1].rawJson.find("yesterday") != std::string::npos);
    CHECK(problemOf(course).find("updated_time: missing") != std::string::npos);
}
