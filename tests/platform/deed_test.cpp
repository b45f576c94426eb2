// SPDX-License-Identifier: GPL-3.0-or-later
#include "bluesky_samples.h"
#include "dialogue.h"
#include "facebook_samples.h"
#include "platform/registry.h"
#include "samples.h"
#include "support/catch.h"

#include <string>

/// Hiding and liking on each platform's wire.
namespace {

using base::ErrorKind;
using dialogue::Exchange;
using dialogue::json;
using model::Deed;
using samples::Json;
using Course = dialogue::Course<platform::Acknowledged>;

const platform::Registry kRegistry;

model::DeedWish wish(Deed deed, bool wanted, std::string remoteId = "55_7") {
    return {.message = {1},
            .remoteId = std::move(remoteId),
            .at = samples::minuteOf(7),
            .deed = deed,
            .wanted = wanted};
}

model::Account graphAccount() {
    model::Account account;
    account.server = "https://graph.example";
    account.remoteId = "900";
    account.handle = "@myshop";
    return account;
}

Course tell(std::string_view platform, const model::DeedWish& wish, const std::vector<Exchange>& exchanges) {
    const auto* adapter = kRegistry.adapter(platform);
    const bool isMastodon = platform == "mastodon";
    return dialogue::run(
        adapter->tellDeed(isMastodon ? samples::account() : graphAccount(),
                          isMastodon ? samples::secrets() : platform::Secrets{{"access_token", "T"}}, wish),
        exchanges);
}

}  // namespace

TEST_CASE("each platform has the deeds that it says it has, and no others") {
    const std::map<std::string, std::pair<bool, bool>> known{
        {"facebook", {true, true}},  {"instagram", {true, false}}, {"threads", {true, false}},
        {"mastodon", {false, true}}, {"bluesky", {false, true}},   {"x", {false, false}}};
    for (const auto& [name, has] : known) {
        CAPTURE(name);
        const auto* adapter = kRegistry.adapter(name);
        REQUIRE(adapter != nullptr);
        const auto can = adapter->capabilities(graphAccount());
        CHECK(can.hides == has.first);
        CHECK(can.likes == has.second);
        CHECK((adapter->tellDeed(graphAccount(), {}, wish(Deed::Hide, true)) != nullptr) == has.first);
        CHECK((adapter->tellDeed(graphAccount(), {}, wish(Deed::Like, true)) != nullptr) == has.second);
    }
}

TEST_CASE("Meta's platforms hide and show again by one form each") {
    const bool wanted = GENERATE(true, false);
    const std::string word = wanted ? "true" : "false";
    struct Form {
        std::string platform, line, field;
    };
    for (const Form& form :
         {Form{"facebook", "POST /v26.0/55_7", "is_hidden"}, Form{"instagram", "POST /v26.0/55_7", "hide"},
          Form{"threads", "POST /v1.0/55_7/manage_reply", "hide"}}) {
        CAPTURE(form.platform);
        const Course course =
            tell(form.platform, wish(Deed::Hide, wanted), {{form.line, json(R"({"success":true})")}});
        CHECK(course.status);
        CHECK(course.taken.size() == 1);
        CHECK(course.requests.at(0).body == form.field + "=" + word);
        CHECK(course.requests.at(0).headers.find("Authorization") == "Bearer T");
        // A line that broke may carry it once more.
        CHECK_FALSE(course.requests.at(0).once);
    }
}

TEST_CASE("a Page likes a comment and takes that back") {
    CHECK(tell("facebook", wish(Deed::Like, true), {{"POST /v26.0/55_7/likes", json(R"({"success":true})")}})
              .status);
    CHECK(
        tell("facebook", wish(Deed::Like, false), {{"DELETE /v26.0/55_7/likes", json(R"({"success":true})")}})
            .status);
}

