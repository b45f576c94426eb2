// SPDX-License-Identifier: GPL-3.0-or-later
#include "bluesky_samples.h"
#include "samples.h"
#include "support/catch.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace sky;
using harvest::cursorOf;
using harvest::deletedOf;
using harvest::gapsOf;
using harvest::Ids;
using harvest::idsOf;
using harvest::messagesOf;
using samples::minuteOf;

const std::string kMentions = "GET /xrpc/app.bsky.notification.listNotifications"
                              "?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100";
const std::string kOwn = "GET /xrpc/app.bsky.feed.getAuthorFeed"
                         "?actor=did%3Aplc%3Ashop&filter=posts_with_replies&limit=50";

Answer notes(int newest, int oldest, const std::string& cursor = "") {
    std::vector<Json> items;
    for (int number = newest; number >= oldest; --number) {
        items.push_back(notification(number));
    }
    return page("notifications", items, cursor);
}
std::string cursorAt(int number) {
    return fmt::format("{} {}", uriOf(number), base::toMs(minuteOf(number)));
}
Ids uris(int newest, int oldest) {
    Ids ids;
    for (int number = newest; number >= oldest; --number) {
        ids.push_back(uriOf(number));
    }
    return ids;
}
Poll known(int number) {
    return {.cursors = {{"notifications", cursorAt(number)}}};
}

/// A thorough poll whose notifications bring nothing new.
dialogue::Course<model::IncomingBatch> thorough(Poll poll, std::vector<Exchange> exchanges) {
    poll.thorough = true;
    poll.cursors["notifications"] = cursorAt(5);
    exchanges.insert(exchanges.begin(), {kMentions, notes(5, 5)});
    return poll.run(exchanges);
}
std::string namedPosts(const Ids& wanted) {
    Parameters parameters;
    for (const auto& uri : wanted) {
        parameters.emplace_back("uris", uri);
    }
    return asked("app.bsky.feed.getPosts", parameters);
}
Answer hidden(const std::string& uri) {
    return thread(blockedPost(uri, kMira));
}
std::vector<platform::PollInput::Recent> recent(const Ids& ids) {
    std::vector<platform::PollInput::Recent> result;
    for (const auto& id : ids) {
        result.push_back({id, id});
    }
    return result;
}
const Exchange kNoOwn{kOwn, page("feed", {})};

}  // namespace

TEST_CASE("a poll of Bluesky asks its own server with the token and not with priority alone") {
    const auto course = known(5).run({{kMentions, notes(5, 5)}});
    REQUIRE(course.status);
    CHECK(course.requests.at(0).url.starts_with("https://pds.example/xrpc/"));
    CHECK(course.requests[0].headers.find("Authorization") == "Bearer ACCESS");
    CHECK(course.requests[0].headers.find("Accept") == "application/json");
    CHECK_FALSE(course.requests[0].headers.find("atproto-proxy"));
    CHECK_FALSE(course.requests[0].once);
}

TEST_CASE("a page with nothing new is stored without a cursor") {
    const auto course = known(5).run({{kMentions, notes(5, 4, "older")}});
    CHECK(idsOf(course) == uris(5, 4));
    CHECK(cursorOf(course).empty());
    CHECK(known(5).run({{kMentions, page("notifications", {})}}).taken.empty());
}

TEST_CASE("pages are read back to the known, and the cursor moves with the last one only") {
    const auto course = known(3).run({
        {kMentions, notes(9, 7, "c7")},
        {kMentions + "&cursor=c7", notes(6, 5, "c5")},
        {kMentions + "&cursor=c5", notes(4, 2, "c2")},
    });
    REQUIRE(course.status);
    REQUIRE(course.taken.size() == 3);
    CHECK(idsOf(course) == uris(9, 2));
    CHECK(course.taken[0].cursors.empty());
    CHECK(course.taken[1].cursors.empty());
    CHECK(course.taken[2].cursors.at("notifications") == cursorAt(9));
    CHECK(gapsOf(course).empty());
}

