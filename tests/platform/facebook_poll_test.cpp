// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/digest.h"
#include "base/text.h"
#include "facebook_samples.h"
#include "platform/facebook/message.h"
#include "samples.h"
#include "support/catch.h"

#include <string>
#include <vector>

/// Comments below our posts, visitors' posts, and what a poll as a whole owes.
namespace {

using namespace fb;
using harvest::cursorOf;
using harvest::deletedOf;
using harvest::gapsOf;
using harvest::Ids;
using harvest::idsOf;
using harvest::messagesOf;
using samples::minuteOf;

const std::string kStream = "published_posts";
const std::string kPosts = askedPosts(kStream);
const std::string kKnown = cursorAt("5001_20", 20);

std::vector<Json> comments(int newest, int oldest) {
    std::vector<Json> items;
    for (int minute = newest; minute >= oldest; --minute) {
        items.push_back(comment(minute));
    }
    return items;
}
/// A thorough poll in which nothing is new but what is looked at again.
dialogue::Course<model::IncomingBatch> lookAgain(const Ids& known, const std::vector<Exchange>& looks) {
    Poll poll;
    poll.account.facts.privateMessages = false;
    poll.thorough = true;
    for (const auto& id : known) {
        poll.recent.push_back({id, id});
    }
    for (const auto* edge : {"published_posts", "visitor_posts", "tagged"}) {
        poll.cursors[edge] = cursorAt("x", 20);
    }
    std::vector<Exchange> exchanges{{askedPosts("published_posts"), page({})},
                                    {askedPosts("visitor_posts"), page({})},
                                    {askedPosts("tagged"), page({})}};
    exchanges.insert(exchanges.end(), looks.begin(), looks.end());
    return poll.run(exchanges);
}
std::string askedAgain(const std::string& ids) {
    return asked("/", {{"ids", ids}, {"fields", std::string(platform::facebook::kCommentWords)}});
}

/// What a token is asked before something that it does not find counts as deleted.
std::string askedSight() {
    return asked("/1088/published_posts", {{"fields", "id,comments.limit(1){id}"}, {"limit", "1"}});
}
std::string joined(const Ids& ids, std::size_t begin, std::size_t end) {
    std::string all;
    for (std::size_t i = begin; i < end; ++i) {
        all += (all.empty() ? "" : ",") + ids[i];
    }
    return all;
}
dialogue::Course<model::IncomingBatch> readThread(const std::string& id, const Ids& known,
                                                  const std::vector<Exchange>& exchanges) {
    const Poll poll;
    return dialogue::run(adapter().readThread(poll.account, secrets(), id, known), exchanges);
}

}  // namespace

TEST_CASE("a comment is a public message below its post, a reply stands below the top comment") {
    Json reply = replyTo(comment(26, kBob, "Lamp shop me too"), "5001_25");
    reply["message_tags"] =
        Json::array({{{"id", kPage}, {"name", "Lamp shop"}, {"offset", 0}, {"length", 9}}});
    Json named = comment(25, kAna, "Ask Lamp shop and Bob");
    named["message_tags"] = Json::array({{{"id", kPage}, {"offset", 4}}, {{"id", kBob}, {"offset", 18}}});
    named["permalink_url"] = "https://www.facebook.com/1088/posts/5001?comment_id=25";
    named["attachment"] = {{"type", "photo"}, {"media", {{"image", {{"src", "https://cdn.example/p"}}}}}};
    const auto course =
        readPosts(kKnown, {{kPosts, page({post(5001, 2, kPage, {reply, named}), post(5000, 1)})}});
    const auto all = messagesOf(course);
    REQUIRE(all.size() == 3);  // of our own posts only the one that was commented on
    CHECK(all[0].remoteId == "1088_5001");
    CHECK(all[0].own);
    CHECK(all[1].remoteId == "5001_26");
    CHECK(all[1].parentRemoteId == "5001_25");
    CHECK(all[1].mentionOfUs == model::MentionOfUs::Leading);
    CHECK(all[2].parentRemoteId == "1088_5001");
    CHECK(all[2].author.remoteId == kAna);
    CHECK(all[2].author.name == "Ana Lopez");
    CHECK(all[2].visibility == model::Visibility::Public);
    CHECK(all[2].mentionOfUs == model::MentionOfUs::Written);
    CHECK(all[2].writtenMentions == Ids{kBob});
    CHECK(all[2].notificationId == "5001_25");
    CHECK(all[2].url == "https://www.facebook.com/1088/posts/5001?comment_id=25");
    REQUIRE(all[2].attachments.size() == 1);
    CHECK(all[2].at == minuteOf(25));
    CHECK(cursorOf(course, kStream) == cursorAt("5001_26", 26));
}

