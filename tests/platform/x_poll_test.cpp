// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/snowflake.h"
#include "samples.h"
#include "support/catch.h"
#include "x_samples.h"

#include <string>
#include <vector>

namespace {

using namespace ex;
using harvest::cursorOf;
using harvest::gapsOf;
using harvest::Ids;
using harvest::idsOf;
using harvest::messagesOf;
using platform::x::timeOfId;
using samples::minuteOf;

const std::string kCursor = "mentions";

Poll known(int minute) {
    Poll poll;
    poll.cursors = {{kCursor, idOf(minute)}};
    // Nobody has written for hours: nothing is read twice.
    poll.now = minuteOf(minute) + base::Duration{std::chrono::hours{5}};
    return poll;
}
std::string since(int minute) {
    return idOf(minute);
}
std::vector<Json> posts(int newest, int oldest) {
    std::vector<Json> items;
    for (int minute = newest; minute >= oldest; --minute) {
        items.push_back(post(minute));
    }
    return items;
}
Ids ids(int newest, int oldest) {
    Ids result;
    for (int minute = newest; minute >= oldest; --minute) {
        result.push_back(idOf(minute));
    }
    return result;
}
std::string askedMessages(const Parameters& more) {
    auto parameters = platform::x::directMessageParameters(Dialect::Tweet, Authors::IdsAlone);
    parameters.insert(parameters.end(), more.begin(), more.end());
    return "GET /2/dm_events?" + net::formEncode(parameters);
}
Poll withMessages() {
    auto poll = known(5);
    poll.account.settings["direct_messages"] = "on";
    return poll;
}

}  // namespace

TEST_CASE("an id of X tells its time, one from before does not") {
    CHECK(timeOfId("1899000000000000123") == base::fromMs(1'741'591'856'370));
    CHECK_FALSE(timeOfId("128341038123"));
    CHECK_FALSE(timeOfId("t_1899000000000000123"));
    CHECK_FALSE(timeOfId(""));
    CHECK_FALSE(timeOfId("99999999999999999999999"));
    CHECK(timeOfId(idOf(7)) == minuteOf(7));
    CHECK(platform::x::idAt(base::fromMs(0)) == "1");
}

TEST_CASE("a poll of X asks for mentions since the newest known, and authors by their ids alone") {
    const auto course = known(5).run({{askedMentions({{"since_id", since(5)}}), page({})}});
    REQUIRE(course.status);
    CHECK(course.taken.empty());
    CHECK(course.requests.at(0).url.starts_with("https://api.x.example/2/users/777/mentions?"));
    CHECK(course.requests[0].headers.find("Authorization") == "Bearer ACCESS");
    CHECK_FALSE(course.requests[0].once);
}

TEST_CASE("a mention is a public message of its author, known by the poll's id") {
    const auto course = known(5).run({{askedMentions({{"since_id", since(5)}}), page({post(6)})}});
    const auto message = course.only().messages.at(0);
    CHECK(message.remoteId == idOf(6));
    CHECK(message.notificationId == idOf(6));
    CHECK(message.author.remoteId == kMira);
    CHECK(message.author.handle.empty());
    CHECK(message.visibility == model::Visibility::Public);
    CHECK(message.mentionOfUs == model::MentionOfUs::Written);
    CHECK(message.text == "@shop hello");
    CHECK(message.at == minuteOf(6));
    CHECK(message.url == "https://x.com/i/status/" + idOf(6));
    CHECK_FALSE(message.own);
    CHECK(cursorOf(course, kCursor) == idOf(6));
}

TEST_CASE("the cursor moves with the last page, since the first one is the newest") {
    const auto course = known(3).run({
        {askedMentions({{"since_id", since(3)}}), page(posts(9, 7), "t1")},
        {askedMentions({{"since_id", since(3)}, {"pagination_token", "t1"}}), page(posts(6, 4))},
    });
    REQUIRE(course.taken.size() == 2);
    CHECK(course.taken[0].cursors.empty());
    CHECK(course.taken[1].cursors.at(kCursor) == idOf(9));
    CHECK(idsOf(course) == ids(9, 4));
    CHECK(gapsOf(course).empty());
}

