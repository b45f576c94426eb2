// SPDX-License-Identifier: GPL-3.0-or-later
// People who talk about the shop without mentioning it, from the search to the conversation.
#include "console.h"
#include "town.h"

#include "support/catch.h"

namespace {

app::practice::StreetOptions on(const std::string& platform) {
    auto options = quietStreet();
    options.platforms = {platform};
    return options;
}

void connect(const Town& town, const Console& console, const std::string& platform) {
    std::vector<std::string> words{"account", "add", platform, "--server", town.url()};
    if (platform == "bluesky") {
        words.insert(words.end(), {"--handle", town.get("/_street/tokens")["handles"]["shop"]});
    } else {
        words.emplace_back("--token-stdin");
    }
    console.done(words, town.token() + "\n");
}

void search(const Console& console, const std::string& words) {
    console.done({"account", "set", "1", "brand_search=" + words});
}

std::int64_t billed(const Town& town) {
    return town.get("/_street/bill")["micros"].get<std::int64_t>();
}

/// On Mastodon and Bluesky a hit may be answered.
void becomesAConversation(const Town& town, const Console& console, const std::string& text) {
    const Json hits = console.list({"streams"}, "hits");
    REQUIRE(hits.size() == 1);
    CHECK(hits[0]["text"].get<std::string>().find(text) != std::string::npos);
    CHECK(console.list({"inbox", "--view", "all"}, "conversations").empty());
    console.reply(hits[0]["conversation"], "We mend those");
    CHECK(console.list({"streams"}, "hits").empty());
    console.sync();
    CHECK(town.delivered("We mend those").size() == 1);
    const Json all = console.list({"inbox", "--view", "all"}, "conversations");
    REQUIRE(all.size() == 1);
    CHECK(all[0]["state"] == "answered");
    CHECK(all[0]["unread"] == 0);
    console.sync();
    CHECK(console.list({"inbox", "--view", "all"}, "conversations").size() == 1);
    console.done({"check"});
}

}  // namespace

TEST_CASE("a tag on Mastodon is found, shown beside the inbox, and a conversation when answered") {
    Town town(on("mastodon"));
    const Console console;
    connect(town, console, "mastodon");
    search(console, "#kettleandkiln; kettle and kiln");
    town.say("ada", "My #KettleAndKiln pot whistles in two voices");
    const std::string aside = town.say("bo", "Mine too #kettleandkiln");
    town.say("bo", "Nothing at all");
    console.sync();
    const Json hits = console.list({"streams"}, "hits");
    REQUIRE(hits.size() == 2);
    for (const char* field :
         {"id", "conversation", "account", "platform", "author", "text", "at", "url", "found_by"}) {
        CHECK(hits[0].contains(field));
    }
    CHECK(hits[0]["platform"] == "mastodon");
    CHECK(hits[0]["found_by"] == "#kettleandkiln");
    CHECK(console.list({"streams", "--limit", "1"}, "hits").size() == 1);
    CHECK(console.list({"streams", "--account", "7"}, "hits").empty());
    console.done({"streams", "dismiss", std::to_string(hits[0]["id"].get<std::int64_t>())});
    CHECK(console.refused({"streams", "dismiss", "999"}, 1).find("no search found") != std::string::npos);
    becomesAConversation(town, console, "two voices");
}

TEST_CASE("words on Bluesky are found, and a conversation when answered") {
    Town town(on("bluesky"));
    const Console console;
    connect(town, console, "bluesky");
    search(console, "\"kettle & kiln\"");
    town.say("ada", "My Kettle & Kiln pot whistles in two voices");
    town.say("shop", "Kettle & Kiln is open");
    console.sync();
    becomesAConversation(town, console, "two voices");
}

TEST_CASE("a hit on X is shown and paid for, and can't be answered from here") {
    Town town(on("x"));
    const Console console;
    connect(town, console, "x");
    // Who we are was asked before there was an account that could be charged.
    const std::int64_t before = billed(town);
    search(console, "\"kettle & kiln\" OR #kettleandkiln");
    town.say("ada", "My Kettle & Kiln pot whistles in two voices");
    town.say("bo", "@shop is Kettle & Kiln open?");
    console.sync();
    const Json hits = console.list({"streams"}, "hits");
    REQUIRE(hits.size() == 1);
    CHECK(hits[0]["text"].get<std::string>().find("two voices") != std::string::npos);
    CHECK(console.list({"inbox"}, "conversations").size() == 1);
    const std::string why = console.refused(
        {"reply", std::to_string(hits[0]["conversation"].get<std::int64_t>()), "--text", "Hello"}, 1);
    CHECK(why.find("mention") != std::string::npos);
    CHECK(console.list({"streams"}, "hits").size() == 1);
    console.sync();
    CHECK(console.list({"streams"}, "hits").size() == 1);
    const Json costs = console.done({"costs"})["accounts"][0];
    // A mention, a post found, and two names; the mention is found as well, and not paid for again.
    CHECK(costs["month_micros"] == 26'000);
    CHECK(billed(town) - before == 26'000);
    const std::string refused =
        console.refused({"account", "set", "1", "brand_search=" + std::string(600, 'a')}, 1);
    CHECK(refused.find("512 characters") != std::string::npos);
}
