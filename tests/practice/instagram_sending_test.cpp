// SPDX-License-Identifier: GPL-3.0-or-later
#include "instagram_town.h"

using app::practice::Json;

TEST_CASE("a message of Instagram may have a thousand bytes, whatever the letters") {
    InstagramTown town;
    town.direct("mira", "hello");
    std::string text;
    for (int count = 0; count < 500; ++count) {
        text += "ü";
    }
    const Json sent = GraphTown::good(town.askReply("mira", text));
    CHECK(sent["recipient_id"] == town.igsid("mira"));
    CHECK(GraphTown::refused(town.askReply("mira", text + "x")).starts_with("100"));
    CHECK(town.log.deliveries().size() == 1);
    CHECK(town.log.deliveries()[0].statusId == sent["message_id"]);
    const auto byPage =
        town.ask(town.token("page"), "POST", "/v26.0/" + town.token("page_id") + "/messages", "",
                 Json{{"recipient", {{"id", town.igsid("mira")}}}, {"message", {{"text", "hi"}}}}.dump());
    CHECK(byPage.status == 200);
}

TEST_CASE("Instagram's windows end after a day and after a week, in its own words") {
    InstagramTown town;
    town.direct("mira", "hello");
    town.now += GraphTown::kDay - GraphTown::kMinute;
    CHECK(town.askReply("mira", "yes").status == 200);
    town.now += 2 * GraphTown::kMinute;
    CHECK(GraphTown::refused(town.askReply("mira", "late")) == "10/2534022");
    CHECK(GraphTown::refused(town.askAgentReply("mira", "late")) == "10");
    town.pull("traits", {{"human_agent", true}});
    CHECK(town.askAgentReply("mira", "sorry").status == 200);
    town.now = GraphTown::kStart + 7 * GraphTown::kDay + GraphTown::kMinute;
    CHECK(GraphTown::refused(town.askAgentReply("mira", "too late")) == "10/2534022");
    CHECK(GraphTown::refused(town.askPost("/v26.0/me/messages",
                                          {{"recipient", {{"id", "12"}}}, {"message", {{"text", "hi"}}}})) ==
          "100/2534014");
}

TEST_CASE("a comment of Instagram is answered in private once") {
    InstagramTown town;
    const std::string post = town.sayId("shop", "New drop");
    const std::string asked = town.sayId("mira", "Price?", {{"in_reply_to", post}});
    CHECK(town.askPrivateReply(asked, "24 euros").status == 200);
    CHECK(town.log.deliveries().back().privateReplyTo == asked);
    CHECK(GraphTown::refused(town.askPrivateReply(asked, "24 euros")) == "100/2534025");
    CHECK(GraphTown::refused(town.askReply("mira", "there?")) == "10/2534022");
    const std::string late = town.sayId("bo", "And that?", {{"in_reply_to", post}});
    town.now += 7 * GraphTown::kDay + GraphTown::kMinute;
    CHECK(GraphTown::refused(town.askPrivateReply(late, "20")) == "10");
}

TEST_CASE("the account comments, answers, hides and deletes on Instagram") {
    InstagramTown town;
    const std::string post = town.sayId("shop", "New drop");
    const std::string asked = town.sayId("mira", "Price?", {{"in_reply_to", post}});
    const std::string reply =
        GraphTown::good(town.askForm("/v26.0/" + asked + "/replies", "message=24+euros"))["id"];
    CHECK(town.get("/v26.0/" + reply, "fields=parent_id,username")["parent_id"] == asked);
    const std::string below =
        GraphTown::good(town.askForm("/v26.0/" + reply + "/replies", "message=each"))["id"];
    CHECK(town.get("/v26.0/" + below, "fields=parent_id")["parent_id"] == asked);
    CHECK(town.askForm("/v26.0/" + post + "/comments", "message=Hello+all").status == 200);
    CHECK(GraphTown::refused(town.askForm("/v26.0/" + post + "/replies", "message=hm")) == "100/33");
    CHECK(GraphTown::refused(town.askForm("/v26.0/" + asked + "/replies", "message=")) == "100");
    CHECK(GraphTown::refused(
              town.askForm("/v26.0/" + asked + "/replies", "message=" + std::string(2201, 'a'))) == "100");
    CHECK(town.log.deliveries().size() == 3);
    CHECK(town.log.deliveries()[0].inReplyTo == asked);
    CHECK(town.askForm("/v26.0/" + asked, "hide=true").status == 200);
    CHECK(GraphTown::ids(town.get("/v26.0/" + post + "/comments")).size() == 1);
    CHECK(town.askForm("/v26.0/" + asked, "hide=false").status == 200);
    CHECK(GraphTown::ids(town.get("/v26.0/" + post + "/comments")).size() == 2);
    CHECK(town.askDelete("/v26.0/" + asked).status == 200);
    CHECK(GraphTown::refused(town.askGet("/v26.0/" + reply)) == "100/33");
    const std::string tagged = town.sayId("ada", "@kettleandkiln", {{"tagged", true}});
    CHECK(town.askForm("/v26.0/" + town.account() + "/mentions", "media_id=" + tagged + "&message=Thanks")
              .status == 200);
}
