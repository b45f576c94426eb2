// SPDX-License-Identifier: GPL-3.0-or-later
#include "sky_town.h"

using namespace app::practice;

namespace {

constexpr const char* kThread = "app.bsky.feed.getPostThread";

std::vector<std::string> reasons(const Json& page) {
    std::vector<std::string> found;
    for (const Json& one : page["notifications"]) {
        found.push_back(one["reason"]);
    }
    return found;
}

Json threadOf(SkyTown& town, const Json& post, const std::string& more = "") {
    return town.get("shop", kThread, "uri=" + post["uri"].get<std::string>() + more)["thread"];
}

}  // namespace

TEST_CASE("a quiet street has told the shop of nothing, without cursor and seenAt") {
    SkyTown town;
    CHECK(town.notifications() == Json{{"notifications", Json::array()}, {"priority", false}});
    CHECK(town.get("shop", "app.bsky.notification.getUnreadCount")["count"] == 0);
}

TEST_CASE("one post tells the shop once: as a mention before a quote, as a quote before a reply") {
    SkyTown town;
    const Json post = town.reply(town.say("mira", "hello"), "good morning", "3lq2abcdefg2a");
    const Json under = {{"in_reply_to", post["uri"]}};
    Json quoting = under;
    quoting["quote"] = post["uri"];
    town.say("mira", "thanks", under);
    town.say("mira", "quoting", quoting);
    town.say("mira", town.at("shop") + "all at once", quoting);
    const Json page = town.notifications();
    CHECK(reasons(page) == std::vector<std::string>{"mention", "quote", "reply"});
    CHECK_FALSE(page["notifications"][0].contains("reasonSubject"));
    CHECK(page["notifications"][1]["reasonSubject"] == post["uri"]);
    CHECK(page["notifications"][2]["reasonSubject"] == post["uri"]);
}

TEST_CASE("a reply tells four authors above it, and no more") {
    SkyTown town;
    const Json question = town.say("mira", "hello");
    const Json post = town.reply(question, "good morning", "3lq2abcdefg2a");
    Json last = post;
    for (int depth = 1; depth <= 5; ++depth) {
        last = town.say("bo", std::to_string(depth), {{"in_reply_to", last["uri"]}});
        CHECK(town.notifications()["notifications"].size() == static_cast<std::size_t>(std::min(depth, 4)));
    }
}

TEST_CASE("notifications of one moment have times of their own, so that no page loses any") {
    SkyTown town;
    for (int count = 0; count < 9; ++count) {
        town.say("bo", town.at("shop") + std::to_string(count));
    }
    std::vector<std::string> met;
    std::string query = "limit=2";
    while (true) {
        const Json page = town.notifications(query);
        std::ranges::copy(SkyTown::uris(page["notifications"]), std::back_inserter(met));
        if (!page.contains("cursor")) {
            break;
        }
        query = "limit=2&cursor=" + page["cursor"].get<std::string>();
    }
    CHECK(met.size() == 9);
    CHECK(std::ranges::is_sorted(met, std::ranges::greater{}));
}

TEST_CASE("reasons are filtered after paging, ten pages at most") {
    SkyTown town;
    const Json post = town.reply(town.say("mira", "hello"), "good morning", "3lq2abcdefg2a");
    const Json rare = town.say("ada", town.at("shop") + "rare");
    for (const char* persona :
         {"mira", "jonas", "lucia", "etienne", "nour", "haruka", "bo", "kai", "zoe", "ada"}) {
        REQUIRE(town.house->like({{"as", persona}, {"id", post["uri"]}}, town.now));
    }
    const Json empty = town.notifications("limit=1&reasons=mention&reasons=reply");
    CHECK(empty["notifications"].empty());
    REQUIRE(empty.contains("cursor"));
    const Json found = town.notifications("limit=1&reasons=mention&reasons=reply&cursor=" +
                                          empty["cursor"].get<std::string>());
    CHECK(SkyTown::uris(found["notifications"]) == std::vector<std::string>{rare["uri"]});
}

