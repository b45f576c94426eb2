// SPDX-License-Identifier: GPL-3.0-or-later
#include "bluesky_samples.h"
#include "platform/bluesky/tid.h"
#include "samples.h"
#include "support/catch.h"

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace sky;
using harvest::deletedOf;
using harvest::Ids;
using harvest::idsOf;
using harvest::messagesOf;
using model::Sight;
using samples::minuteOf;

Json node(Json post) {
    return {{"$type", "app.bsky.feed.defs#threadViewPost"}, {"post", std::move(post)}};
}
Json notFound(const std::string& uri) {
    return {{"$type", "app.bsky.feed.defs#notFoundPost"}, {"uri", uri}, {"notFound", true}};
}
std::string around(const std::string& uri) {
    return asked("app.bsky.feed.getPostThread", {{"uri", uri}, {"depth", "50"}, {"parentHeight", "80"}});
}
dialogue::Course<model::IncomingBatch> read(const std::string& uri, const Ids& known,
                                            const std::vector<Exchange>& exchanges) {
    return dialogue::run(adapter().readThread(account(), secrets(), uri, known), exchanges);
}
model::IncomingMessage named(const std::vector<model::IncomingMessage>& messages, const std::string& uri) {
    const auto found = std::ranges::find(messages, uri, &model::IncomingMessage::remoteId);
    REQUIRE(found != messages.end());
    return *found;
}

const std::string kRoot = uriOf(1, kMe);

}  // namespace

TEST_CASE("a thread is its post, what stands above and what hangs below, at any depth") {
    Json top = node(replyTo(post(3), uriOf(2, kTom), kRoot));
    top["parent"] = node(replyTo(post(2, kTom), kRoot, kRoot));
    top["parent"]["parent"] = node(post(1, kMe));
    Json below = node(replyTo(post(4, kMe), uriOf(3), kRoot));
    below["replies"] = {node(replyTo(post(5), uriOf(4, kMe), kRoot))};
    top["replies"] = {below, node(replyTo(post(6, kTom), uriOf(3), kRoot))};
    const auto course = read(uriOf(3), {kRoot, uriOf(3)}, {{around(uriOf(3)), thread(top)}});
    auto ids = idsOf(course);
    std::ranges::sort(ids);
    Ids expected{kRoot, uriOf(2, kTom), uriOf(3), uriOf(4, kMe), uriOf(5), uriOf(6, kTom)};
    std::ranges::sort(expected);
    CHECK(ids == expected);
    const auto messages = messagesOf(course);
    CHECK(named(messages, uriOf(5)).parentRemoteId == uriOf(4, kMe));
    CHECK(named(messages, uriOf(4, kMe)).own);
    CHECK(named(messages, uriOf(3)).sight == Sight::Shown);
    CHECK(named(messages, uriOf(3)).notificationId.empty());
    CHECK(course.only().threadsRead == Ids{uriOf(3)});
    CHECK(deletedOf(course).empty());
}

TEST_CASE("a parent that is gone is shown as such, older than its child and by whom its address names") {
    Json top = node(replyTo(post(3), uriOf(2, kTom), kRoot));
    top["parent"] = notFound(uriOf(2, kTom));
    const auto messages = messagesOf(read(uriOf(3), {}, {{around(uriOf(3)), thread(top)}}));
    REQUIRE(messages.size() == 2);
    const auto gone = named(messages, uriOf(2, kTom));
    CHECK(gone.sight == Sight::Gone);
    CHECK(gone.author.remoteId == kTom);
    CHECK(gone.author.profileUrl == "https://bsky.app/profile/did:plc:tom");
    CHECK(gone.at == minuteOf(3) - base::Duration{1});
    CHECK(gone.text.empty());
    CHECK(gone.unreadable.empty());
    CHECK_FALSE(gone.own);
    CHECK(gone.url == "https://bsky.app/profile/did:plc:tom/post/k2");
}

TEST_CASE("a blocked parent has the time of its key where that is older than its child") {
    const std::string uri = "at://did:plc:tom/app.bsky.feed.post/3kvkcbxszrk2a";
    Json top = node(replyTo(post(3), uri, uri));
    top["parent"] = blockedPost(uri, kTom);
    const auto hidden = named(messagesOf(read(uriOf(3), {}, {{around(uriOf(3)), thread(top)}})), uri);
    CHECK(hidden.sight == Sight::Blocked);
    CHECK(hidden.author.remoteId == kTom);
    CHECK(hidden.at < minuteOf(3) - base::Duration{1});
    CHECK(base::toMs(hidden.at) > 1'700'000'000'000);

    // A key from the future says nothing.
    const std::string late = "at://did:plc:tom/app.bsky.feed.post/7zzzzzzzzzzzz";
    top = node(replyTo(post(3), late, late));
    top["parent"] = blockedPost(late, kTom);
    CHECK(named(messagesOf(read(uriOf(3), {}, {{around(uriOf(3)), thread(top)}})), late).at ==
          minuteOf(3) - base::Duration{1});
}

TEST_CASE("an own post that is gone stays our own") {
    Json top = node(replyTo(post(3), kRoot, kRoot));
    top["parent"] = notFound(kRoot);
    CHECK(named(messagesOf(read(uriOf(3), {}, {{around(uriOf(3)), thread(top)}})), kRoot).own);
}

