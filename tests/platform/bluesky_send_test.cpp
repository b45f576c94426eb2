// SPDX-License-Identifier: GPL-3.0-or-later
#include "bluesky_samples.h"
#include "samples.h"
#include "support/catch.h"

#include "base/iso8601.h"

#include <fmt/format.h>

#include <string>
#include <vector>

/// Replies from the frozen words to the platform's word.
namespace {

using namespace sky;
using base::Cure;
using base::ErrorKind;
using model::ReplyDraft;
using model::Visibility;
using platform::Preparation;

const std::string kPut = told("com.atproto.repo.putRecord");
const std::string kSendMessage = told("chat.bsky.convo.sendMessage");
const std::string kAcceptConvo = told("chat.bsky.convo.acceptConvo");

ReplyDraft draft(std::string text = "It is on its way.") {
    return {.text = std::move(text),
            .visibility = Visibility::Public,
            .audience = "public",
            .parentRemoteId = uriOf(3),
            .addresseeRemoteId = kMira,
            .addresseeHandle = "mira.example"};
}
ReplyDraft privateDraft(std::string text = "It is on its way.") {
    ReplyDraft result{.text = std::move(text), .visibility = Visibility::Private, .audience = "direct"};
    result.threadId = "c1";
    result.addresseeRemoteId = kMira;
    return result;
}
Preparation learnt() {
    return {{"parent_uri", uriOf(3)},
            {"parent_cid", "cid-of-k3"},
            {"root_uri", uriOf(1, kMe)},
            {"root_cid", "cid-of-k1"},
            {"person:tom.example", kTom}};
}
Preparation learntOfConvo(const std::string& status = "accepted") {
    return {{"convo_id", "c1"}, {"convo_status", status}, {"person:tom.example", kTom}};
}
model::FrozenReply frozen(const ReplyDraft& reply = draft(), const Preparation& prepared = learnt()) {
    base::SeededRandom random(1);
    return adapter().freeze(account(), reply, prepared, dialogue::kNow, random);
}
model::FrozenReply frozenMessage(const std::string& status = "accepted", std::string text = "Here it is.") {
    return frozen(privateDraft(std::move(text)), learntOfConvo(status));
}

dialogue::Course<model::SentReply> send(const model::FrozenReply& reply,
                                        const std::vector<Exchange>& exchanges) {
    return dialogue::run(adapter().send(account(), secrets(), reply), exchanges);
}
base::Error errorOf(const model::FrozenReply& reply, const std::vector<Exchange>& exchanges) {
    const auto course = send(reply, exchanges);
    REQUIRE_FALSE(course.status);
    CHECK(course.taken.empty());
    return course.status.error();
}
Answer written(const std::string& uri, const std::string& rev = "3n2uhwvl4ks26") {
    Json body{{"uri", uri}, {"cid", "bafyrei1"}};
    if (!rev.empty()) {
        body["commit"] = {{"cid", "bafyrei2"}, {"rev", rev}};
    }
    return dialogue::json(body.dump());
}
std::string repeated(const std::string& part, std::size_t times) {
    std::string text;
    for (std::size_t index = 0; index < times; ++index) {
        text += part;
    }
    return text;
}

}  // namespace

TEST_CASE("a reply is put under its own key, with its time, both ends of its thread and its ranges") {
    const auto reply = frozen(draft("é https://a.com @tom.example @nobody.example #lamps"));
    const auto course = send(reply, {{kPut, written(uriOf(9, kMe))}});
    const auto& request = course.requests.at(0);
    CHECK(request.headers.find("Authorization") == "Bearer ACCESS");
    CHECK(request.headers.find("Content-Type") == "application/json");
    CHECK_FALSE(request.headers.find("atproto-proxy"));
    CHECK(request.once);
    const std::string key = reply.repeatKey;
    CHECK(key.size() == 13);
    const auto facet = [](int begin, int end, const Json& feature) {
        return Json{{"index", {{"byteStart", begin}, {"byteEnd", end}}},
                    {"features", Json::array({feature})}};
    };
    const Json expected{
        {"repo", kMe},
        {"collection", "app.bsky.feed.post"},
        {"rkey", key},
        {"record",
         {{"$type", "app.bsky.feed.post"},
          {"text", "é https://a.com @tom.example @nobody.example #lamps"},
          {"createdAt", "2026-05-04T09:00:00.000Z"},
          {"reply", {{"root", refOf(uriOf(1, kMe))}, {"parent", refOf(uriOf(3))}}},
          {"facets",
           Json::array({facet(3, 16, {{"$type", "app.bsky.richtext.facet#link"}, {"uri", "https://a.com"}}),
                        facet(17, 29, {{"$type", "app.bsky.richtext.facet#mention"}, {"did", kTom}}),
                        facet(46, 52, {{"$type", "app.bsky.richtext.facet#tag"}, {"tag", "lamps"}})})}}}};
    CHECK(Json::parse(request.body) == expected);
    CHECK(adapter().comparableText(reply) == "é https://a.com @tom.example @nobody.example #lamps");
}