TEST_CASE("the last notifications come with a cursor, an empty page follows, and with reasons neither") {
    SkyTown town;
    town.say("bo", town.at("shop") + "alone");
    const Json page = town.notifications("limit=50");
    REQUIRE(page.contains("cursor"));
    const Json after = town.notifications("limit=50&cursor=" + page["cursor"].get<std::string>());
    CHECK(after["notifications"].empty());
    CHECK_FALSE(after.contains("cursor"));
    const Json mentions = town.notifications("limit=50&reasons=mention");
    CHECK(mentions["notifications"].size() == 1);
    CHECK_FALSE(mentions.contains("cursor"));
}

TEST_CASE("before anybody has looked only the newest is unread, and seenAt says so") {
    SkyTown town;
    town.say("bo", town.at("shop") + "one");
    town.say("bo", town.at("shop") + "two");
    const Json page = town.notifications();
    CHECK(page["notifications"][0]["isRead"] == false);
    CHECK(page["notifications"][1]["isRead"] == true);
    CHECK(page["seenAt"] == page["notifications"][0]["indexedAt"]);
    CHECK(town.get("shop", "app.bsky.notification.getUnreadCount")["count"] == 2);
}

TEST_CASE("updateSeen marks what came before as read and is answered without a body") {
    SkyTown town;
    town.say("bo", town.at("shop") + "one");
    const auto answer = town.ask(town.token("shop"), "app.bsky.notification.updateSeen", "",
                                 {{"seenAt", "2026-05-04T09:00:30.000Z"}});
    CHECK(answer.status == 200);
    CHECK(answer.body.empty());
    CHECK(answer.type.empty());
    town.now += SkyTown::kMinute;
    town.say("bo", town.at("shop") + "two");
    const Json page = town.notifications();
    CHECK(page["notifications"][0]["isRead"] == false);
    CHECK(page["notifications"][1]["isRead"] == true);
    CHECK(page["seenAt"] == "2026-05-04T09:00:30.000Z");
}

TEST_CASE("the parameter seenAt is refused") {
    SkyTown town;
    const auto answer = town.ask(town.token("shop"), "app.bsky.notification.listNotifications",
                                 "seenAt=2026-05-04T09:00:30.000Z");
    CHECK(Json::parse(answer.body)["message"] == "The seenAt parameter is unsupported");
}

TEST_CASE("a deleted post vanishes from notifications, threads and counts") {
    SkyTown town;
    const Json question = town.say("mira", town.at("shop") + "hello");
    const Json other = town.say("bo", "me too", {{"in_reply_to", question["uri"]}});
    CHECK(threadOf(town, question)["post"]["replyCount"] == 1);
    REQUIRE(town.house->remove({{"id", other["uri"]}}, town.now));
    CHECK(threadOf(town, question)["post"]["replyCount"] == 0);
    CHECK(threadOf(town, question)["replies"].empty());
    REQUIRE(town.house->remove({{"id", question["uri"]}}, town.now));
    CHECK(town.notifications()["notifications"].empty());
    const auto gone = town.ask(town.token("shop"), kThread, "uri=" + question["uri"].get<std::string>());
    CHECK(SkyTown::error(gone) == "400 NotFound");
}

TEST_CASE("the parent of an orphan is notFoundPost, and a blocker's post is blockedPost") {
    SkyTown town;
    const Json first = town.say("mira", town.at("shop") + "one");
    const Json second = town.say("kai", town.at("shop") + "two");
    const Json orphan = town.reply(first, "yes", "3lq2abcdefg2a");
    const Json blocked = town.reply(second, "yes", "3lq2abcdefg2b");
    REQUIRE(town.house->remove({{"id", first["uri"]}}, town.now));
    REQUIRE(town.house->pull("block", {{"as", "kai"}, {"whom", "shop"}}, town.now));
    CHECK(threadOf(town, orphan)["parent"]["$type"] == "app.bsky.feed.defs#notFoundPost");
    const Json parent = threadOf(town, blocked)["parent"];
    CHECK(parent["$type"] == "app.bsky.feed.defs#blockedPost");
    CHECK(parent["author"]["viewer"]["blockedBy"] == true);
    CHECK(town.notifications()["notifications"].empty());
}