TEST_CASE("a known notification that was deleted meanwhile is recognised by time") {
    const auto course = known(3).run({
        {kMentions, notes(5, 4, "c4")},
        {kMentions + "&cursor=c4", notes(2, 1, "c1")},
    });
    CHECK(idsOf(course) == Ids{uriOf(5), uriOf(4), uriOf(2), uriOf(1)});
    CHECK(cursorOf(course) == cursorAt(5));
    CHECK(gapsOf(course).empty());
}

TEST_CASE("short and empty pages go on as long as there is a cursor") {
    const auto course = known(3).run({
        {kMentions, page("notifications", {}, "a")},
        {kMentions + "&cursor=a", page("notifications", {}, "b")},
        {kMentions + "&cursor=b", notes(6, 6, "c")},
        {kMentions + "&cursor=c", notes(3, 3, "d")},
    });
    CHECK(idsOf(course) == Ids{uriOf(6), uriOf(3)});
    CHECK(gapsOf(course).empty());
}

TEST_CASE("the list's own end without the known is no gap") {
    const auto course = known(3).run({{kMentions, notes(9, 7)}});
    CHECK(gapsOf(course).empty());
    CHECK(cursorOf(course) == cursorAt(9));
}

TEST_CASE("a list that can't be read back to the known leaves a gap on record") {
    auto limited = known(1);
    limited.firstImportItems = 3;  // and a page's worth at least
    std::vector<Json> hundred;
    for (int number = 0; number < 100; ++number) {
        hundred.push_back(notification(30));
    }
    const auto course = limited.run({{kMentions, page("notifications", hundred, "c")}});
    const auto gaps = gapsOf(course);
    REQUIRE(gaps.size() == 1);
    CHECK(gaps[0].after == minuteOf(1));
    CHECK(gaps[0].before == minuteOf(30));
    CHECK(gaps[0].reason == "pds.example does not show all mentions that came while Shopbell was away.");
    CHECK(cursorOf(course) == cursorAt(30));
}

TEST_CASE("a server that repeats its cursor is not asked for ever") {
    const auto course = known(1).run({
        {kMentions, notes(9, 8, "same")},
        {kMentions + "&cursor=same", notes(9, 8, "same")},
    });
    CHECK(gapsOf(course).size() == 1);

    const auto steps = known(1).steps();
    int requests = 0;
    while (!steps->finished() && requests < 2'000) {
        ++requests;
        REQUIRE(steps->accept(page("notifications", {}, fmt::format("c{}", requests)).response(),
                              dialogue::kNow));
        static_cast<void>(steps->take());
    }
    CHECK(requests == 200);
}

TEST_CASE("the first import of Bluesky stops at its limit and at the end of the list") {
    const auto course = Poll{.firstImportItems = 4}.run({
        {kMentions, notes(9, 7, "c7")},
        {kMentions + "&cursor=c7", notes(6, 4, "c4")},
    });
    CHECK(idsOf(course) == uris(9, 4));
    REQUIRE(course.taken.size() == 2);
    CHECK(course.taken[0].cursors.empty());
    CHECK(cursorOf(course) == cursorAt(9));
    // and says what it left out
    REQUIRE(course.taken[1].gaps.size() == 1);
    CHECK_FALSE(course.taken[1].gaps[0].after);
    CHECK(course.taken[1].gaps[0].before == minuteOf(4));
    CHECK(course.taken[1].gaps[0].reason ==
          "The first import stops after 6 mentions; older ones were not read.");

    const auto whole = Poll{}.run({{kMentions, notes(9, 8)}});
    CHECK(cursorOf(whole) == cursorAt(9));
    CHECK(whole.taken[0].gaps.empty());
    CHECK(Poll{}.run({{kMentions, page("notifications", {})}}).taken.empty());
}

