// SPDX-License-Identifier: GPL-3.0-or-later
#include "sky_town.h"

#include <set>

using namespace app::practice;

namespace {

Json everything(LivelySky& town) {
    Json all = Json::array();
    std::string query = "limit=100";
    while (true) {
        const Json page = town.notifications(query);
        all.insert(all.end(), page["notifications"].begin(), page["notifications"].end());
        if (!page.contains("cursor")) {
            return all;
        }
        query = "limit=100&cursor=" + page["cursor"].get<std::string>();
    }
}

std::set<std::string> reasonsOf(const Json& notifications) {
    std::set<std::string> found;
    for (const Json& one : notifications) {
        found.insert(one["reason"].get<std::string>());
    }
    return found;
}

std::string fingerprint(std::uint64_t seed) {
    LivelySky town(seed);
    town.pass(90 * SkyTown::kMinute);
    return town.tokens.dump() + everything(town).dump() + town.chat("shop", "listConvos").dump();
}

}  // namespace

TEST_CASE("one seed is one sky, another seed another") {
    const std::string first = fingerprint(7);
    CHECK(first == fingerprint(7));
    CHECK(first != fingerprint(8));
}

TEST_CASE("when the street opens customers wait in posts and in messages, some of them as requests") {
    LivelySky town;
    CHECK(everything(town).size() > 10);
    CHECK(town.chat("shop", "listConvos", "status=request")["convos"].size() >= 1);
    CHECK(town.chat("shop", "listConvos", "status=accepted")["convos"].size() >= 1);
    CHECK(town.log.deliveries().empty());
}

TEST_CASE("in a few hours every kind of notification but the quote has come") {
    LivelySky town;
    town.pass(5 * 60 * SkyTown::kMinute);
    const std::set<std::string> reasons = reasonsOf(everything(town));
    for (const char* reason : {"mention", "reply", "like", "repost", "follow"}) {
        CHECK(reasons.contains(reason));
    }
}

TEST_CASE("a customer who is answered in a post reacts there") {
    int reactions = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        LivelySky town(seed);
        const Json all = everything(town);
        const auto asked = std::ranges::find_if(all, [](const Json& one) {
            return one["reason"] == "mention" && one["indexedAt"] > "2026-05-04T06:59";
        });
        REQUIRE(asked != all.end());
        const Json reply = town.reply(*asked, "on its way", "3lq2abcdefg2a");
        town.pass(4 * SkyTown::kMinute);
        const Json thread = town.get("shop", "app.bsky.feed.getPostThread",
                                     "uri=" + reply["uri"].get<std::string>())["thread"];
        reactions += !thread["replies"].empty() || thread["post"]["likeCount"] > 0 ? 1 : 0;
    }
    CHECK(reactions >= 8);
}

TEST_CASE("a customer who is answered in a message reacts there") {
    int reactions = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        LivelySky town(seed);
        const Json convo = town.chat("shop", "listConvos", "status=request")["convos"][0];
        const Json sent = town.chat("shop", "sendMessage", "",
                                    {{"convoId", convo["id"]}, {"message", {{"text", "of course"}}}});
        town.pass(4 * SkyTown::kMinute);
        const Json messages =
            town.chat("shop", "getMessages", "convoId=" + convo["id"].get<std::string>())["messages"];
        const bool answered = messages[0]["id"] != sent["id"];
        reactions += answered || !messages[0]["reactions"].empty() ? 1 : 0;
    }
    CHECK(reactions >= 8);
}

TEST_CASE("a corrected post is written anew, and below the old one once somebody has answered") {
    SkyTown town;
    const Json alone = town.say("kai", town.at("shop") + "open?");
    const auto again =
        town.house->edit({{"id", alone["uri"]}, {"text", town.at("shop") + "open today?"}}, town.now);
    REQUIRE(again);
    CHECK((*again)["uri"] != alone["uri"]);
    const Json told = town.notifications()["notifications"];
    CHECK(SkyTown::uris(told) == std::vector<std::string>{(*again)["uri"]});
    town.reply(*again, "yes", "3lq2abcdefg2a");
    const auto below =
        town.house->edit({{"id", (*again)["uri"]}, {"text", town.at("shop") + "at ten?"}}, town.now);
    REQUIRE(below);
    CHECK((*below)["record"]["reply"]["parent"]["uri"] == (*again)["uri"]);
}

TEST_CASE("whoever has corrected a post still reacts to its answer") {
    SkyTown town;
    std::string told;
    town.house->onShopReply([&](const PostRef& parent, const PostRef&, std::int64_t) { told = parent; });
    const Json first = town.say("kai", town.at("shop") + "open?");
    const auto again = town.house->edit({{"id", first["uri"]}, {"text", "open today?"}}, town.now);
    REQUIRE(again);
    town.reply(*again, "yes", "3lq2abcdefg2a");
    CHECK(told == first["uri"]);
    CHECK(town.house->stage().exists(first["uri"].get<std::string>()));
}

TEST_CASE("a customer who writes again is heard, though their first post stands between") {
    SkyTown town;
    Stage& stage = town.house->stage();
    const PostRef first = stage.say({.persona = "kai", .text = "open?"}, town.now);
    static_cast<void>(stage.say({.persona = "kai", .text = "??", .inReplyTo = first}, town.now));
    static_cast<void>(stage.say({.persona = "bo", .text = "they open at ten", .inReplyTo = first}, town.now));
    const Json told = town.notifications()["notifications"];
    REQUIRE(told.size() == 2);
    CHECK(told[0]["record"]["text"] == town.at("shop") + "??");
    CHECK(told[1]["record"]["text"] == town.at("shop") + "open?");
}

TEST_CASE("a bad string is answered with a sentence") {
    SkyTown town;
    CHECK_FALSE(town.house->say({{"as", "nobody"}, {"text", "hi"}}, town.now));
    CHECK_FALSE(town.house->say({{"as", "mira"}, {"text", "hi"}, {"visibility", "unlisted"}}, town.now));
    CHECK_FALSE(town.house->say({{"as", "shop"}, {"text", "hi"}, {"visibility", "direct"}}, town.now));
    CHECK_FALSE(town.house->say({{"as", "mira"}, {"text", std::string(301, 'a')}}, town.now));
    const auto missing = town.house->remove({{"id", "at://did:plc:a/app.bsky.feed.post/b"}}, town.now);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().kind == base::ErrorKind::NotFound);
    CHECK(town.house->pull("nonsense", Json::object(), town.now).error().kind == base::ErrorKind::NotFound);
}
