// SPDX-License-Identifier: GPL-3.0-or-later
#include "facebook_town.h"

using app::practice::Json;

TEST_CASE("a message of the page is answered with its id, delivered, and read again") {
    FacebookTown town;
    town.direct("mira", "Is it back?");
    const Json sent = GraphTown::good(town.askReply("mira", "It is!"));
    CHECK(sent["recipient_id"] == town.psid("mira"));
    const Json talk = town.conversations("fields=unread_count,messages{id,from,message}")["data"][0];
    CHECK(talk["unread_count"] == 0);
    CHECK(talk["messages"]["data"][0]["id"] == sent["message_id"]);
    CHECK(talk["messages"]["data"][0]["from"]["id"] == town.page());
    REQUIRE(town.log.deliveries().size() == 1);
    CHECK(town.log.deliveries()[0].tag == "RESPONSE");
    CHECK(town.log.deliveries()[0].visibility == "direct");
    CHECK(town.log.toJson()["deliveries"][0]["tag"] == "RESPONSE");
    // The same words once more are one message more.
    CHECK(town.askReply("mira", "It is!").status == 200);
    CHECK(town.log.deliveries().size() == 2);
}

TEST_CASE("a message is taken as a form as well, and a text of 2000 letters and no more") {
    FacebookTown town;
    town.direct("mira", "hello");
    const auto form = [&](const std::string& text) {
        return town.askForm("/v26.0/me/messages",
                            "recipient=%7B%22id%22%3A%22" + town.psid("mira") +
                                "%22%7D&messaging_type=RESPONSE&message=%7B%22text%22%3A%22" + text +
                                "%22%7D");
    };
    CHECK(form("hi").status == 200);
    std::string long2000;
    for (int count = 0; count < 2000; ++count) {
        long2000 += "ü";
    }
    CHECK(town.askReply("mira", long2000).status == 200);
    CHECK(GraphTown::refused(town.askReply("mira", long2000 + "x")).starts_with("100"));
    CHECK(GraphTown::refused(town.askReply("mira", "")) == "100");
    CHECK(GraphTown::refused(town.askMessage({{"message", {{"text", "hi"}}}})) == "100");
    CHECK(GraphTown::refused(town.askMessage(
              {{"recipient", {{"id", "12"}}}, {"message", {{"text", "hi"}}}})) == "100/2018001");
}

TEST_CASE("a response goes within 24 hours of the person's latest message, and not a minute later") {
    FacebookTown town;
    town.direct("mira", "hello");
    town.now += GraphTown::kHour;
    town.direct("mira", "anybody?");
    town.now += 24 * GraphTown::kHour - GraphTown::kMinute;
    CHECK(town.conversations("fields=can_reply")["data"][0]["can_reply"] == true);
    CHECK(town.askReply("mira", "yes").status == 200);
    town.now += 2 * GraphTown::kMinute;
    CHECK(town.conversations("fields=can_reply")["data"][0]["can_reply"] == false);
    const auto late = town.askReply("mira", "and");
    CHECK(GraphTown::refused(late) == "10/2018278");
    CHECK(GraphTown::words(late).contains("outside of allowed window"));
    CHECK(GraphTown::refused(town.askMessage({{"recipient", {{"id", town.psid("mira")}}},
                                              {"messaging_type", "UPDATE"},
                                              {"message", {{"text", "news"}}}})) == "10/2018278");
    CHECK(GraphTown::refused(town.askReply("bo", "you have never written")) == "10/2018278");
    town.direct("mira", "still there?");
    CHECK(town.askReply("mira", "yes").status == 200);
}