TEST_CASE("a repeat sends the same bytes") {
    const auto reply = frozen();
    const auto once = send(reply, {{kPut, written(uriOf(9, kMe))}});
    const auto again = send(reply, {{kPut, written(uriOf(9, kMe), "")}});
    CHECK(once.requests.at(0).body == again.requests.at(0).body);
    CHECK_FALSE(frozen().body.empty());
    CHECK(frozen().body == reply.body);
}

TEST_CASE("a post of our own accord has no reply and no empty ranges") {
    auto own = draft("New lamps.");
    own.parentRemoteId.clear();
    const auto course = send(frozen(own, {}), {{kPut, written(uriOf(9, kMe))}});
    const auto record = Json::parse(course.requests.at(0).body).at("record");
    CHECK_FALSE(record.contains("reply"));
    CHECK_FALSE(record.contains("facets"));
}

TEST_CASE("a confirmed reply has the time of its revision, and a repeat that changed nothing its own") {
    const auto sent = send(frozen(), {{kPut, written(uriOf(9, kMe))}}).only();
    CHECK(sent.remoteId == uriOf(9, kMe));
    CHECK(sent.url == "https://bsky.app/profile/did:plc:shop/post/k9");
    CHECK(sent.audience == "public");
    CHECK(base::toMs(sent.at) == 1'795'311'256'767);

    CHECK(send(frozen(), {{kPut, written(uriOf(9, kMe), "")}}).only().at == dialogue::kNow);
    CHECK(send(frozen(), {{kPut, written(uriOf(9, kMe), "nonsense")}}).only().at == dialogue::kNow);
}

