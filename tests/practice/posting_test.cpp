// SPDX-License-Identifier: GPL-3.0-or-later
#include "town.h"

using app::practice::RateLimits;

namespace {

std::string repeated(const std::string& piece, int times) {
    std::string text;
    for (int count = 0; count < times; ++count) {
        text += piece;
    }
    return text;
}

}  // namespace

TEST_CASE("a form and JSON post the same") {
    Town town;
    const auto json =
        town.post("shop", "/api/v1/statuses", {{"status", "héllo & bye"}, {"visibility", "unlisted"}});
    const auto form = town.post("shop", "/api/v1/statuses", "status=h%C3%A9llo+%26+bye&visibility=unlisted");
    CHECK(json["content"] == form["content"]);
    CHECK(form["visibility"] == "unlisted");
}

TEST_CASE("blank, over-long and unknown are refused in the server's own words") {
    Town town;
    const auto refused = [&](const Town::Json& body) {
        const auto answer = town.ask("shop", "POST", "/api/v1/statuses", body);
        return std::pair{answer.status, Town::Json::parse(answer.body)["error"].get<std::string>()};
    };
    CHECK(refused({{"status", " \n "}}) ==
          std::pair{422, std::string("Validation failed: Text can't be blank")});
    CHECK(refused({{"status", repeated("x", 501)}}) ==
          std::pair{422, std::string("Validation failed: Text character limit of 500 exceeded")});
    CHECK(refused({{"status", "hi"}, {"in_reply_to_id", "42"}}) ==
          std::pair{404, std::string("The post you are trying to reply to does not appear to exist.")});
    CHECK(refused({{"status", "hi"}, {"visibility", "secret"}}).first == 422);
    CHECK(town.log.deliveries().empty());
}

TEST_CASE("length is counted in graphemes, links as 23, mentions without their host") {
    Town town;
    const auto status = [&](const std::string& text, const std::string& warning = "") {
        return town.ask("shop", "POST", "/api/v1/statuses", {{"status", text}, {"spoiler_text", warning}})
            .status;
    };
    CHECK(status(repeated("👩‍👩‍👧‍👦", 500)) == 200);
    CHECK(status(repeated("👩‍👩‍👧‍👦", 501)) == 422);
    CHECK(status("https://kettle-and-kiln.example/" + repeated("a", 600) + " " + repeated("x", 476)) == 200);
    CHECK(status("https://kettle-and-kiln.example/" + repeated("a", 600) + " " + repeated("x", 477)) == 422);
    CHECK(status("@jonas@werkbank.example " + repeated("x", 493)) == 200);
    CHECK(status("@jonas@werkbank.example " + repeated("x", 494)) == 422);
    CHECK(status(repeated("x", 400), repeated("y", 100)) == 200);
    CHECK(status(repeated("x", 400), repeated("y", 101)) == 422);
}

TEST_CASE("nobody is mentioned who is not named in the text, not even the author replied to") {
    Town town;
    const std::string top = town.say("mira", "@shop hello");
    const auto reply =
        town.post("shop", "/api/v1/statuses", {{"status", "no name"}, {"in_reply_to_id", top}});
    CHECK(reply["mentions"].empty());
    CHECK(town.get("mira", "/api/v1/notifications").empty());
    town.post("shop", "/api/v1/statuses", {{"status", "@mira a name"}, {"in_reply_to_id", top}});
    CHECK(town.get("mira", "/api/v1/notifications").size() == 1);
}

TEST_CASE("an edit keeps what was there before, and tells who is newly mentioned") {
    Town town;
    const std::string id = town.say("mira", "@shop one");
    town.now += 5000;
    REQUIRE(town.house->edit({{"id", id}, {"text", "@shop @bo two"}}, town.now));
    const auto post = town.get("shop", "/api/v1/statuses/" + id);
    CHECK(post["edited_at"] == "2026-05-04T09:00:05.000Z");
    CHECK(post["created_at"] == "2026-05-04T09:00:00.000Z");
    const auto history = town.get("shop", "/api/v1/statuses/" + id + "/history");
    REQUIRE(history.size() == 2);
    CHECK(history[0]["content"].get<std::string>().find("one</p>") != std::string::npos);
    CHECK(town.get("bo", "/api/v1/notifications").size() == 1);
    CHECK(town.get("shop", "/api/v1/notifications").size() == 1);
}

TEST_CASE("an edit that changes nothing is none") {
    Town town;
    const std::string id = town.say("mira", "@shop one");
    REQUIRE(town.house->edit({{"id", id}, {"text", "@shop one"}}, town.now + 5000));
    CHECK(town.get("shop", "/api/v1/statuses/" + id)["edited_at"].is_null());
}

TEST_CASE("others' posts can be neither edited nor deleted") {
    Town town;
    const std::string id = town.say("mira", "@shop one");
    CHECK(town.ask("shop", "PUT", "/api/v1/statuses/" + id, {{"status", "mine now"}}).status == 404);
    CHECK(town.ask("shop", "DELETE", "/api/v1/statuses/" + id).status == 404);
    CHECK(town.ask("shop", "GET", "/api/v1/statuses/" + id + "/source").status == 404);
}

