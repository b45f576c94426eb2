// SPDX-License-Identifier: GPL-3.0-or-later
#include "x_town.h"

using app::practice::Json;

namespace {

struct LivelyX : XTown {
    explicit LivelyX(std::uint64_t seed = 1)
        : XTown(seed), script(house->stage(), app::practice::Dice(seed)) {
        house->onShopReply([this](const app::practice::PostRef& parent, const app::practice::PostRef& reply,
                                  std::int64_t atMs) { script.shopReplied(parent, reply, atMs); });
        script.open(now);
    }
    void pass(std::int64_t ms) {
        now += ms;
        script.catchUp(now);
    }
    app::practice::Script script;
};

}  // namespace

TEST_CASE("the street's stories play on X: mentions, replies, messages") {
    LivelyX town;
    const Json mentions =
        town.mentions("max_results=100&post.fields=conversation_id&expansions=author_id,referenced_posts");
    CHECK(mentions["data"].size() > 5);
    bool replies = false;
    for (const Json& post : mentions["data"]) {
        replies = replies || post.contains("referenced_posts");
        CHECK(post["text"].get<std::string>().contains("@shop"));
    }
    CHECK(replies);
    CHECK(town.get("/2/dm_events")["data"].size() >= 2);
    CHECK(town.log.deliveries().empty());
}

TEST_CASE("people on X talk about the shop where it may not answer, quote it and write at length") {
    LivelyX town;
    const auto search = [&](const std::string& query) {
        return town.get("/2/tweets/search/recent", "max_results=10&query=" + query + "&expansions=author_id");
    };
    const Json asides = search("%22kettle+%26+kiln%22+-@shop+-is:quote");
    REQUIRE(asides["data"].size() == 2);
    CHECK(asides["data"][0]["author_id"] == town.id("priya"));
    CHECK(town.askReply(asides["data"][0]["id"], "We are!").status == 403);
    const Json under = search("to:bo+-from:shop+-@shop");
    REQUIRE(under["data"].size() == 1);
    CHECK(town.askReply(under["data"][0]["id"], "Olé").status == 403);
    const Json quote = search("is:quote");
    REQUIRE(quote["data"].size() == 1);
    const auto mentioned = XTown::ids(town.mentions("max_results=100"));
    CHECK(std::ranges::find(mentioned, quote["data"][0]["id"].get<std::string>()) == mentioned.end());
    CHECK(town.askReply(quote["data"][0]["id"], "It does.").status == 201);
    const Json mentions = town.mentions("max_results=100&post.fields=note_post");
    CHECK(std::ranges::count_if(mentions["data"],
                                [](const Json& post) { return post.contains("note_post"); }) == 1);
    CHECK(std::ranges::is_sorted(mentioned, std::greater<>(),
                                 [](const std::string& id) { return std::stoull(id); }));
}

TEST_CASE("a quiet X says nothing, also when somebody is made to speak") {
    XTown town;
    town.house->stage().say({.persona = "mira", .text = "hello"}, town.now);
    town.now += XTown::kHour;
    CHECK(town.get("/2/tweets/search/recent", "query=hello+OR+kettle")["meta"]["result_count"] == 1);
}

TEST_CASE("a customer on X who is answered reacts") {
    LivelyX town;
    const Json before = town.mentions("expansions=author_id");
    for (const Json& post : before["data"]) {
        static_cast<void>(town.askReply(post["id"], "Thank you, we will look at it."));
    }
    const std::string newest = before["meta"]["newest_id"];
    town.pass(10 * XTown::kMinute);
    const Json after =
        town.mentions("max_results=100&since_id=" + newest + "&expansions=in_reply_to_user_id");
    CHECK(std::ranges::any_of(after["data"], [&](const Json& post) {
        return post.value("in_reply_to_user_id", std::string()) == town.id("shop");
    }));
}

TEST_CASE("a customer on X who is answered in a chat reacts there") {
    LivelyX town;
    const Json asked = town.get("/2/dm_events", "expansions=sender_id");
    const std::string who = asked["data"][0]["sender_id"];
    CHECK(town.askPost("/2/dm_conversations/with/" + who + "/messages", {{"text", "Yes."}}).status == 201);
    bool answered = false;
    for (int minutes = 0; minutes < 60 && !answered; minutes += 5) {
        town.pass(5 * XTown::kMinute);
        const Json chat = town.get("/2/dm_conversations/with/" + who + "/dm_events", "expansions=sender_id");
        answered = chat["data"][0]["sender_id"] == who;
    }
    CHECK(answered);
}

TEST_CASE("the same seed is the same X") {
    LivelyX one(4);
    LivelyX same(4);
    LivelyX other(5);
    CHECK(one.mentions().dump() == same.mentions().dump());
    CHECK(one.mentions().dump() != other.mentions().dump());
}

TEST_CASE("a revoked X lets nobody in until the owner consents anew, an expired one lets a refresh help") {
    XTown town;
    const app::practice::Fault expired{.kind = app::practice::FaultKind::Expired};
    static_cast<void>(town.askGet("/2/users/me"));
    CHECK(town.house->faultAnswer(expired, town.last, town.now).status == 401);
    CHECK(town.refresh(town.tokens["shop_refresh"]).status == 200);
    const app::practice::Fault revoked{.kind = app::practice::FaultKind::Revoked};
    CHECK(town.house->faultAnswer(revoked, town.last, town.now).status == 400);
    CHECK(town.refresh(town.house->tokens()["shop_refresh"]).status == 400);
    CHECK(town.askGet("/2/users/me").status == 401);
}
