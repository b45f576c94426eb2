// SPDX-License-Identifier: GPL-3.0-or-later
#include "x_town.h"

#include "practice/fault_answers.h"

using app::practice::Json;

namespace {

constexpr const char* kSearch = "/2/tweets/search/recent";

std::vector<std::string> search(XTown& town, const std::string& query) {
    return XTown::ids(town.get(kSearch, "query=" + query));
}

std::string refusal(const XTown::Answer& answer) {
    REQUIRE(answer.status == 400);
    return Json::parse(answer.body)["errors"][0]["message"];
}

}  // namespace

TEST_CASE("a list of X has nothing but id, text and versions unless more is asked for") {
    XTown town;
    town.say("mira", "@shop hello");
    const Json bare = town.mentions();
    CHECK(bare["data"][0].size() == 3);
    CHECK(bare["data"][0]["text"] == "@shop hello");
    CHECK(bare["data"][0]["edit_history_post_ids"][0] == bare["data"][0]["id"]);
    CHECK_FALSE(bare.contains("includes"));
    const Json full = town.mentions("post.fields=created_at,conversation_id&expansions=author_id");
    CHECK(full["data"][0]["author_id"] == town.id("mira"));
    CHECK(full["data"][0]["created_at"] == "2026-05-04T09:00:00.000Z");
    CHECK(full["includes"]["users"][0]["username"] == "mira");
    CHECK_FALSE(full["includes"].contains("posts"));
}

TEST_CASE("ids of X do not fit into a double") {
    XTown town;
    const std::string id = town.sayId("mira", "@shop hello");
    CHECK(std::stoull(id) > (1ULL << 53U));
    CHECK(std::to_string(static_cast<std::uint64_t>(std::stod(id) + 1)) !=
          std::to_string(std::stoull(id) + 1));
}

TEST_CASE("X in the words of its guides has fields of other names, and the description's are nothing to it") {
    XTown town;
    const std::string parent = town.sayId("shop", "new cups");
    const std::string reply = town.sayId("mira", "lovely", {{"in_reply_to", parent}});
    const std::string both = "tweet.fields=author_id,referenced_tweets&post.fields=created_at&expansions="
                             "referenced_tweets.id,referenced_posts";
    const Json post = town.mentions(both);
    CHECK(post["data"][0].contains("referenced_posts"));
    CHECK(post["data"][0].contains("created_at"));
    CHECK_FALSE(post["data"][0].contains("author_id"));
    CHECK(post["includes"]["posts"][0]["id"] == parent);
    town.pull("traits", {{"dialect", "tweet"}});
    const Json tweet = town.mentions(both);
    CHECK(tweet["data"][0]["referenced_tweets"][0]["id"] == parent);
    CHECK(tweet["data"][0]["author_id"] == town.id("mira"));
    CHECK(tweet["data"][0]["edit_history_tweet_ids"][0] == reply);
    CHECK_FALSE(tweet["data"][0].contains("created_at"));
    CHECK(tweet["includes"]["tweets"][0]["id"] == parent);
    town.pull("traits", {{"strict", true}});
    CHECK(town.askGet("/2/users/" + town.id("shop") + "/mentions", both).status == 400);
}

TEST_CASE("data of X is absent when there is none, and what is missing stands beside what is there") {
    XTown town;
    const Json none = town.mentions();
    CHECK_FALSE(none.contains("data"));
    CHECK(none["meta"] == Json{{"result_count", 0}});
    const std::string gone = town.sayId("mira", "@shop first");
    const std::string reply = town.sayId("bo", "second", {{"in_reply_to", gone}});
    REQUIRE(town.house->remove({{"id", gone}}, town.now));
    const Json list = town.mentions("expansions=referenced_posts");
    CHECK(XTown::ids(list) == std::vector{reply});
    CHECK(list["errors"][0]["resource_id"] == gone);
    CHECK(list["errors"][0]["type"] == "https://api.x.com/2/problems/resource-not-found");
}

TEST_CASE("posts of a protected account on X are for others, and what refers to them says so") {
    XTown town;
    const std::string closed = town.sayId("mira", "among friends");
    const std::string quote = town.sayId("bo", "@shop look", {{"quote", closed}});
    town.pull("protect", {{"as", "mira"}});
    const Json list = town.mentions("expansions=referenced_posts");
    CHECK(XTown::ids(list) == std::vector{quote});
    CHECK_FALSE(list.contains("includes"));
    CHECK(list["errors"][0]["type"] == "https://api.x.com/2/problems/not-authorized-for-resource");
    CHECK(town.get("/2/tweets", "ids=" + closed)["errors"][0]["resource_id"] == closed);
    CHECK(search(town, "friends").empty());
    CHECK(town.askReply(closed, "hello").status == 404);
}

