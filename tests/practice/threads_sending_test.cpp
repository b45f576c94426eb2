// SPDX-License-Identifier: GPL-3.0-or-later
#include "threads_town.h"

using app::practice::Json;

TEST_CASE("a reply on Threads goes out in two steps, once") {
    ThreadsTown town;
    const std::string asked = town.sayId("mira", "@kettleandkiln open?");
    const std::string id = town.container("Until six.", asked);
    CHECK(town.log.deliveries().empty());
    CHECK(town.status(id) == "IN_PROGRESS");
    CHECK(GraphTown::refused(town.askPublish(id)) == "9007/2207027");
    town.now += 3 * GraphTown::kSecond;
    CHECK(town.status(id) == "FINISHED");
    const std::string post = GraphTown::good(town.askPublish(id))["id"];
    CHECK(post != id);
    CHECK(town.status(id) == "PUBLISHED");
    CHECK(GraphTown::refused(town.askPublish(id)) == "24/4279009");
    REQUIRE(town.log.deliveries().size() == 1);
    CHECK(town.log.deliveries()[0].statusId == post);
    CHECK(town.log.deliveries()[0].inReplyTo == asked);
    const Json shown = town.get("/v1.0/me/replies", "fields=text,replied_to,is_reply_owned_by_me");
    CHECK(shown["data"][0]["id"] == post);
    CHECK(shown["data"][0]["is_reply_owned_by_me"] == true);
    // Two equal replies are two replies.
    town.reply(asked, "Until six.");
    CHECK(town.log.deliveries().size() == 2);
}

TEST_CASE("a container ends after a day, and one that is spoilt says so") {
    ThreadsTown town;
    const std::string old = town.container("hello");
    const std::string spoilt = town.container("hello again");
    town.pull("spoil", {{"id", spoilt}});
    const Json error = town.get("/v1.0/" + spoilt, "fields=status,error_message");
    CHECK(error["status"] == "ERROR");
    CHECK(error["error_message"] == "UNKNOWN");
    town.now += GraphTown::kDay;
    CHECK(town.status(old) == "EXPIRED");
    CHECK(GraphTown::refused(town.askPublish(old)) == "24/4279009");
    CHECK(GraphTown::refused(town.askPublish("12")) == "24/4279009");
    town.pull("traits", {{"processing_s", 60}});
    const std::string slow = town.container("slow");
    town.now += 59 * GraphTown::kSecond;
    CHECK(town.status(slow) == "IN_PROGRESS");
    CHECK(town.log.deliveries().empty());
}

TEST_CASE("a text on Threads has 500 letters at most, where an emoji counts its bytes") {
    ThreadsTown town;
    CHECK(town.askContainer(std::string(500, 'a')).status == 200);
    CHECK(GraphTown::refused(town.askContainer(std::string(501, 'a'))) == "100");
    std::string umlauts;
    for (int count = 0; count < 500; ++count) {
        umlauts += "ü";
    }
    CHECK(town.askContainer(umlauts).status == 200);
    CHECK(town.askContainer(std::string(496, 'a') + "🫖").status == 200);
    CHECK(GraphTown::refused(town.askContainer(std::string(497, 'a') + "🫖")) == "100");
    CHECK(GraphTown::refused(town.askContainer(" ")) == "100");
    CHECK(GraphTown::refused(town.askPost("/v1.0/me/threads", {{"text", "no kind"}})) == "100");
    CHECK(GraphTown::refused(town.askContainer("to nobody", "12")) == "100/33");
    CHECK(GraphTown::refused(town.askPost(
              "/v1.0/me/threads", {{"media_type", "TEXT"}, {"text", "a"}, {"reply_control", "none"}})) ==
          "100");
}

TEST_CASE("a post that is gone can't be replied to any more, nor can one without the permission for it") {
    ThreadsTown town;
    const std::string asked = town.sayId("mira", "@kettleandkiln open?");
    const std::string id = town.container("Until six.", asked);
    REQUIRE(town.house->remove({{"id", asked}}, town.now));
    town.now += 3 * GraphTown::kSecond;
    CHECK(GraphTown::refused(town.askPublish(id)) == "100/33");
    CHECK(town.status(id) == "ERROR");
    const std::string strange = town.sayId("bo", "my own thread");
    const std::string own = town.sayId("shop", "Hello");
    town.pull("traits", {{"missing", {"threads_manage_mentions", "threads_keyword_search"}}});
    CHECK(GraphTown::refused(town.askContainer("Hi", strange)) == "10");
    CHECK(town.askContainer("Hi", own).status == 200);
    town.pull("traits", {{"missing", {"threads_keyword_search"}}});
    CHECK(town.askContainer("Hi", strange).status == 200);
}

