// SPDX-License-Identifier: GPL-3.0-or-later
#include "sky_town.h"

using namespace app::practice;

namespace {

const Json kDirect = {{"visibility", "direct"}};

std::vector<std::string> kinds(const Json& log) {
    std::vector<std::string> found;
    for (const Json& one : log["logs"]) {
        const std::string type = one["$type"];
        found.push_back(type.substr(type.find('#') + 1));
    }
    return found;
}

std::string convoQuery(const Json& message) {
    return "convoId=" + message["convoId"].get<std::string>();
}

}  // namespace

TEST_CASE("chat without the proxy header is a method that nobody knows") {
    SkyTown town;
    CHECK(SkyTown::error(town.ask(town.token("shop"), "chat.bsky.convo.listConvos")) ==
          "404 XRPCNotSupported");
    CHECK(town.askChat("shop", "listConvos").status == 200);
}

TEST_CASE("an app password without the right to messages is a bad token for chat alone") {
    SkyTown town;
    town.access["shop"] = SkyTown::good(town.signIn("shop", town.tokens["shop_without_dm"]))["accessJwt"];
    const auto answer = town.askChat("shop", "listConvos");
    CHECK(answer.status == 400);
    CHECK(answer.body == R"({"error":"InvalidToken","message":"Bad token method"})");
    CHECK(town.notifications()["notifications"].empty());
}

TEST_CASE("strangers come as requests, and an answer accepts them") {
    SkyTown town;
    const Json asked = town.say("zoe", "hello?", kDirect);
    town.say("mira", "hi", kDirect);
    const Json requests = town.chat("shop", "listConvos", "status=request")["convos"];
    REQUIRE(requests.size() == 1);
    CHECK(requests[0]["id"] == asked["convoId"]);
    CHECK(requests[0]["status"] == "request");
    CHECK(requests[0]["unreadCount"] == 1);
    town.chat("shop", "sendMessage", "", {{"convoId", asked["convoId"]}, {"message", {{"text", "yes?"}}}});
    CHECK(town.chat("shop", "listConvos", "status=request")["convos"].empty());
    CHECK(town.chat("shop", "listConvos", "status=accepted")["convos"].size() == 2);
}

TEST_CASE("the log is a forward log in which every line has a place of its own") {
    SkyTown town;
    const Json first = town.say("zoe", "one", kDirect);
    const Json log = town.chat("shop", "getLog");
    CHECK(kinds(log) == std::vector<std::string>{"logBeginConvo", "logCreateMessage"});
    const std::string cursor = log["cursor"];
    CHECK(town.chat("shop", "getLog", "cursor=" + cursor) ==
          Json{{"cursor", cursor}, {"logs", Json::array()}});
    town.chat("shop", "acceptConvo", "", {{"convoId", first["convoId"]}});
    town.say("zoe", "two", kDirect);
    town.chat("shop", "updateRead", "", {{"convoId", first["convoId"]}});
    CHECK(kinds(town.chat("shop", "getLog", "cursor=" + cursor)) ==
          std::vector<std::string>{"logAcceptConvo", "logCreateMessage", "logReadMessage"});
}

TEST_CASE("two equal sends are two messages, and both are logged") {
    SkyTown town;
    const Json asked = town.say("mira", "hi", kDirect);
    const Json body = {{"convoId", asked["convoId"]}, {"message", {{"text", "hello"}}}};
    const Json first = town.chat("shop", "sendMessage", "", body);
    CHECK(town.chat("shop", "sendMessage", "", body)["id"] != first["id"]);
    REQUIRE(town.log.deliveries().size() == 2);
    CHECK(town.log.deliveries()[0].statusId == first["id"]);
    CHECK(town.log.deliveries()[0].inReplyTo == asked["convoId"]);
    CHECK(town.log.deliveries()[0].visibility == "direct");
    CHECK(town.chat("shop", "getMessages", convoQuery(asked))["messages"].size() == 3);
}

TEST_CASE("a deleted message keeps its place without a text, for who has deleted it") {
    SkyTown town;
    const Json said = town.say("mira", "secret", kDirect);
    REQUIRE(town.house->remove({{"id", said["id"]}, {"for", "mira"}}, town.now));
    CHECK(town.chat("shop", "getMessages", convoQuery(said))["messages"][0]["text"] == "secret");
    REQUIRE(town.house->remove({{"id", said["id"]}}, town.now));
    const Json gone = town.chat("shop", "getMessages", convoQuery(said))["messages"][0];
    CHECK(gone["$type"] == "chat.bsky.convo.defs#deletedMessageView");
    CHECK(gone["id"] == said["id"]);
    CHECK_FALSE(gone.contains("text"));
}

TEST_CASE("a conversation that was left comes back as a request with the next message") {
    SkyTown town;
    const Json said = town.say("zoe", "hello", kDirect);
    town.chat("shop", "acceptConvo", "", {{"convoId", said["convoId"]}});
    town.chat("shop", "leaveConvo", "", {{"convoId", said["convoId"]}});
    CHECK(town.chat("shop", "listConvos")["convos"].empty());
    town.say("zoe", "still there?", kDirect);
    CHECK(town.chat("shop", "listConvos", "status=request")["convos"].size() == 1);
}

TEST_CASE("somebody else's conversation is no conversation") {
    SkyTown town;
    const Json said = town.say("zoe", "hello", kDirect);
    CHECK(SkyTown::error(town.askChat("mira", "getMessages", convoQuery(said))) == "400 InvalidConvo");
    CHECK(SkyTown::error(town.askChat("mira", "getConvo", convoQuery(said))) == "400 InvalidConvo");
}

TEST_CASE("a conversation cannot be opened with somebody who does not follow the shop") {
    SkyTown town;
    const auto open = [&](const std::string& persona) {
        return town.askChat("shop", "getConvoForMembers", "members=" + town.did(persona));
    };
    CHECK(SkyTown::error(open("zoe")) == "400 NotFollowedBySender");
    const Json opened = SkyTown::good(open("jonas"));
    CHECK(SkyTown::good(open("jonas")) == opened);
    CHECK(town.chat("jonas", "listConvos")["convos"].empty());
}