TEST_CASE("what a server answers to a post decides what becomes of it") {
    struct Case {
        Answer answer;
        ErrorKind kind;
        Cure cure;
    };
    const std::vector<Case> cases{
        {refused(400, "ExpiredToken", "Token has expired"), ErrorKind::NeedsLogin, Cure::RenewLogin},
        {refused(400, "InvalidToken"), ErrorKind::NeedsLogin, Cure::LogInAgain},
        {refused(401, "AuthMissing"), ErrorKind::NeedsLogin, Cure::LogInAgain},
        {refused(403, "AccountTakedown"), ErrorKind::NeedsLogin, Cure::LogInAgain},
        {refused(403, "Forbidden"), ErrorKind::Permission, Cure::Never},
        {refused(400, "InvalidRequest", "Missing required key"), ErrorKind::Rejected, Cure::Never},
        {refused(400, "InvalidSwap"), ErrorKind::Rejected, Cure::Never},
        {refused(413, "PayloadTooLarge"), ErrorKind::TooLong, Cure::Never},
        {refused(500, "InternalServerError"), ErrorKind::Unknown, Cure::LookUp},
        {refused(502, "UpstreamFailure"), ErrorKind::Unknown, Cure::LookUp},
        {dialogue::page(504), ErrorKind::Unknown, Cure::LookUp},
        {{408, ""}, ErrorKind::Unknown, Cure::LookUp},
        {{301, "", {{"Location", "https://b.example/"}}}, ErrorKind::NotThePlatform, Cure::Never},
        {dialogue::page(403), ErrorKind::NotThePlatform, Cure::Never},
        {dialogue::page(404), ErrorKind::NotThePlatform, Cure::Never},
        // 200, and not a word that it was taken
        {dialogue::page(200, "<html>HotelNet</html>"), ErrorKind::Unknown, Cure::LookUp},
        {dialogue::json(""), ErrorKind::Unknown, Cure::LookUp},
        {dialogue::json("{}"), ErrorKind::Unknown, Cure::LookUp},
        {dialogue::json(R"({"uri":"https://x.example/1"})"), ErrorKind::Unknown, Cure::LookUp},
    };
    for (const auto& [answer, kind, cure] : cases) {
        CAPTURE(answer.status, answer.body);
        const auto error = errorOf(frozen(), {{kPut, answer}});
        CHECK(error.kind == kind);
        CHECK(error.cure == cure);
        CHECK_FALSE(error.message.empty());
    }
}

TEST_CASE("a post that the server finds too long is said to be too long") {
    const auto reply = frozen(draft(repeated("x", 301)));
    const auto error = errorOf(
        reply, {{kPut, refused(400, "InvalidRequest",
                               "Invalid app.bsky.feed.post record: grapheme too big (maximum 300, got "
                               "301) at $.record.text")}});
    CHECK(error.kind == ErrorKind::TooLong);
    CHECK(error.message.find("grapheme too big (maximum 300, got 301)") != std::string::npos);
}

TEST_CASE("a post that has to wait knows until when") {
    auto answer = refused(429, "RateLimitExceeded", "Rate Limit Exceeded");
    answer.headers.emplace_back("RateLimit-Reset", std::to_string(base::toMs(dialogue::kNow) / 1000 + 120));
    const auto error = errorOf(frozen(), {{kPut, answer}});
    CHECK(error.kind == ErrorKind::RateLimited);
    CHECK(error.cure == Cure::RetryAt);
    CHECK(error.retryAt == dialogue::kNow + base::Duration{120'000});
}

TEST_CASE("a direct message goes to its conversation through the chat service") {
    const auto course = send(frozenMessage("accepted", "see a.com"),
                             {{kSendMessage, dialogue::json(message(9, kMe, "see a.com").dump())}});
    const auto& request = course.requests.at(0);
    CHECK(request.headers.find("atproto-proxy") == "did:web:api.bsky.chat#bsky_chat");
    CHECK(request.once);
    CHECK(Json::parse(request.body) ==
          Json::parse(R"({"convoId":"c1","message":{"text":"see a.com","facets":[{"index":
              {"byteStart":4,"byteEnd":9},"features":[{"$type":"app.bsky.richtext.facet#link",
              "uri":"https://a.com"}]}]}})"));
    CHECK(course.only().remoteId == "m9");
    CHECK(course.only().at == samples::minuteOf(9));
    CHECK(course.only().audience == "direct");
    CHECK(course.only().url.empty());
    CHECK(frozenMessage().repeatKey.empty());
    CHECK(adapter().comparableText(frozenMessage()) == "Here it is.");
}

TEST_CASE("a request is accepted before it is answered") {
    const Answer sent = dialogue::json(message(9, kMe).dump());
    const auto course = send(frozenMessage("request"),
                             {{kAcceptConvo, dialogue::json(R"({"rev":"r2"})")}, {kSendMessage, sent}});
    CHECK(course.only().remoteId == "m9");
    CHECK(Json::parse(course.requests.at(0).body) == Json{{"convoId", "c1"}});
    CHECK(course.requests[0].headers.find("atproto-proxy") == "did:web:api.bsky.chat#bsky_chat");
    CHECK_FALSE(course.requests[0].once);
}

TEST_CASE("nothing is sent where accepting failed, and that is no doubt about the message") {
    const auto error = errorOf(frozenMessage("request"), {{kAcceptConvo, refused(502, "UpstreamFailure")}});
    CHECK(error.kind == ErrorKind::ServerTrouble);
    CHECK(error.cure == Cure::BackOff);
    CHECK(errorOf(frozenMessage("request"), {{kAcceptConvo, refused(400, "ExpiredToken")}}).cure ==
          Cure::RenewLogin);
}

TEST_CASE("what the chat answers to a message is said in words") {
    struct Case {
        Answer answer;
        ErrorKind kind;
        Cure cure;
        std::string message;
    };
    const std::string noRight =
        "This app password may not send direct messages. Connect again with one that may.";
    const std::string maybe = "pds.example had trouble; it may or may not have taken the reply.";
    const std::vector<Case> cases{
        {refused(400, "ConvoLocked"), ErrorKind::Gone, Cure::Never,
         "This conversation is locked on Bluesky."},
        {refused(400, "InvalidConvo"), ErrorKind::Gone, Cure::Never, "This conversation is no longer there."},
        {refused(400, "InvalidToken", "Bad token method"), ErrorKind::Permission, Cure::Never, noRight},
        {refused(400, "ExpiredToken"), ErrorKind::NeedsLogin, Cure::RenewLogin,
         "pds.example no longer accepts this sign-in. Sign in again."},
        {refused(400, "InvalidRequest", "no"), ErrorKind::Rejected, Cure::Never,
         "pds.example refused this: “no”."},
        {refused(500, "InternalServerError"), ErrorKind::Unknown, Cure::LookUp, maybe},
        {refused(502, "UpstreamFailure"), ErrorKind::Unknown, Cure::LookUp, maybe},
        {dialogue::json("{}"), ErrorKind::Unknown, Cure::LookUp,
         "pds.example answered, but not that it took the reply."},
        {dialogue::page(200), ErrorKind::Unknown, Cure::LookUp,
         "pds.example answered, but not that it took the reply."},
    };
    for (const auto& [answer, kind, cure, message] : cases) {
        CAPTURE(answer.body);
        const auto error = errorOf(frozenMessage(), {{kSendMessage, answer}});
        CHECK(error.kind == kind);
        CHECK(error.cure == cure);
        CHECK(error.message == message);
    }
    const auto tooLong = frozenMessage("accepted", repeated("x", 1001));
    CHECK(errorOf(tooLong, {{kSendMessage, refused(400, "InvalidRequest")}}).kind == ErrorKind::TooLong);
}

TEST_CASE("a reply that is empty or too long is refused before it is queued") {
    const auto refusal = [](const ReplyDraft& reply) {
        const auto status = adapter().check(account(), reply);
        return status ? std::string() : status.error().message;
    };
    CHECK(refusal(draft()).empty());
    CHECK(refusal(draft(" \n")) == "There is nothing to send yet.");
    CHECK(refusal(draft(repeated("🇩🇪", 300))).empty());
    CHECK(refusal(draft(repeated("🇩🇪", 302))) == "2 too many: 302 of 300 characters.");
    CHECK(refusal(draft(repeated("👩‍👩‍👧‍👦", 120) + "x")) ==
          "1 too many: 3001 of 3000 bytes.");
    CHECK(refusal(privateDraft(repeated("x", 1000))).empty());
    CHECK(refusal(privateDraft(repeated("x", 1001))) == "1 too many: 1001 of 1000 characters.");
}

TEST_CASE("a post may be repeated for ever, a direct message never") {
    using Guarantee = model::RepeatGuarantee;
    const auto can = adapter().capabilities({});
    REQUIRE(can.find(Visibility::Public) != nullptr);
    REQUIRE(can.find(Visibility::Private) != nullptr);
    CHECK(can.find(Visibility::Public)->repeat.kind == Guarantee::Kind::Always);
    CHECK(can.find(Visibility::Private)->repeat.kind == Guarantee::Kind::None);
    CHECK(can.readBack);
    CHECK(can.readMarks);
    CHECK(adapter().capabilities({.facts = {.privateMessages = false}}).find(Visibility::Private) == nullptr);
    CHECK(adapter().capabilities({.facts = {.privateMessages = true}}).find(Visibility::Private) != nullptr);
}

namespace {

std::string recordAsked(const std::string& key) {
    return asked("com.atproto.repo.getRecord",
                 {{"repo", kMe}, {"collection", "app.bsky.feed.post"}, {"rkey", key}});
}
dialogue::Course<std::vector<platform::SeenReply>> lookUp(const model::FrozenReply& reply,
                                                          const std::vector<Exchange>& exchanges) {
    static const auto me = account();
    static const auto open = secrets();
    return dialogue::run(adapter().lookUp({.account = me, .secrets = open, .draft = {}, .frozen = reply}),
                         exchanges);
}

}  // namespace

TEST_CASE("a post is looked for by its key where it is kept") {
    const auto reply = frozen();
    const std::string uri = "at://did:plc:shop/app.bsky.feed.post/" + reply.repeatKey;
    const auto record = Json::parse(reply.body).at("call").at("record");
    const auto course =
        lookUp(reply, {{recordAsked(reply.repeatKey),
                        dialogue::json(Json{{"uri", uri}, {"cid", "c"}, {"value", record}}.dump())}});
    const auto& seen = course.only();
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].sent.remoteId == uri);
    CHECK(seen[0].sent.at == dialogue::kNow);
    CHECK(seen[0].text == adapter().comparableText(reply));
    CHECK(seen[0].parentRemoteId == uriOf(3));

    CHECK(lookUp(reply, {{recordAsked(reply.repeatKey), refused(400, "RecordNotFound")}}).only().empty());
}

