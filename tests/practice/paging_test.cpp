// SPDX-License-Identifier: GPL-3.0-or-later
#include "town.h"

#include "practice/mastodon/paging.h"

#include <algorithm>

using app::practice::mastodon::Id;
using app::practice::mastodon::pageOf;

namespace {

const std::vector<Id> kTen{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
using Ids = std::vector<Id>;

/// Ten mentions of the shop, oldest first.
std::vector<std::string> tenMentions(Town& town) {
    std::vector<std::string> ids;
    for (int index = 0; index < 10; ++index) {
        town.now += 1000;
        ids.push_back(town.say("mira", "@shop " + std::to_string(index)));
    }
    return ids;
}

}  // namespace

TEST_CASE("without a cursor the newest come, newest first") {
    CHECK(pageOf(kTen, {.limit = 3}) == Ids{10, 9, 8});
}

TEST_CASE("max_id goes back from the cursor") {
    CHECK(pageOf(kTen, {.limit = 3, .maxId = 8}) == Ids{7, 6, 5});
    CHECK(pageOf(kTen, {.limit = 3, .maxId = 1}).empty());
}

TEST_CASE("since_id gives the newest page above the cursor and leaves a hole below it") {
    CHECK(pageOf(kTen, {.limit = 3, .sinceId = 2}) == Ids{10, 9, 8});
}

TEST_CASE("min_id pages forward: the oldest above the cursor, still newest first") {
    CHECK(pageOf(kTen, {.limit = 3, .minId = 2}) == Ids{5, 4, 3});
    CHECK(pageOf(kTen, {.limit = 3, .minId = 8}) == Ids{10, 9});
    CHECK(pageOf(kTen, {.limit = 3, .minId = 10}).empty());
}

TEST_CASE("min_id wins over since_id, and max_id bounds both") {
    CHECK(pageOf(kTen, {.limit = 3, .sinceId = 7, .minId = 2}) == Ids{5, 4, 3});
    CHECK(pageOf(kTen, {.limit = 9, .maxId = 5, .minId = 2}) == Ids{4, 3});
    CHECK(pageOf(kTen, {.limit = 9, .maxId = 2, .minId = 7}).empty());
}

TEST_CASE("paging forward by min_id meets every notification once, however long the gap") {
    Town town;
    const std::vector<std::string> said = tenMentions(town);
    std::vector<std::string> met;
    std::string cursor = "1";
    while (true) {
        const auto page = town.get("shop", "/api/v1/notifications?types[]=mention&limit=3&min_id=" + cursor);
        if (page.empty()) {
            break;
        }
        auto statuses = Town::statusIds(page);
        std::ranges::reverse(statuses);
        met.insert(met.end(), statuses.begin(), statuses.end());
        cursor = page[0]["id"];
    }
    CHECK(met == said);
}

TEST_CASE("the Link header keeps the request's filters, sorted and encoded as Rails writes them") {
    Town town;
    tenMentions(town);
    const auto answer = town.ask(
        "shop", "GET",
        "/api/v1/notifications?types[]=mention&limit=2&exclude_types[]=follow&include_filtered=true");
    const auto list = Town::Json::parse(answer.body);
    const std::string kept = "exclude_types%5B%5D=follow&include_filtered=true&limit=2&";
    CHECK(Town::header(answer, "Link") ==
          "<http://127.0.0.1:4000/api/v1/notifications?" + kept +
              "max_id=" + list[1]["id"].get<std::string>() +
              "&types%5B%5D=mention>; rel=\"next\", <http://127.0.0.1:4000/api/v1/notifications?" + kept +
              "min_id=" + list[0]["id"].get<std::string>() + "&types%5B%5D=mention>; rel=\"prev\"");
}

TEST_CASE("an empty page has no Link header") {
    Town town;
    CHECK(Town::header(town.ask("shop", "GET", "/api/v1/notifications"), "Link").empty());
}

TEST_CASE("a limit above 80 is 80, one that is no number is none") {
    Town town;
    for (int index = 0; index < 90; ++index) {
        town.say("mira", "@shop " + std::to_string(index));
    }
    CHECK(town.get("shop", "/api/v1/notifications?limit=500").size() == 80);
    CHECK(town.get("shop", "/api/v1/notifications").size() == 40);
    CHECK(town.get("shop", "/api/v1/notifications?limit=many").empty());
}

TEST_CASE("types without brackets filter nothing, as in Rails") {
    Town town;
    town.say("mira", "@shop hello");
    CHECK(town.get("shop", "/api/v1/notifications?types=follow").size() == 1);
    CHECK(town.get("shop", "/api/v1/notifications?types[]=follow").empty());
}

TEST_CASE("notification ids get longer on the way and exceed what a double can hold") {
    Town town;
    for (int index = 0; index < 40; ++index) {
        town.say("mira", "@shop " + std::to_string(index));
    }
    const auto ids = Town::ids(town.get("shop", "/api/v1/notifications?limit=80"));
    CHECK(ids.front().size() == ids.back().size() + 1);
    CHECK(std::stoull(ids.back()) > (1ULL << 53U));
}