TEST_CASE("pages of X go down by opaque tokens and up again, bounded by ids and times") {
    XTown town;
    std::vector<std::string> said;
    for (int count = 0; count < 12; ++count) {
        said.insert(said.begin(), town.sayId("mira", "@shop " + std::to_string(count)));
        town.now += XTown::kMinute;
    }
    const Json first = town.mentions("max_results=5");
    CHECK(XTown::ids(first) == std::vector(said.begin(), said.begin() + 5));
    CHECK_FALSE(first["meta"].contains("previous_token"));
    const Json second =
        town.mentions("max_results=5&pagination_token=" + first["meta"]["next_token"].get<std::string>());
    CHECK(XTown::ids(second) == std::vector(said.begin() + 5, said.begin() + 10));
    const Json third =
        town.mentions("max_results=5&pagination_token=" + second["meta"]["next_token"].get<std::string>());
    CHECK(XTown::ids(third) == std::vector(said.begin() + 10, said.end()));
    CHECK_FALSE(third["meta"].contains("next_token"));
    const Json back = town.mentions("max_results=5&pagination_token=" +
                                    second["meta"]["previous_token"].get<std::string>());
    CHECK(XTown::ids(back) == XTown::ids(first));
    CHECK(XTown::ids(town.mentions("since_id=" + said[3])) == std::vector(said.begin(), said.begin() + 3));
    CHECK(XTown::ids(town.mentions("until_id=" + said[8])) == std::vector(said.begin() + 9, said.end()));
    CHECK(XTown::ids(town.mentions("start_time=2026-05-04T09:10:00Z")) ==
          std::vector(said.begin(), said.begin() + 2));
    CHECK(XTown::ids(town.mentions("end_time=2026-05-04T09:01:00Z")) == std::vector{said.back()});
}

TEST_CASE("X refuses a page of a size that it does not have") {
    XTown town;
    const std::string mentions = "/2/users/" + town.id("shop") + "/mentions";
    CHECK(refusal(town.askGet(mentions, "max_results=4")).ends_with("is not between 5 and 100"));
    CHECK(refusal(town.askGet(mentions, "max_results=101")).ends_with("is not between 5 and 100"));
    CHECK(refusal(town.askGet(kSearch, "query=a&max_results=9")).ends_with("is not between 10 and 100"));
    CHECK(refusal(town.askGet("/2/dm_events", "max_results=0")).ends_with("is not between 1 and 100"));
}

TEST_CASE("mentions of X reach back to the newest 800") {
    XTown town;
    const std::string oldest = town.sayId("mira", "@shop 0");
    for (int count = 1; count <= 800; ++count) {
        static_cast<void>(
            town.house->say({{"as", "mira"}, {"text", "@shop " + std::to_string(count)}}, town.now));
    }
    std::size_t seen = 0;
    std::string query = "max_results=100";
    for (;;) {
        const Json page = town.mentions(query);
        const auto ids = XTown::ids(page);
        seen += ids.size();
        CHECK(std::ranges::find(ids, oldest) == ids.end());
        if (!page["meta"].contains("next_token")) {
            break;
        }
        query = "max_results=100&pagination_token=" + page["meta"]["next_token"].get<std::string>();
    }
    CHECK(seen == 800);
}

TEST_CASE("an edit on X is a new post, and the old one is still there by its id") {
    XTown town;
    const std::string first = town.sayId("kai", "@shop offen");
    town.now += XTown::kMinute;
    const auto edited = town.house->edit({{"id", first}, {"text", "@shop offen?"}}, town.now);
    REQUIRE(edited);
    const std::string second = (*edited)["id"];
    const Json list = town.mentions("since_id=" + first);
    CHECK(XTown::ids(list) == std::vector{second});
    CHECK(list["data"][0]["edit_history_post_ids"] == Json{first, second});
    CHECK(XTown::ids(town.mentions()) == std::vector{second});
    CHECK(town.get("/2/tweets/" + first)["data"]["text"] == "@shop offen");
    town.now += XTown::kHour;
    CHECK_FALSE(town.house->edit({{"id", first}, {"text", "too late"}}, town.now));
}

TEST_CASE("a long post of X is cut, and all of it stands in its note") {
    XTown town;
    std::string words = "@shop";
    for (int count = 0; count < 60; ++count) {
        words += " kettle & pot";
    }
    town.say("haruka", words);
    const Json post = town.mentions("post.fields=note_post")["data"][0];
    CHECK(post["text"].get<std::string>().size() < 400);
    CHECK(post["text"].get<std::string>().contains("… https://t.co/"));
    CHECK(post["note_post"]["text"].get<std::string>().ends_with("kettle &amp; pot"));
    CHECK_FALSE(town.mentions()["data"][0].contains("note_post"));
}

