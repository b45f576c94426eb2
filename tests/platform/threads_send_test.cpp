// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/threads/post.h"
#include "platform/threads/send.h"
#include "support/catch.h"
#include "threads_samples.h"

#include <string>
#include <vector>

namespace {

using base::Cure;
using base::ErrorKind;
using dialogue::Exchange;
using dialogue::json;

using th::account;
using th::adapter;
using th::refusal;

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
    th::asked("/me/replies", {{"fields", std::string(platform::threads::kPostWords)}, {"limit", "25"}});
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

TEST_CASE("a container that can't be made leaves nothing behind, and says what is wrong") {
    const auto prepared = [](const dialogue::Answer& answer) {
        return dialogue::run(adapter().prepare(account(), kSecrets, draft(), dialogue::kNow),
                             {{"POST /v1.0/me/threads", answer}})
            .status.error();
    };
    CHECK(prepared(refusal(100, 33)).kind == ErrorKind::Gone);
    CHECK(prepared(refusal(100, 33)).cure == Cure::Never);
    CHECK(prepared(refusal(10, 0, "needs threads_manage_replies", 403)).kind == ErrorKind::Permission);
    CHECK(prepared(refusal(10, 0, "needs threads_manage_replies", 403)).cure == Cure::Never);
    CHECK(prepared(refusal(100)).kind == ErrorKind::Rejected);
    CHECK(prepared(refusal(100)).cure == Cure::Never);
    CHECK(prepared(refusal(4)).cure == Cure::RetryAt);
    CHECK(prepared(refusal(190, 463, "expired", 401)).cure == Cure::LogInAgain);
    // Nobody sees a container: another one is no harm.
    CHECK(prepared(refusal(2, 0, "trouble", 500)).cure == Cure::BackOff);
    CHECK(prepared(dialogue::page(502)).cure == Cure::BackOff);
    CHECK(prepared(json("{}")).kind == ErrorKind::NotThePlatform);
}

TEST_CASE("a refused publishing means on Threads what its code says") {
    struct Row {
        dialogue::Answer answer;
        ErrorKind kind;
        Cure cure;
    };
    const std::vector<Row> rows{
        {refusal(190, 463, "expired", 401), ErrorKind::NeedsLogin, Cure::LogInAgain},
        {refusal(10, 0, "no", 403), ErrorKind::Permission, Cure::Never},
        {refusal(200, 0, "no", 403), ErrorKind::Permission, Cure::Never},
        {refusal(4), ErrorKind::RateLimited, Cure::RetryAt},
        {refusal(613), ErrorKind::RateLimited, Cure::RetryAt},
        {refusal(368), ErrorKind::RateLimited, Cure::RetryAt},
        {refusal(100), ErrorKind::Rejected, Cure::Never},
        {refusal(506), ErrorKind::Unknown, Cure::LookUp},
        {refusal(1), ErrorKind::Unknown, Cure::LookUp},
        {refusal(2, 0, "trouble", 500), ErrorKind::Unknown, Cure::LookUp},
        {json("{}"), ErrorKind::Unknown, Cure::LookUp},
        {dialogue::page(200), ErrorKind::Unknown, Cure::LookUp},
    };
    for (const auto& [answer, kind, cure] : rows) {
        CAPTURE(answer.body);
        const auto course = send({{kStatus, status("FINISHED")}, {kPublish, answer}});
        REQUIRE_FALSE(course.status);
        CHECK(course.status.error().kind == kind);
        CHECK(course.status.error().cure == cure);
    }
    // Before it was published nothing can have arrived.
    CHECK(send({{kStatus, refusal(2, 0, "trouble", 500)}}).status.error().cure == Cure::BackOff);
    CHECK(send({{kStatus, refusal(190, 463, "expired", 401)}}).status.error().cure == Cure::LogInAgain);
}

TEST_CASE("a container that never gets ready is looked at fifteen times, and later again") {
    const std::vector<Exchange> looks(15, {kStatus, status("IN_PROGRESS")});
    const auto course = send(looks);
    CHECK(course.status.error().cure == Cure::BackOff);
    const auto steps = adapter().send(account(), kSecrets, frozen());
    CHECK(std::get<platform::HttpCall>(steps->request()).pause == base::Duration{0});
    REQUIRE(steps->accept(status("IN_PROGRESS").response(), dialogue::kNow));
    CHECK(std::get<platform::HttpCall>(steps->request()).pause == base::Duration{1'000});
}

TEST_CASE("of our replies only the one below the same post with the same words is ours") {
    const std::string others =
        R"({"data":[{"id":"556","username":"myshop","text":"Thank you","timestamp":"2026-05-04T09:00:00+0000",
        "replied_to":{"id":"18039"}},{"id":"557","username":"myshop","text":"Thanks",
        "timestamp":"2026-05-04T09:00:00+0000","replied_to":{"id":"18038"}}]})";
    const auto course = send({{kStatus, status("PUBLISHED")}, {kReplies, json(others)}});
    CHECK(course.status.error().cure == Cure::LookUp);
    CHECK(lookUp({{kStatus, refusal(100, 33)}, {kReplies, json(kOurs)}}).only().size() == 1);
    CHECK_FALSE(lookUp({{kStatus, status("PUBLISHED")}, {kReplies, dialogue::page(502)}}).status);
}

TEST_CASE("what Threads would refuse is refused before it is queued") {
    auto privately = draft();
    privately.visibility = model::Visibility::Private;
    CHECK(adapter().check(account(), privately).error().kind == ErrorKind::Unsupported);
    auto fromPublic = draft();
    fromPublic.fromPublic = true;
    CHECK(adapter().check(account(), fromPublic).error().kind == ErrorKind::Unsupported);
    auto nowhere = draft();
    nowhere.parentRemoteId.clear();
    CHECK(adapter().check(account(), nowhere).error().kind == ErrorKind::BadInput);
    CHECK(adapter().check(account(), draft(" \n")).error().kind == ErrorKind::BadInput);
    CHECK(adapter().capabilities(account()).replies.size() == 1);
}
