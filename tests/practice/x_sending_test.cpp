// SPDX-License-Identifier: GPL-3.0-or-later
#include "x_town.h"

#include "practice/x/post_text.h"

using app::practice::Json;
namespace x = app::practice::x;

namespace {

std::string detail(const XTown::Answer& answer, int status) {
    INFO(answer.body);
    REQUIRE(answer.status == status);
    return Json::parse(answer.body)["detail"];
}

std::int64_t items(const Json& bill, const char* kind) {
    return bill["kinds"].contains(kind) ? bill["kinds"][kind]["items"].get<std::int64_t>() : 0;
}

}  // namespace

TEST_CASE("X puts the author above and whom they named before a reply") {
    XTown town;
    const std::string asked = town.sayId("mira", "@shop @bo which one?");
    CHECK(town.reply(asked, "the blue one")["text"] == "@mira @bo the blue one");
    CHECK(town.reply(asked, "@mira the green one")["text"] == "@bo @mira the green one");
    const Json without = XTown::good(
        town.askPost("/2/tweets", {{"text", "between us"},
                                   {"reply",
                                    {{"in_reply_to_tweet_id", asked},
                                     {"exclude_reply_user_ids", {town.id("bo"), town.id("mira")}}}}}),
        201);
    CHECK(without["data"]["text"] == "@mira between us");
    REQUIRE(town.log.deliveries().size() == 3);
    CHECK(town.log.deliveries().front().text == "the blue one");
    CHECK(town.log.deliveries().front().inReplyTo == asked);
}

TEST_CASE("only who has named or quoted the shop on X can be answered") {
    XTown town;
    const std::string own = town.sayId("shop", "new cups");
    const std::string aside = town.sayId("bo", "those cups are fine");
    CHECK(detail(town.askReply(aside, "Thanks!"), 403)
              .starts_with("Reply to this conversation is not allowed"));
    CHECK(town.askReply(town.sayId("ada", "look", {{"quote", own}}), "Thank you!").status == 201);
    CHECK(town.askReply(town.sayId("ada", "lovely", {{"in_reply_to", own}}), "Thanks").status == 201);
    CHECK(town.askReply(own, "and saucers").status == 201);
    CHECK(town.log.deliveries().size() == 3);
}

TEST_CASE("the same words twice under one post are a duplicate on X, for a day") {
    XTown town;
    const std::string asked = town.sayId("mira", "@shop open?");
    const std::string other = town.sayId("bo", "@shop open?");
    CHECK(town.askReply(asked, "Until six").status == 201);
    CHECK(detail(town.askReply(asked, "Until six"), 403) ==
          "You are not allowed to create a Tweet with duplicate content.");
    CHECK(town.askReply(other, "Until six").status == 201);
    CHECK(town.askPost("/2/tweets", {{"text", "Until six"}}).status == 201);
    CHECK(town.askPost("/2/tweets", {{"text", "Until six"}}).status == 403);
    CHECK(town.log.deliveries().size() == 3);
    town.now += XTown::kDay;
    town.tokens["shop"] = XTown::good(town.refresh(town.tokens["shop_refresh"]))["access_token"];
    CHECK(town.askReply(asked, "Until six").status == 201);
}

TEST_CASE("X refuses what is too long, what is gone, quotes, and who does not want it") {
    XTown town;
    const std::string asked = town.sayId("mira", "@shop open?");
    CHECK(town.askReply(asked, std::string(281, 'a')).status == 400);
    CHECK(town.askReply(asked, std::string(280, 'a')).status == 201);
    CHECK(town.askPost("/2/tweets", {{"text", "q"}, {"quote_tweet_id", asked}}).status == 403);
    CHECK(town.askPost("/2/tweets", {{"text", "$A and $B"}}).status == 403);
    const std::string closed = town.sayId("mira", "friends only", {{"reply_settings", "following"}});
    CHECK(town.askReply(closed, "hello").status == 403);
    REQUIRE(town.house->remove({{"id", asked}}, town.now));
    CHECK(detail(town.askReply(asked, "too late"), 404).contains("deleted or not visible"));
}

TEST_CASE("a stranger on X takes messages only after they have written, and nobody who has closed the door") {
    XTown town;
    const auto write = [&](const std::string& whom, const std::string& text) {
        return town.askPost("/2/dm_conversations/with/" + town.id(whom) + "/messages", {{"text", text}});
    };
    CHECK(detail(write("zoe", "hello"), 403) == "You do not have permission to DM one or more participants.");
    const std::string asked = town.sayId("zoe", "do you repair?", {{"visibility", "direct"}});
    const Json sent = XTown::good(write("zoe", "we do"), 201)["data"];
    CHECK(town.log.deliveries().back().visibility == "direct");
    CHECK(town.log.deliveries().back().statusId == sent["dm_event_id"]);
    // No key, no look at what was said before: twice is twice.
    CHECK(write("zoe", "we do").status == 201);
    CHECK(town.askPost("/2/dm_conversations/" + sent["dm_conversation_id"].get<std::string>() + "/messages",
                       {{"text", "bring it"}})
              .status == 201);
    CHECK(write("mira", "hello").status == 201);
    town.pull("inbox", {{"as", "mira"}, {"open", false}});
    CHECK(write("mira", "hello again").status == 403);
}