TEST_CASE("a message is looked for among the newest of its conversation, ours alone") {
    const std::string messages = asked("chat.bsky.convo.getMessages", {{"convoId", "c1"}, {"limit", "100"}});
    Json broken = message(5, kMe);
    broken.erase("sentAt");
    const Json deleted{
        {"$type", "chat.bsky.convo.defs#deletedMessageView"}, {"id", "m4"}, {"sender", {{"did", kMe}}}};
    const auto course =
        lookUp(frozenMessage(),
               {{messages,
                 page("messages", {message(9, kMe, "Here it is."), message(8), broken, deleted}, "older")}});
    const auto& seen = course.only();
    CHECK(course.requests.at(0).headers.find("atproto-proxy") == "did:web:api.bsky.chat#bsky_chat");
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].sent.remoteId == "m9");
    CHECK(seen[0].text == "Here it is.");
    CHECK_FALSE(seen[0].parentRemoteId);
    for (const auto& answer : {refused(502, "UpstreamFailure"), refused(400, "InvalidConvo"),
                               dialogue::json("{}"), dialogue::page(200)}) {
        CHECK_FALSE(lookUp(frozenMessage(), {{messages, answer}}).status);
    }
}

TEST_CASE("a look-up of Bluesky that can't look is a failure and not an empty find") {
    const auto reply = frozen();
    for (const auto& answer :
         {refused(500, "InternalServerError"), refused(400, "ExpiredToken"), refused(400, "InvalidRequest"),
          dialogue::page(404), dialogue::page(200), dialogue::json("{}"), dialogue::json("[")}) {
        CAPTURE(answer.body);
        const auto course = lookUp(reply, {{recordAsked(reply.repeatKey), answer}});
        CHECK_FALSE(course.status);
        CHECK(course.taken.empty());
    }
}