TEST_CASE("a human agent may answer for seven days, when the app has the feature") {
    FacebookTown town;
    town.direct("mira", "hello");
    town.now += 25 * GraphTown::kHour;
    CHECK(GraphTown::refused(town.askAgentReply("mira", "sorry")) == "10");
    town.pull("traits", {{"human_agent", true}});
    CHECK(town.askAgentReply("mira", "sorry").status == 200);
    CHECK(town.log.deliveries().back().tag == "HUMAN_AGENT");
    town.now = GraphTown::kStart + 7 * GraphTown::kDay;
    CHECK(town.askAgentReply("mira", "once more").status == 200);
    town.now += GraphTown::kMinute;
    CHECK(GraphTown::refused(town.askAgentReply("mira", "too late")) == "10/2018278");
    CHECK(GraphTown::refused(town.askMessage({{"recipient", {{"id", town.psid("mira")}}},
                                              {"messaging_type", "MESSAGE_TAG"},
                                              {"tag", "POST_PURCHASE_UPDATE"},
                                              {"message", {{"text", "hi"}}}})) == "100");
}

TEST_CASE("a comment is answered in private once, within seven days, and that opens no window") {
    FacebookTown town;
    const std::string post = town.sayId("shop", "Hello");
    const std::string asked = town.sayId("lucia", "How much?", {{"in_reply_to", post}});
    const std::string late = town.sayId("ada", "And for me?", {{"in_reply_to", post}});
    CHECK(town.get("/v26.0/" + asked, "fields=can_reply_privately")["can_reply_privately"] == true);
    const Json sent = GraphTown::good(town.askPrivateReply(asked, "24 euros"));
    CHECK(sent["recipient_id"] == town.psid("lucia"));
    CHECK(town.log.deliveries().back().privateReplyTo == asked);
    CHECK(town.log.deliveries().back().tag == "private_reply");
    const Json after =
        town.get("/v26.0/" + asked, "fields=can_reply_privately,private_reply_conversation{id}");
    CHECK(after["can_reply_privately"] == false);
    CHECK(after["private_reply_conversation"]["id"].get<std::string>().starts_with("t_"));
    CHECK(GraphTown::refused(town.askPrivateReply(asked, "24 euros")) == "10900");
    CHECK(GraphTown::refused(town.askReply("lucia", "are you there?")) == "10/2018278");
    town.direct("lucia", "Thank you!");
    CHECK(town.askReply("lucia", "You are welcome").status == 200);
    town.now += 7 * GraphTown::kDay + GraphTown::kMinute;
    CHECK(GraphTown::refused(town.askPrivateReply(late, "24 euros")) == "10");
    CHECK(GraphTown::refused(town.askPrivateReply("12_34", "24 euros")) == "100/33");
    CHECK(town.log.deliveries().size() == 2);
}

TEST_CASE("what somebody has posted on the page is answered in private as well") {
    FacebookTown town;
    const std::string visit = town.sayId("jonas", "Any corks?", {{"post", true}});
    const Json body = {{"recipient", {{"post_id", visit}}}, {"message", {{"text", "Yes"}}}};
    CHECK(town.askMessage(body).status == 200);
    CHECK(GraphTown::refused(town.askMessage(body)) == "10900");
    const std::string tag = town.sayId("ada", "saved my Sunday", {{"tagged", true}});
    CHECK(GraphTown::refused(town.askMessage(
              {{"recipient", {{"post_id", tag}}}, {"message", {{"text", "Hm"}}}})) == "100/33");
    const std::string own = town.sayId("shop", "Hello");
    CHECK(GraphTown::refused(town.askMessage(
              {{"recipient", {{"post_id", own}}}, {"message", {{"text", "Hm"}}}})) == "10903");
}

TEST_CASE("who blocks the page, has gone, or a page that is restricted: nothing is delivered") {
    FacebookTown town;
    town.direct("kai", "hello");
    town.pull("block", {{"as", "kai"}});
    CHECK(GraphTown::refused(town.askReply("kai", "hi")) == "551/1545041");
    CHECK(town.conversations("fields=can_reply")["data"][0]["can_reply"] == false);
    town.pull("block", {{"as", "kai"}, {"on", false}});
    town.pull("gone", {{"as", "kai"}});
    CHECK(GraphTown::refused(town.askReply("kai", "hi")) == "10/2018108");
    town.pull("gone", {{"as", "kai"}, {"on", false}});
    town.pull("traits", {{"restricted", true}});
    CHECK(GraphTown::refused(town.askReply("kai", "hi")) == "10/1893063");
    CHECK(town.log.deliveries().empty());
}

