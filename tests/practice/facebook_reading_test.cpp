// SPDX-License-Identifier: GPL-3.0-or-later
#include "facebook_town.h"

using app::practice::Json;

namespace {

std::string published(const std::string& comments) {
    return "fields=id,updated_time,message,comments" + comments;
}

}  // namespace

TEST_CASE("a conversation is shown as Messenger's sheet shows it") {
    FacebookTown town;
    const std::string asked = town.direct("mira", "Is the blue one back?");
    town.now += GraphTown::kMinute;
    town.direct("mira", "", {{"attachment", "image"}});
    const Json list = town.conversations(
        "platform=messenger&fields=id,updated_time,unread_count,message_count,can_reply,snippet,participants,"
        "messages.limit(20){id,created_time,from,to,message,attachments{id,mime_type,name,size,image_data}}");
    REQUIRE(list["data"].size() == 1);
    const Json& talk = list["data"][0];
    CHECK(talk["id"].get<std::string>().starts_with("t_"));
    CHECK(talk["updated_time"] == "2026-05-04T09:01:00+0000");
    CHECK(talk["unread_count"] == 2);
    CHECK(talk["can_reply"] == true);
    CHECK_FALSE(talk.contains("snippet"));
    CHECK(talk["participants"]["data"][0]["id"] == town.psid("mira"));
    CHECK(talk["participants"]["data"][1]["id"] == town.page());
    const Json& messages = talk["messages"]["data"];
    REQUIRE(messages.size() == 2);
    CHECK(messages[0]["message"] == "");
    CHECK(messages[0]["attachments"]["data"][0]["image_data"]["url"].get<std::string>().starts_with(
        "http://127.0.0.1:4001/cdn/"));
    CHECK(messages[1]["id"] == asked);
    CHECK(messages[1]["from"]["email"] == town.psid("mira") + "@facebook.com");
    CHECK(messages[1]["to"]["data"][0]["id"] == town.page());
    CHECK_FALSE(messages[1].contains("attachments"));
}

TEST_CASE("conversations come the latest first, 25 at most, and by person") {
    FacebookTown town;
    for (const auto* who : {"mira", "jonas", "lucia", "mira"}) {
        town.now += GraphTown::kMinute;
        town.direct(who, "hello");
    }
    const Json list = town.conversations("fields=participants&limit=200");
    REQUIRE(list["data"].size() == 3);
    CHECK(list["data"][0]["participants"]["data"][0]["id"] == town.psid("mira"));
    CHECK(list["data"][1]["participants"]["data"][0]["id"] == town.psid("lucia"));
    CHECK(list["data"][0].size() == 2);
    CHECK(town.conversations("user_id=" + town.psid("jonas"))["data"].size() == 1);
    CHECK(town.conversations("platform=instagram")["data"].empty());
    CHECK_FALSE(town.conversations("platform=instagram").contains("paging"));
    const Json first = town.conversations("limit=1");
    CHECK(first["paging"]["next"].get<std::string>().contains("access_token=" + town.shop()));
    CHECK(town.allIds("/v26.0/me/conversations", "limit=1") == GraphTown::ids(list));
    CHECK(town.conversations("limit=200&since=1")["data"].size() == 3);
}

TEST_CASE("only the newest twenty messages of a conversation can be read, the others claim to be deleted") {
    FacebookTown town;
    std::vector<std::string> said;
    for (int count = 0; count < 23; ++count) {
        said.push_back(town.direct("kai", "message " + std::to_string(count)));
    }
    const std::string talk = GraphTown::ids(town.conversations()).front();
    const Json list = town.get("/v26.0/" + talk + "/messages", "fields=id,created_time,message&limit=100");
    REQUIRE(list["data"].size() == 23);
    CHECK(list["data"][19].contains("message"));
    CHECK_FALSE(list["data"][20].contains("message"));
    CHECK(town.get("/v26.0/" + said[3], "fields=message")["message"] == "message 3");
    const auto old = town.askGet("/v26.0/" + said[2], "fields=message");
    CHECK(GraphTown::refused(old) == "100");
    CHECK(GraphTown::words(old).contains("deleted"));
    CHECK(town.get("/v26.0/" + talk, "fields=message_count")["message_count"] == 23);
}

TEST_CASE("an unsent message vanishes without a word, or stays without its words") {
    FacebookTown town;
    const std::string kept = town.direct("nour", "hello");
    const std::string gone = town.direct("nour", "never mind");
    town.pull("unsend", {{"id", gone}});
    const Json list = town.conversations("fields=messages{id}");
    CHECK(GraphTown::ids(list["data"][0]["messages"]) == std::vector<std::string>{kept});
    CHECK(GraphTown::refused(town.askGet("/v26.0/" + gone)) == "100/33");
    town.pull("unsend", {{"id", kept}, {"listed", true}});
    const Json emptied = town.get("/v26.0/" + kept, "fields=message,from{id}");
    CHECK_FALSE(emptied.contains("message"));
    CHECK(emptied["from"]["id"] == town.psid("nour"));
}