TEST_CASE("search on X knows words, phrases, operators, negation, OR and parentheses") {
    XTown town;
    const std::string cup = town.sayId("mira", "my blue cup broke");
    const std::string pot = town.sayId("bo", "the Blue pot of @shop is fine #Tea");
    const std::string reply = town.sayId("ada", "which pot?", {{"in_reply_to", pot}});
    const std::string quote = town.sayId("jonas", "schau", {{"quote", cup}});
    CHECK(search(town, "blue") == std::vector{pot, cup});
    CHECK(search(town, "%22blue+pot%22") == std::vector{pot});
    CHECK(search(town, "blue+-pot") == std::vector{cup});
    CHECK(search(town, "cup+OR+%23tea") == std::vector{pot, cup});
    CHECK(search(town, "(cup+OR+pot)+from:bo") == std::vector{pot});
    CHECK(search(town, "-is:reply+pot") == std::vector{pot});
    CHECK(search(town, "is:reply+to:bo") == std::vector{reply});
    CHECK(search(town, "conversation_id:" + pot) == std::vector{reply, pot});
    CHECK(search(town, "is:quote") == std::vector{quote});
    CHECK(search(town, "quotes_of_tweet_id:" + cup) == std::vector{quote});
    CHECK(search(town, "@shop+-(cup+OR+broke)") == std::vector{reply, pot});
    CHECK(search(town, "-is:retweet+cu").empty());
    CHECK(refusal(town.askGet(kSearch, "query=(blue")).contains("missing ')'"));
    CHECK(refusal(town.askGet(kSearch, "query=near:here")).contains("invalid operator"));
}

TEST_CASE("search on X reaches back seven days and refuses an older since_id") {
    XTown town;
    const std::string old = town.sayId("mira", "blue");
    town.now += 7 * XTown::kDay + XTown::kMinute;
    town.tokens["shop"] = XTown::good(town.refresh(town.tokens["shop_refresh"]))["access_token"];
    CHECK(search(town, "blue").empty());
    CHECK(refusal(town.askGet(kSearch, "query=blue&since_id=" + old))
              .starts_with("'since_id' must be a tweet id"));
    CHECK(refusal(town.askGet(kSearch, "query=blue&start_time=2026-05-04T09:00:00Z"))
              .starts_with("Invalid 'start_time'"));
    CHECK(XTown::ids(town.get("/2/users/" + town.id("mira") + "/tweets")) == std::vector{old});
}

TEST_CASE(
    "direct messages of X are the newest first, by pages alone, thirty days back, without the encrypted") {
    XTown town;
    const std::string first = town.sayId("zoe", "hello", {{"visibility", "direct"}});
    town.say("zoe", "secret", {{"visibility", "direct"}, {"encrypted", true}});
    town.now += XTown::kMinute;
    const std::string second = town.sayId("mira", "moved", {{"visibility", "direct"}});
    const Json bare = town.get("/2/dm_events");
    CHECK(XTown::ids(bare) == std::vector{second, first});
    CHECK(bare["data"][0].size() == 3);
    const Json page =
        town.get("/2/dm_events", "max_results=1&dm_event.fields=dm_conversation_id&expansions=sender_id");
    CHECK(page["data"][0]["sender_id"] == town.id("mira"));
    // Mira's id is the older and shorter one.
    CHECK(page["data"][0]["dm_conversation_id"] == town.id("mira") + "-" + town.id("shop"));
    CHECK(XTown::ids(town.get("/2/dm_events",
                              "pagination_token=" + page["meta"]["next_token"].get<std::string>())) ==
          std::vector{first});
    CHECK(XTown::ids(town.get("/2/dm_conversations/with/" + town.id("zoe") + "/dm_events")) ==
          std::vector{first});
    CHECK(town.get("/2/dm_conversations/" + town.id("shop") + "-" + town.id("mira") + "/dm_events")
              .contains("errors"));
    town.now += 30 * XTown::kDay;
    const auto renewed = XTown::good(town.refresh(town.tokens["shop_refresh"]));
    CHECK(XTown::good(town.ask(renewed["access_token"], "GET", "/2/dm_events"))["meta"]["result_count"] == 0);
}

TEST_CASE("faults of lists strike the data of X") {
    XTown town;
    town.say("mira", "@shop 1");
    town.say("mira", "@shop 2");
    auto answer = town.askGet("/2/users/" + town.id("shop") + "/mentions");
    app::practice::repeatItems(answer);
    CHECK(Json::parse(answer.body)["data"].size() == 4);
    CHECK(Json::parse(answer.body)["meta"]["result_count"] == 2);
    app::practice::Question question{.path = "/2/dm_events",
                                     .query = "max_results=5&pagination_token=a&until_id=3"};
    CHECK(app::practice::firstPage(question).query == "max_results=5");
}
