// SPDX-License-Identifier: GPL-3.0-or-later
#include "instagram_samples.h"
#include "samples.h"
#include "support/catch.h"

#include <fmt/format.h>

#include <string>
#include <vector>

/// Comments below our media by their counts, media that we are tagged in, and what a poll as a whole owes.
namespace {

using namespace ig;
using harvest::cursorOf;
using harvest::gapsOf;
using harvest::Ids;
using harvest::idsOf;
using harvest::messagesOf;
using samples::minuteOf;

const std::string kStream = "media";

std::vector<Json> comments(int newest, int oldest) {
    std::vector<Json> items;
    for (int minute = newest; minute >= oldest; --minute) {
        items.push_back(comment(minute));
    }
    return items;
}
Poll withoutMessages(const std::string& counts) {
    Poll poll;
    poll.account.facts.privateMessages = false;
    poll.cursors = {{kStream, counts}};
    return poll;
}
/// A thorough poll in which the tags were read up to that one.
dialogue::Course<model::IncomingBatch> readTags(const std::string& cursor, std::vector<Exchange> exchanges,
                                                int most = 2'000) {
    Poll poll = withoutMessages("g_1=0");
    poll.thorough = true;
    poll.firstImportItems = most;
    if (!cursor.empty()) {
        poll.cursors["tags"] = cursor;
    }
    exchanges.insert(exchanges.begin(), {askedMedia(), page({medium(1, 0)})});
    return poll.run(exchanges);
}

}  // namespace

TEST_CASE("only media whose number of comments changed are read, the newest first") {
    const auto course = readMedia(
        "g_3=1 g_2=2 g_1=0",
        {{askedMedia(), page({medium(4, 1), medium(3, 2), medium(2, 2), medium(1, 0), medium(0, 0)})},
         {askedComments("g_4"), page({comment(26)})},
         {askedComments("g_3"), page({comment(25), comment(24)})}});
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"g_4", "c_26", "g_3", "c_25", "c_24"});
    CHECK(cursorOf(course, kStream) == "g_4=1 g_3=2 g_2=2 g_1=0 g_0=0");
    const auto quiet = readMedia("g_2=2 g_1=0", {{askedMedia(), page({medium(2, 2), medium(1, 0)})}});
    CHECK(quiet.taken.empty());
}

TEST_CASE("a comment is a public message below its medium, a reply below its comment") {
    Json named = comment(25, kAna, "Price, @MyShop?");
    Json whole = withReplies(named, {replyTo(comment(27, kShop, "@ana 9 euro"), "c_25"),
                                     replyTo(comment(26, kBob, "@myshop me too"), "c_25")});
    Json short1 = comment(24, kAna, "@myshopping @myshop_2 anna@myshop");
    short1.erase("from");
    Json nameless = comment(23);
    nameless.erase("from");
    nameless.erase("username");
    const auto course = readMedia("g_1=0", {{askedMedia(), page({medium(1, 5)})},
                                            {askedComments("g_1"), page({whole, short1, nameless})}});
    const auto all = messagesOf(course);
    REQUIRE(all.size() == 6);
    CHECK(all[0].remoteId == "g_1");
    CHECK(all[0].own);
    CHECK(all[0].url == "https://www.instagram.com/p/G1/");
    CHECK(all[0].attachments.size() == 1);
    CHECK(all[1].parentRemoteId == "g_1");
    CHECK(all[1].author.remoteId == kAna);
    CHECK(all[1].author.handle == "ana");
    CHECK(all[1].author.profileUrl == "https://www.instagram.com/ana/");
    CHECK(all[1].visibility == model::Visibility::Public);
    CHECK(all[1].audience == "public");
    CHECK(all[1].mentionOfUs == model::MentionOfUs::Written);
    CHECK(all[1].at == minuteOf(25));
    CHECK(all[2].author.remoteId == "name:ana");
    CHECK(all[2].mentionOfUs == model::MentionOfUs::None);
    CHECK(all[3].author.name == "Instagram user");
    CHECK(all[3].author.remoteId == "unknown:c_23");
    CHECK(all[4].own);
    CHECK(all[4].parentRemoteId == "c_25");
    CHECK(all[4].mentionOfUs == model::MentionOfUs::None);
    CHECK(all[5].parentRemoteId == "c_25");
    CHECK(all[5].mentionOfUs == model::MentionOfUs::Leading);
}

