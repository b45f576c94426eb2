// SPDX-License-Identifier: GPL-3.0-or-later
#include "instagram_town.h"

using app::practice::Json;

namespace {

constexpr const char* kComments =
    "fields=id,comments.limit(50){id,text,username,from,replies.limit(50){id,text,username}}";

std::size_t countComments(const Json& media) {
    std::size_t count = 0;
    for (const Json& one : media["data"]) {
        for (const Json& comment : one.value("comments", Json::object()).value("data", Json::array())) {
            const Json replies = comment.value("replies", Json::object()).value("data", Json::array());
            count += 1 + replies.size();
        }
    }
    return count;
}

}  // namespace

TEST_CASE("the street's stories play on Instagram: comments, tags, stories, messages") {
    LivelyGraph town("instagram");
    const Json media = town.get("/v26.0/me/media", kComments);
    CHECK(media["data"].size() == 3);
    CHECK(countComments(media) >= 8);
    CHECK(media.dump().contains("@kettleandkiln"));
    CHECK(town.get("/v26.0/me/tags")["data"].size() >= 1);
    const std::string messages =
        town.get("/v26.0/me/conversations",
                 "fields=messages{message,attachments,shares,story,reactions,is_unsupported}")
            .dump();
    for (const auto* kind : {"image_data", "shares", "reply_to", "mention", "reactions", "is_unsupported"}) {
        INFO(kind);
        CHECK(messages.contains(kind));
    }
    CHECK(town.log.deliveries().empty());
}

TEST_CASE("a customer on Instagram who is answered reacts, below and in messages") {
    LivelyGraph town("instagram");
    const Json media = town.get("/v26.0/me/media", kComments);
    for (const Json& one : media["data"]) {
        for (const Json& comment : one.value("comments", Json::object()).value("data", Json::array())) {
            static_cast<void>(town.askPost("/v26.0/" + comment["id"].get<std::string>() + "/replies",
                                           {{"message", "Thank you, we will look at it."}}));
        }
    }
    const std::size_t before = countComments(media) + town.log.deliveries().size();
    const Json talks = town.get("/v26.0/me/conversations", "fields=participants");
    for (const Json& talk : talks["data"]) {
        static_cast<void>(town.askPost("/v26.0/me/messages",
                                       {{"recipient", {{"id", talk["participants"]["data"][1]["id"]}}},
                                        {"message", {{"text", "Yes."}}}}));
    }
    town.pass(10 * GraphTown::kMinute);
    CHECK(countComments(town.get("/v26.0/me/media", kComments)) > before);
    const Json later = town.get("/v26.0/me/conversations", "fields=messages.limit(1){from}");
    const std::string own = town.tokens["ig_id"];
    CHECK(std::ranges::any_of(
        later["data"], [&](const Json& talk) { return talk["messages"]["data"][0]["from"]["id"] != own; }));
}

TEST_CASE("a quiet Instagram says nothing, and the same seed is the same one") {
    InstagramTown quiet;
    quiet.house->stage().say({.persona = "mira", .text = "hello"}, quiet.now);
    CHECK(quiet.get("/v26.0/me/tags")["data"].size() == 1);
    CHECK(quiet.conversations()["data"].empty());
    LivelyGraph one("instagram", 4);
    LivelyGraph same("instagram", 4);
    LivelyGraph other("instagram", 5);
    const auto all = [](LivelyGraph& town) { return town.get("/v26.0/me/media", kComments).dump(); };
    CHECK(all(one) == all(same));
    CHECK(all(one) != all(other));
}