TEST_CASE("Graph's refusal of a deed is one sentence, and its trouble is passing") {
    const auto ending = [](const dialogue::Answer& answer) {
        return tell("facebook", wish(Deed::Hide, true), {{"POST /v26.0/55_7", answer}}).status.error();
    };
    const base::Error permission = ending(fb::refusal(200, 0, "Permissions error", 403));
    CHECK(permission.kind == ErrorKind::Permission);
    CHECK(permission.cure == base::Cure::Never);
    CHECK(permission.message.find("lacks a permission") != std::string::npos);
    const base::Error gone = ending(fb::refusal(100, 33));
    CHECK(gone.kind == ErrorKind::NotFound);
    CHECK(gone.cure == base::Cure::Never);
    const base::Error silent = ending(json(R"({"success":false})"));
    CHECK(silent.kind == ErrorKind::Rejected);
    CHECK(silent.cure == base::Cure::Never);
    CHECK(ending(fb::refusal(2, 0, "An unexpected error", 500)).kind == ErrorKind::Unknown);
    CHECK(ending(fb::refusal(4, 0, "limit")).kind == ErrorKind::RateLimited);
    CHECK(ending(fb::refusal(190, 463, "expired", 401)).kind == ErrorKind::NeedsLogin);
    CHECK(ending(dialogue::page(200)).kind == ErrorKind::NotThePlatform);
}

TEST_CASE("Mastodon takes a favourite, and takes it back") {
    const std::string status = samples::status("55", samples::mira(), "hi").dump();
    CHECK(
        tell("mastodon", wish(Deed::Like, true, "55"), {{"POST /api/v1/statuses/55/favourite", json(status)}})
            .status);
    CHECK(tell("mastodon", wish(Deed::Like, false, "55"),
               {{"POST /api/v1/statuses/55/unfavourite", json(status)}})
              .status);
    const auto ending = [](const dialogue::Answer& answer) {
        return tell("mastodon", wish(Deed::Like, true, "55"),
                    {{"POST /api/v1/statuses/55/favourite", answer}})
            .status.error();
    };
    CHECK(ending({404, R"({"error":"Record not found"})"}).kind == ErrorKind::Gone);
    CHECK(ending({403, R"({"error":"This action is outside the authorized scopes"})"}).kind ==
          ErrorKind::Permission);
    CHECK(ending({503, ""}).kind == ErrorKind::Unknown);
    CHECK(ending(dialogue::page(200)).kind == ErrorKind::NotThePlatform);
    CHECK(ending(json("{}")).kind == ErrorKind::NotThePlatform);
}

namespace {

const std::string kAsked = sky::asked("app.bsky.feed.getPosts", {{"uris", sky::uriOf(7)}});

Course tellSky(bool wanted, const std::vector<Exchange>& exchanges) {
    return dialogue::run(
        sky::adapter().tellDeed(sky::account(), sky::secrets(), wish(Deed::Like, wanted, sky::uriOf(7))),
        exchanges);
}
sky::Json liked(const std::string& like) {
    sky::Json post = sky::post(7);
    post["viewer"] = sky::Json{{"like", like}};
    return post;
}

}  // namespace

