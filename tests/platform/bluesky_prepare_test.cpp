// SPDX-License-Identifier: GPL-3.0-or-later
#include "bluesky_samples.h"
#include "support/catch.h"

#include <string>
#include <vector>

/// What is asked before a reply is worded.
namespace {

using namespace sky;
using base::Cure;
using base::ErrorKind;
using model::ReplyDraft;
using platform::Preparation;

ReplyDraft draft(const std::string& parent, std::string text = "It is on its way.") {
    return {.text = std::move(text), .audience = "public", .parentRemoteId = parent};
}
ReplyDraft privateDraft(const std::string& convo) {
    ReplyDraft result{.text = "Hello", .visibility = model::Visibility::Private, .audience = "direct"};
    result.threadId = convo;
    result.addresseeRemoteId = kMira;
    return result;
}
dialogue::Course<Preparation> prepare(const ReplyDraft& reply, const std::vector<Exchange>& exchanges) {
    return dialogue::run(adapter().prepare(account(), secrets(), reply, {}), exchanges);
}
base::Error errorOf(const ReplyDraft& reply, const std::vector<Exchange>& exchanges) {
    const auto course = prepare(reply, exchanges);
    REQUIRE_FALSE(course.status);
    return course.status.error();
}
std::string named(const std::string& uri) {
    return asked("app.bsky.feed.getPosts", {{"uris", uri}});
}
std::string ownRecord(const std::string& key) {
    return asked("com.atproto.repo.getRecord",
                 {{"repo", kMe}, {"collection", "app.bsky.feed.post"}, {"rkey", key}});
}
std::string resolved(const std::string& handle) {
    return asked("com.atproto.identity.resolveHandle", {{"handle", handle}});
}
Answer convoAnswer(const std::string& status) {
    return dialogue::json(Json{{"convo", convo("c1", "r5", {kMira}, status)}}.dump());
}
const std::string kConvo = asked("chat.bsky.convo.getConvo", {{"convoId", "c1"}});
const std::string kNewConvo = asked("chat.bsky.convo.getConvoForMembers", {{"members", kMira}});

}  // namespace

TEST_CASE("the post answered is named with its hash, and with the root of its thread") {
    const auto top = prepare(draft(uriOf(3)), {{named(uriOf(3)), page("posts", {post(3)})}});
    CHECK((top.only() == Preparation{{"parent_uri", uriOf(3)},
                                     {"parent_cid", "cid-of-k3"},
                                     {"root_uri", uriOf(3)},
                                     {"root_cid", "cid-of-k3"}}));
    const auto nested =
        prepare(draft(uriOf(3)),
                {{named(uriOf(3)), page("posts", {replyTo(post(3), uriOf(2, kTom), uriOf(1, kMe))})}});
    CHECK((nested.only() == Preparation{{"parent_uri", uriOf(3)},
                                        {"parent_cid", "cid-of-k3"},
                                        {"root_uri", uriOf(1, kMe)},
                                        {"root_cid", "cid-of-k1"}}));
}

TEST_CASE("an own post is asked for where it is kept, since the network learns of it later") {
    Json record = replyTo(post(7, kMe), uriOf(3), uriOf(1));
    record["value"] = record["record"];
    const auto course = prepare(draft(uriOf(7, kMe)), {{ownRecord("k7"), dialogue::json(record.dump())}});
    CHECK(course.only().at("parent_uri") == uriOf(7, kMe));
    CHECK(course.only().at("root_uri") == uriOf(1));
    CHECK(course.only().at("root_cid") == "cid-of-k1");
    CHECK(errorOf(draft(uriOf(7, kMe)), {{ownRecord("k7"), refused(400, "RecordNotFound")}}).kind ==
          ErrorKind::Gone);
    record.erase("cid");
    for (const auto& answer : {dialogue::json(record.dump()), dialogue::json("{}"), dialogue::page(200)}) {
        CHECK(errorOf(draft(uriOf(7, kMe)), {{ownRecord("k7"), answer}}).kind == ErrorKind::NotThePlatform);
    }
}

TEST_CASE("a post that is gone, blocked or closed to replies is not answered") {
    struct Case {
        std::vector<Json> posts;
        ErrorKind kind;
        std::string message;
    };
    auto closed = post(3);
    closed["viewer"] = {{"replyDisabled", true}};
    auto blockedBy = post(3);
    blockedBy["author"]["viewer"] = {{"blockedBy", true}};
    auto blocking = post(3);
    blocking["author"]["viewer"] = {{"blockedBy", false}, {"blocking", "at://did:plc:shop/x/1"}};
    auto byList = post(3);
    byList["author"]["viewer"] = {{"blockingByList", {{"uri", "at://x"}}}};
    const std::string blocks = "There is a block between the author and this account on Bluesky.";
    const std::string gone = "The message that this answers is no longer there.";
    for (const auto& [posts, kind, message] :
         std::vector<Case>{{{}, ErrorKind::Gone, gone},
                           {{post(4)}, ErrorKind::Gone, gone},
                           {{Json(7)}, ErrorKind::Gone, gone},
                           {{blockedBy}, ErrorKind::Blocked, blocks},
                           {{blocking}, ErrorKind::Blocked, blocks},
                           {{byList}, ErrorKind::Blocked, blocks},
                           {{closed},
                            ErrorKind::Permission,
                            "The author has limited who may reply to this thread, and this account may "
                            "not."}}) {
        const auto error = errorOf(draft(uriOf(3)), {{named(uriOf(3)), page("posts", posts)}});
        CHECK(error.kind == kind);
        CHECK(error.cure == Cure::Never);
        CHECK(error.message == message);
    }
    auto open = post(3);
    open["viewer"] = {{"replyDisabled", false}};
    open["author"]["viewer"] = {{"muted", true}, {"blockedBy", false}};
    CHECK(prepare(draft(uriOf(3)), {{named(uriOf(3)), page("posts", {open})}}).status);
}

