// SPDX-License-Identifier: GPL-3.0-or-later
#include "threads_town.h"

using app::practice::Json;

namespace {

constexpr const char* kPost = "fields=id,username,text,timestamp,media_type,media_url,permalink,is_reply,"
                              "root_post,replied_to,has_replies";

}  // namespace

TEST_CASE("mentions on Threads come the newest first, with cursors and no address of the next page") {
    ThreadsTown town;
    const std::string one = town.sayId("mira", "@kettleandkiln hi");
    town.now += GraphTown::kMinute;
    town.sayId("bo", "about something else");
    const std::string other = town.sayId("ada", "look @KettleAndKiln", {{"media_description", "a pot"}});
    const Json all = town.get("/v1.0/me/mentions", std::string(kPost) + "&limit=50");
    CHECK(GraphTown::ids(all) == std::vector<std::string>{other, one});
    CHECK(all["data"][0]["media_type"] == "IMAGE");
    CHECK(all["data"][0].contains("media_url"));
    CHECK(all["data"][1]["username"] == "mira");
    CHECK(all["data"][1]["timestamp"] == "2026-05-04T09:00:00+0000");
    CHECK(all["data"][1]["is_reply"] == false);
    CHECK_FALSE(all["data"][1].contains("root_post"));
    const Json first = town.get("/v1.0/me/mentions", "limit=1");
    CHECK_FALSE(first["paging"].contains("next"));
    const Json next = town.get("/v1.0/me/mentions",
                               "limit=1&after=" + first["paging"]["cursors"]["after"].get<std::string>());
    CHECK(GraphTown::ids(next) == std::vector<std::string>{one});
    const Json end = town.get("/v1.0/me/mentions",
                              "limit=1&after=" + next["paging"]["cursors"]["after"].get<std::string>());
    CHECK(end == Json{{"data", Json::array()}});
    town.pull("protect", {{"as", "mira"}});
    CHECK(GraphTown::ids(town.get("/v1.0/me/mentions")) == std::vector<std::string>{other});
    CHECK(GraphTown::refused(town.askGet("/v1.0/" + one)) == "100/33");
    town.pull("traits", {{"access", "standard"}});
    CHECK(town.get("/v1.0/me/mentions")["data"].empty());
}

TEST_CASE("a conversation on Threads is flat, by time in either direction, replies are one level of it") {
    ThreadsTown town;
    const std::string root = town.sayId("shop", "New in the window");
    town.now += GraphTown::kMinute;
    const std::string one = town.sayId("mira", "How much?", {{"in_reply_to", root}});
    town.now += GraphTown::kMinute;
    const std::string two = town.sayId("bo", "Cheap", {{"in_reply_to", one}});
    town.now += GraphTown::kMinute;
    const std::string three = town.sayId("ada", "In blue?", {{"in_reply_to", root}});
    const Json all = town.get("/v1.0/" + root + "/conversation",
                              std::string(kPost) + ",is_reply_owned_by_me,hide_status&reverse=true");
    CHECK(GraphTown::ids(all) == std::vector<std::string>{three, two, one});
    CHECK(all["data"][1]["root_post"] == Json{{"id", root}});
    CHECK(all["data"][1]["replied_to"] == Json{{"id", one}});
    CHECK(all["data"][2]["has_replies"] == true);
    CHECK(all["data"][0]["is_reply_owned_by_me"] == false);
    CHECK(all["data"][0]["hide_status"] == "NOT_HUSHY");
    CHECK(GraphTown::ids(town.get("/v1.0/" + root + "/conversation", "reverse=false")) ==
          std::vector<std::string>{one, two, three});
    CHECK(GraphTown::ids(town.get("/v1.0/" + root + "/replies")) == std::vector<std::string>{three, one});
    CHECK(GraphTown::ids(town.get("/v1.0/" + one + "/conversation")) == std::vector<std::string>{two});
    CHECK(town.allIds("/v1.0/" + root + "/conversation", "limit=1").size() == 3);
    REQUIRE(town.house->remove({{"id", one}}, town.now));
    const Json after = town.get("/v1.0/" + two, "fields=root_post,replied_to");
    CHECK(after.contains("root_post"));
    CHECK_FALSE(after.contains("replied_to"));
    const std::string strange = town.sayId("bo", "my own thread");
    CHECK(GraphTown::refused(town.askGet("/v1.0/" + strange + "/conversation")) == "10");
}