TEST_CASE("marking a conversation as read and typing send nothing") {
    FacebookTown town;
    town.direct("mira", "hello");
    for (const auto* action : {"typing_on", "TYPING_OFF", "mark_seen", "MARK_SEEN"}) {
        const Json json = GraphTown::good(
            town.askMessage({{"recipient", {{"id", town.psid("mira")}}}, {"sender_action", action}}));
        CHECK(json == Json{{"recipient_id", town.psid("mira")}});
    }
    CHECK(town.conversations("fields=unread_count")["data"][0]["unread_count"] == 0);
    CHECK(GraphTown::refused(town.askMessage(
              {{"recipient", {{"id", town.psid("mira")}}}, {"sender_action", "wave"}})) == "100");
    CHECK(town.log.deliveries().empty());
}

TEST_CASE("the page comments, edits, hides, likes and deletes") {
    FacebookTown town;
    const std::string post = town.sayId("shop", "Hello");
    const std::string asked = town.sayId("mira", "How much?", {{"in_reply_to", post}});
    const std::string reply =
        GraphTown::good(town.askForm("/v26.0/" + asked + "/comments", "message=24+euros"))["id"];
    CHECK(reply.starts_with(post.substr(post.find('_') + 1) + "_"));
    CHECK(town.log.deliveries().back().inReplyTo == asked);
    CHECK(town.log.deliveries().back().visibility == "public");
    const Json seen = town.get("/v26.0/" + reply, "fields=message,from{id},parent{id},can_hide,user_likes");
    CHECK(seen["from"]["id"] == town.page());
    CHECK(seen["parent"]["id"] == asked);
    const std::string below =
        GraphTown::good(town.askPost("/v26.0/" + reply + "/comments", {{"message", "each"}}))["id"];
    CHECK(town.get("/v26.0/" + below, "fields=parent{id}")["parent"]["id"] == asked);
    CHECK(town.askForm("/v26.0/" + reply, "message=22+euros").status == 200);
    CHECK(town.get("/v26.0/" + reply)["message"] == "22 euros");
    CHECK(GraphTown::refused(town.askForm("/v26.0/" + asked, "message=nothing")) == "200");
    CHECK(town.askForm("/v26.0/" + asked, "is_hidden=true").status == 200);
    CHECK(town.get("/v26.0/" + asked, "fields=is_hidden")["is_hidden"] == true);
    CHECK(town.askForm("/v26.0/" + asked + "/likes", "").status == 200);
    CHECK(town.get("/v26.0/" + asked + "/likes", "summary=true")["summary"]["has_liked"] == true);
    CHECK(town.askDelete("/v26.0/" + asked + "/likes").status == 200);
    CHECK(town.get("/v26.0/" + asked, "fields=like_count")["like_count"] == 0);
    CHECK(town.askDelete("/v26.0/" + asked).status == 200);
    CHECK(GraphTown::refused(town.askDelete("/v26.0/" + asked)) == "100/33");
    CHECK(GraphTown::refused(town.askGet("/v26.0/" + reply)) == "100/33");
    CHECK(town.log.toJson()["edits"].size() == 1);
    CHECK(town.log.toJson()["deletions"].size() == 1);
}

TEST_CASE("the same comment within a minute is a duplicate, and an empty one is none") {
    FacebookTown town;
    const std::string post = town.sayId("shop", "Hello");
    const std::string path = "/v26.0/" + post + "/comments";
    CHECK(town.askForm(path, "message=welcome").status == 200);
    CHECK(GraphTown::refused(town.askForm(path, "message=welcome")).starts_with("506"));
    CHECK(town.askForm(path, "message=hello").status == 200);
    town.now += GraphTown::kMinute;
    CHECK(town.askForm(path, "message=welcome").status == 200);
    CHECK(GraphTown::refused(town.askForm(path, "message=+")) == "100");
    CHECK(town.askForm(path, "attachment_url=https%3A%2F%2Fkiln.example%2Fa.jpg").status == 200);
    CHECK(GraphTown::refused(town.askForm("/v26.0/12_34/comments", "message=hm")) == "100/33");
    CHECK(town.log.deliveries().size() == 4);
}