TEST_CASE("trouble while the parent is asked for comes back later") {
    for (const auto& answer : {refused(502, "UpstreamFailure"), dialogue::page(200), dialogue::json("{}")}) {
        CHECK(errorOf(draft(uriOf(3)), {{named(uriOf(3)), answer}}).cure == Cure::BackOff);
    }
    CHECK(errorOf(draft(uriOf(3)), {{named(uriOf(3)), refused(400, "ExpiredToken")}}).cure ==
          Cure::RenewLogin);
}

TEST_CASE("each handle of a text is resolved once, and one of nobody stays plain text") {
    const auto course =
        prepare(draft("", "@Tom.Example @nobody.example @tom.example and @gone.example or @old.example"),
                {{resolved("tom.example"), dialogue::json(R"({"did":"did:plc:tom"})")},
                 {resolved("nobody.example"), refused(400, "InvalidRequest", "Unable to resolve handle")},
                 {resolved("gone.example"), refused(400, "HandleNotFound")},
                 {resolved("old.example"), refused(501, "MethodNotImplemented")}});
    CHECK((course.only() == Preparation{{"person:tom.example", "did:plc:tom"}}));
    CHECK_FALSE(course.requests.at(0).headers.find("atproto-proxy"));
}

TEST_CASE("trouble while a handle is resolved is not taken for nobody") {
    const auto reply = draft("", "@tom.example");
    CHECK(errorOf(reply, {{resolved("tom.example"), refused(502, "UpstreamFailure")}}).cure == Cure::BackOff);
    CHECK(errorOf(reply, {{resolved("tom.example"), refused(400, "ExpiredToken")}}).cure == Cure::RenewLogin);
    CHECK(errorOf(reply, {{resolved("tom.example"), refused(429, "RateLimitExceeded")}}).kind ==
          ErrorKind::RateLimited);
}

TEST_CASE("a post without parent and people needs no question") {
    CHECK(prepare(draft(""), {}).requests.empty());
}

TEST_CASE("a private conversation is asked for by its id, or begun with the person") {
    const auto known = prepare(privateDraft("c1"), {{kConvo, convoAnswer("request")}});
    CHECK((known.only() == Preparation{{"convo_id", "c1"}, {"convo_status", "request"}}));
    CHECK(known.requests.at(0).headers.find("atproto-proxy") == "did:web:api.bsky.chat#bsky_chat");
    const auto begun = prepare(privateDraft(""), {{kNewConvo, convoAnswer("accepted")}});
    CHECK(begun.only().at("convo_status") == "accepted");
}

TEST_CASE("why a private conversation can't be had is said in words") {
    struct Case {
        Answer answer;
        ErrorKind kind;
        std::string message;
    };
    const std::string blocks = "There is a block between this person and this account on Bluesky.";
    const std::string gone = "The person or the conversation is no longer there.";
    const std::string noRight =
        "This app password may not send direct messages. Connect again with one that may.";
    for (const auto& [answer, kind, message] : std::vector<Case>{
             {refused(400, "MessagesDisabled"), ErrorKind::Permission,
              "This person takes no direct messages on Bluesky."},
             {refused(400, "NotFollowedBySender"), ErrorKind::Permission,
              "This person takes direct messages only from people whom they follow on Bluesky."},
             {refused(400, "BlockedActor"), ErrorKind::Blocked, blocks},
             {refused(400, "BlockedSubject"), ErrorKind::Blocked, blocks},
             {refused(400, "RecipientNotFound"), ErrorKind::Gone, gone},
             {refused(400, "AccountSuspended"), ErrorKind::Gone, gone},
             {refused(400, "InvalidToken", "Bad token method"), ErrorKind::Permission, noRight}}) {
        CAPTURE(answer.body);
        const auto error = errorOf(privateDraft(""), {{kNewConvo, answer}});
        CHECK(error.kind == kind);
        CHECK(error.cure == Cure::Never);
        CHECK(error.message == message);
    }
    CHECK(errorOf(privateDraft("c1"), {{kConvo, refused(400, "InvalidConvo")}}).message == gone);
    CHECK(errorOf(privateDraft("c1"), {{kConvo, refused(400, "ExpiredToken")}}).cure == Cure::RenewLogin);
    CHECK(errorOf(privateDraft("c1"), {{kConvo, refused(502, "UpstreamFailure")}}).cure == Cure::BackOff);
    for (const auto& answer :
         {dialogue::json("{}"), dialogue::json(R"({"convo":{}})"), dialogue::page(200)}) {
        CHECK(errorOf(privateDraft("c1"), {{kConvo, answer}}).kind == ErrorKind::NotThePlatform);
    }
}