TEST_CASE("what fails on a later page leaves the cursor where it was") {
    const auto course = known(3).run({
        {askedMentions({{"since_id", since(3)}}), page(posts(9, 7), "t1")},
        {askedMentions({{"since_id", since(3)}, {"pagination_token", "t1"}}), problem(503, "Unavailable")},
    });
    REQUIRE_FALSE(course.status);
    CHECK(course.status.error().cure == base::Cure::BackOff);
    CHECK(idsOf(course) == ids(9, 7));
    CHECK(cursorOf(course, kCursor).empty());
}

TEST_CASE("right after a mention the minutes before it are read once more, for what X lists late") {
    auto poll = known(30);
    poll.now = minuteOf(33);
    const auto course = poll.run({{askedMentions({{"since_id", idOf(25)}}), page({post(30), post(28)})}});
    CHECK(idsOf(course) == Ids{idOf(30), idOf(28)});
    CHECK(cursorOf(course, kCursor).empty());
}

TEST_CASE("only people without a name here are looked up, once for the page") {
    auto poll = known(5);
    poll.named = {kTom};
    const auto course = poll.run({
        {askedMentions({{"since_id", since(5)}}), page({post(8), post(7, kTom), post(6)})},
        {askedNames(kMira), dialogue::json(Json{{"data", {user(kMira)}}}.dump())},
    });
    const auto& messages = course.only().messages;
    CHECK(messages.at(0).author.handle == "mira");
    CHECK(messages.at(0).author.name == "Mira");
    CHECK(messages.at(0).url == "https://x.com/mira/status/" + idOf(8));
    CHECK(messages.at(1).author.handle.empty());
    CHECK(messages.at(2).author.handle == "mira");
    CHECK(course.only().cursors.at(kCursor) == idOf(8));
}

TEST_CASE("without an answer about names the mentions come all the same") {
    auto poll = known(5);
    poll.named = {};
    const auto course = poll.run({{askedMentions({{"since_id", since(5)}}), page({post(6)})},
                                  {askedNames(kMira), problem(404, "Not Found")}});
    CHECK(course.only().messages.at(0).text == "@shop hello");
    CHECK(course.only().cursors.at(kCursor) == idOf(6));
}

TEST_CASE("a server of the other dialect is found out by its answer, and the poll remembers it") {
    auto poll = known(5);
    Json authorless = post(6);
    authorless.erase("author_id");
    const auto course = poll.run({
        {askedMentions({{"since_id", since(5)}}), page({authorless})},
        {askedMentions({{"since_id", since(5)}}, Dialect::Post),
         page({post(6, kMira, "@shop hello", Dialect::Post)}, "", usersOf({kMira}))},
    });
    CHECK(course.only().messages.at(0).author.handle == "mira");
    CHECK(course.only().cursors.at("dialect") == "post");

    poll.cursors["dialect"] = "post";
    CHECK(poll.run({{askedMentions({{"since_id", since(5)}}, Dialect::Post), page({})}}).status);
}

TEST_CASE("a server that refuses the words of one dialect is asked in the other") {
    const auto course = known(5).run({
        {askedMentions({{"since_id", since(5)}}),
         problem(400, "Invalid Request", "The query parameter [tweet.fields] is not one of …")},
        {askedMentions({{"since_id", since(5)}}, Dialect::Post), page({post(6)}, "", usersOf({kMira}))},
    });
    CHECK(cursorOf(course, "dialect") == "post");
    // Not for ever: what both refuse is a failure.
    const auto refused = known(5).run({
        {askedMentions({{"since_id", since(5)}}), problem(400, "Invalid Request")},
        {askedMentions({{"since_id", since(5)}}, Dialect::Post), problem(400, "Invalid Request")},
    });
    CHECK_FALSE(refused.status);
}

TEST_CASE("where no dialect names authors, the words are kept and each is of somebody unknown") {
    Json first = post(7);
    Json second = post(6);
    first.erase("author_id");
    second.erase("author_id");
    const auto course = known(5).run({
        {askedMentions({{"since_id", since(5)}}), page({first, second})},
        {askedMentions({{"since_id", since(5)}}, Dialect::Post), page({first, second})},
    });
    const auto& messages = course.only().messages;
    CHECK(messages.at(0).author.name == "X user");
    CHECK(messages.at(0).author.remoteId != messages.at(1).author.remoteId);
    CHECK(messages.at(0).mentionOfUs == model::MentionOfUs::Written);
    CHECK(cursorOf(course, "dialect").empty());
}