TEST_CASE("a name at the end of a sentence of Instagram's is a mention all the same") {
    const auto mention = [](const std::string& text) {
        return messagesOf(readMedia("g_1=0", {{askedMedia(), page({medium(1, 1)})},
                                              {askedComments("g_1"), page({comment(25, kAna, text)})}}))
            .at(1)
            .mentionOfUs;
    };
    for (const auto* text :
         {"I love @myshop.", "I love @myshop...", "@myshop. Price?", "Hi @MYSHOP!", "(@myshop)"}) {
        CAPTURE(text);
        CHECK(mention(text) == model::MentionOfUs::Written);
    }
    for (const auto* text : {"@myshop.nl has it", "@myshop2", "me@myshop.", "myshop"}) {
        CAPTURE(text);
        CHECK(mention(text) == model::MentionOfUs::None);
    }
}

TEST_CASE("replies beyond those that come with their comment are read, too") {
    const auto course = readMedia(
        "g_1=0",
        {{askedMedia(), page({medium(1, 4)})},
         {askedComments("g_1"), page({withReplies(comment(20), {replyTo(comment(21), "c_20")}, "r1")}, "n1")},
         {askedReplies("c_20", "r1"), page({replyTo(comment(22), "c_20")}, "r2")},
         {askedReplies("c_20", "r2"), page({comment(23)})},
         {askedComments("g_1", "n1"), page({comment(19)})}});
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"g_1", "c_20", "c_21", "c_22", "c_23", "c_19"});
    CHECK(messagesOf(course)[4].parentRemoteId == "c_20");
    CHECK(messagesOf(course)[5].parentRemoteId == "g_1");
    CHECK(gapsOf(course).empty());
    REQUIRE(course.taken.size() == 4);
    CHECK(course.taken[2].cursors.empty());
    CHECK(course.taken[3].cursors.at(kStream) == "g_1=4");
}

TEST_CASE("where more comments came than Instagram shows there is a gap, and none where all were read") {
    std::vector<Exchange> exchanges{{askedMedia(), page({medium(1, 300)})}};
    std::string after;
    for (int number = 1; number <= 4; ++number) {
        exchanges.push_back({askedComments("g_1", after),
                             page(comments(59 - number, 59 - number), fmt::format("n{}", number))});
        after = fmt::format("n{}", number);
    }
    const auto missed = readMedia("g_1=200", exchanges);
    REQUIRE(gapsOf(missed).size() == 1);
    CHECK(gapsOf(missed)[0].before == minuteOf(55));
    CHECK(gapsOf(missed)[0].reason.find("does not show all comments") != std::string::npos);
    CHECK(gapsOf(readMedia("g_1=297", exchanges)).empty());
}

TEST_CASE("Instagram that wants to be asked for less gets half, of media and of comments") {
    std::string half = askedComments("g_1", "", 25);
    half.replace(half.find("replies.limit%2850%29"), 21, "replies.limit%2825%29");
    const auto course = readMedia("g_1=0", {{askedMedia(), tooMuch()},
                                            {askedMedia("", 12), page({medium(1, 1)})},
                                            {askedComments("g_1"), tooMuch()},
                                            {half, page({comment(25)})}});
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"g_1", "c_25"});
    const auto never = readMedia("g_1=0", {{askedMedia(), tooMuch()},
                                           {askedMedia("", 12), tooMuch()},
                                           {askedMedia("", 6), tooMuch()},
                                           {askedMedia("", 5), tooMuch()}});
    CHECK(never.status.error().cure == base::Cure::BackOff);
}

TEST_CASE("a medium that is gone costs only itself, one that is refused is told, trouble ends the poll") {
    const std::vector<Json> media{medium(2, 1), medium(1, 1)};
    const auto with = [&media](const Answer& answer, bool goesOn) {
        std::vector<Exchange> exchanges{{askedMedia(), page(media)}, {askedComments("g_2"), answer}};
        if (goesOn) {
            exchanges.push_back({askedComments("g_1"), page({comment(25)})});
        }
        return readMedia("g_0=0", exchanges);
    };
    const auto gone = with(refusal(100, 33), true);
    CHECK(idsOf(gone) == Ids{"g_1", "c_25"});
    CHECK(problemOf(gone).empty());
    const auto refused = with(refusal(100, 0, "Tried accessing nonexisting field (comments)"), true);
    CHECK(idsOf(refused) == Ids{"g_1", "c_25"});
    CHECK(problemOf(refused).find("nonexisting field") != std::string::npos);
    const auto trouble = with(refusal(2, 0, "trouble", 500), false);
    CHECK(trouble.status.error().cure == base::Cure::BackOff);
    CHECK(cursorOf(trouble, kStream).empty());
    const auto forbidden = with(refusal(10, 0, "needs instagram_manage_comments", 403), false);
    REQUIRE(forbidden.status);
    CHECK(problemOf(forbidden).find("instagram_manage_comments") != std::string::npos);
    CHECK(cursorOf(forbidden, kStream).empty());
}