TEST_CASE("somebody whom Facebook does not name is a Facebook user, each by themselves") {
    Json first = comment(25);
    first.erase("from");
    Json second = comment(24);
    second.erase("from");
    Json ours = post(5001, 2);
    ours.erase("from");
    ours["comments"] = list({first, second});
    const auto all = messagesOf(readPosts(kKnown, {{kPosts, page({ours})}}));
    REQUIRE(all.size() == 3);
    CHECK(all[0].own);  // the list is of our own posts
    CHECK(all[1].author.name == "Facebook user");
    CHECK(all[1].author.remoteId != all[2].author.remoteId);
    CHECK_FALSE(all[1].own);
}

TEST_CASE("where all comments shown are new the post is read on, and the cursor waits for it") {
    const auto course = readPosts(kKnown, {{kPosts, page({post(5001, 2, kPage, comments(59, 50), "n1")})},
                                           {askedComments("1088_5001", "n1"), page(comments(49, 30), "n2")},
                                           {askedComments("1088_5001", "n2"), page(comments(29, 3), "n3")}});
    REQUIRE(course.taken.size() == 3);
    CHECK(course.taken[0].cursors.empty());
    CHECK(course.taken[1].cursors.empty());
    CHECK(course.taken[2].cursors.at(kStream) == cursorAt("5001_59", 59));
    CHECK(idsOf(course).size() == 58);
    CHECK(gapsOf(course).empty());
}

TEST_CASE("comments that reach what is known are not read on") {
    const auto course = readPosts(kKnown, {{kPosts, page({post(5001, 2, kPage, comments(13, 4), "n1")})}});
    REQUIRE(course.status);
    CHECK(idsOf(course).size() == 11);
    CHECK(cursorOf(course, kStream).empty());
}

TEST_CASE("what fails while a post is read on leaves the cursor where it was") {
    Poll poll;
    poll.account.facts.privateMessages = false;
    poll.cursors = {{kStream, kKnown}};
    const auto course = poll.run({{kPosts, page({post(5001, 2, kPage, comments(59, 50), "n1")})},
                                  {askedComments("1088_5001", "n1"), refusal(2, 0, "trouble", 500)}});
    REQUIRE_FALSE(course.status);
    CHECK(cursorOf(course, kStream).empty());
    const auto gone = readPosts(kKnown, {{kPosts, page({post(5001, 2, kPage, comments(59, 50), "n1")})},
                                         {askedComments("1088_5001", "n1"), refusal(100, 33)}});
    REQUIRE(gone.status);
    CHECK_FALSE(cursorOf(gone, kStream).empty());
}

TEST_CASE("a post's comments are asked for in smaller numbers where Graph wants it") {
    const auto less = refusal(1, 0, "Please reduce the amount of data you're asking for", 500);
    std::string half = askedComments("1088_5001", "n1");
    half.replace(half.find("limit=100"), 9, "limit=50");
    const auto course = readPosts(
        kKnown, {{kPosts, less},
                 {askedPosts(kStream, "", 12), page({post(5001, 2, kPage, comments(59, 50), "n1")})},
                 {askedComments("1088_5001", "n1"), less},
                 {half, page(comments(49, 3))}});
    REQUIRE(course.status);
    CHECK(idsOf(course).size() == 58);
}