TEST_CASE("the bill of X counts a thing once a day, by the first price asked for it") {
    XTown town;
    const std::string own = town.sayId("shop", "new cups");
    town.say("mira", "@shop 1");
    town.say("bo", "lovely", {{"in_reply_to", own}});
    town.mentions();
    town.mentions();
    CHECK(town.bill()["micros"] == 2 * 1'000);
    town.mentions("expansions=author_id,referenced_posts");
    CHECK(items(town.bill(), "user_read") == 2);
    CHECK(items(town.bill(), "post_read") == 1);
    CHECK(items(town.bill(), "owned_read") == 2);
    town.now += XTown::kDay;
    town.tokens["shop"] = XTown::good(town.refresh(town.tokens["shop_refresh"]))["access_token"];
    town.mentions();
    CHECK(items(town.bill(), "owned_read") == 4);
    CHECK(town.bill()["days"]["2026-05-05"]["micros"] == 2 * 1'000);
}

TEST_CASE("a post with a link costs the most on X, an answer to who has asked the least") {
    XTown town;
    const std::string asked = town.sayId("mira", "@shop where?");
    const auto cost = [&](const auto& act) {
        const std::int64_t before = town.bill()["micros"];
        act();
        return town.bill()["micros"].get<std::int64_t>() - before;
    };
    CHECK(cost([&] { town.reply(asked, "in the window"); }) == 10'000);
    CHECK(cost([&] { town.askPost("/2/tweets", {{"text", "open"}}); }) == 15'000);
    CHECK(cost([&] { town.askPost("/2/tweets", {{"text", "see kettle-and-kiln.com"}}); }) == 200'000);
    CHECK(cost([&] { town.askPost("/2/tweets", {{"text", "open"}}); }) == 0);
}

TEST_CASE("without credits X refuses with 402, above the cap with 429") {
    XTown town;
    town.pull("traits", {{"purse", "depleted"}});
    CHECK(Json::parse(town.askPost("/2/tweets", {{"text", "hello"}}).body)["title"] == "CreditsDepleted");
    CHECK(town.askGet("/2/users/me").status == 402);
    town.pull("traits", {{"purse", "capped"}});
    CHECK(Json::parse(town.askGet("/2/users/me").body)["type"] ==
          "https://api.x.com/2/problems/usage-capped");
    town.pull("traits", {{"purse", "full"}});
    CHECK(town.askGet("/2/users/me").status == 200);
    CHECK(town.log.deliveries().empty());
}

TEST_CASE("weights of X: links 23, emoji 2, wide scripts 2, an accent nothing") {
    CHECK(x::weightOf("hello") == 5);
    CHECK(x::weightOf("see https://kettle-and-kiln.example/a/very/long/path?x=1&y=2 now") == 4 + 23 + 4);
    CHECK(x::weightOf("example.com.") == 24);
    CHECK(x::weightOf("no.link.here1") == 13);
    CHECK(x::weightOf("me@example.com") == 14);
    CHECK(x::weightOf("👩‍👩‍👧‍👦") == 2);
    CHECK(x::weightOf("👍🏽") == 2);
    CHECK(x::weightOf("🇮🇳") == 2);
    CHECK(x::weightOf("急須") == 4);
    CHECK(x::weightOf("cre\u0300me") == 5);
    CHECK(x::weightOf("„“") == 2);
    CHECK(x::weightOf("…") == 2);
    CHECK(x::weightOf("مرحبا") == 5);
}

TEST_CASE("X shows links as t.co and escapes three signs, and counts offsets in code points") {
    XTown town;
    town.say("tomasz",
             "@shop 🫖 <b> & https://plaza.example/@lucia/resenas/la-tetera-que-no-gotea #té @nobody");
    const Json post = town.mentions("post.fields=entities")["data"][0];
    const std::string text = post["text"];
    CHECK(text.starts_with("@shop 🫖 &lt;b&gt; &amp; https://t.co/"));
    const Json& url = post["entities"]["urls"][0];
    CHECK(url["start"] == 24);
    CHECK(url["end"] == 47);
    CHECK(url["expanded_url"] == "https://plaza.example/@lucia/resenas/la-tetera-que-no-gotea");
    CHECK(url["display_url"] == "plaza.example/@lucia/resen…");
    CHECK(post["entities"]["mentions"].size() == 1);
    CHECK(post["entities"]["hashtags"][0]["tag"] == "té");
}