TEST_CASE("a medium of which Instagram gives no count, or an odd one, is read all the same") {
    for (const Json& count : {Json(), Json("2"), Json(2.5), Json(Json::object())}) {
        Json odd = medium(1, std::nullopt);
        odd["comments_count"] = count;
        CAPTURE(odd.dump());
        const auto course =
            readMedia("g_1=0", {{askedMedia(), page({odd})}, {askedComments("g_1"), page({comment(25)})}});
        CHECK(idsOf(course) == Ids{"g_1", "c_25"});
        CHECK(problemOf(course).empty());
    }
}

TEST_CASE("a comment without words is one without words, a time may be a number, and what is odd is kept") {
    Json picture = comment(25);
    picture["text"] = nullptr;
    Json seconds = comment(24);
    seconds["timestamp"] = base::toMs(minuteOf(24)) / 1000;
    Json asText = comment(23);
    asText["timestamp"] = std::to_string(base::toMs(minuteOf(23)) / 1000);
    asText["id"] = 17'870'000'000'000'009;
    Json broken = comment(22);
    broken["timestamp"] = "yesterday";
    Json below = withReplies(comment(21), {});
    below["replies"] = {{"data", "none"}};
    const auto course =
        readMedia("g_1=0", {{askedMedia(), page({medium(1, 5), {{"id", "g_0"}}})},
                            {askedComments("g_1"), page({picture, seconds, asText, broken, below})}});
    const auto all = messagesOf(course);
    REQUIRE(all.size() == 6);
    CHECK(all[1].text.empty());
    CHECK(all[1].unreadable.empty());
    CHECK(all[2].at == minuteOf(24));
    CHECK(all[3].at == minuteOf(23));
    CHECK(all[3].remoteId == "17870000000000009");
    CHECK(all[4].unreadable.find("timestamp") != std::string::npos);
    CHECK(all[4].rawJson.find("yesterday") != std::string::npos);
    CHECK(all[5].unreadable.empty());
    CHECK(problemOf(course).find("timestamp: missing") != std::string::npos);
    CHECK(course.taken.back().problem.find("replies.data") != std::string::npos);
}

TEST_CASE("a first import of Instagram stops at its limit and says what it leaves out") {
    const auto course = readMedia("",
                                  {{askedMedia(), page({medium(3, 2), medium(2, 9), medium(1, 1)}, "m1")},
                                   {askedComments("g_3"), page({comment(30), comment(29)})},
                                   {askedComments("g_2"), page({comment(20)}, "n1")}},
                                  3);
    CHECK(idsOf(course) == Ids{"g_3", "c_30", "c_29", "g_2", "c_20"});
    const auto gaps = gapsOf(course);
    REQUIRE(gaps.size() == 3);
    CHECK(gaps[0].reason == "The first import leaves out older media.");
    CHECK(gaps[1].reason.find("leaves out older comments") != std::string::npos);
    CHECK(gaps[1].before == minuteOf(20));
    CHECK(cursorOf(course, kStream) == "g_3=2 g_2=9 g_1=1");
    const auto whole = readMedia("", {{askedMedia(), page({medium(3, 1)}, "m1")},
                                      {askedMedia("m1"), page({medium(2, 1)})},
                                      {askedComments("g_3"), page({comment(30)})},
                                      {askedComments("g_2"), page({comment(29)})}});
    CHECK(idsOf(whole) == Ids{"g_3", "c_30", "g_2", "c_29"});
    CHECK(gapsOf(whole).empty());
}

TEST_CASE("an account without media or tags is not imported for the first time for ever") {
    Poll poll = withoutMessages("");
    poll.cursors.clear();
    poll.thorough = true;
    const auto course = poll.run({{askedMedia(), page({})}, {askedTags(), page({})}});
    CHECK(cursorOf(course, kStream) == "none");
    CHECK(cursorOf(course, "tags") == "none");
    const auto again = readTags("none", {{askedTags(), page({tagged(30)})}});
    CHECK(idsOf(again) == Ids{"t_30"});
    CHECK(cursorOf(again, "tags") == "t_30");
    CHECK(cursorOf(readTags("t_30", {{askedTags(), page({})}}), "tags").empty());
}