TEST_CASE("an error on a later page keeps the pages before it and leaves the cursor") {
    const auto course = known(1).run({
        {kMentions, notes(9, 7, "c7")},
        {kMentions + "&cursor=c7", refused(502, "UpstreamFailure", "Upstream service unreachable")},
    });
    REQUIRE_FALSE(course.status);
    CHECK(course.status.error().kind == base::ErrorKind::ServerTrouble);
    CHECK(course.status.error().cure == base::Cure::BackOff);
    CHECK(idsOf(course) == uris(9, 7));
    CHECK(cursorOf(course).empty());
}

TEST_CASE("an item of Bluesky that can't be read is kept with its JSON and the page goes on") {
    std::vector<Json> items{notification(9), notification(8), notification(7), notification(6),
                            notification(5)};
    items[1]["record"]["text"] = 5;
    items[2].erase("author");
    items[3] = Json{{"nonsense", true}};
    const auto course = known(5).run({{kMentions, page("notifications", items)}});
    const auto messages = messagesOf(course);
    REQUIRE(messages.size() == 5);
    CHECK(messages[0].unreadable.empty());
    CHECK(messages[1].unreadable == "notifications[1].record.text: expected text, found number");
    CHECK(messages[1].remoteId == uriOf(8));
    CHECK(messages[1].author.handle == "mira.example");
    CHECK(messages[1].at == minuteOf(8));
    CHECK(messages[1].notificationId == uriOf(8));
    CHECK(Json::parse(messages[1].rawJson) == items[1]);
    CHECK(messages[2].unreadable == "notifications[2].author: missing");
    CHECK(messages[3].unreadable == "notifications[3].uri: missing");
    CHECK(messages[3].remoteId.starts_with("unreadable:"));
    CHECK(messages[3].at == dialogue::kNow);
    CHECK(messages[4].unreadable.empty());
    CHECK(cursorOf(course) == cursorAt(9));
}

TEST_CASE("likes, follows and records of other kinds are no messages") {
    std::vector<Json> items{notification(9, "like"), notification(8, "follow"), notification(7, "reply"),
                            notification(6, "subscribed-post")};
    items[0]["record"] = {{"$type", "app.bsky.feed.like"}, {"createdAt", "2026-05-04T08:09:00.000Z"}};
    items[1]["record"] = {{"$type", "app.bsky.graph.follow"}};
    const auto course = known(5).run({{kMentions, page("notifications", items)}});
    CHECK(idsOf(course) == Ids{uriOf(7)});
    CHECK(cursorOf(course) == cursorAt(9));
}

TEST_CASE("a reply that also mentions is one message with its parent and a written mention") {
    // It comes once, as "mention" and without reasonSubject.
    const auto course = known(5).run(
        {{kMentions,
          page("notifications",
               {naming(replyTo(notification(9, "mention"), uriOf(7, kMe), uriOf(6)), 0, 5, kMe)})}});
    const auto& message = course.only().messages.at(0);
    CHECK(course.only().messages.size() == 1);
    CHECK(message.parentRemoteId == uriOf(7, kMe));
    CHECK(message.mentionOfUs == model::MentionOfUs::Written);
    CHECK(message.writtenMentions.empty());
    CHECK(message.visibility == model::Visibility::Public);
    CHECK(message.audience == "public");
    CHECK(message.author.remoteId == kMira);
    CHECK(message.author.handle == "mira.example");
    CHECK(message.author.name == "Mira");
    CHECK(message.author.profileUrl == "https://bsky.app/profile/did:plc:mira");
    CHECK(message.url == "https://bsky.app/profile/did:plc:mira/post/k9");
    CHECK(message.at == minuteOf(9));
    CHECK_FALSE(message.own);
}

TEST_CASE("a handle in the text alone mentions nobody") {
    auto item = notification(9, "reply");
    item["record"]["text"] = "@shop.example hello";
    const auto course = known(5).run({{kMentions, page("notifications", {item})}});
    CHECK(course.only().messages.at(0).mentionOfUs == model::MentionOfUs::None);
}