TEST_CASE("stickers, files and shares come as what they are") {
    FacebookTown town;
    for (const auto* kind : {"sticker", "file", "share", "video"}) {
        town.direct("ada", "", {{"attachment", kind}});
    }
    const Json messages = town.conversations(
        "fields=messages{message,sticker,attachments,shares{id,link,name,description}}")["data"][0]
                                                                                        ["messages"]["data"];
    CHECK(messages[3]["sticker"].get<std::string>().contains("/cdn/sticker-"));
    CHECK_FALSE(messages[3].contains("attachments"));
    CHECK(messages[2]["attachments"]["data"][0]["mime_type"] == "application/pdf");
    CHECK(messages[2]["attachments"]["data"][0].contains("file_url"));
    CHECK(messages[1]["shares"]["data"][0]["link"].get<std::string>().starts_with("https://"));
    CHECK(messages[0]["attachments"]["data"][0]["video_data"]["length"] == 11);
}

TEST_CASE("an address of the CDN ends after some days") {
    FacebookTown town;
    town.direct("ada", "", {{"attachment", "image"}});
    const Json list = town.conversations("fields=messages{attachments}");
    const std::string url =
        list["data"][0]["messages"]["data"][0]["attachments"]["data"][0]["image_data"]["url"];
    const auto slash = url.find("/cdn/");
    const auto query = url.find('?');
    const auto fetch = [&] {
        return town.ask("", "GET", url.substr(slash, query - slash), url.substr(query + 1));
    };
    CHECK(fetch().type == "image/png");
    town.now += 4 * GraphTown::kDay;
    CHECK(fetch().status == 403);
    CHECK(town.ask("", "GET", url.substr(slash, query - slash)).status == 403);
}

TEST_CASE("comments are asked for flat or by level, in either order, from a time on") {
    FacebookTown town;
    const std::string post = town.sayId("shop", "New in the window");
    town.now += GraphTown::kMinute;
    const std::string top = town.sayId("mira", "How much?", {{"in_reply_to", post}});
    town.now += GraphTown::kMinute;
    const std::string below = town.sayId("bo", "Cheap!", {{"in_reply_to", top}});
    town.now += GraphTown::kMinute;
    const std::string deeper = town.sayId("ada", "Not for me", {{"in_reply_to", below}});
    const std::string path = "/v26.0/" + post + "/comments";
    CHECK(GraphTown::ids(town.get(path)) == std::vector<std::string>{top});
    CHECK(GraphTown::ids(town.get(path, "filter=stream")) == std::vector<std::string>{top, below, deeper});
    CHECK(GraphTown::ids(town.get(path, "filter=stream&order=reverse_chronological&limit=2")) ==
          std::vector<std::string>{deeper, below});
    CHECK(GraphTown::ids(
              town.get(path, "filter=stream&since=" +
                                 std::to_string((GraphTown::kStart + 2 * GraphTown::kMinute) / 1000))) ==
          std::vector<std::string>{below, deeper});
    const Json replies = town.get("/v26.0/" + top + "/comments",
                                  "fields=id,message,from{id,name},parent{id},object{id}&summary=true");
    CHECK(replies["data"][1]["parent"]["id"] == top);  // a reply to a reply hangs on the top
    CHECK(replies["data"][1]["object"]["id"] == post);
    CHECK(replies["summary"]["total_count"] == 2);
    CHECK(GraphTown::refused(town.askGet(path, "filter=all")) == "100");
    const Json posts =
        town.get("/v26.0/me/published_posts",
                 published(".filter(stream).order(reverse_chronological).limit(2).summary(true)"
                           "{id,message,parent{id},comment_count}"));
    CHECK(posts["data"][0]["updated_time"] == "2026-05-04T09:03:00+0000");
    CHECK(posts["data"][0]["comments"]["summary"]["total_count"] == 3);
    CHECK(posts["data"][0]["comments"]["paging"]["next"].get<std::string>().contains("filter=stream"));
    CHECK(posts["data"][0]["comments"]["data"][0]["parent"] == Json{{"id", top}});
    CHECK(town.allIds(path, "filter=stream&limit=1").size() == 3);
}

TEST_CASE("a hidden comment is in the stream alone, a deleted one takes its replies along") {
    FacebookTown town;
    const std::string post = town.sayId("shop", "Hello");
    const std::string spam = town.sayId("boost", "followers!", {{"in_reply_to", post}});
    town.pull("hide", {{"id", spam}});
    const std::string path = "/v26.0/" + post + "/comments";
    CHECK(town.get(path)["data"].empty());
    const Json stream = town.get(path, "filter=stream&fields=is_hidden");
    CHECK(stream["data"][0]["is_hidden"] == true);
    const std::string top = town.sayId("kai", "Never again.", {{"in_reply_to", post}});
    town.sayId("bo", "Why?", {{"in_reply_to", top}});
    REQUIRE(town.house->remove({{"id", top}}, town.now));
    CHECK(GraphTown::ids(town.get(path, "filter=stream")) == std::vector<std::string>{spam});
    CHECK(GraphTown::refused(town.askGet("/v26.0/" + top)) == "100/33");
}

