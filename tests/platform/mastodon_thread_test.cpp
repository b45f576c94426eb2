// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogue.h"
#include "platform/registry.h"
#include "samples.h"
#include "support/catch.h"

#include <string>
#include <vector>

namespace {

using model::IncomingBatch;
using samples::Json;
using Ids = std::vector<std::string>;

dialogue::Course<IncomingBatch> read(const std::vector<dialogue::Exchange>& exchanges,
                                     std::vector<std::string> known = {}) {
    static const platform::Registry registry;
    return dialogue::run(registry.adapter("mastodon")
                             ->readThread(samples::account(), samples::secrets(), "s5", std::move(known)),
                         exchanges);
}

std::string body(std::string_view id) {
    return samples::status(id, samples::mira(), "<p>hello</p>").dump();
}

std::string context(std::vector<std::string> ancestors, std::vector<std::string> descendants) {
    Json json{{"ancestors", Json::array()}, {"descendants", Json::array()}};
    for (const auto& id : ancestors) {
        json["ancestors"].push_back(samples::status(id, samples::mira(), "<p>before</p>"));
    }
    for (const auto& id : descendants) {
        json["descendants"].push_back(samples::status(id, samples::mira(), "<p>after</p>"));
    }
    return json.dump();
}

}  // namespace

TEST_CASE("a thread is the post, what it answers and what answers it, in one batch") {
    const auto course =
        read({{"GET /api/v1/statuses/s5", dialogue::json(body("s5"))},
              {"GET /api/v1/statuses/s5/context", dialogue::json(context({"s1", "s2"}, {"s6"}))}});
    const auto& batch = course.only();
    Ids ids;
    for (const auto& message : batch.messages) {
        ids.push_back(message.remoteId);
    }
    CHECK(ids == Ids{"s5", "s1", "s2", "s6"});
    CHECK(batch.threadsRead == Ids{"s5"});
    CHECK(batch.deletedRemoteIds.empty());
}

TEST_CASE("a post that is gone is deleted, and its thread counts as read") {
    for (const auto& answer : {dialogue::page(404), dialogue::Answer{404, R"({"error":"Record not found"})"},
                               dialogue::page(410)}) {
        const auto batch = read({{"GET /api/v1/statuses/s5", answer}}).only();
        CHECK(batch.deletedRemoteIds == Ids{"s5"});
        CHECK(batch.threadsRead == Ids{"s5"});
        CHECK(batch.messages.empty());
    }
}

TEST_CASE("known posts that the thread no longer shows are asked for before they count as deleted") {
    const auto course = read({{"GET /api/v1/statuses/s5", dialogue::json(body("s5"))},
                              {"GET /api/v1/statuses/s5/context", dialogue::json(context({"s1"}, {}))},
                              {"GET /api/v1/statuses/s7", dialogue::page(404)},
                              {"GET /api/v1/statuses/s8", dialogue::json(body("s8"))}},
                             {"s1", "s5", "s7", "s8"});
    REQUIRE(course.status);
    REQUIRE(course.taken.size() == 3);
    CHECK(course.taken[1].deletedRemoteIds == Ids{"s7"});
    CHECK(course.taken[2].deletedRemoteIds.empty());
    CHECK(course.taken[2].messages[0].remoteId == "s8");
}

TEST_CASE("at most ten missing posts of a thread are asked for") {
    std::vector<std::string> known;
    std::vector<dialogue::Exchange> exchanges{
        {"GET /api/v1/statuses/s5", dialogue::json(body("s5"))},
        {"GET /api/v1/statuses/s5/context", dialogue::json(context({}, {}))}};
    for (int number = 0; number < 30; ++number) {
        known.push_back("k" + std::to_string(number));
        if (number < 10) {
            exchanges.push_back({"GET /api/v1/statuses/k" + std::to_string(number), dialogue::page(404)});
        }
    }
    CHECK(read(exchanges, known).status);
}

TEST_CASE("a bad post in a thread costs that post") {
    Json json = Json::parse(context({"s1"}, {"s6", "s7", "s8"}));
    json["descendants"][1]["account"] = "nobody";
    const auto batch = read({{"GET /api/v1/statuses/s5", dialogue::json(body("s5"))},
                             {"GET /api/v1/statuses/s5/context", dialogue::json(json.dump())}})
                           .only();
    REQUIRE(batch.messages.size() == 5);
    CHECK(batch.messages[3].remoteId == "s7");
    CHECK(batch.messages[3].unreadable == "descendants[1].account: expected an object, found text");
    CHECK(batch.messages[4].remoteId == "s8");
    CHECK(batch.messages[4].unreadable.empty());
}

TEST_CASE("an answer that only passes the post on is looked through") {
    Json passedOn = samples::status("s5", samples::us(), "");
    passedOn["reblog"] = samples::status("s5", samples::mira(), "<p>the words</p>");
    const auto batch = read({{"GET /api/v1/statuses/s5", dialogue::json(passedOn.dump())},
                             {"GET /api/v1/statuses/s5/context", dialogue::json(context({}, {}))}})
                           .only();
    CHECK(batch.messages[0].text == "the words");
    CHECK(batch.messages[0].author.remoteId == "901");
    CHECK_FALSE(batch.messages[0].own);
}

TEST_CASE("a server without threads still gives the post itself") {
    const auto batch = read({{"GET /api/v1/statuses/s5", dialogue::json(body("s5"))},
                             {"GET /api/v1/statuses/s5/context", dialogue::page(404)}})
                           .only();
    CHECK(batch.messages.size() == 1);
    CHECK(batch.threadsRead == Ids{"s5"});
}

TEST_CASE("trouble while reading a thread deletes nothing") {
    for (const int status : {401, 403, 429, 500, 503}) {
        const auto course = read({{"GET /api/v1/statuses/s5", dialogue::page(status)}});
        CHECK_FALSE(course.status);
        CHECK(course.taken.empty());
    }
    const auto course = read({{"GET /api/v1/statuses/s5", dialogue::page(200, "<html>login</html>")}});
    REQUIRE_FALSE(course.status);
    CHECK(course.status.error().kind == base::ErrorKind::NotThePlatform);
}

TEST_CASE("an id goes into the address in a form that can't leave its place") {
    static const platform::Registry registry;
    const auto steps =
        registry.adapter("mastodon")->readThread(samples::account(), samples::secrets(), "../x?y#z", {});
    CHECK(dialogue::lineOf(std::get<platform::HttpCall>(steps->request()).request) ==
          "GET /api/v1/statuses/..%2Fx%3Fy%23z");
}
