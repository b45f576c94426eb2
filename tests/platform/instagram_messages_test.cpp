// SPDX-License-Identifier: GPL-3.0-or-later
#include "instagram_samples.h"
#include "samples.h"
#include "support/catch.h"

#include <string>
#include <vector>

/// Instagram's direct messages, as a poll reads them by either login. What a poll of conversations does in
/// general is told in facebook_messages_test.cpp.
namespace {

using namespace ig;
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

TEST_CASE("direct messages are asked for at the account itself, or at the Page that it signed in by") {
    for (const Login login : {Login::Instagram, Login::Facebook}) {
        Poll poll{.account = account(login), .secrets = secrets(login)};
        poll.cursors = {{kStream, kKnown}, {"media", "g_1=0"}};
        const auto course = poll.run(
            {{askedConversations(login), page({conversation("t_2", 25), conversation("t_1", 20)}, "c1")},
             {askedConversations(login, "c1"), page({conversation("t_9", 3)}, "c2")},
             {askedMessages("t_2"), page({message(25)})},
             {askedMedia(), page({})}});
        CHECK(idsOf(course) == Ids{"d_25"});
        CHECK(cursorOf(course, kStream) == messagesCursorAt(25, {{"t_1", 20}, {"t_2", 25}}));
        const auto host = login == Login::Instagram ? "https://graph.instagram.example/v26.0/me/"
                                                    : "https://graph.facebook.example/v26.0/1088/";
        CHECK(course.requests[0].url.starts_with(host));
    }
    Poll without;
    without.account.facts.privateMessages = false;
    without.cursors = {{"media", "g_1=0"}};
    CHECK(without.run({{askedMedia(), page({})}}).status);
}

TEST_CASE("a direct message of Instagram is private, of its author by name, with what it shows") {
    Json shown = message(25);
    shown["attachments"]["data"] =
        Json::array({{{"image_data", {{"url", "https://cdn.example/i"}, {"width", 1080}}}},
                     {{"video_data", {{"url", "https://cdn.example/v"}}}},
                     {{"file_url", "https://cdn.example/a"}, {"mime_type", "audio/mp4"}}});
    shown["shares"]["data"] = Json::array({{{"link", "https://cdn.example/shared"}}});
    Json story = message(24);
    story["story"] = {{"reply_to", {{"link", "https://cdn.example/story"}, {"id", "1"}}}};
    Json named = message(23, kAna, "");
    named["story"] = {{"mention", {{"link", "https://cdn.example/mention"}, {"id", "2"}}}};
    Json ours = message(22, kShop, "Yes");
    ours["from"].erase("id");  // our own name is enough
    const auto course = readMessages(kKnown, {{askedConversations(), page({conversation("t_2", 25)})},
                                              {askedMessages("t_2"), page({shown, story, named, ours})}});
    const auto all = messagesOf(course);
    REQUIRE(all.size() == 4);
    CHECK(all[0].threadId == "t_2");
    CHECK(all[0].visibility == model::Visibility::Private);
    CHECK(all[0].audience == "direct message");
    CHECK(all[0].author.remoteId == kAna);
    CHECK(all[0].author.handle == "ana");
    CHECK(all[0].author.name == "ana");
    CHECK(all[0].text == "Size M?\nhttps://cdn.example/shared");
    REQUIRE(all[0].attachments.size() == 3);
    CHECK(all[0].attachments[2].kind == model::Attachment::Kind::Audio);
    CHECK(all[0].at == minuteOf(25));
    CHECK(all[0].url.empty());
    CHECK(all[1].attachments.at(0).description == "your story, which this answers");
    CHECK(all[2].attachments.at(0).description == "a story that mentions you");
    CHECK_FALSE(all[2].own);
    CHECK(all[3].own);
    REQUIRE(all[3].addressees.size() == 1);
    CHECK(all[3].addressees[0].remoteId == kAna);
    CHECK(deletedOf(course).empty());
}

TEST_CASE("what Instagram does not show to programs is a message all the same, what was taken back is none") {
    Json hidden = message(25);
    hidden.erase("message");
    hidden["is_unsupported"] = true;
    Json unsent = message(24);
    unsent["message"] = "";
    const auto course = readMessages(kKnown, {{askedConversations(), page({conversation("t_2", 25)})},
                                              {askedMessages("t_2"), page({hidden, unsent})}});
    const auto all = messagesOf(course);
    REQUIRE(all.size() == 1);
    CHECK(all[0].remoteId == "d_25");
    CHECK(all[0].unreadable.find("does not show to other programs") != std::string::npos);
    CHECK(all[0].rawJson.find("is_unsupported") != std::string::npos);
    CHECK(deletedOf(course) == Ids{"d_24"});
}

TEST_CASE("beyond the twenty that Instagram shows it says deleted, which makes a gap and deletes nothing") {
    const auto first = messages(59, 40);
    for (const Answer& beyond :
         {refusal(100, 33, "The message has been deleted"), refusal(100, 0, "This message was deleted"),
          page({{{"id", "d_39"}}, {{"id", "d_38"}}}, "b2")}) {
        CAPTURE(beyond.body);
        const auto course =
            readMessages(messagesCursorAt(20), {{askedConversations(), page({conversation("t_2", 59)})},
                                                {askedMessages("t_2"), page(first, "b1")},
                                                {askedMessages("t_2", "b1"), beyond}});
        REQUIRE(course.status);
        CHECK(idsOf(course).size() == 20);
        CHECK(deletedOf(course).empty());
        REQUIRE(gapsOf(course).size() == 1);
        CHECK(gapsOf(course)[0].after == minuteOf(10));
        CHECK(gapsOf(course)[0].before == minuteOf(40));
        CHECK(gapsOf(course)[0].reason == "Instagram shows only its newest 20 messages of a conversation.");
    }
    const auto reached =
        readMessages(messagesCursorAt(50), {{askedConversations(), page({conversation("t_2", 58)})},
                                            {askedMessages("t_2"), page(messages(58, 39), "b1")}});
    CHECK(gapsOf(reached).empty());
}

TEST_CASE("a conversation of Instagram tells its time as either login does") {
    for (const Json& time : {Json(timeOf(25)), Json(base::toMs(minuteOf(25)) / 1000),
                             Json(std::to_string(base::toMs(minuteOf(25)) / 1000))}) {
        CAPTURE(time.dump());
        Json row = conversation("t_2", 25);
        row["updated_time"] = time;
        row["participants"] = {{"data", {person(kAna)}}};
        const auto course = readMessages(
            kKnown, {{askedConversations(), page({row})}, {askedMessages("t_2"), page({message(25)})}});
        CHECK(idsOf(course) == Ids{"d_25"});
        CHECK(cursorOf(course, kStream) == messagesCursorAt(25, {{"t_2", 25}}));
    }
}

TEST_CASE("a conversation that its owner put away, or whose person is gone, costs only itself") {
    for (const int subcode : {2534001, 2534014, 33}) {
        const auto course = readMessages(
            kKnown, {{askedConversations(), page({conversation("t_3", 26), conversation("t_2", 25)})},
                     {askedMessages("t_2"), refusal(100, subcode)},
                     {askedMessages("t_3"), page({message(26)})}});
        REQUIRE(course.status);
        CHECK(idsOf(course) == Ids{"d_26"});
        CHECK(deletedOf(course).empty());
        CHECK(gapsOf(course).empty());
    }
}