TEST_CASE("where two customers block each other, one's answer to the other is cut off") {
    SkyTown town;
    const Json root = town.say("mira", "root");
    const Json answer = town.say("bo", "answer", {{"in_reply_to", root["uri"]}});
    REQUIRE(town.house->pull("block", {{"as", "mira"}, {"whom", "bo"}}, town.now));
    CHECK(threadOf(town, answer)["parent"]["$type"] == "app.bsky.feed.defs#blockedPost");
    CHECK(threadOf(town, root)["replies"].empty());
}

TEST_CASE("a record that nobody has checked harms no view") {
    SkyTown town;
    const Json odd = {{"text", 5},
                      {"facets", "none"},
                      {"embed", {{"$type", "app.bsky.embed.images"}}},
                      {"reply", {{"parent", 1}}}};
    const Json written = town.post(
        "shop", "com.atproto.repo.createRecord",
        {{"repo", town.did("shop")}, {"collection", SkyTown::kPost}, {"validate", false}, {"record", odd}});
    CHECK_FALSE(written.contains("validationStatus"));
    CHECK(threadOf(town, written)["post"]["record"]["text"] == 5);
    town.say("mira", "what?", {{"in_reply_to", written["uri"]}});
    CHECK(town.notifications()["notifications"].size() == 1);
}

TEST_CASE("depth and parentHeight cut the tree") {
    SkyTown town;
    const Json root = town.say("mira", "root");
    const Json child = town.say("bo", "child", {{"in_reply_to", root["uri"]}});
    const Json leaf = town.say("mira", "leaf", {{"in_reply_to", child["uri"]}});
    CHECK_FALSE(threadOf(town, root, "&depth=0").contains("replies"));
    CHECK_FALSE(threadOf(town, root, "&depth=1")["replies"][0].contains("replies"));
    CHECK(threadOf(town, leaf)["parent"]["parent"]["post"]["uri"] == root["uri"]);
    CHECK_FALSE(threadOf(town, leaf, "&parentHeight=1")["parent"].contains("parent"));
}

TEST_CASE("a gate disables replies, lets them be written, and hides them") {
    SkyTown town;
    const Json root = town.say("lucia", "solo para amigos");
    CHECK_FALSE(threadOf(town, root)["post"]["viewer"].contains("replyDisabled"));
    REQUIRE(town.house->pull("gate", {{"id", root["uri"]}}, town.now));
    CHECK(threadOf(town, root)["post"]["viewer"]["replyDisabled"] == true);
    const Json reply = town.reply(root, "hello", "3lq2abcdefg2a");
    CHECK(threadOf(town, root)["replies"].empty());
    CHECK(threadOf(town, reply)["post"]["viewer"]["replyDisabled"] == true);
    CHECK(town.get("lucia", "app.bsky.notification.listNotifications")["notifications"].empty());
    REQUIRE(town.house->pull("gate", {{"id", root["uri"]}, {"allow", {"follower"}}}, town.now));
    REQUIRE(town.house->pull("follow", {{"as", "shop"}, {"whom", "lucia"}}, town.now));
    CHECK(threadOf(town, root)["post"]["viewer"]["replyDisabled"] == false);
}

TEST_CASE("getPosts takes twenty-five addresses and leaves out what is not there") {
    SkyTown town;
    const std::string uri = town.say("mira", "here")["uri"];
    const std::string missing = "at://" + town.did("mira") + "/app.bsky.feed.post/3lq2abcdefg2a";
    CHECK(SkyTown::uris(
              town.get("shop", "app.bsky.feed.getPosts", "uris=" + missing + "&uris=" + uri)["posts"]) ==
          std::vector<std::string>{uri});
    std::string many;
    for (int count = 0; count < 26; ++count) {
        many += "uris=" + uri + "&";
    }
    CHECK(town.ask(town.token("shop"), "app.bsky.feed.getPosts", many).status == 400);
}