TEST_CASE("a Page on which nobody has commented is not imported for the first time for ever") {
    const auto course = readPosts("", {{kPosts, page({post(5001, 2)})}});
    CHECK(idsOf(course).empty());
    CHECK(cursorOf(course, kStream) == "none " + std::to_string(base::toMs(dialogue::kNow)));
}

TEST_CASE("a first import reads page after page to its limit, and tells what it leaves out") {
    const auto whole =
        readPosts("", {{kPosts, page({post(5002, 30, kPage, comments(40, 40))}, "p1")},
                       {askedPosts(kStream, "p1"), page({post(5001, 2, kPage, comments(20, 18))})}});
    CHECK(idsOf(whole).size() == 6);
    CHECK(gapsOf(whole).empty());
    const auto limited =
        readPosts("", {{kPosts, page({post(5002, 30, kPage, comments(40, 38), "n1")}, "p1")}}, 3);
    CHECK(idsOf(limited).size() == 4);
    REQUIRE(gapsOf(limited).size() == 2);
    CHECK(gapsOf(limited)[0].reason.find("older comments") != std::string::npos);
    CHECK(gapsOf(limited)[1].before == minuteOf(30));
    CHECK_FALSE(cursorOf(limited, kStream).empty());
}

TEST_CASE("a visitor's post is a message to us, and all of them are read") {
    Poll poll;
    poll.account.facts.privateMessages = false;
    poll.cursors = {{kStream, kKnown}, {"visitor_posts", cursorAt("1088_20", 20)}};
    std::vector<Json> newest;
    for (int minute = 59; minute >= 35; --minute) {
        newest.push_back(post(6000 + minute, minute, kAna));
    }
    const auto course = poll.run({{kPosts, page({})},
                                  {askedPosts("visitor_posts"), page(newest, "v1")},
                                  {askedPosts("visitor_posts", "v1"),
                                   page({post(6034, 34, kBob, {comment(36)}), post(6003, 3, kBob)}, "v2")}});
    const auto all = messagesOf(course);
    REQUIRE(all.size() == 28);
    CHECK(all[0].mentionOfUs == model::MentionOfUs::Written);
    CHECK(all[0].parentRemoteId.empty());
    CHECK_FALSE(all[0].own);
    CHECK(cursorOf(course, "visitor_posts") == cursorAt("1088_6059", 59));
}

TEST_CASE("posts that name us are read by thorough polls alone") {
    Poll poll;
    poll.account.facts.privateMessages = false;
    poll.thorough = true;
    for (const auto* edge : {"published_posts", "visitor_posts", "tagged"}) {
        poll.cursors[edge] = cursorAt("x", 20);
    }
    const auto course = poll.run({{kPosts, page({}, "p1")},
                                  {askedPosts(kStream, "p1"), page({})},
                                  {askedPosts("visitor_posts"), page({})},
                                  {askedPosts("tagged"), page({post(7001, 25, kBob)})}});
    CHECK(idsOf(course) == Ids{"1088_7001"});
    CHECK(cursorOf(course, "tagged") == cursorAt("1088_7001", 25));
}

TEST_CASE("known comments are looked at again for edits, all in one call") {
    Json answer{{"5001_25", comment(25, kAna, "Price in euro?")}, {"5001_24", comment(24)}};
    const auto course = lookAgain({"5001_25", "5001_24", "m-no-comment"},
                                  {{askedAgain("5001_25,5001_24"), dialogue::json(answer.dump())}});
    const auto all = messagesOf(course);
    REQUIRE(all.size() == 2);
    CHECK(all[0].text == "Price in euro?");
    CHECK(deletedOf(course).empty());
}

