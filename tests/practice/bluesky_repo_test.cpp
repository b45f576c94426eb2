// SPDX-License-Identifier: GPL-3.0-or-later
#include "sky_town.h"

#include "practice/bluesky/cid.h"
#include "practice/bluesky/facets.h"
#include "practice/bluesky/id_mint.h"

using namespace app::practice;

namespace {

constexpr const char* kDate = "2026-05-04T09:00:00.000Z";

std::string refusal(SkyTown& town, const Json& record, const std::string& rkey = "3lq2abcdefg2a") {
    const auto answer = town.ask(
        town.token("shop"), "com.atproto.repo.putRecord", "",
        {{"repo", town.did("shop")}, {"collection", SkyTown::kPost}, {"rkey", rkey}, {"record", record}});
    CHECK(answer.status == 400);
    return Json::parse(answer.body)["message"];
}

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int count = 0; count < times; ++count) {
        all += text;
    }
    return all;
}

/// "@0-5 #6-9 https…": kind and bytes of each facet.
std::string ranges(std::string_view text) {
    const Json facets = bluesky::detectFacets(text, [](std::string_view handle) {
        return handle == "mira.bsky.test" ? std::string("did:plc:mira") : std::string();
    });
    std::string all;
    for (const Json& one : facets.is_null() ? Json::array() : facets) {
        const std::string type = one["features"][0]["$type"];
        all += type.substr(type.find('#') + 1) + " " + one["index"]["byteStart"].dump() + "-" +
               one["index"]["byteEnd"].dump() + ", ";
    }
    return all;
}

}  // namespace

TEST_CASE("an identical put is a no-op without commit, another one overwrites") {
    SkyTown town;
    const Json record = {{"text", "yes"}, {"createdAt", kDate}};
    const auto first = town.put("3lq2abcdefg2a", record);
    const auto again = town.put("3lq2abcdefg2a", {{"createdAt", kDate}, {"text", "yes"}});
    CHECK(first.contains("commit"));
    CHECK_FALSE(again.contains("commit"));
    CHECK(again["cid"] == first["cid"]);
    CHECK(again["uri"] == first["uri"]);
    const auto other = town.put("3lq2abcdefg2a", {{"text", "no"}, {"createdAt", kDate}});
    CHECK(other.contains("commit"));
    CHECK(other["cid"] != first["cid"]);
    REQUIRE(town.log.deliveries().size() == 1);
    CHECK(town.log.deliveries()[0].repeats == 1);
    CHECK(town.log.deliveries()[0].idempotencyKey == "3lq2abcdefg2a");
    CHECK(town.log.toJson()["edits"][0]["text"] == "no");
}

TEST_CASE("createRecord on a key that exists is a 500 and writes nothing") {
    SkyTown town;
    const Json body = {{"repo", town.did("shop")},
                       {"collection", SkyTown::kPost},
                       {"rkey", "3lq2abcdefg2a"},
                       {"record", {{"text", "yes"}, {"createdAt", kDate}}}};
    town.post("shop", "com.atproto.repo.createRecord", body);
    const auto again = town.ask(town.token("shop"), "com.atproto.repo.createRecord", "", body);
    CHECK(SkyTown::error(again) == "500 InternalServerError");
    CHECK(town.log.deliveries().size() == 1);
}

TEST_CASE("a text has at most 300 graphemes and 3000 bytes") {
    SkyTown town;
    const std::string family = "👩‍👩‍👧‍👦";
    const Json fits = {{"text", repeated("é", 300)}, {"createdAt", kDate}};
    CHECK(town.put("3lq2abcdefg2a", fits)["validationStatus"] == "valid");
    CHECK(refusal(town, {{"text", repeated("é", 301)}, {"createdAt", kDate}}) ==
          "Invalid app.bsky.feed.post record: grapheme too big (maximum 300, got 301) at $.record.text");
    CHECK(refusal(town, {{"text", repeated(family, 121)}, {"createdAt", kDate}}) ==
          "Invalid app.bsky.feed.post record: string too big (maximum 3000, got 3025) at $.record.text");
    CHECK(town.put("3lq2abcdefg2b", {{"text", repeated(family, 120)}, {"createdAt", kDate}}).contains("cid"));
}

