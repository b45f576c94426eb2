// SPDX-License-Identifier: GPL-3.0-or-later
#include "town.h"

namespace {

std::vector<std::string> descendants(Town& town, const std::string& viewer, const std::string& id) {
    return Town::ids(town.get(viewer, "/api/v1/statuses/" + id + "/context")["descendants"]);
}

}  // namespace

TEST_CASE("a direct post is seen by its author and those it mentions, and is not found for anybody else") {
    Town town;
    const std::string id = town.say("mira", "@shop between us", {{"visibility", "direct"}});
    for (const char* insider : {"mira", "shop"}) {
        CHECK(town.ask(insider, "GET", "/api/v1/statuses/" + id).status == 200);
    }
    for (const char* outsider : {"bo", ""}) {
        const auto answer = town.ask(outsider, "GET", "/api/v1/statuses/" + id);
        CHECK(answer.status == 404);
        CHECK(answer.body == R"({"error":"Record not found"})");
        CHECK(town.ask(outsider, "GET", "/api/v1/statuses/" + id + "/context").status == 404);
    }
}

TEST_CASE("a private post is seen by followers as well") {
    Town town;
    const std::string id = town.say("shop", "for followers", {{"visibility", "private"}});
    CHECK(town.ask("mira", "GET", "/api/v1/statuses/" + id).status == 200);
    CHECK(town.ask("zoe", "GET", "/api/v1/statuses/" + id).status == 404);
}

TEST_CASE("a thread leaves out what the viewer may not see") {
    Town town;
    const std::string top = town.say("mira", "@shop in public");
    const std::string shown = town.say("bo", "@mira @shop I know", {{"in_reply_to", top}});
    const std::string hidden =
        town.say("shop", "@mira in private", {{"in_reply_to", top}, {"visibility", "direct"}});
    CHECK(descendants(town, "mira", top) == std::vector{shown, hidden});
    CHECK(descendants(town, "bo", top) == std::vector{shown});
    CHECK(descendants(town, "", top) == std::vector{shown});
}

TEST_CASE("a thread comes depth first, with replies of authors to themselves in front") {
    Town town;
    const std::string top = town.say("mira", "@shop one");
    const std::string fromBo = town.say("bo", "@mira two", {{"in_reply_to", top}});
    const std::string toBo = town.say("ada", "@bo three", {{"in_reply_to", fromBo}});
    const std::string nudge = town.say("mira", "@shop four", {{"in_reply_to", top}});
    const std::string answer = town.say("shop", "@ada five", {{"in_reply_to", toBo}});
    CHECK(descendants(town, "shop", top) == std::vector{nudge, fromBo, toBo, answer});
    CHECK(Town::ids(town.get("shop", "/api/v1/statuses/" + answer + "/context")["ancestors"]) ==
          std::vector{top, fromBo, toBo});
}

TEST_CASE("a stranger's first private message is filtered: neither a plain notification nor a conversation") {
    Town town;
    const std::string id = town.say("zoe", "@shop we have never met", {{"visibility", "direct"}});
    CHECK(town.get("shop", "/api/v1/notifications").empty());
    CHECK(town.get("shop", "/api/v1/conversations").empty());
    const auto all = town.get("shop", "/api/v1/notifications?include_filtered=true");
    REQUIRE(all.size() == 1);
    CHECK(all[0]["filtered"] == true);
    CHECK(all[0]["status"]["id"] == id);
    const auto requests = town.get("shop", "/api/v1/notifications/requests");
    REQUIRE(requests.size() == 1);
    CHECK(requests[0]["notifications_count"] == "1");
    CHECK(requests[0]["account"]["acct"] == "zoe@quiet.example");
    CHECK(requests[0]["last_status"]["id"] == id);
}

TEST_CASE("a private message of somebody the shop follows is not filtered") {
    Town town;
    town.say("mira", "@shop a secret", {{"visibility", "direct"}});
    const auto list = town.get("shop", "/api/v1/notifications");
    REQUIRE(list.size() == 1);
    CHECK_FALSE(list[0].contains("filtered"));
    CHECK(town.get("shop", "/api/v1/conversations")[0]["unread"] == true);
}