TEST_CASE("a thorough poll looks at the newest media whatever their count, and at older ones' counts") {
    Poll poll = withoutMessages("g_9=2 g_8=1 g_7=1 g_6=0");
    poll.thorough = true;
    poll.cursors["tags"] = "t_1";
    const auto course = poll.run({{askedMedia(), page({medium(9, 2), medium(8, 1), medium(7, 1)}, "m1")},
                                  {askedMedia("m1"), page({medium(6, 1)}, "m2")},
                                  {askedMedia("m2"), page({medium(5, 0)}, "m3")},
                                  {askedComments("g_9"), page({comment(30, kAna, "another")})},
                                  {askedComments("g_8"), page({})},
                                  {askedComments("g_6"), page({comment(20)})},
                                  {askedTags(), page({tagged(1)})}});
    CHECK(idsOf(course) == Ids{"g_9", "c_30", "g_6", "c_20"});
    CHECK(cursorOf(course, kStream) == "g_9=2 g_8=1 g_7=1 g_6=1 g_5=0");
}

TEST_CASE("a medium that we are tagged in is a message to us that takes another kind of answer") {
    Json video = tagged(31);
    video["media_type"] = "VIDEO";
    const auto course = readTags("t_29", {{askedTags(), page({video, tagged(30)}, "x1")},
                                          {askedTags("x1"), page({tagged(29), tagged(28)}, "x2")}});
    const auto all = messagesOf(course);
    REQUIRE(all.size() == 2);
    CHECK(all[0].remoteId == "t_31");
    CHECK(all[0].audience == "tagged");
    CHECK(all[0].mentionOfUs == model::MentionOfUs::Written);
    CHECK(all[0].author.handle == "ana");
    CHECK(all[0].attachments.at(0).kind == model::Attachment::Kind::Video);
    CHECK(all[1].attachments.at(0).kind == model::Attachment::Kind::Image);
    CHECK_FALSE(all[0].own);
    CHECK(cursorOf(course, "tags") == "t_31");
    const auto first = readTags("", {{askedTags(), page({tagged(31), tagged(30)}, "x1")}}, 2);
    REQUIRE(gapsOf(first).size() == 1);
    CHECK(gapsOf(first)[0].before == minuteOf(30));
}

TEST_CASE("a missing permission of Instagram is told, and the rest is read") {
    Poll poll;
    poll.thorough = true;
    poll.cursors = {{"conversations", messagesCursorAt(20)}, {kStream, "g_1=0"}, {"tags", "t_1"}};
    const auto course =
        poll.run({{askedConversations(), refusal(10, 0, "needs instagram_business_manage_messages", 403)},
                  {askedMedia(), page({medium(1, 1)})},
                  {askedComments("g_1"), page({comment(25)})},
                  {askedTags(), refusal(200, 0, "no tags", 403)}});
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"g_1", "c_25"});
    CHECK(problemOf(course).find("instagram_business_manage_messages") != std::string::npos);
    CHECK(course.taken.back().problem.find("no tags") != std::string::npos);
    CHECK(cursorOf(course, "conversations").empty());
    Poll ended;
    CHECK(ended.run({{askedConversations(), refusal(190, 463, "expired", 401)}}).status.error().cure ==
          base::Cure::LogInAgain);
}

TEST_CASE("no address of Instagram's that a poll asks for has the token, by either login") {
    for (const Login login : {Login::Instagram, Login::Facebook}) {
        Poll poll{.account = account(login), .secrets = secrets(login)};
        poll.cursors = {{"conversations", messagesCursorAt(20)}, {kStream, "g_1=0"}};
        poll.account.settings["api_version"] = "v27.0";
        poll.secrets["app_secret"] = "APPSECRET";
        const auto steps = poll.steps();
        std::vector<Answer> answers{page({conversation("t_2", 59)}), page({message(59)}),
                                    page({medium(1, 9)}, "m1"), page({comment(25)}, "n1"), page({})};
        for (const auto& answer : answers) {
            REQUIRE_FALSE(steps->finished());
            const auto call = std::get<platform::HttpCall>(steps->request());
            CAPTURE(call.request.url);
            CHECK(call.request.url.starts_with(poll.account.server + "/v27.0/"));
            CHECK(call.request.url.find("TOKEN") == std::string::npos);
            CHECK(call.request.url.find("APPSECRET") == std::string::npos);
            CHECK(net::queryParameter(call.request.url, "appsecret_proof"));
            CHECK(call.request.headers.find("Authorization") == "Bearer TOKEN");
            CHECK(call.usage != nullptr);
            CHECK((call.pause == base::Duration{500}) == (call.limitGroup == "messenger"));
            REQUIRE(steps->accept(answer.response(), dialogue::kNow));
            static_cast<void>(steps->take());
        }
        CHECK(steps->finished());
    }
}