TEST_CASE("a first import stops early, since each item is paid for, and says so") {
    Poll poll;
    poll.account.settings["first_import"] = "15";
    const auto course = poll.run({{askedMentions(), page(posts(40, 31), "t1")},
                                  {askedMentions({{"pagination_token", "t1"}}), page(posts(30, 21), "t2")}});
    REQUIRE(gapsOf(course).size() == 1);
    CHECK(gapsOf(course)[0].before == minuteOf(21));
    CHECK(cursorOf(course, kCursor) == idOf(40));
}

TEST_CASE("a list that repeats its page ends with a gap instead of going on for ever") {
    const auto course = known(3).run({
        {askedMentions({{"since_id", since(3)}}), page(posts(9, 7), "t1")},
        {askedMentions({{"since_id", since(3)}, {"pagination_token", "t1"}}), page(posts(9, 7), "t1")},
    });
    REQUIRE(course.status);
    CHECK(gapsOf(course).size() == 1);
    CHECK(cursorOf(course, kCursor) == idOf(9));
}

TEST_CASE("a post that cannot be read costs that post and not the page") {
    Json broken = post(7);
    broken["text"] = 5;
    const auto course =
        known(5).run({{askedMentions({{"since_id", since(5)}}), page({post(8), broken, post(6)})}});
    const auto& messages = course.only().messages;
    REQUIRE(messages.size() == 3);
    CHECK(messages[1].remoteId == idOf(7));
    CHECK(messages[1].unreadable == "data[1].text: expected text, found number");
    CHECK_FALSE(messages[1].rawJson.empty());
    CHECK(course.only().cursors.at(kCursor) == idOf(8));
}

TEST_CASE("an edited post is its first version with the words of the last") {
    Json edited = post(9, kMira, "@shop new words");
    edited["edit_history_tweet_ids"] = {idOf(6), idOf(9)};
    Json former = post(6);
    former["edit_history_tweet_ids"] = {idOf(6), idOf(9)};
    const auto course = known(5).run({{askedMentions({{"since_id", since(5)}}), page({edited, former})}});
    const auto& message = course.only().messages.at(0);
    CHECK(course.only().messages.size() == 1);
    CHECK(message.remoteId == idOf(6));
    CHECK(message.at == minuteOf(6));
    CHECK(message.editedAt == minuteOf(9));
    CHECK(message.text == "@shop new words");
    CHECK(course.only().cursors.at(kCursor) == idOf(9));
}

TEST_CASE("own answers from other apps come along, own posts to nobody and what was passed on do not") {
    auto poll = known(5);
    poll.thorough = true;
    Json passedOn = post(10, kMe);
    passedOn["referenced_tweets"] = Json::array({{{"type", "retweeted"}, {"id", "1"}}});
    const auto course = poll.run({
        {askedMentions({{"since_id", since(5)}}), page({})},
        {askedOwn(),
         page({passedOn, replyTo(post(9, kMe, "@mira yes"), idOf(6)), post(8, kMe, "New lamps")})},
    });
    REQUIRE(idsOf(course) == Ids{idOf(9)});
    CHECK(messagesOf(course)[0].own);
    CHECK(messagesOf(course)[0].parentRemoteId == idOf(6));
    CHECK(messagesOf(course)[0].notificationId.empty());
    CHECK(cursorOf(course, "own_posts") == idOf(10));
}

TEST_CASE("direct messages are not asked for until the owner switches them on") {
    auto poll = known(5);
    CHECK(poll.run({{askedMentions({{"since_id", since(5)}}), page({})}}).status);
    poll.account.settings["direct_messages"] = "on";
    poll.account.facts.privateMessages = false;
    CHECK(poll.run({{askedMentions({{"since_id", since(5)}}), page({})}}).status);
    poll.account.facts.privateMessages = true;
    CHECK(poll.run({{askedMentions({{"since_id", since(5)}}), page({})},
                    {askedMessages({{"max_results", "20"}}), page({})}})
              .status);
}