TEST_CASE("a like on Bluesky is a record under a key of its own, the same whenever it is told") {
    std::vector<Json> bodies;
    for (int time = 0; time < 2; ++time) {
        const Course course =
            tellSky(true, {{kAsked, sky::page("posts", {sky::post(7)})},
                           {sky::told("com.atproto.repo.putRecord"), json(R"({"uri":"at://x","cid":"c"})")}});
        REQUIRE(course.status);
        bodies.push_back(Json::parse(course.requests.at(1).body));
    }
    CHECK(bodies[0] == bodies[1]);
    const Json& body = bodies[0];
    CHECK(body["repo"] == sky::kMe);
    CHECK(body["collection"] == "app.bsky.feed.like");
    CHECK(body["rkey"].get<std::string>().size() == 13);
    CHECK(body["record"]["$type"] == "app.bsky.feed.like");
    CHECK(body["record"]["subject"]["uri"] == sky::uriOf(7));
    CHECK(body["record"]["subject"]["cid"] == sky::post(7)["cid"]);
    const auto other = dialogue::run(
        sky::adapter().tellDeed(sky::account(), sky::secrets(), wish(Deed::Like, true, sky::uriOf(8))),
        {{sky::asked("app.bsky.feed.getPosts", {{"uris", sky::uriOf(8)}}),
          sky::page("posts", {sky::post(8)})},
         {sky::told("com.atproto.repo.putRecord"), json(R"({"uri":"at://x","cid":"c"})")}});
    CHECK(Json::parse(other.requests.at(1).body)["rkey"] != body["rkey"]);
}

TEST_CASE("a like that Bluesky knows already is not made again, whichever app made it") {
    const Course course = tellSky(
        true, {{kAsked, sky::page("posts", {liked("at://" + sky::kMe + "/app.bsky.feed.like/3kphone")})}});
    CHECK(course.status);
    CHECK(course.taken.size() == 1);
}

TEST_CASE("a like on Bluesky is taken back under the key that it has, also when nobody shows it yet") {
    const auto deleted = [](const sky::Json& post) {
        const Course course = tellSky(false, {{kAsked, sky::page("posts", {post})},
                                              {sky::told("com.atproto.repo.deleteRecord"), json("{}")}});
        CHECK(course.status);
        const Json body = Json::parse(course.requests.at(1).body);
        CHECK(body["collection"] == "app.bsky.feed.like");
        return body["rkey"].get<std::string>();
    };
    CHECK(deleted(liked("at://" + sky::kMe + "/app.bsky.feed.like/3kphone")) == "3kphone");
    const std::string ours = deleted(sky::post(7));
    CHECK(ours.size() == 13);
    // Another's record is none of ours to delete.
    CHECK(deleted(liked("at://" + sky::kTom + "/app.bsky.feed.like/3kphone")) == ours);
}

TEST_CASE("what Bluesky refuses of a like is said in words") {
    CHECK(tellSky(true, {{kAsked, sky::page("posts", {})}}).status.error().kind == ErrorKind::Gone);
    sky::Json blocked = sky::post(7);
    blocked["author"]["viewer"] = sky::Json{{"blockedBy", true}};
    CHECK(tellSky(true, {{kAsked, sky::page("posts", {blocked})}}).status.error().kind == ErrorKind::Blocked);
    const auto put = [](const dialogue::Answer& answer) {
        return tellSky(true, {{kAsked, sky::page("posts", {sky::post(7)})},
                              {sky::told("com.atproto.repo.putRecord"), answer}})
            .status.error();
    };
    CHECK(put(sky::refused(400, "ExpiredToken")).cure == base::Cure::RenewLogin);
    CHECK(put(sky::refused(502, "UpstreamFailure")).kind == ErrorKind::Unknown);
    CHECK(put(sky::refused(400, "InvalidRequest", "no")).cure == base::Cure::Never);
}

TEST_CASE("a login page of the network is no word of Bluesky that a like is made, or taken back") {
    for (const bool wanted : {true, false}) {
        const std::string method = wanted ? "com.atproto.repo.putRecord" : "com.atproto.repo.deleteRecord";
        for (const char* answer : {"<html><body>Welcome to the hotel</body></html>", ""}) {
            const Course course = tellSky(
                wanted, {{kAsked, sky::page("posts", {sky::post(7)})}, {sky::told(method), {200, answer}}});
            INFO(method << ": " << answer);
            REQUIRE_FALSE(course.status);
            CHECK(course.status.error().kind == ErrorKind::NotThePlatform);
            CHECK(course.status.error().cure == base::Cure::BackOff);
        }
    }
}

TEST_CASE("what was done to a comment elsewhere is read with it") {
    sky::Json comment = fb::comment(7);
    comment["is_hidden"] = true;
    comment["can_hide"] = true;
    comment["can_like"] = false;
    comment["user_likes"] = false;
    const auto course = fb::readPosts(
        "", {{fb::askedPosts("published_posts"), fb::page({fb::post(1, 1, fb::kPage, {comment})})}});
    const model::DeedsSeen expected{.hidden = true, .liked = false, .canHide = true, .canLike = false};
    bool found = false;
    for (const auto& batch : course.taken) {
        for (const auto& message : batch.messages) {
            if (message.remoteId == "5001_7") {
                found = true;
                CHECK(message.deeds == expected);
            }
        }
    }
    CHECK(found);
}