TEST_CASE("read direct messages are told of, posts only where the owner has allowed it") {
    const model::ReadMark seen{
        .visibility = Visibility::Private, .threadId = "c1", .remoteId = "m9", .at = samples::minuteOf(9)};
    const auto course = dialogue::run(adapter().markRead(account(), secrets(), seen),
                                      {{told("chat.bsky.convo.updateRead"), dialogue::json("{}")}});
    CHECK(course.status);
    CHECK(Json::parse(course.requests.at(0).body) == Json{{"convoId", "c1"}, {"messageId", "m9"}});
    CHECK(course.requests[0].headers.find("atproto-proxy") == "did:web:api.bsky.chat#bsky_chat");
    auto unnamed = seen;
    unnamed.remoteId.clear();
    CHECK(adapter().markRead(account(), secrets(), unnamed) == nullptr);

    auto post = seen;
    post.visibility = Visibility::Public;
    post.threadId.clear();
    auto me = account();
    CHECK(adapter().markRead(me, secrets(), post) == nullptr);
    me.settings["mark_seen"] = "off";
    CHECK(adapter().markRead(me, secrets(), post) == nullptr);
    me.settings["mark_seen"] = "on";
    const auto allowed = dialogue::run(adapter().markRead(me, secrets(), post),
                                       {{told("app.bsky.notification.updateSeen"), {200, ""}}});
    CHECK(allowed.status);
    CHECK(allowed.requests.at(0).body == R"({"seenAt":"2026-05-04T08:09:00.000Z"})");
    CHECK_FALSE(dialogue::run(adapter().markRead(me, secrets(), post),
                              {{told("app.bsky.notification.updateSeen"), refused(502, "UpstreamFailure")}})
                    .status);
    // The network's login page is no answer either.
    CHECK_FALSE(dialogue::run(adapter().markRead(me, secrets(), post),
                              {{told("app.bsky.notification.updateSeen"), {200, "<html>Welcome</html>"}}})
                    .status);
}