TEST_CASE("when one of them is gone they are looked at one by one, and that one is deleted") {
    for (const auto& whole : {refusal(803, 0, "Some of the aliases you requested do not exist"),
                              refusal(100, 0, "Unsupported get request"), refusal(100, 33)}) {
        const auto course =
            lookAgain({"5001_24", "5001_25"}, {{askedAgain("5001_24,5001_25"), whole},
                                               {askedComment("5001_24"), dialogue::json(comment(24).dump())},
                                               {askedComment("5001_25"), refusal(100, 33)}});
        REQUIRE(course.status);
        CHECK(idsOf(course) == Ids{"5001_24"});
        CHECK(deletedOf(course) == Ids{"5001_25"});
    }
}

TEST_CASE("a comment that may not be looked at is not taken for deleted") {
    const auto course =
        lookAgain({"5001_25", "5001_24"}, {{askedAgain("5001_25,5001_24"), refusal(100, 33)},
                                           {askedComment("5001_25"), refusal(100, 33)},
                                           {askedSight(), page({})},
                                           {askedComment("5001_24"), refusal(100, 0, "missing permission")}});
    REQUIRE(course.status);
    CHECK(deletedOf(course) == Ids{"5001_25"});
    const auto forbidden = lookAgain(
        {"5001_25"}, {{askedComment("5001_25"), refusal(10, 0, "needs pages_read_user_content", 403)}});
    REQUIRE(forbidden.status);
    CHECK(deletedOf(forbidden).empty());
    CHECK(problemOf(forbidden).find("pages_read_user_content") != std::string::npos);
}

TEST_CASE("of many comments each one that is gone is found, by halves") {
    std::vector<std::string> ids;
    for (int i = 20; i < 28; ++i) {
        ids.push_back("5001_" + std::to_string(i));
    }
    const auto both = [](int first, int second) {
        const auto id = [](int i) { return "5001_" + std::to_string(i); };
        return dialogue::json(Json{{id(first), comment(first)}, {id(second), comment(second)}}.dump());
    };
    const Answer whole = refusal(803, 0, "Some of the aliases you requested do not exist");
    const auto course = lookAgain(ids, {{askedAgain(joined(ids, 0, 8)), whole},
                                        {askedAgain(joined(ids, 0, 4)), whole},
                                        {askedAgain(joined(ids, 0, 2)), both(20, 21)},
                                        {askedAgain(joined(ids, 2, 4)), whole},
                                        {askedComment("5001_22"), refusal(100, 33)},
                                        {askedComment("5001_23"), dialogue::json(comment(23).dump())},
                                        {askedAgain(joined(ids, 4, 8)), whole},
                                        {askedAgain(joined(ids, 4, 6)), both(24, 25)},
                                        {askedAgain(joined(ids, 6, 8)), whole},
                                        {askedComment("5001_26"), dialogue::json(comment(26).dump())},
                                        {askedComment("5001_27"), refusal(100, 33)}});
    REQUIRE(course.status);
    CHECK(deletedOf(course) == Ids{"5001_22", "5001_27"});
    CHECK(idsOf(course).size() == 6);
}

TEST_CASE("what a token that lost its permission does not find is not deleted") {
    const Answer lost =
        refusal(10, 0, "This endpoint requires the 'pages_read_user_content' permission", 403);
    const auto course = lookAgain({"5001_24", "5001_25"}, {{askedAgain("5001_24,5001_25"), refusal(100, 33)},
                                                           {askedComment("5001_24"), refusal(100, 33)},
                                                           {askedSight(), lost}});
    REQUIRE(course.status);
    CHECK(deletedOf(course).empty());
    CHECK(problemOf(course).find("pages_read_user_content") != std::string::npos);

    const auto thread = readThread("5001_24", {"5001_24"},
                                   {{askedComment("5001_24"), refusal(100, 33)}, {askedSight(), lost}});
    CHECK(thread.status.error().kind == base::ErrorKind::Permission);
    CHECK(deletedOf(thread).empty());
    const auto gone = readThread("5001_24", {"5001_24"},
                                 {{askedComment("5001_24"), refusal(100, 33)}, {askedSight(), page({})}});
    REQUIRE(gone.status);
    CHECK(deletedOf(gone) == Ids{"5001_24"});
}