TEST_CASE("a quote of ours is a mention and names the quoted post") {
    auto item = notification(9, "quote");
    item["record"]["embed"] = {{"$type", "app.bsky.embed.record"}, {"record", refOf(uriOf(2, kMe))}};
    auto pictured = notification(8, "quote");
    pictured["record"]["embed"] = {
        {"$type", "app.bsky.embed.recordWithMedia"},
        {"record", {{"$type", "app.bsky.embed.record"}, {"record", refOf(uriOf(2, kMe))}}},
        {"media",
         {{"$type", "app.bsky.embed.images"},
          {"images", Json::array({{{"alt", "a lamp"}, {"image", {{"ref", {{"$link", "bafkrei1"}}}}}}})}}}};
    auto strange = notification(7, "quote");
    strange["record"]["embed"] = {{"$type", "app.bsky.embed.record"}, {"record", refOf(uriOf(2, kTom))}};
    const auto messages =
        messagesOf(known(5).run({{kMentions, page("notifications", {item, pictured, strange})}}));
    REQUIRE(messages.size() == 3);
    CHECK(messages[0].text == "hello\n\nRE: https://bsky.app/profile/did:plc:shop/post/k2");
    CHECK(messages[0].mentionOfUs == model::MentionOfUs::Written);
    CHECK(messages[1].mentionOfUs == model::MentionOfUs::Written);
    REQUIRE(messages[1].attachments.size() == 1);
    CHECK(messages[1].attachments[0].kind == model::Attachment::Kind::Image);
    CHECK(messages[1].attachments[0].description == "a lamp");
    CHECK(messages[1].attachments[0].url ==
          "https://cdn.bsky.app/img/feed_fullsize/plain/did:plc:mira/bafkrei1@jpeg");
    CHECK(messages[2].mentionOfUs == model::MentionOfUs::None);
}

TEST_CASE("a video and a link card are kept, and a name that can't be verified is none") {
    auto video = notification(9);
    video["record"]["embed"] = {
        {"$type", "app.bsky.embed.video"}, {"video", {{"ref", {{"$link", "bafkrei2"}}}}}, {"alt", "it hums"}};
    video["author"]["handle"] = "handle.invalid";
    auto card = notification(8);
    card["record"]["embed"] = {{"$type", "app.bsky.embed.external"},
                               {"external", {{"uri", "https://a.example/x"}, {"title", "x"}}}};
    const auto messages = messagesOf(known(5).run({{kMentions, page("notifications", {video, card})}}));
    REQUIRE(messages.size() == 2);
    REQUIRE(messages[0].attachments.size() == 1);
    CHECK(messages[0].attachments[0].kind == model::Attachment::Kind::Video);
    CHECK(messages[0].attachments[0].description == "it hums");
    CHECK(messages[0].attachments[0].url == messages[0].url);
    // Records come with their short names first.
    video["record"]["embed"] = {
        {"alt", "it hums"}, {"$type", "app.bsky.embed.video"}, {"video", {{"ref", {{"$link", "bafkrei2"}}}}}};
    CHECK(messagesOf(known(5).run({{kMentions, page("notifications", {video})}})).at(0).attachments ==
          messages[0].attachments);
    CHECK(messages[0].author.handle.empty());
    CHECK(messages[0].author.remoteId == kMira);
    CHECK(messages[1].text == "hello\n\nhttps://a.example/x");
}