TEST_CASE("a deleted post is handed back as its plain text") {
    Town town;
    const std::string id = town.post("shop", "/api/v1/statuses", {{"status", "@mira <b>hi</b>"}})["id"];
    const auto answer = town.ask("shop", "DELETE", "/api/v1/statuses/" + id);
    const auto json = Town::Json::parse(answer.body);
    CHECK(json["text"] == "@mira <b>hi</b>");
    CHECK_FALSE(json.contains("content"));
    CHECK(Town::header(answer, "X-RateLimit-Limit") == "30");
}

TEST_CASE("a wrong token, a revoked one and a narrow one are told apart") {
    Town town;
    const auto wrong =
        town.ask("", "GET", "/api/v1/notifications", nullptr, {{"Authorization", "Bearer nonsense"}});
    CHECK(wrong.status == 401);
    CHECK(wrong.body == R"({"error":"The access token is invalid"})");
    const auto app = town.post(
        "", "/api/v1/apps",
        {{"client_name", "Narrow"}, {"redirect_uris", "urn:ietf:wg:oauth:2.0:oob"}, {"scopes", "read"}});
    const auto token = town.post("", "/oauth/token",
                                 {{"grant_type", "client_credentials"},
                                  {"client_id", app["client_id"]},
                                  {"client_secret", app["client_secret"]},
                                  {"scope", "read"}})["access_token"]
                           .get<std::string>();
    const auto narrow =
        town.ask("", "POST", "/api/v1/statuses", {{"status", "hi"}}, {{"Authorization", "Bearer " + token}});
    CHECK(narrow.status == 403);
    CHECK(narrow.body == R"({"error":"This action is outside the authorized scopes"})");
    town.post("", "/oauth/revoke",
              {{"client_id", app["client_id"]}, {"client_secret", app["client_secret"]}, {"token", token}});
    const auto revoked = town.ask("", "GET", "/api/v1/apps/verify_credentials", nullptr,
                                  {{"Authorization", "Bearer " + token}});
    CHECK(revoked.status == 401);
    CHECK(revoked.body == R"({"error":"The access token was revoked"})");
}

TEST_CASE("limits are told, but nobody is refused unless the street was asked for it") {
    Town lenient;
    Town strict(1, RateLimits::Enforced);
    for (int count = 0; count < 300; ++count) {
        REQUIRE(lenient.ask("shop", "GET", "/api/v1/notifications").status == 200);
        REQUIRE(strict.ask("shop", "GET", "/api/v1/notifications").status == 200);
    }
    CHECK(lenient.ask("shop", "GET", "/api/v1/notifications").status == 200);
    const auto refused = strict.ask("shop", "GET", "/api/v1/notifications");
    CHECK(refused.status == 429);
    CHECK(refused.body == R"({"error":"Too many requests"})");
    CHECK(Town::header(refused, "X-RateLimit-Reset") == "2026-05-04T09:05:00.000000Z");
    CHECK(strict.ask("mira", "GET", "/api/v1/notifications").status == 200);
    strict.now += 5 * 60 * 1000;
    CHECK(strict.ask("shop", "GET", "/api/v1/notifications").status == 200);
}

TEST_CASE("film needs time before it can be attached") {
    Town town;
    app::practice::Question upload{.method = "POST", .path = "/api/v2/media", .target = "/api/v2/media"};
    upload.headers = {{"Authorization", "Bearer " + town.token("shop")},
                      {"Content-Type", "multipart/form-data"}};
    upload.parts = {{"file", "cat.mp4", "video/mp4", "not really"}, {"description", "", "", "a cat"}};
    const auto answer = town.house->answer(upload, town.now);
    REQUIRE(answer.status == 202);
    const auto media = Town::Json::parse(answer.body);
    CHECK(media["url"].is_null());
    CHECK(media["description"] == "a cat");
    const std::string path = "/api/v1/media/" + media["id"].get<std::string>();
    CHECK(town.ask("shop", "GET", path).status == 206);
    const Town::Json post{{"status", "look"}, {"media_ids", {media["id"]}}};
    CHECK(town.ask("shop", "POST", "/api/v1/statuses", post).status == 422);
    town.now += 10'000;
    CHECK(town.ask("shop", "GET", path).status == 200);
    CHECK(town.ask("shop", "POST", "/api/v1/statuses", post).status == 200);
    CHECK(town.ask("shop", "POST", "/api/v1/statuses", post).status == 422);
}

TEST_CASE("an unknown path is HTML for a browser and JSON for who asks for it") {
    Town town;
    CHECK(town.ask("", "GET", "/api/v1/nonsense").type.starts_with("text/html"));
    const auto json = town.ask("", "GET", "/api/v1/nonsense", nullptr, {{"Accept", "application/json"}});
    CHECK(json.status == 404);
    CHECK(json.body == R"({"error":"Not Found"})");
}
