// SPDX-License-Identifier: GPL-3.0-or-later
#include "town.h"

#include "practice/persona.h"
#include "practice/script.h"

#include <algorithm>
#include <functional>
#include <set>

using namespace app::practice;

namespace {

constexpr std::int64_t kMinute = 60'000;

/// A town where the script plays.
struct LivelyTown : Town {
    explicit LivelyTown(std::uint64_t seed = 1) : Town(seed), script(house->stage(), Dice(seed)) {
        house->onShopReply([this](const PostRef& parent, const PostRef& reply, std::int64_t atMs) {
            script.shopReplied(parent, reply, atMs);
        });
        script.open(now);
    }
    void pass(std::int64_t ms) {
        now += ms;
        script.catchUp(now);
    }
    /// Every notification of the shop, filtered ones too, newest first.
    Json everything() {
        Json all = Json::array();
        std::string cursor;
        while (true) {
            const Json page = get("shop", "/api/v1/notifications?limit=80&include_filtered=true" +
                                              (cursor.empty() ? "" : "&max_id=" + cursor));
            if (page.empty()) {
                return all;
            }
            all.insert(all.end(), page.begin(), page.end());
            cursor = page.back()["id"];
        }
    }
    /// The newest mention by this customer.
    Json newestBy(const std::string& persona) {
        const std::string id = get(persona, "/api/v1/accounts/verify_credentials")["id"];
        const Json all = everything();
        const auto found = std::ranges::find_if(
            all, [&](const Json& one) { return one["type"] == "mention" && one["account"]["id"] == id; });
        REQUIRE(found != all.end());
        return (*found)["status"];
    }
    std::size_t statuses(const std::string& persona) {
        const std::string id = get(persona, "/api/v1/accounts/verify_credentials")["id"];
        return get(persona, "/api/v1/accounts/" + id + "/statuses?limit=40").size();
    }

    Script script;
};

struct Fingerprint {
    std::string tokens;
    std::string events;
    bool operator==(const Fingerprint&) const = default;
};

Fingerprint fingerprint(std::uint64_t seed) {
    LivelyTown town(seed);
    town.pass(90 * kMinute);
    return {town.tokens.dump(), town.everything().dump()};
}

}  // namespace

TEST_CASE("one seed is one street, another seed another") {
    const Fingerprint first = fingerprint(7);
    CHECK(first == fingerprint(7));
    CHECK(first.tokens != fingerprint(8).tokens);
    CHECK(first.events != fingerprint(8).events);
}

TEST_CASE("it does not matter how often the street is looked at") {
    LivelyTown once;
    LivelyTown often;
    once.pass(60 * kMinute);
    for (int minute = 0; minute < 60; ++minute) {
        often.pass(kMinute);
    }
    CHECK(once.everything().dump() == often.everything().dump());
}

TEST_CASE("when the street opens some customers have been answered and others wait since five minutes to two "
          "hours") {
    LivelyTown town;
    CHECK(town.statuses("shop") > 8);
    std::set<std::string> waiting;
    for (const auto& one : town.everything()) {
        const std::string at = one["created_at"];
        if (one["type"] == "mention" && at > "2026-05-04T06:59") {
            waiting.insert(one["account"]["acct"].get<std::string>());
        }
    }
    CHECK(waiting.size() >= 8);
    CHECK(town.everything()[0]["created_at"] <= "2026-05-04T09:00:00.000Z");
    CHECK(town.get("shop", "/api/v1/notifications/requests").size() >= 1);
}

TEST_CASE("something new happens at least every few minutes, and everybody turns up in time") {
    LivelyTown town;
    std::string newest;
    for (int slice = 0; slice < 24; ++slice) {
        town.pass(5 * kMinute);
        const auto page = town.get("shop", "/api/v1/notifications?limit=1&include_filtered=true");
        CHECK(page[0]["id"] != newest);
        newest = page[0]["id"];
    }
    std::set<std::string> met;
    for (const auto& one : town.everything()) {
        met.insert(one["account"]["username"].get<std::string>());
    }
    CHECK(met.size() == people().size() - 1);
}

TEST_CASE("customers who are not answered write again") {
    LivelyTown town;
    const auto nudges = [&] {
        const auto all = town.everything();
        return std::ranges::count_if(all, [](const Town::Json& one) {
            return one["type"] == "mention" &&
                   one["status"]["in_reply_to_account_id"] == one["account"]["id"];
        });
    };
    const auto before = nudges();
    CHECK(before > 0);
    town.pass(60 * kMinute);
    CHECK(nudges() >= before + 5);
}

TEST_CASE("customers react when the shop answers, and only then") {
    int reactions = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        LivelyTown town(seed);
        const auto asked = town.newestBy("zoe");
        const auto reply = town.post("shop", "/api/v1/statuses",
                                     {{"status", "@zoe@quiet.example of course"},
                                      {"in_reply_to_id", asked["id"]},
                                      {"visibility", "direct"}});
        town.pass(4 * kMinute);
        const auto thread =
            town.get("shop", "/api/v1/statuses/" + reply["id"].get<std::string>() + "/context");
        const auto after = town.get("shop", "/api/v1/statuses/" + reply["id"].get<std::string>());
        for (const auto& one : thread["descendants"]) {
            CHECK(one["visibility"] == "direct");
            CHECK(one["account"]["username"] == "zoe");
        }
        reactions += !thread["descendants"].empty() || after["favourites_count"] > 0 ? 1 : 0;
    }
    CHECK(reactions >= 8);
}

TEST_CASE("customers who have been answered do not write again in impatience") {
    LivelyTown town;
    std::set<std::string> answered;
    for (const auto& one :
         town.get("shop", "/api/v1/notifications?types[]=mention&limit=12&include_filtered=true")) {
        const auto& status = one["status"];
        answered.insert(status["id"].get<std::string>());
        town.post("shop", "/api/v1/statuses",
                  {{"status", "@" + status["account"]["acct"].get<std::string>() + " on its way"},
                   {"in_reply_to_id", status["id"]},
                   {"visibility", status["visibility"]}});
    }
    town.pass(3 * 60 * kMinute);
    for (const auto& one : town.everything()) {
        const bool isLater = one["created_at"] > "2026-05-04T09:00:00.000Z";
        const bool isOwn =
            one["type"] == "mention" && one["status"]["in_reply_to_account_id"] == one["account"]["id"];
        if (isLater && isOwn && one["status"]["in_reply_to_id"].is_string()) {
            CHECK_FALSE(answered.contains(one["status"]["in_reply_to_id"].get<std::string>()));
        }
    }
}

TEST_CASE("in the first hours posts are edited and deleted, and people speak in many scripts") {
    LivelyTown town;
    std::set<std::string> languages;
    std::set<std::string> seen;
    bool edited = false;
    bool deleted = false;
    for (int slice = 0; slice < 60; ++slice) {
        town.pass(2 * kMinute);
        for (const auto& one : town.get("shop", "/api/v1/notifications?limit=20&include_filtered=true")) {
            if (one["type"] == "mention") {
                languages.insert(one["status"]["language"].get<std::string>());
                edited = edited || !one["status"]["edited_at"].is_null();
                seen.insert(one["status"]["id"].get<std::string>());
            }
        }
    }
    for (const std::string& id : seen) {
        deleted = deleted || town.ask("shop", "GET", "/api/v1/statuses/" + id).status == 404;
    }
    CHECK(edited);
    CHECK(deleted);
    for (const char* language : {"en", "de", "es", "fr", "ar", "ja", "zh", "pl"}) {
        CHECK(languages.contains(language));
    }
}