TEST_CASE("own posts, own replies and the profile on Threads") {
    ThreadsTown town;
    const std::string root = town.sayId("shop", "Monday");
    town.now += GraphTown::kDay;
    const std::string later = town.sayId("shop", "Tuesday");
    const std::string asked = town.sayId("mira", "open?", {{"in_reply_to", later}});
    const std::string reply = town.sayId("shop", "yes", {{"in_reply_to", asked}});
    CHECK(GraphTown::ids(town.get("/v1.0/me/threads")) == std::vector<std::string>{later, root});
    CHECK(GraphTown::ids(town.get("/v1.0/me/threads", "since=" + std::to_string(town.now / 1000))) ==
          std::vector<std::string>{later});
    CHECK(GraphTown::ids(town.get("/v1.0/me/replies")) == std::vector<std::string>{reply});
    const Json me = town.get("/v1.0/me", "fields=id,username,name,threads_profile_picture_url");
    CHECK(me["id"] == town.tokens["threads_id"]);
    CHECK(me["username"] == "kettleandkiln");
    CHECK(town.get("/me")["id"] == me["id"]);
    CHECK(GraphTown::refused(town.askGet("/v1.0/me/threads", "fields=nonsense")) == "100");
}

TEST_CASE("a keyword on Threads finds who does not name the shop") {
    ThreadsTown town;
    const std::string aside = town.sayId("priya", "Does Kettle & Kiln ship?");
    town.now += GraphTown::kMinute;
    const std::string other = town.sayId("bo", "kettle & kiln ships");
    REQUIRE(town.house->like({{"as", "mira"}, {"id", aside}}, town.now));
    CHECK(GraphTown::ids(town.get("/v1.0/keyword_search", "q=kettle+%26+kiln&search_type=RECENT")) ==
          std::vector<std::string>{other, aside});
    CHECK(GraphTown::ids(town.get("/v1.0/keyword_search", "q=kettle+%26+kiln&search_type=TOP")) ==
          std::vector<std::string>{aside, other});
    CHECK(GraphTown::refused(town.askGet("/v1.0/keyword_search", "search_type=TOP")) == "100");
    town.pull("traits", {{"missing", {"threads_keyword_search"}}});
    CHECK(GraphTown::refused(town.askGet("/v1.0/keyword_search", "q=kettle")) == "10");
}

TEST_CASE("the street's stories play on Threads in public, and what is private stays so") {
    LivelyGraph town("threads");
    const Json mentions = town.get("/v1.0/me/mentions", "fields=text&limit=100");
    CHECK(mentions["data"].size() >= 6);
    for (const Json& one : mentions["data"]) {
        CHECK(one["text"].get<std::string>().contains("@kettleandkiln"));
    }
    const Json own =
        town.get("/v1.0/me/threads", "fields=conversation.limit(100){id,text,hide_status,replied_to{id}}");
    CHECK(own["data"].size() == 3);
    const std::string all = own.dump();
    CHECK(all.contains("HIDDEN"));
    CHECK_FALSE(all.contains("Pebble Lane"));
    CHECK(town.get("/v1.0/keyword_search", "q=pebble+lane")["data"].empty());
    CHECK(town.get("/v1.0/keyword_search", "q=kettle+%26+kiln&search_type=RECENT")["data"].size() >= 1);
    std::vector<std::string> answered;
    for (const Json& one : mentions["data"]) {
        const auto made = town.askPost("/v1.0/me/threads", {{"media_type", "TEXT"},
                                                            {"text", "Thank you, we will look at it."},
                                                            {"reply_to_id", one["id"]},
                                                            {"auto_publish_text", true}});
        answered.push_back(GraphTown::good(made)["id"]);
    }
    town.pass(10 * GraphTown::kMinute);
    CHECK(std::ranges::any_of(answered, [&](const std::string& id) {
        return !town.get("/v1.0/" + id + "/conversation")["data"].empty();
    }));
    LivelyGraph same("threads");
    CHECK(same.get("/v1.0/me/mentions", "fields=text&limit=100") == mentions);
    CHECK(LivelyGraph("threads", 2).get("/v1.0/me/mentions", "fields=text&limit=100") != mentions);
}