TEST_CASE("the account hides replies under its posts and deletes its own") {
    ThreadsTown town;
    const std::string root = town.sayId("shop", "Hello");
    const std::string spam = town.sayId("boost", "followers!", {{"in_reply_to", root}});
    CHECK(town.askForm("/v1.0/" + spam + "/manage_reply", "hide=true").status == 200);
    CHECK(town.get("/v1.0/" + spam, "fields=hide_status")["hide_status"] == "HIDDEN");
    CHECK(town.askForm("/v1.0/" + spam + "/manage_reply", "hide=false").status == 200);
    CHECK(GraphTown::refused(town.askForm("/v1.0/" + root + "/manage_reply", "hide=true")) == "100/33");
    CHECK(GraphTown::refused(town.askDelete("/v1.0/" + spam)) == "100/33");
    const std::string reply = town.reply(spam, "No, thank you.");
    CHECK(town.askDelete("/v1.0/" + reply).status == 200);
    CHECK(GraphTown::refused(town.askGet("/v1.0/" + reply)) == "100/33");
    town.pull("traits", {{"missing", {"threads_delete"}}});
    CHECK(GraphTown::refused(town.askDelete("/v1.0/" + root)) == "10");
}

TEST_CASE("what a day allows on Threads is told, and is all") {
    ThreadsTown town;
    const std::string root = town.sayId("shop", "Hello");
    town.reply(root, "first");
    const auto quota = [&] {
        return town.get("/v1.0/me/threads_publishing_limit",
                        "fields=quota_usage,config,reply_quota_usage,reply_config")["data"][0];
    };
    CHECK(quota()["reply_quota_usage"] == 1);
    CHECK(quota()["quota_usage"] == 0);
    CHECK(quota()["reply_config"]["quota_total"] == 1000);
    for (int count = 0; count < 250; ++count) {
        town.log.delivered({.platform = "threads", .atMs = town.now});
    }
    const std::string id = town.container("one more");
    town.now += 3 * GraphTown::kSecond;
    CHECK(GraphTown::refused(town.askPublish(id)) == "4/2207051");
    town.reply(root, "a reply is another matter");
    town.now += GraphTown::kDay;
    CHECK(quota()["quota_usage"] == 0);
    const std::string later = town.container("one more");
    town.now += 3 * GraphTown::kSecond;
    CHECK(town.askPublish(later).status == 200);
}

TEST_CASE("an account of Threads signs in by a code, and its token is prolonged") {
    ThreadsTown town;
    const auto consent =
        town.ask("", "GET", "/oauth/authorize",
                 "client_id=" + town.token("app_id") +
                     "&redirect_uri=http%3A%2F%2Flocalhost%3A8766%2Fcallback&response_type=code"
                     "&scope=threads_basic,threads_read_replies&state=s");
    const std::string location = GraphTown::header(consent, "Location");
    REQUIRE(location.starts_with("http://localhost:8766/callback?code="));
    const std::string code = location.substr(36, location.find('&') - 36);
    const std::string form =
        "client_id=" + town.token("app_id") + "&client_secret=" + town.token("app_secret") +
        "&grant_type=authorization_code&redirect_uri=http%3A%2F%2Flocalhost%3A8766%2Fcallback&code=" + code;
    const Json brief = GraphTown::good(town.ask("", "POST", "/oauth/access_token", "", form));
    CHECK(std::to_string(brief["user_id"].get<std::int64_t>()) == town.token("threads_id"));
    CHECK(GraphTown::refused(town.ask("", "POST", "/oauth/access_token", "", form)) == "100/36009");
    CHECK(GraphTown::refused(town.ask(brief["access_token"], "GET", "/v1.0/me/mentions")) == "10");
    const Json longer =
        GraphTown::good(town.ask(brief["access_token"], "GET", "/access_token",
                                 "grant_type=th_exchange_token&client_secret=" + town.token("app_secret")));
    const auto refresh = [&] {
        return town.ask(longer["access_token"], "GET", "/refresh_access_token",
                        "grant_type=th_refresh_token");
    };
    CHECK(GraphTown::refused(refresh()) == "10");
    town.now += GraphTown::kDay;
    CHECK(GraphTown::good(refresh())["expires_in"] == 60 * 86'400);
    town.pull("traits", {{"expires_in_s", 1}});
    town.now += 2 * GraphTown::kSecond;
    CHECK(GraphTown::refused(town.askGet("/v1.0/me")) == "190/463");
    const auto limit = town.house->faultAnswer({.kind = app::practice::FaultKind::RateLimit, .seconds = 60},
                                               town.last, town.now);
    CHECK(GraphTown::refused(limit) == "4");
}