TEST_CASE("a missing permission is told, and the rest is read") {
    Poll poll;
    poll.cursors = {{"conversations", messagesCursorAt(20)}, {kStream, kKnown}};
    const auto course = poll.run({{askedConversations(), refusal(200, 0, "Requires pages_messaging", 403)},
                                  {kPosts, page({post(5001, 2, kPage, {comment(25)})})},
                                  {askedPosts("visitor_posts"), refusal(10, 0, "Requires more", 403)}});
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"1088_5001", "5001_25"});
    CHECK(problemOf(course).find("pages_messaging") != std::string::npos);
    CHECK(course.taken.back().problem.find("Requires more") != std::string::npos);
    CHECK(cursorOf(course, "conversations").empty());
    CHECK(cursorOf(course, "visitor_posts").empty());
    Poll ended;
    CHECK(ended.run({{askedConversations(), refusal(190, 463, "expired", 401)}}).status.error().cure ==
          base::Cure::LogInAgain);
}

TEST_CASE("no address that a poll asks for has the token, nor is `next` followed as it stands") {
    Poll poll;
    poll.cursors = {{"conversations", messagesCursorAt(20)}, {kStream, kKnown}};
    poll.secrets["app_secret"] = "APPSECRET";
    const auto steps = poll.steps();
    const std::vector<Answer> answers{page({conversation("t_2", 59)}, "c1"),
                                      page({}),
                                      page({message(59)}, "b1"),
                                      page({post(5001, 2, kPage, comments(59, 50), "n1")}, "p1"),
                                      page(comments(49, 48)),
                                      page({})};
    const auto proof = base::hmacSha256("APPSECRET", "PAGETOKEN");
    const std::string hex = base::hex({reinterpret_cast<const char*>(proof.data()), proof.size()});
    std::size_t requests = 0;
    for (const auto& answer : answers) {
        REQUIRE_FALSE(steps->finished());
        const auto call = std::get<platform::HttpCall>(steps->request());
        CAPTURE(call.request.url);
        CHECK(call.request.url.starts_with("https://graph.facebook.example/v26.0/"));
        CHECK(call.request.url.find("PAGETOKEN") == std::string::npos);
        CHECK(call.request.url.find("APPSECRET") == std::string::npos);
        CHECK(call.request.url.find("access_token") == std::string::npos);
        CHECK(net::queryParameter(call.request.url, "appsecret_proof") == hex);
        CHECK(call.request.headers.find("Authorization") == "Bearer PAGETOKEN");
        CHECK(call.usage != nullptr);
        CHECK((call.pause == base::Duration{500}) == (call.limitGroup == "messenger"));
        ++requests;
        REQUIRE(steps->accept(answer.response(), dialogue::kNow));
        static_cast<void>(steps->take());
    }
    CHECK(steps->finished());
    CHECK(requests == answers.size());
    CHECK_FALSE(net::queryParameter(
        readMessages(messagesCursorAt(20), {{askedConversations(), page({})}}).requests[0].url,
        "appsecret_proof"));
}

TEST_CASE("the version of the Graph API is the one that the account is set to") {
    Poll poll;
    poll.account.settings["api_version"] = "v27.0";
    const auto steps = poll.steps();
    CHECK(std::get<platform::HttpCall>(steps->request())
              .request.url.starts_with("https://graph.facebook.example/v27.0/1088/conversations?"));
    CHECK(fb::adapter().checkSetting("api_version", "v27.0"));
    CHECK_FALSE(fb::adapter().checkSetting("api_version", "27"));
    CHECK_FALSE(fb::adapter().checkSetting("human_agent", "yes"));
}