TEST_CASE("an edited comment shows it only to who reads it again") {
    FacebookTown town;
    const std::string post = town.sayId("shop", "Hello");
    const std::string comment = town.sayId("xiaodeng", "open on saturday?", {{"in_reply_to", post}});
    const Json before = town.get("/v26.0/" + post, "fields=updated_time");
    town.now += GraphTown::kHour;
    REQUIRE(town.house->edit({{"id", comment}, {"text", "open on sunday?"}}, town.now));
    CHECK(town.get("/v26.0/" + comment)["message"] == "open on sunday?");
    CHECK(town.get("/v26.0/" + post, "fields=updated_time") == before);
}

TEST_CASE("who does not want to be named has no from, and a user's token is told nothing") {
    FacebookTown town;
    const std::string post = town.sayId("shop", "Hello");
    town.sayId("zoe", "Do they come in pairs?", {{"in_reply_to", post}});
    const std::string path = "/v26.0/" + post + "/comments";
    const Json list = town.get(path, "fields=from{id,name},message");
    CHECK(list["data"].size() == 1);
    CHECK_FALSE(list["data"][0].contains("from"));
    CHECK(GraphTown::good(town.ask(town.token("user"), "GET", path))["data"].empty());
    CHECK(GraphTown::refused(town.ask(town.token("user"), "GET",
                                      "/v26.0/" + town.page() + "/conversations")) == "190/2069032");
}

TEST_CASE("what people post on the page, and where they tag it, stands on lists of its own") {
    FacebookTown town;
    const std::string own = town.sayId("shop", "Hello");
    const std::string visit = town.sayId("jonas", "Any corks?", {{"post", true}});
    const std::string tag = town.sayId("ada", "saved my Sunday", {{"tagged", true}});
    CHECK(GraphTown::ids(town.get("/v26.0/me/visitor_posts")) == std::vector<std::string>{visit});
    CHECK(GraphTown::ids(town.get("/v26.0/me/published_posts")) == std::vector<std::string>{own});
    CHECK(GraphTown::ids(town.get("/v26.0/me/feed")).size() == 2);
    const Json tagged =
        town.get("/v26.0/me/tagged", "fields=message,from{name},message_tags,can_reply_privately");
    CHECK(tagged["data"][0]["id"] == tag);
    CHECK(tagged["data"][0]["message"] == "Kettle & Kiln saved my Sunday");
    CHECK(tagged["data"][0]["message_tags"][0]["id"] == town.page());
    CHECK(GraphTown::refused(town.askGet("/v26.0/me/ratings")) == "12");
    CHECK(GraphTown::refused(town.askGet("/v26.0/me/nonsense")) == "2500");
    CHECK(GraphTown::refused(town.askGet("/v26.0/me/feed", "fields=nonsense")) == "100");
}

TEST_CASE("several things are read at once by their ids, and one that is gone spoils it") {
    FacebookTown town;
    const std::string one = town.sayId("shop", "one");
    const std::string other = town.sayId("shop", "other");
    const Json both = town.get("/v26.0/", "ids=" + one + "," + other + "&fields=message");
    CHECK(both[one]["message"] == "one");
    CHECK(both[other]["id"] == other);
    CHECK(GraphTown::refused(town.askGet("/v26.0/", "ids=" + one + ",5")) == "100/33");
}

TEST_CASE("without Advanced Access only people with a role in the app are seen, on pages that stay short") {
    FacebookTown town;
    const std::string post = town.sayId("shop", "Hello");
    const std::string hidden = town.sayId("mira", "nice", {{"in_reply_to", post}});
    const std::string seen = town.sayId("bo", "indeed", {{"in_reply_to", post}});
    town.direct("bo", "hello");
    town.now += GraphTown::kMinute;
    town.direct("mira", "hello");
    town.pull("traits", {{"access", "standard"}});
    CHECK(GraphTown::ids(town.get("/v26.0/" + post + "/comments")) == std::vector<std::string>{seen});
    CHECK(GraphTown::refused(town.askGet("/v26.0/" + hidden)) == "100/33");
    const Json page = town.conversations("limit=1");
    CHECK(page["data"].empty());
    CHECK(page["paging"].contains("next"));
    CHECK(town.allIds("/v26.0/me/conversations", "limit=1").size() == 1);
    CHECK(GraphTown::refused(town.askReply("mira", "hello")) == "200");
    CHECK(town.askReply("bo", "hello").status == 200);
}
