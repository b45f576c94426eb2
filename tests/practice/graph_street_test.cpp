// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw_client.h"

#include "practice/fault_answers.h"
#include "practice/json.h"
#include "practice/street.h"

#include "support/catch.h"

#include <utility>

using app::practice::Json;
using app::practice::Street;

TEST_CASE("Meta's houses move in when they are named, and suffer faults as the others do") {
    const auto street = Street::start({.platforms = {"facebook", "instagram", "threads"},
                                       .flow = app::practice::TimeFlow::Frozen,
                                       .life = app::practice::Life::Quiet});
    REQUIRE(street);
    const std::pair<const char*, const char*> paths[] = {{"facebook", "/v26.0/me/visitor_posts"},
                                                         {"instagram", "/v26.0/me/tags"},
                                                         {"threads", "/v1.0/me/mentions"}};
    for (const auto& [platform, path] : paths) {
        INFO(platform);
        const std::string url = (*street)->url(platform);
        const std::string target = std::string(path) + "?access_token=" + (*street)->shopToken(platform);
        REQUIRE((*street)->say(platform, {.persona = "mira", .text = "hello"}));
        CHECK(Json::parse(rawExchange(url, "GET", target).body())["data"].size() == 1);
        REQUIRE((*street)->order(std::string("GET ") + path, "rate_limit", 1));
        CHECK(rawExchange(url, "GET", target).status() == 400);
        REQUIRE((*street)->order(std::string("GET ") + path, "items_twice", 1));
        CHECK(Json::parse(rawExchange(url, "GET", target).body())["data"].size() == 2);
    }
}

TEST_CASE("the first page is what is left when the cursor after is taken away") {
    app::practice::Question question;
    question.path = "/v26.0/me/feed";
    question.query = "limit=2&after=QVFI&fields=id";
    CHECK(app::practice::firstPage(question).query == "limit=2&fields=id");
}