TEST_CASE("answers that are not Bluesky's fail a poll in words") {
    struct Case {
        Answer answer;
        base::ErrorKind kind;
        base::Cure cure;
        std::string message;
    };
    using enum base::ErrorKind;
    using base::Cure;
    const std::string again = "pds.example no longer accepts this sign-in. Sign in again.";
    const std::vector<Case> cases{
        {dialogue::page(200, "<html>HotelNet</html>"), NotThePlatform, Cure::BackOff,
         "pds.example answered with a web page instead of Bluesky's data (a login page of the network?)."},
        {dialogue::json(""), NotThePlatform, Cure::BackOff,
         "pds.example answered with something that is not Bluesky's data."},
        {dialogue::json("{}"), Unreadable, Cure::BackOff,
         "The answer of pds.example can't be read: notifications: missing."},
        {dialogue::json(R"({"notifications":7})"), Unreadable, Cure::BackOff,
         "The answer of pds.example can't be read: notifications: missing."},
        {refused(400, "ExpiredToken", "Token has expired"), NeedsLogin, Cure::RenewLogin, again},
        {refused(400, "InvalidToken", "Token could not be verified"), NeedsLogin, Cure::LogInAgain, again},
        {refused(401, "AuthMissing", "Authentication Required"), NeedsLogin, Cure::LogInAgain, again},
        {refused(401, "AccountTakedown"), NeedsLogin, Cure::LogInAgain,
         "pds.example has suspended this account."},
        {refused(400, "AccountDeactivated"), NeedsLogin, Cure::LogInAgain,
         "This account is deactivated on pds.example."},
        {refused(502, "UpstreamFailure"), ServerTrouble, Cure::BackOff,
         "pds.example has trouble at the moment."},
        {refused(400, "InvalidRequest", "limit can not be greater than 100"), Rejected, Cure::BackOff,
         "pds.example refused this: “limit can not be greater than 100”."},
        {dialogue::page(404), NotThePlatform, Cure::BackOff,
         "pds.example answered with a web page that refuses access."},
        {refused(501, "MethodNotImplemented", "Method Not Implemented"), Unsupported, Cure::BackOff,
         "pds.example can't do this: “Method Not Implemented”."},
    };
    for (const auto& [answer, kind, cure, message] : cases) {
        CAPTURE(answer.status, answer.body);
        const auto course = known(1).run({{kMentions, answer}});
        REQUIRE_FALSE(course.status);
        CHECK(course.status.error().kind == kind);
        CHECK(course.status.error().cure == cure);
        CHECK(course.status.error().message == message);
        CHECK(course.taken.empty());
    }
}

