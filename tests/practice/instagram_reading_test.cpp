// SPDX-License-Identifier: GPL-3.0-or-later
#include "instagram_town.h"

using app::practice::Json;

namespace {

constexpr const char* kMessages =
    "platform=instagram&fields=id,updated_time,participants,"
    "messages.limit(20){id,created_time,from,to,message,attachments,shares,story,reactions,is_unsupported}";

}  // namespace

TEST_CASE("an Instagram account is another one to itself than to the others") {
    InstagramTown town;
    const Json me = town.get("/v26.0/me", "fields=id,user_id,username,account_type");
    CHECK(me["user_id"] == town.account());
    CHECK(me["id"] != me["user_id"]);
    CHECK(me["username"] == "kettleandkiln");
    CHECK(me["account_type"] == "BUSINESS");
    const Json page = GraphTown::good(
        town.ask(town.token("user"), "GET", "/v26.0/me/accounts",
                 "fields=id,name,access_token,tasks,instagram_business_account{id,username}"));
    CHECK(page["data"][0]["instagram_business_account"]["id"] == town.account());
    const Json seen =
        GraphTown::good(town.ask(page["data"][0]["access_token"], "GET", "/v26.0/" + town.account()));
    CHECK(seen == Json{{"id", town.account()}});
    CHECK(GraphTown::refused(town.askGet("/v26.0/me", "fields=nonsense")) == "100");
}

TEST_CASE("direct messages of Instagram are read in both ways of signing in") {
    InstagramTown town;
    const std::string asked = town.direct("mira", "Size M?");
    const Json own = town.conversations(kMessages);
    REQUIRE(own["data"].size() == 1);
    const Json& message = own["data"][0]["messages"]["data"][0];
    CHECK(message["id"] == asked);
    CHECK(message["from"]["username"] == "mira");
    CHECK(message["from"]["id"] == town.igsid("mira"));
    CHECK(message["to"]["data"][0]["id"] == town.account());
    CHECK(own["data"][0]["participants"]["data"][0]["username"] == "kettleandkiln");
    const auto byPage = [&](const std::string& query) {
        return GraphTown::good(
            town.ask(town.token("page"), "GET", "/v26.0/" + town.token("page_id") + "/conversations", query));
    };
    CHECK(byPage(kMessages)["data"][0]["messages"]["data"][0]["id"] == asked);
    CHECK(byPage("")["data"].empty());  // that would be Messenger
    CHECK(GraphTown::refused(
              town.ask(town.token("user"), "GET", "/v26.0/" + town.token("page_id") + "/conversations")) ==
          "190/2069032");
    CHECK(town.conversations("user_id=" + town.igsid("mira"))["data"].size() == 1);
    CHECK(town.conversations("user_id=" + town.igsid("bo"))["data"].empty());
    town.pull("traits", {{"allow_messages", false}});
    CHECK(town.conversations()["data"].empty());
    CHECK(town.askReply("mira", "Yes").status == 200);
}

TEST_CASE("stories, shares, hearts and what no client can show come with a message of Instagram") {
    InstagramTown town;
    for (const auto* kind : {"story_reply", "story_mention", "share", "unsupported", "image"}) {
        town.direct("ada", "", {{"attachment", kind}});
    }
    const std::string reply = GraphTown::good(town.askReply("ada", "Lovely"))["message_id"];
    REQUIRE(town.house->like({{"as", "ada"}, {"id", reply}}, town.now));
    const Json list = town.conversations(kMessages);
    const Json& messages = list["data"][0]["messages"]["data"];
    CHECK(messages[0]["reactions"]["data"][0]["users"][0]["username"] == "ada");
    CHECK(messages[0]["from"]["id"] == town.account());
    CHECK(messages[1]["attachments"]["data"][0]["image_data"].contains("url"));
    CHECK(messages[2]["is_unsupported"] == true);
    CHECK(messages[3]["shares"]["data"][0].size() == 1);
    CHECK(messages[4]["story"]["mention"].contains("link"));
    CHECK(messages[5]["story"]["reply_to"].contains("id"));
    CHECK_FALSE(messages[5].contains("shares"));
}