TEST_CASE("the first look at direct messages is short, and they are read back to the newest known") {
    auto poll = withMessages();
    poll.cursors["direct_messages"] = idOf(10) + " " + std::to_string(base::toMs(minuteOf(10)));
    const Exchange noMentions{askedMentions({{"since_id", since(5)}}), page({})};
    const auto quiet =
        poll.run({noMentions, {askedMessages({{"max_results", "5"}}), page({directMessage(10)}, "t")}});
    CHECK(quiet.taken.empty());
    const auto course = poll.run({
        noMentions,
        {askedMessages({{"max_results", "5"}}),
         page({directMessage(13), directMessage(12, kMe, "yes")}, "t")},
        {askedMessages({{"max_results", "20"}, {"pagination_token", "t"}}),
         page({directMessage(11), directMessage(10), directMessage(9)}, "u")},
    });
    REQUIRE(idsOf(course) == ids(13, 11));
    CHECK(cursorOf(course, "direct_messages") == idOf(13) + " " + std::to_string(base::toMs(minuteOf(13))));
    const auto message = messagesOf(course)[0];
    CHECK(message.visibility == model::Visibility::Private);
    CHECK(message.threadId == "777-2244");
    CHECK(message.author.remoteId == kMira);
    CHECK(message.otherReaders.empty());
    const auto own = messagesOf(course)[1];
    CHECK(own.own);
    REQUIRE(own.addressees.size() == 1);
    CHECK(own.addressees[0].remoteId == kMira);
}

TEST_CASE("a private conversation of more people has them all") {
    auto poll = withMessages();
    Json message = directMessage(12);
    message["dm_conversation_id"] = "1585094756761149440";
    message["participant_ids"] = {kMe, kMira, kTom};
    const auto course = poll.run({{askedMentions({{"since_id", since(5)}}), page({})},
                                  {askedMessages({{"max_results", "20"}}), page({message})}});
    CHECK(messagesOf(course).at(0).otherReaders == Ids{kTom});
}

TEST_CASE("who joins or leaves a conversation is no message") {
    auto poll = withMessages();
    Json joined = directMessage(12);
    joined["event_type"] = "ParticipantsJoin";
    joined.erase("text");
    const auto course = poll.run({{askedMentions({{"since_id", since(5)}}), page({})},
                                  {askedMessages({{"max_results", "20"}}), page({joined})}});
    CHECK(idsOf(course).empty());
}

TEST_CASE("what a poll is refused says how it is mended") {
    using base::Cure;
    using base::ErrorKind;
    const auto refusedBy = [](const Answer& answer, const Poll& poll = known(5)) {
        const auto course = poll.run({{askedMentions({{"since_id", since(5)}}), answer}});
        REQUIRE_FALSE(course.status);
        return course.status.error();
    };
    CHECK(refusedBy(problem(401, "Unauthorized")).cure == Cure::RenewLogin);
    auto pasted = known(5);
    pasted.secrets = {{"access_token", "ACCESS"}};
    CHECK(refusedBy(problem(401, "Unauthorized"), pasted).cure == Cure::LogInAgain);
    CHECK(
        refusedBy(dialogue::Answer{403, R"({"errors":[{"code":89,"message":"Invalid or expired token."}]})"})
            .cure == Cure::LogInAgain);
    const auto money = refusedBy(problem(402, "CreditsDepleted", "Your account has no credits."));
    CHECK(money.kind == ErrorKind::Money);
    CHECK(money.message.find("Your account has no credits.") != std::string::npos);
    CHECK(refusedBy(problem(429, "UsageCapExceeded", "", "https://api.x.com/2/problems/usage-capped")).kind ==
          ErrorKind::Money);
    Answer limited = problem(429, "Too Many Requests");
    limited.headers.emplace_back("x-rate-limit-reset",
                                 std::to_string(base::toMs(dialogue::kNow) / 1000 + 300));
    const auto limit = refusedBy(limited);
    CHECK(limit.kind == ErrorKind::RateLimited);
    CHECK(limit.retryAt == dialogue::kNow + base::Duration{300'000});
    CHECK(refusedBy(problem(403, "Client Forbidden", "", "https://api.x.com/2/problems/client-forbidden"))
              .kind == ErrorKind::Permission);
    CHECK(refusedBy(dialogue::page(200)).kind == ErrorKind::NotThePlatform);
    CHECK(refusedBy(dialogue::json(R"({"data":7})")).kind == ErrorKind::Unreadable);
}