TEST_CASE("too many requests say when to come back, by the seconds of RateLimit-Reset") {
    auto answer = refused(429, "RateLimitExceeded", "Rate Limit Exceeded");
    answer.headers.emplace_back("RateLimit-Limit", "3000");
    answer.headers.emplace_back("RateLimit-Remaining", "0");
    answer.headers.emplace_back("RateLimit-Reset", std::to_string(base::toMs(dialogue::kNow) / 1000 + 90));
    const auto course = known(1).run({{kMentions, answer}});
    REQUIRE_FALSE(course.status);
    CHECK(course.status.error().kind == base::ErrorKind::RateLimited);
    CHECK(course.status.error().retryAt == dialogue::kNow + base::Duration{90'000});
}

TEST_CASE("known posts are asked for by name, and what is missing is looked at alone") {
    const auto course = thorough({.recent = recent({uriOf(4), "m77", uriOf(3), uriOf(2)})},
                                 {{namedPosts({uriOf(4), uriOf(3), uriOf(2)}), page("posts", {post(4)})},
                                  {askedAlone(uriOf(3)), refused(400, "NotFound", "Post not found")},
                                  {askedAlone(uriOf(2)), hidden(uriOf(2))},
                                  kNoOwn});
    REQUIRE(course.status);
    CHECK(deletedOf(course) == Ids{uriOf(3)});
    CHECK(cursorOf(course, "hidden_posts") == uriOf(2));
    CHECK(idsOf(course) == Ids{uriOf(5)});
}

TEST_CASE("a post that its author hides from us is not asked for again") {
    const auto course = thorough(
        {.cursors = {{"hidden_posts", uriOf(2) + " " + uriOf(1)}}, .recent = recent({uriOf(3), uriOf(2)})},
        {{namedPosts({uriOf(3)}), page("posts", {})}, {askedAlone(uriOf(3)), hidden(uriOf(3))}, kNoOwn});
    CHECK(cursorOf(course, "hidden_posts") == uriOf(2) + " " + uriOf(1) + " " + uriOf(3));
    CHECK(deletedOf(course).empty());
}

TEST_CASE("trouble while posts are asked for deletes nothing") {
    for (const auto& answer : {refused(502, "UpstreamFailure"), dialogue::json("{}"), dialogue::page(200)}) {
        const auto course = thorough({.recent = recent({uriOf(3)})}, {{namedPosts({uriOf(3)}), answer}});
        CHECK_FALSE(course.status);
        CHECK(deletedOf(course).empty());
        const auto later =
            thorough({.recent = recent({uriOf(3)})},
                     {{namedPosts({uriOf(3)}), page("posts", {})}, {askedAlone(uriOf(3)), answer}});
        CHECK_FALSE(later.status);
        CHECK(deletedOf(later).empty());
        CHECK(cursorOf(later, "hidden_posts").empty());
    }
}

TEST_CASE("at most fifty known posts are asked for, twenty-five at a time, and ten looked at alone") {
    Ids ids;
    for (int number = 0; number < 60; ++number) {
        ids.push_back(uriOf(number));
    }
    std::vector<Exchange> exchanges{{namedPosts({ids.begin(), ids.begin() + 25}), page("posts", {})},
                                    {namedPosts({ids.begin() + 25, ids.begin() + 50}), page("posts", {})}};
    for (int number = 0; number < 10; ++number) {
        exchanges.push_back({askedAlone(uriOf(number)), refused(400, "NotFound")});
    }
    exchanges.push_back(kNoOwn);
    const auto course = thorough({.recent = recent(ids)}, exchanges);
    CHECK(deletedOf(course).size() == 10);
}

TEST_CASE("own replies from other apps are read, and reposts and posts of our own accord are not") {
    const Json reply{{"post", replyTo(post(9, kMe, "on its way"), uriOf(8), uriOf(8))}};
    const Json repost{{"post", replyTo(post(8), uriOf(1, kMe), uriOf(1, kMe))},
                      {"reason", {{"$type", "app.bsky.feed.defs#reasonRepost"}}}};
    const Json ownRepost{{"post", replyTo(post(3, kMe), uriOf(1), uriOf(1))},
                         {"reason", {{"$type", "app.bsky.feed.defs#reasonRepost"}}}};
    const Json plain{{"post", post(7, kMe, "new lamps")}};
    const Json broken{{"post", {{"uri", uriOf(6, kMe)}, {"indexedAt", "2026-05-04T08:06:00.000Z"}}}};
    const auto course = thorough({}, {{kOwn, page("feed", {reply, repost, ownRepost, plain, broken}, "c")},
                                      {kOwn + "&cursor=c", page("feed", {})}});
    CHECK(idsOf(course) == Ids{uriOf(5), uriOf(9, kMe), uriOf(6, kMe)});
    const auto messages = messagesOf(course);
    CHECK(messages.at(1).own);
    CHECK(messages[1].text == "on its way");
    CHECK(messages[1].parentRemoteId == uriOf(8));
    CHECK(messages[1].notificationId.empty());
    CHECK(messages[2].unreadable == "feed[4].post.author: missing");
    CHECK(cursorOf(course, "own_posts") == fmt::format("{} {}", uriOf(9, kMe), base::toMs(minuteOf(9))));
}

TEST_CASE("a quick poll reads notifications and the log alone") {
    Poll poll = known(5);
    poll.account = account();
    poll.recent = recent({uriOf(4)});
    poll.cursors["chat_log"] = "r5";
    const auto course =
        poll.run({{kMentions, notes(5, 5)},
                  {asked("chat.bsky.convo.getLog", {{"cursor", "r5"}}), page("logs", {}, "r5")}});
    CHECK(course.status);
}