TEST_CASE("replies that are not shown are left out") {
    Json top = node(post(3));
    top["replies"] = {notFound(uriOf(4)), blockedPost(uriOf(5, kTom), kTom), Json{{"$type", "x"}}, Json(7)};
    CHECK(idsOf(read(uriOf(3), {}, {{around(uriOf(3)), thread(top)}})) == Ids{uriOf(3)});
}

TEST_CASE("a thread that is gone is reported as read and its post as deleted") {
    const auto check = [](const Answer& answer) {
        const auto course = read(uriOf(3), {uriOf(3), uriOf(4)}, {{around(uriOf(3)), answer}});
        CHECK(course.only().deletedRemoteIds == Ids{uriOf(3)});
        CHECK(course.only().threadsRead == Ids{uriOf(3)});
        CHECK(course.only().messages.empty());
    };
    check(refused(400, "NotFound", "Post not found"));
    check(thread(notFound(uriOf(3))));
}

TEST_CASE("a thread whose post is blocked is no deletion") {
    const auto course = read(uriOf(3), {}, {{around(uriOf(3)), thread(blockedPost(uriOf(3), kMira))}});
    CHECK(course.only().deletedRemoteIds.empty());
    CHECK(course.only().messages.at(0).sight == Sight::Blocked);
}

TEST_CASE("known posts that a thread does not show are asked for by name before they count as deleted") {
    const auto course = read(
        uriOf(3), {uriOf(3), uriOf(4), uriOf(5), uriOf(6, kTom), "m1"},
        {{around(uriOf(3)), thread(node(post(3)))},
         {asked("app.bsky.feed.getPosts", {{"uris", uriOf(4)}, {"uris", uriOf(5)}, {"uris", uriOf(6, kTom)}}),
          page("posts", {replyTo(post(4), uriOf(3), uriOf(3))})},
         {askedAlone(uriOf(5)), refused(400, "NotFound", "Post not found")},
         {askedAlone(uriOf(6, kTom)), thread(blockedPost(uriOf(6, kTom), kTom))}});
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{uriOf(3), uriOf(4)});
    CHECK(deletedOf(course) == Ids{uriOf(5)});
}

TEST_CASE("a post of ours that the network has not seen yet is not taken for deleted") {
    base::SeededRandom random(3);
    const auto ownAt = [&random](base::UtcTime at) {
        return "at://" + std::string(kMe) + "/app.bsky.feed.post/" + platform::bluesky::makeTid(at, random);
    };
    const std::string fresh = ownAt(dialogue::kNow - base::Duration{60'000});
    const std::string old = ownAt(dialogue::kNow - base::Duration{60 * 60'000});
    const auto course = read(uriOf(3), {fresh, old},
                             {{around(uriOf(3)), thread(node(post(3)))},
                              {asked("app.bsky.feed.getPosts", {{"uris", old}}), page("posts", {})},
                              {askedAlone(old), refused(400, "NotFound")}});
    CHECK(course.status);
    CHECK(deletedOf(course) == Ids{old});
}

TEST_CASE("trouble while missing posts are asked for deletes nothing and keeps the thread") {
    const std::string byName = asked("app.bsky.feed.getPosts", {{"uris", uriOf(4)}});
    for (const auto& answer : {refused(502, "UpstreamFailure"), dialogue::page(200), dialogue::json("{}")}) {
        const auto course =
            read(uriOf(3), {uriOf(4)}, {{around(uriOf(3)), thread(node(post(3)))}, {byName, answer}});
        CHECK_FALSE(course.status);
        CHECK(idsOf(course) == Ids{uriOf(3)});
        CHECK(deletedOf(course).empty());
        const auto later = read(uriOf(3), {uriOf(4)},
                                {{around(uriOf(3)), thread(node(post(3)))},
                                 {byName, page("posts", {})},
                                 {askedAlone(uriOf(4)), answer}});
        CHECK_FALSE(later.status);
        CHECK(deletedOf(later).empty());
    }
}

TEST_CASE("one unreadable post of a thread is kept with its JSON and the others are read") {
    Json broken = replyTo(post(4), uriOf(3), uriOf(3));
    broken["record"]["text"] = 7;
    Json top = node(post(3));
    top["replies"] = {node(broken), node(replyTo(post(5), uriOf(3), uriOf(3)))};
    const auto messages = messagesOf(read(uriOf(3), {}, {{around(uriOf(3)), thread(top)}}));
    REQUIRE(messages.size() == 3);
    const auto kept = named(messages, uriOf(4));
    CHECK(kept.unreadable == "post.record.text: expected text, found number");
    CHECK(Json::parse(kept.rawJson) == broken);
    CHECK(kept.parentRemoteId == uriOf(3));
    CHECK(named(messages, uriOf(5)).unreadable.empty());
}

TEST_CASE("a thread that can't be had is a failure and deletes nothing") {
    for (const auto& answer : {refused(502, "UpstreamFailure"), refused(400, "ExpiredToken"),
                               dialogue::page(404), dialogue::page(200), dialogue::json("{}"),
                               dialogue::json(R"({"thread":[]})"), dialogue::json(R"({"thread":{"post":)")}) {
        CAPTURE(answer.body);
        const auto course = read(uriOf(3), {uriOf(3)}, {{around(uriOf(3)), answer}});
        CHECK_FALSE(course.status);
        CHECK(course.taken.empty());
    }
}