TEST_CASE("beyond the newest twenty, messages of Instagram claim to be deleted") {
    InstagramTown town;
    std::vector<std::string> said;
    for (int count = 0; count < 22; ++count) {
        said.push_back(town.direct("kai", "message " + std::to_string(count)));
    }
    const std::string talk = GraphTown::ids(town.conversations()).front();
    CHECK(town.get("/v26.0/" + talk + "/messages", "limit=50")["data"].size() == 22);
    CHECK(GraphTown::refused(town.askGet("/v26.0/" + said[1], "fields=message")) == "100");
    CHECK(town.get("/v26.0/" + said[2], "fields=message")["message"] == "message 2");
}

TEST_CASE("comments of Instagram come by level, the newest first, without the hidden ones") {
    InstagramTown town;
    const std::string post = town.sayId("shop", "New drop");
    town.now += GraphTown::kMinute;
    const std::string one = town.sayId("mira", "Love it!", {{"in_reply_to", post}});
    town.now += GraphTown::kMinute;
    const std::string below = town.sayId("bo", "Me too", {{"in_reply_to", one}});
    town.now += GraphTown::kMinute;
    const std::string deeper = town.sayId("ada", "@bo same", {{"in_reply_to", below}});
    const std::string other = town.sayId("zoe", "Price?", {{"in_reply_to", post}});
    const std::string spam = town.sayId("boost", "grow!", {{"in_reply_to", post}});
    town.pull("hide", {{"id", spam}});
    const Json media = town.get(
        "/v26.0/me/media",
        "fields=id,caption,permalink,timestamp,media_type,comments_count,comments.limit(50){id,text,"
        "timestamp,"
        "username,from{id,username},parent_id,hidden,like_count,replies.limit(50){id,text,timestamp,username,"
        "from,parent_id}}&limit=25");
    const Json& shown = media["data"][0];
    CHECK(shown["comments_count"] == 4);
    CHECK(GraphTown::ids(shown["comments"]) == std::vector<std::string>{other, one});
    CHECK_FALSE(shown["comments"]["data"][0].contains("from"));
    CHECK(shown["comments"]["data"][0]["username"] == "zoe");
    CHECK(shown["comments"]["data"][1]["from"]["id"] == town.igsid("mira"));
    const Json& replies = shown["comments"]["data"][1]["replies"];
    CHECK(GraphTown::ids(replies) == std::vector<std::string>{below, deeper});
    CHECK(replies["data"][1]["parent_id"] == one);
    CHECK_FALSE(shown["comments"]["paging"]["cursors"].contains("before"));
    CHECK(GraphTown::ids(town.get("/v26.0/" + one + "/replies")) == std::vector<std::string>{below, deeper});
    CHECK(town.get("/v26.0/" + spam, "fields=hidden")["hidden"] == true);
    for (int count = 0; count < 60; ++count) {
        town.sayId("jonas", "comment " + std::to_string(count), {{"in_reply_to", post}});
    }
    CHECK(town.get("/v26.0/" + post + "/comments", "limit=100")["data"].size() == 50);
    CHECK(town.allIds("/v26.0/" + post + "/comments", "limit=50").size() == 62);
}

TEST_CASE("pictures that tag the account stand on a list of their own, and media are asked for by time") {
    InstagramTown town;
    const std::string old = town.sayId("shop", "Old");
    town.now += GraphTown::kDay;
    const std::string tagged = town.sayId("ada", "@kettleandkiln did it", {{"tagged", true}});
    const std::string fresh = town.sayId("shop", "Fresh");
    CHECK(GraphTown::ids(town.get("/v26.0/me/media")) == std::vector<std::string>{fresh, old});
    CHECK(GraphTown::ids(town.get("/v26.0/me/media", "since=" + std::to_string(town.now / 1000))) ==
          std::vector<std::string>{fresh});
    CHECK(GraphTown::ids(town.get("/v26.0/me/media", "until=" + std::to_string(town.now / 1000 - 1))) ==
          std::vector<std::string>{old});
    const Json tags =
        town.get("/v26.0/" + town.account() + "/tags", "fields=id,caption,permalink,timestamp,username");
    CHECK(GraphTown::ids(tags) == std::vector<std::string>{tagged});
    CHECK(tags["data"][0]["username"] == "ada");
    CHECK(tags["data"][0]["permalink"].get<std::string>().starts_with("https://www.instagram.com/p/C"));
}