TEST_CASE("a record key of a post is a TID") {
    SkyTown town;
    CHECK(refusal(town, {{"text", "a"}, {"createdAt", kDate}}, "mine") ==
          "Invalid record key for app.bsky.feed.post: Invalid TID string (got \"mine\") at $");
}

TEST_CASE("a facet that ends before it begins, or outside of the text, is kept as it is") {
    SkyTown town;
    const Json facet = {{"index", {{"byteStart", 9}, {"byteEnd", 2}}},
                        {"features", {{{"$type", "app.bsky.richtext.facet#tag"}, {"tag", "a"}}}}};
    CHECK(town.put("3lq2abcdefg2a", {{"text", "a"}, {"createdAt", kDate}, {"facets", {facet}}})
              .contains("cid"));
}

TEST_CASE("somebody else's repository is not written to") {
    SkyTown town;
    const auto answer = town.ask(town.token("shop"), "com.atproto.repo.putRecord", "",
                                 {{"repo", town.did("mira")},
                                  {"collection", SkyTown::kPost},
                                  {"rkey", "3lq2abcdefg2a"},
                                  {"record", {{"text", "a"}, {"createdAt", kDate}}}});
    CHECK(answer.status == 401);
    CHECK(town.log.deliveries().empty());
}

TEST_CASE("a record that was deleted is gone and can be written again") {
    SkyTown town;
    const Json record = {{"text", "yes"}, {"createdAt", kDate}};
    const Json place = {
        {"repo", town.did("shop")}, {"collection", SkyTown::kPost}, {"rkey", "3lq2abcdefg2a"}};
    town.put("3lq2abcdefg2a", record);
    CHECK(town.post("shop", "com.atproto.repo.deleteRecord", place).contains("commit"));
    CHECK(town.post("shop", "com.atproto.repo.deleteRecord", place) == Json::object());
    CHECK(town.log.toJson()["deletions"].size() == 1);
    CHECK(town.put("3lq2abcdefg2a", record).contains("commit"));
    CHECK(town.log.deliveries().size() == 2);
}

TEST_CASE("the cid of an empty record is the one everybody computes") {
    CHECK(bluesky::recordCid(Json::object()) ==
          "bafyreigbtj4x7ip5legnfznufuopl4sg4knzc2cof6duas4b3q2fy6swua");
    CHECK(bluesky::blobCid("") == "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku");
}

TEST_CASE("a repository gives a record back with shorter keys first, at every depth") {
    const Json written = {{"createdAt", 1}, {"text", {{"bb", 1}, {"a", 2}}}, {"$type", 2}};
    CHECK(bluesky::canonical(written).dump() == R"({"text":{"a":2,"bb":1},"$type":2,"createdAt":1})");
}

TEST_CASE("TIDs have thirteen sortable letters and always grow") {
    bluesky::IdMint mint{Dice(1)};
    std::string before;
    for (int count = 0; count < 2000; ++count) {
        const std::string tid = mint.tid(SkyTown::kStart);
        CHECK(bluesky::isTid(tid));
        CHECK(tid > before);
        before = tid;
    }
    CHECK(mint.tid(SkyTown::kStart + 60'000) > before);
    CHECK_FALSE(bluesky::isTid("3lq2abcdefg2"));
    CHECK_FALSE(bluesky::isTid("3lq2abcdefg1a"));
    CHECK_FALSE(bluesky::isTid("zlq2abcdefg2a"));
}

TEST_CASE("facets are found by bytes of UTF-8") {
    CHECK(ranges("@mira.bsky.test hi") == "mention 0-15, ");
    CHECK(ranges("👩‍👩‍👧‍👦 @mira.bsky.test.") == "mention 26-41, ");
    CHECK(ranges("@nobody.test mail@mira.bsky.test").empty());
    CHECK(ranges("see https://kettle.example/a?b=1, and (https://x.example/)") == "link 4-32, link 39-57, ");
    CHECK(ranges("kettle.com and kettle.nonsense and 3.5") == "link 0-10, ");
    CHECK(ranges("مرحبا #إبريق #1 #tea!") == "tag 11-22, tag 26-30, ");
}
