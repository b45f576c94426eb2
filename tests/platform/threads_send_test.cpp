// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogue.h"
#include "platform/registry.h"
#include "platform/threads/send.h"
#include "support/catch.h"

#include <string>

namespace {

using base::Cure;
using base::ErrorKind;
using dialogue::Exchange;
using dialogue::json;

const platform::PlatformAdapter& adapter() {
    static const platform::Registry registry;
    return *registry.adapter("threads");
}
model::Account account() {
    model::Account account;
    account.server = "https://graph.threads.example";
    account.remoteId = "900";
    account.handle = "@myshop";
    return account;
}
model::ReplyDraft draft(std::string text = "Thank you") {
    model::ReplyDraft draft;
    draft.text = std::move(text);
    draft.parentRemoteId = "18038";
    return draft;
}
const platform::Secrets kSecrets{{"access_token", "T"}};
const std::string kStatus = "GET /v1.0/777?fields=id%2Cstatus%2Cerror_message";
const std::string kPublish = "POST /v1.0/me/threads_publish";
const std::string kReplies =
    "GET "
    "/v1.0/me/"
    "replies?fields=id%2Cusername%2Ctext%2Ctimestamp%2Cmedia_type%2Cmedia_url%2Cpermalink%2Cis_reply%2C"
    "root_post%2Creplied_to%2Chas_replies%2Cis_reply_owned_by_me&limit=25";
const std::string kOurs = R"({"data":[{"id":"555","username":"myshop","text":"Thank you",
    "timestamp":"2026-05-04T09:00:00+0000","replied_to":{"id":"18038"},"is_reply_owned_by_me":true}]})";

dialogue::Answer status(const std::string& word) {
    return json(R"({"id":"777","status":")" + word + "\"}");
}
model::FrozenReply frozen() {
    base::SeededRandom random(1);
    return adapter().freeze(account(), draft(), {{"container", "777"}}, dialogue::kNow, random);
}
dialogue::Course<model::SentReply> send(const std::vector<Exchange>& exchanges) {
    return dialogue::run(adapter().send(account(), kSecrets, frozen()), exchanges);
}
dialogue::Course<std::vector<platform::SeenReply>> lookUp(const std::vector<Exchange>& exchanges) {
    const model::Account me = account();
    return dialogue::run(
        adapter().lookUp({.account = me, .secrets = kSecrets, .draft = draft(), .frozen = frozen()}),
        exchanges);
}

}  // namespace

TEST_CASE("the container is made before anything is published, and frozen with the reply") {
    const auto made = dialogue::run(adapter().prepare(account(), kSecrets, draft(), dialogue::kNow),
                                    {{"POST /v1.0/me/threads", json(R"({"id":"777"})")}});
    CHECK(made.only() == platform::Preparation{{"container", "777"}});
    CHECK(made.requests.front().body == "media_type=TEXT&text=Thank%20you&reply_to_id=18038");
    CHECK(frozen().body.find("\"777\"") != std::string::npos);
}

TEST_CASE("a container that is ready is published") {
    const auto course = send({{kStatus, status("IN_PROGRESS")},
                              {kStatus, status("FINISHED")},
                              {kPublish, json(R"({"id":"555"})")}});
    CHECK(course.only().remoteId == "555");
    CHECK(course.requests.back().body == "creation_id=777");
    CHECK(course.requests.back().once);
}

TEST_CASE("one that was published already is not published again") {
    const auto course = send({{kStatus, status("PUBLISHED")}, {kReplies, json(kOurs)}});
    CHECK(course.only().remoteId == "555");
    const auto hidden = send({{kStatus, status("PUBLISHED")}, {kReplies, json(R"({"data":[]})")}});
    REQUIRE_FALSE(hidden.status);
    CHECK(hidden.status.error().cure == Cure::LookUp);
}

TEST_CASE("one that ran out or failed is refused in words") {
    for (const char* word : {"EXPIRED", "ERROR"}) {
        const auto course = send({{kStatus, status(word)}});
        REQUIRE_FALSE(course.status);
        CHECK(course.status.error().kind == ErrorKind::Rejected);
        CHECK(course.status.error().cure == Cure::Never);
    }
}

TEST_CASE("a lost publishing is looked for by the container's status") {
    CHECK(lookUp({{kStatus, status("FINISHED")}}).only().empty());
    const auto found = lookUp({{kStatus, status("PUBLISHED")}, {kReplies, json(kOurs)}}).only();
    REQUIRE(found.size() == 1);
    CHECK(found.front().sent.remoteId == "555");
    CHECK(found.front().parentRemoteId == "18038");
}

TEST_CASE("a publishing whose answer says nothing is looked for") {
    const auto course = send({{kStatus, status("FINISHED")}, {kPublish, dialogue::page(502)}});
    REQUIRE_FALSE(course.status);
    CHECK(course.status.error().kind == ErrorKind::Unknown);
    CHECK(course.status.error().cure == Cure::LookUp);
}

TEST_CASE("on Threads an emoji counts its bytes") {
    using platform::threads::lengthOf;
    CHECK(lengthOf("") == 0);
    CHECK(lengthOf("Grüße") == 5);
    CHECK(lengthOf("茶") == 1);
    CHECK(lengthOf("☕") == 3);
    CHECK(lengthOf("👍🏽") == 8);
    CHECK(lengthOf("👩‍🍳 hi") == 11 + 3);
    CHECK(adapter().check(account(), draft(std::string(500, 'x'))));
    CHECK_FALSE(adapter().check(account(), draft(std::string(501, 'x'))));
    CHECK_FALSE(adapter().check(account(), draft(std::string(497, 'x') + "👍")));
}
