// SPDX-License-Identifier: GPL-3.0-or-later
#include "facebook_town.h"

using app::practice::Json;

namespace {

constexpr const char* kComments =
    "fields=id,from{id,name},message,comments.filter(stream).limit(100).summary(true)"
    "{id,from{id,name},message,parent{id},is_hidden,attachment,message_tags}";

}  // namespace

TEST_CASE("the street's stories play on Facebook: comments, posts on the page, tags, messages") {
    LivelyGraph town("facebook");
    const Json posts = town.get("/v26.0/me/published_posts", kComments);
    CHECK(posts["data"].size() == 3);
    std::size_t hidden = 0;
    std::size_t nameless = 0;
    std::size_t tags = 0;
    std::size_t replies = 0;
    std::size_t pictures = 0;
    for (const Json& post : posts["data"]) {
        for (const Json& comment : post["comments"]["data"]) {
            hidden += comment["is_hidden"] == true ? 1 : 0;
            nameless += comment.contains("from") ? 0 : 1;
            tags += comment.contains("message_tags") ? 1 : 0;
            replies += comment.contains("parent") ? 1 : 0;
            pictures += comment.contains("attachment") ? 1 : 0;
        }
    }
    CHECK(hidden == 1);
    CHECK(nameless >= 1);
    CHECK(tags >= 1);
    CHECK(replies >= 2);
    CHECK(pictures >= 2);
    CHECK(town.get("/v26.0/me/visitor_posts")["data"].size() >= 2);
    CHECK(town.get("/v26.0/me/tagged")["data"].size() >= 1);
    const Json talks =
        town.get("/v26.0/me/conversations", "fields=can_reply,messages{message,sticker,attachments,shares}");
    CHECK(talks["data"].size() >= 5);
    const std::string text = talks.dump();
    for (const auto* kind : {"image_data", "sticker", "file_url", "shares"}) {
        INFO(kind);
        CHECK(text.contains(kind));
    }
    CHECK(town.log.deliveries().empty());
}

TEST_CASE("a quiet Facebook says nothing, also when somebody is made to speak") {
    FacebookTown town;
    town.house->stage().say({.persona = "mira", .text = "hello"}, town.now);
    town.now += GraphTown::kHour;
    CHECK(town.get("/v26.0/me/visitor_posts")["data"].size() == 1);
    CHECK(town.get("/v26.0/me/feed")["data"].size() == 1);
    CHECK(town.conversations()["data"].empty());
}

TEST_CASE("a customer on Facebook who is answered reacts: below the comment, and in Messenger") {
    LivelyGraph town("facebook");
    const std::string page = town.tokens["page_id"];
    const Json posts = town.get("/v26.0/me/published_posts", kComments);
    std::size_t before = 0;
    for (const Json& post : posts["data"]) {
        for (const Json& comment : post["comments"]["data"]) {
            ++before;
            if (!comment.contains("from") || comment["from"]["id"] != page) {
                CHECK(town.askPost("/v26.0/" + comment["id"].get<std::string>() + "/comments",
                                   {{"message", "Thank you, we will look at it."}})
                          .status == 200);
            }
        }
    }
    const Json talk =
        town.get("/v26.0/me/conversations", "fields=can_reply,participants,message_count")["data"][0];
    const std::string who = talk["participants"]["data"][0]["id"];
    CHECK(town.askPost("/v26.0/me/messages", {{"recipient", {{"id", who}}}, {"message", {{"text", "Yes."}}}})
              .status == 200);
    town.pass(10 * GraphTown::kMinute);
    std::size_t after = 0;
    const Json later = town.get("/v26.0/me/published_posts", kComments);
    for (const Json& post : later["data"]) {
        after += post["comments"]["data"].size();
    }
    CHECK(after > before + town.log.deliveries().size() - 1);
    bool hasAnswered = false;
    for (int minutes = 0; minutes < 60 && !hasAnswered; minutes += 5) {
        town.pass(5 * GraphTown::kMinute);
        const Json now =
            town.get("/v26.0/me/conversations", "user_id=" + who + "&fields=messages.limit(1){from}");
        hasAnswered = now["data"][0]["messages"]["data"][0]["from"]["id"] == who;
    }
    CHECK(hasAnswered);
}

TEST_CASE("who is answered in private goes on in Messenger, and that opens the window") {
    LivelyGraph town("facebook");
    const Json posts = town.get("/v26.0/me/visitor_posts", "fields=from{id}");
    for (const Json& post : posts["data"]) {
        static_cast<void>(town.askPost("/v26.0/me/messages", {{"recipient", {{"post_id", post["id"]}}},
                                                              {"message", {{"text", "Let us see."}}}}));
    }
    REQUIRE_FALSE(town.log.deliveries().empty());
    town.pass(10 * GraphTown::kMinute);
    const Json talks = town.get("/v26.0/me/conversations", "fields=can_reply,messages{from{id}}");
    const std::string page = town.tokens["page_id"];
    CHECK(std::ranges::any_of(talks["data"], [&](const Json& talk) {
        const Json& messages = talk["messages"]["data"];
        return talk["can_reply"] == true && messages.size() >= 2 && messages.back()["from"]["id"] == page;
    }));
}

TEST_CASE("the same seed is the same Facebook") {
    LivelyGraph one("facebook", 4);
    LivelyGraph same("facebook", 4);
    LivelyGraph other("facebook", 5);
    const auto all = [](LivelyGraph& town) {
        return town.get("/v26.0/me/published_posts", kComments).dump();
    };
    CHECK(all(one) == all(same));
    CHECK(all(one) != all(other));
}