TEST_CASE("what a stranger writes in answer to the shop's private message is let in") {
    Town town;
    const std::string first = town.say("zoe", "@shop hello", {{"visibility", "direct"}});
    const std::string reply = town.say("shop", "@zoe@quiet.example welcome", {{"in_reply_to", first}});
    const std::string second = town.say("zoe", "@shop thank you", {{"in_reply_to", reply}});
    CHECK(Town::statusIds(town.get("shop", "/api/v1/notifications")) == std::vector{second});
    CHECK(town.get("shop", "/api/v1/conversations")[0]["last_status"]["id"] == second);
}

TEST_CASE("accepting a request lets in all that was filtered, and what comes later") {
    Town town;
    const std::string first = town.say("zoe", "@shop hello", {{"visibility", "direct"}});
    const std::string request = town.get("shop", "/api/v1/notifications/requests")[0]["id"];
    town.post("shop", "/api/v1/notifications/requests/" + request + "/accept");
    const std::string second = town.say("zoe", "@shop me again", {{"visibility", "direct"}});
    CHECK(Town::statusIds(town.get("shop", "/api/v1/notifications")) == std::vector{second, first});
    CHECK(town.get("shop", "/api/v1/notifications/requests").empty());
    CHECK(town.get("shop", "/api/v1/conversations").size() == 2);
}

TEST_CASE("a deleted post takes its notifications and its place in the conversation along") {
    Town town;
    const std::string kept = town.say("mira", "@shop one", {{"visibility", "direct"}});
    const std::string gone = town.say("mira", "@shop two", {{"in_reply_to", kept}});
    REQUIRE(town.house->remove({{"id", gone}}, town.now));
    CHECK(town.ask("shop", "GET", "/api/v1/statuses/" + gone).status == 404);
    CHECK(Town::statusIds(town.get("shop", "/api/v1/notifications")) == std::vector{kept});
    CHECK(town.get("shop", "/api/v1/conversations")[0]["last_status"]["id"] == kept);
}

TEST_CASE("replies to a deleted post stay and lose their parent, but not whom they answered") {
    Town town;
    const std::string top = town.say("mira", "@shop one");
    const std::string reply = town.say("shop", "@mira two", {{"in_reply_to", top}});
    REQUIRE(town.house->remove({{"id", top}}, town.now));
    const auto orphan = town.get("shop", "/api/v1/statuses/" + reply);
    CHECK(orphan["in_reply_to_id"].is_null());
    CHECK(orphan["in_reply_to_account_id"] == town.get("mira", "/api/v1/accounts/verify_credentials")["id"]);
}

TEST_CASE("conversations page by their last post, never by their own ids") {
    Town town;
    for (const char* friendOfTheShop : {"mira", "ada", "bo"}) {
        town.now += 1000;
        town.say(friendOfTheShop, "@shop a word", {{"visibility", "direct"}});
    }
    const auto answer = town.ask("shop", "GET", "/api/v1/conversations?limit=2");
    const auto page = Town::Json::parse(answer.body);
    REQUIRE(page.size() == 2);
    const std::string last = page[1]["last_status"]["id"];
    CHECK(page[1]["id"] != last);
    CHECK(Town::header(answer, "Link").find("limit=2&max_id=" + last + ">; rel=\"next\"") !=
          std::string::npos);
    const auto rest = town.ask("shop", "GET", "/api/v1/conversations?limit=2&max_id=" + last);
    CHECK(Town::Json::parse(rest.body).size() == 1);
    CHECK(Town::header(rest, "Link").find("rel=\"next\"") == std::string::npos);
}

TEST_CASE("the same thread with other people is a conversation of its own") {
    Town town;
    const std::string first = town.say("mira", "@shop a word", {{"visibility", "direct"}});
    town.say("mira", "@shop @ada@pottery.example and Ada", {{"in_reply_to", first}});
    CHECK(town.get("shop", "/api/v1/conversations").size() == 2);
}
