// SPDX-License-Identifier: GPL-3.0-or-later
#include "town.h"

namespace {

const app::practice::HeaderList kKey{{"Idempotency-Key", "one-and-the-same"}};

}  // namespace

TEST_CASE("a repeat with the same key within the hour returns the first post and delivers nothing") {
    Town town;
    const auto first = town.post("shop", "/api/v1/statuses", {{"status", "@mira yes"}}, kKey);
    town.now += 59 * 60 * 1000;
    const auto second = town.post("shop", "/api/v1/statuses", {{"status", "@mira yes"}}, kKey);
    CHECK(second["id"] == first["id"]);
    REQUIRE(town.log.deliveries().size() == 1);
    CHECK(town.log.deliveries()[0].repeats == 1);
    CHECK(town.log.deliveries()[0].idempotencyKey == "one-and-the-same");
}

TEST_CASE("after an hour the same key posts again") {
    Town town;
    const auto first = town.post("shop", "/api/v1/statuses", {{"status", "@mira yes"}}, kKey);
    town.now += 60 * 60 * 1000;
    const auto second = town.post("shop", "/api/v1/statuses", {{"status", "@mira yes"}}, kKey);
    CHECK(second["id"] != first["id"]);
    CHECK(town.log.deliveries().size() == 2);
}

TEST_CASE("a key belongs to its account") {
    Town town;
    const auto mine = town.post("shop", "/api/v1/statuses", {{"status", "hello"}}, kKey);
    const auto theirs = town.post("bo", "/api/v1/statuses", {{"status", "hello"}}, kKey);
    CHECK(mine["id"] != theirs["id"]);
}

TEST_CASE("another text under a used key still returns the first post") {
    Town town;
    town.post("shop", "/api/v1/statuses", {{"status", "first"}}, kKey);
    CHECK(town.post("shop", "/api/v1/statuses", {{"status", "second"}}, kKey)["content"] == "<p>first</p>");
}

TEST_CASE("without a key the same text is posted twice") {
    Town town;
    town.post("shop", "/api/v1/statuses", {{"status", "hello"}});
    town.post("shop", "/api/v1/statuses", {{"status", "hello"}});
    CHECK(town.log.deliveries().size() == 2);
}

TEST_CASE("a refused post keeps no key") {
    Town town;
    CHECK(town.ask("shop", "POST", "/api/v1/statuses", {{"status", " "}}, kKey).status == 422);
    CHECK(town.post("shop", "/api/v1/statuses", {{"status", "now with text"}}, kKey)["content"] ==
          "<p>now with text</p>");
}

TEST_CASE("a repeat of a deleted post is not found, and nothing is posted") {
    Town town;
    const std::string id = town.post("shop", "/api/v1/statuses", {{"status", "oops"}}, kKey)["id"];
    town.ask("shop", "DELETE", "/api/v1/statuses/" + id);
    CHECK(town.ask("shop", "POST", "/api/v1/statuses", {{"status", "oops"}}, kKey).status == 404);
    CHECK(town.log.deliveries().size() == 1);
}
