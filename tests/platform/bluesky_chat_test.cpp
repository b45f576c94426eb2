// SPDX-License-Identifier: GPL-3.0-or-later
#include "bluesky_samples.h"
#include "samples.h"
#include "support/catch.h"

#include <algorithm>
#include <string>
#include <vector>

/// Direct messages in a poll.
namespace {

using namespace sky;
using harvest::cursorOf;
using harvest::deletedOf;
using harvest::Ids;
using harvest::idsOf;
using harvest::messagesOf;
using samples::minuteOf;

const std::string kMentions = "GET /xrpc/app.bsky.notification.listNotifications"
                              "?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100";
const Exchange kNoMentions{kMentions, page("notifications", {})};
const std::string kAccepted = asked("chat.bsky.convo.listConvos", {{"limit", "100"}, {"status", "accepted"}});
const std::string kRequests = asked("chat.bsky.convo.listConvos", {{"limit", "100"}, {"status", "request"}});

std::string messagesIn(const std::string& convo, const std::string& cursor = "") {
    return asked("chat.bsky.convo.getMessages", {{"convoId", convo}, {"limit", "100"}}) +
           (cursor.empty() ? "" : "&cursor=" + cursor);
}
std::string logFrom(const std::string& cursor) {
    return asked("chat.bsky.convo.getLog", {{"cursor", cursor}});
}
std::string peopleOf(const std::string& convo) {
    return asked("chat.bsky.convo.getConvo", {{"convoId", convo}});
}
Answer people(const Json& convo) {
    return dialogue::json(Json{{"convo", convo}}.dump());
}
Json happened(const std::string& kind, const std::string& rev, const std::string& convo, Json message) {
    return {{"$type", "chat.bsky.convo.defs#" + kind},
            {"rev", rev},
            {"convoId", convo},
            {"message", std::move(message)}};
}
Json wrote(int number, const std::string& convo = "c1", const std::string& did = kMira) {
    return happened("logCreateMessage", "r" + std::to_string(number), convo, message(number, did));
}
Json deleted(int number) {
    return {{"$type", "chat.bsky.convo.defs#deletedMessageView"},
            {"id", "m" + std::to_string(number)},
            {"rev", "r"},
            {"sender", {{"did", kMira}}},
            {"sentAt", "2026-05-04T08:00:00.000Z"}};
}

dialogue::Course<model::IncomingBatch> poll(const std::string& cursor, std::vector<Exchange> exchanges,
                                            Poll plan = {}) {
    plan.account.facts.privateMessages.reset();
    if (!cursor.empty()) {
        plan.cursors["chat_log"] = cursor;
    }
    exchanges.insert(exchanges.begin(), kNoMentions);
    return plan.run(exchanges);
}
dialogue::Course<model::IncomingBatch> thoroughPoll(const std::string& cursor,
                                                    std::vector<Exchange> exchanges) {
    exchanges.insert(exchanges.begin(),
                     {asked("app.bsky.feed.getAuthorFeed",
                            {{"actor", kMe}, {"filter", "posts_with_replies"}, {"limit", "50"}}),
                      page("feed", {})});
    return poll(cursor, exchanges, {.thorough = true});
}
std::string problemOf(const dialogue::Course<model::IncomingBatch>& course) {
    return course.taken.empty() ? std::string() : course.taken.back().problem;
}

}  // namespace

TEST_CASE("the first import reads accepted conversations and requests, newest conversation first") {
    const auto course =
        poll("", {{kAccepted, page("convos", {convo("c1", "r5")}, "more")},
                  {kAccepted + "&cursor=more", page("convos", {convo("c2", "r7", {kTom})})},
                  {kRequests, page("convos", {convo("c3", "r6", {"did:plc:stranger"}, "request")})},
                  {messagesIn("c2"), page("messages", {message(7, kTom)})},
                  {messagesIn("c3"), page("messages", {message(6, "did:plc:stranger")})},
                  {messagesIn("c1"), page("messages", {message(5), message(4, kMe, "hello")}, "older")},
                  {messagesIn("c1", "older"), page("messages", {message(3)})}});
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"m7", "m6", "m5", "m4", "m3"});
    CHECK(cursorOf(course, "chat_log") == "r7");
    for (std::size_t batch = 0; batch + 1 < course.taken.size(); ++batch) {
        CHECK(course.taken[batch].cursors.empty());
    }
    const auto messages = messagesOf(course);
    CHECK(messages[0].threadId == "c2");
    CHECK(messages[0].author.handle == "tom.example");
    CHECK(messages[0].visibility == model::Visibility::Private);
    CHECK(messages[0].audience == "direct");
    CHECK(messages[0].otherReaders.empty());
    CHECK(messages[0].at == minuteOf(7));
    CHECK(messages[3].own);
    REQUIRE(messages[3].addressees.size() == 1);
    CHECK(messages[3].addressees[0].remoteId == kMira);
    CHECK(messages[3].addressees[0].handle == "mira.example");
}

TEST_CASE("calls of the chat name its service, those of posts do not") {
    const auto course = poll("r5", {{logFrom("r5"), page("logs", {}, "r5")}});
    REQUIRE(course.requests.size() == 2);
    CHECK_FALSE(course.requests[0].headers.find("atproto-proxy"));
    CHECK(course.requests[1].headers.find("atproto-proxy") == "did:web:api.bsky.chat#bsky_chat");
    CHECK(course.requests[1].headers.find("Authorization") == "Bearer ACCESS");
    CHECK(course.requests[1].url.starts_with("https://pds.example/"));

    Poll other;
    other.account.settings["chat_proxy"] = "did:plc:chat#bsky_chat";
    const auto set = poll("r5", {{logFrom("r5"), page("logs", {}, "r5")}}, other);
    CHECK(set.requests.at(1).headers.find("atproto-proxy") == "did:plc:chat#bsky_chat");
}

TEST_CASE("without conversations the first import leaves no cursor and starts again next time") {
    const auto course = poll("", {{kAccepted, page("convos", {})}, {kRequests, page("convos", {})}});
    CHECK(course.status);
    CHECK(course.taken.empty());
}

TEST_CASE("the first import of direct messages stops at its limit") {
    const auto course = poll("",
                             {{kAccepted, page("convos", {convo("c1", "r5"), convo("c2", "r4", {kTom})})},
                              {kRequests, page("convos", {})},
                              {messagesIn("c1"), page("messages", {message(5), message(4)}, "older")}},
                             {.firstImportItems = 2});
    CHECK(idsOf(course) == Ids{"m5", "m4"});
    CHECK(cursorOf(course, "chat_log") == "r5");
}

TEST_CASE("the log is read forward until it stands still, each page with its cursor") {
    const auto course = poll("r1", {{logFrom("r1"), page("logs", {wrote(2), wrote(3)}, "r3")},
                                    {peopleOf("c1"), people(convo("c1", "r3"))},
                                    {logFrom("r3"), page("logs", {wrote(4, "c1", kMe)}, "r4")},
                                    {logFrom("r4"), page("logs", {}, "r4")}});
    REQUIRE(course.status);
    REQUIRE(course.taken.size() == 2);
    CHECK(idsOf(course) == Ids{"m2", "m3", "m4"});
    CHECK(course.taken[0].cursors.at("chat_log") == "r3");
    CHECK(course.taken[1].cursors.at("chat_log") == "r4");
    CHECK(course.taken[1].messages.at(0).own);
    CHECK(course.taken[0].messages.at(0).author.name == "Mira");
}

TEST_CASE("a log without a cursor goes on at its newest revision") {
    const auto course = poll("r1", {{logFrom("r1"), page("logs", {wrote(2), wrote(3)})},
                                    {peopleOf("c1"), people(convo("c1", "r3"))},
                                    {logFrom("r3"), page("logs", {})}});
    CHECK(cursorOf(course, "chat_log") == "r3");
}

TEST_CASE("messages that the log tells of as deleted are deleted") {
    const auto course = poll(
        "r1",
        {{logFrom("r1"),
          page("logs",
               {happened("logDeleteMessage", "r2", "c1", deleted(1)),
                happened("logDeleteMessage", "r3", "c1", Json{{"x", 1}}),
                Json{{"$type", "chat.bsky.convo.defs#logDeleteMessage"}, {"rev", "r4"}, {"convoId", "c1"}}},
               "r4")},
         {logFrom("r4"), page("logs", {}, "r4")}});
    REQUIRE(course.status);
    CHECK(deletedOf(course) == Ids{"m1"});
    CHECK(idsOf(course).empty());
    CHECK(cursorOf(course, "chat_log") == "r4");
}

TEST_CASE("what nobody said moves the log and is no message") {
    const auto course =
        poll("r1", {{logFrom("r1"), page("logs",
                                         {happened("logReadMessage", "r2", "c1", message(1)),
                                          happened("logAddReaction", "r3", "c1", message(1)),
                                          happened("logBeginConvo", "r4", "c1", Json::object()),
                                          happened("logOfTheFuture", "r5", "c1", message(1)), Json(5)},
                                         "r5")},
                    {logFrom("r5"), page("logs", {}, "r5")}});
    REQUIRE(course.status);
    CHECK(idsOf(course).empty());
    CHECK(cursorOf(course, "chat_log") == "r5");
}

TEST_CASE("the people of a conversation are asked for once") {
    const auto course = poll("r1", {{logFrom("r1"), page("logs", {wrote(2), wrote(3, "c2", kTom)}, "r3")},
                                    {peopleOf("c2"), people(convo("c2", "r3", {kTom}))},
                                    {peopleOf("c1"), people(convo("c1", "r2"))},
                                    {logFrom("r3"), page("logs", {wrote(4), wrote(5, "c2", kTom)}, "r5")},
                                    {logFrom("r5"), page("logs", {}, "r5")}});
    CHECK(course.status);
    CHECK(idsOf(course) == Ids{"m2", "m3", "m4", "m5"});
}

TEST_CASE("a conversation that is no longer ours still shows what was said") {
    const auto course = poll("r1", {{logFrom("r1"), page("logs", {wrote(2)}, "r2")},
                                    {peopleOf("c1"), refused(400, "InvalidConvo", "Convo not found")},
                                    {logFrom("r2"), page("logs", {}, "r2")}});
    REQUIRE(course.status);
    const auto messages = messagesOf(course);
    REQUIRE(messages.size() == 1);
    CHECK(messages[0].author.remoteId == kMira);
    CHECK(messages[0].author.handle.empty());
    CHECK(messages[0].threadId == "c1");
}

TEST_CASE("in a group everybody else reads along, and our own message goes to all of them") {
    const auto course = poll("r1", {{logFrom("r1"), page("logs", {wrote(2), wrote(3, "c1", kMe)}, "r3")},
                                    {peopleOf("c1"), people(convo("c1", "r3", {kMira, kTom}))},
                                    {logFrom("r3"), page("logs", {}, "r3")}});
    const auto messages = messagesOf(course);
    REQUIRE(messages.size() == 2);
    CHECK(messages[0].otherReaders == Ids{kTom});
    CHECK(messages[0].addressees.empty());
    CHECK(messages[1].otherReaders == Ids{kMira, kTom});
    REQUIRE(messages[1].addressees.size() == 2);
    CHECK(messages[1].addressees[1].handle == "tom.example");
    CHECK(messages[1].threadId == "c1");
}

TEST_CASE("a direct message of ours is automatic where our account says that it is a machine") {
    const bool bot = GENERATE(false, true);
    Json talk = convo("c1", "r3");
    for (Json& member : talk["members"]) {
        if (bot && member["did"] == kMe) {
            member["labels"] = Json::array({{{"src", kMe}, {"val", "bot"}}});
        }
    }
    const auto course = poll("r1", {{logFrom("r1"), page("logs", {wrote(2), wrote(3, "c1", kMe)}, "r3")},
                                    {peopleOf("c1"), people(talk)},
                                    {logFrom("r3"), page("logs", {}, "r3")}});
    const auto messages = messagesOf(course);
    REQUIRE(messages.size() == 2);
    CHECK_FALSE(messages[0].automatic);
    CHECK(messages[1].automatic == bot);
}

TEST_CASE("a direct message that can't be read is kept with its JSON and the log goes on") {
    Json odd = wrote(3);
    odd["message"]["text"] = 7;
    Json bare{{"$type", "chat.bsky.convo.defs#logCreateMessage"}, {"rev", "r4"}, {"convoId", "c1"}};
    Json untimed = wrote(5);
    untimed["message"].erase("sentAt");
    const auto course =
        poll("r1", {{logFrom("r1"), page("logs", {wrote(2), odd, bare, untimed, wrote(6)}, "r6")},
                    {peopleOf("c1"), people(convo("c1", "r6"))},
                    {logFrom("r6"), page("logs", {}, "r6")}});
    const auto messages = messagesOf(course);
    REQUIRE(messages.size() == 5);
    CHECK(messages[1].unreadable == "logs[1].message.text: expected text, found number");
    CHECK(messages[1].remoteId == "m3");
    CHECK(messages[1].author.remoteId == kMira);
    CHECK(Json::parse(messages[1].rawJson) == odd);
    CHECK(messages[2].unreadable == "logs[2].message.id: missing");
    CHECK(messages[2].remoteId.starts_with("unreadable:"));
    CHECK(messages[2].author.remoteId == kMira);
    CHECK(messages[2].at == dialogue::kNow);
    CHECK(messages[3].unreadable == "logs[3].message.sentAt: missing");
    CHECK(messages[4].unreadable.empty());
    CHECK(cursorOf(course, "chat_log") == "r6");
}

TEST_CASE("answers, links and shared posts in a direct message are kept") {
    Json log = wrote(2);
    log["message"]["text"] = "see shop.example/sp…";
    log["message"]["facets"] =
        Json::array({{{"index", {{"byteStart", 4}, {"byteEnd", 22}}},
                      {"features", Json::array({{{"$type", "app.bsky.richtext.facet#link"},
                                                 {"uri", "https://shop.example/spring"}}})}}});
    log["message"]["replyTo"] = {{"id", "m1"}, {"text", "hello"}};
    log["message"]["embed"] = {{"$type", "app.bsky.embed.record#view"}, {"record", {{"uri", uriOf(9, kMe)}}}};
    const auto course = poll("r1", {{logFrom("r1"), page("logs", {log}, "r2")},
                                    {peopleOf("c1"), people(convo("c1", "r2"))},
                                    {logFrom("r2"), page("logs", {}, "r2")}});
    const auto messages = messagesOf(course);
    REQUIRE(messages.size() == 1);
    CHECK(messages[0].text == "see https://shop.example/spring\n\n"
                              "https://bsky.app/profile/did:plc:shop/post/k9");
    CHECK(messages[0].parentRemoteId == "m1");
}

TEST_CASE("a thorough poll reads the conversations that know more than the log told") {
    const auto course = thoroughPoll(
        "r5", {{logFrom("r5"), page("logs", {}, "r5")},
               {kAccepted, page("convos", {convo("c1", "r9"), convo("c2", "r5", {kTom})}, "more")},
               {kRequests, page("convos", {convo("c3", "r8", {kTom}, "request")})},
               {messagesIn("c1"), page("messages", {message(9), deleted(8)}, "older")},
               {messagesIn("c3"), page("messages", {message(7, kTom)})}});
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"m9", "m7"});
    CHECK(deletedOf(course) == Ids{"m8"});
    CHECK(cursorOf(course, "chat_log").empty());
}

TEST_CASE("one refused conversation does not keep the others from being read") {
    const auto course = poll("", {{kAccepted, page("convos", {convo("c1", "r5"), convo("c2", "r7", {kTom})})},
                                  {kRequests, page("convos", {})},
                                  {messagesIn("c2"), refused(400, "InvalidConvo", "Convo not found")},
                                  {messagesIn("c1"), page("messages", {message(5)})}});
    REQUIRE(course.status);
    CHECK(idsOf(course) == Ids{"m5"});
    CHECK(cursorOf(course, "chat_log") == "r7");
}

TEST_CASE("trouble of the chat service is told, and what was read of posts stands") {
    struct Case {
        Answer answer;
        std::string problem;
    };
    for (const auto& [answer, problem] :
         {Case{refused(502, "UpstreamFailure"), "pds.example has trouble at the moment."},
          Case{refused(500, "InternalServerError"), "pds.example has trouble at the moment."}}) {
        CAPTURE(answer.body);
        Poll plan;
        plan.account.facts.privateMessages.reset();
        plan.cursors["chat_log"] = "r5";
        const auto course =
            plan.run({{kMentions, page("notifications", {notification(9)})}, {logFrom("r5"), answer}});
        REQUIRE(course.status);
        CHECK(idsOf(course) == Ids{uriOf(9)});
        CHECK(problemOf(course) == "Direct messages can't be read at the moment: " + problem);
        CHECK(cursorOf(course, "chat_log").empty());
    }
}

TEST_CASE("a chat service that can't be found is told") {
    const auto answer = refused(400, "InvalidRequest", "could not resolve proxy did");
    const auto course = poll("r5", {{logFrom("r5"), answer}, {kAccepted, answer}});
    REQUIRE(course.status);
    CHECK(problemOf(course) ==
          "Direct messages can't be read at the moment: pds.example refused this: “could "
          "not resolve proxy did”.");
}

TEST_CASE("a log that is refused is made up for by the conversations that have changed") {
    for (const auto& answer : {refused(400, "InvalidRequest", "cursor is too old"), refused(404, "NotFound"),
                               refused(501, "MethodNotImplemented")}) {
        CAPTURE(answer.body);
        const auto course =
            poll("r5", {{logFrom("r5"), answer},
                        {kAccepted, page("convos", {convo("c1", "r9"), convo("c2", "r4", {kTom})})},
                        {kRequests, page("convos", {convo("c3", "r7", {"did:plc:stranger"}, "request")})},
                        {messagesIn("c1"), page("messages", {message(9), message(8)}, "older")},
                        {messagesIn("c3"), page("messages", {message(7, "did:plc:stranger")})}});
        REQUIRE(course.status);
        CHECK(idsOf(course) == Ids{"m9", "m8", "m7"});
        CHECK(cursorOf(course, "chat_log") == "r9");
    }
    const auto quiet = poll("r5", {{logFrom("r5"), refused(400, "InvalidRequest")},
                                   {kAccepted, page("convos", {convo("c1", "r5")})},
                                   {kRequests, page("convos", {})}});
    CHECK(quiet.status);
    CHECK(quiet.taken.empty());
}

TEST_CASE("without the right to direct messages, or without a chat, a poll is quiet and succeeds") {
    const auto refusedAtOnce =
        poll("r5", {{logFrom("r5"), refused(400, "InvalidToken", "Bad token method")}});
    CHECK(refusedAtOnce.status);
    CHECK(refusedAtOnce.taken.empty());
    for (const auto& answer : {refused(501, "MethodNotImplemented"), refused(404, "XRPCNotSupported")}) {
        CAPTURE(answer.body);
        const auto course = poll("r5", {{logFrom("r5"), answer}, {kAccepted, answer}});
        CHECK(course.status);
        CHECK(course.taken.empty());
    }
    // and where that is known, nothing is asked
    CHECK(Poll{}.run({kNoMentions}).status);
}

TEST_CASE("an expired token at the chat is renewed, too many requests are waited for") {
    const auto expired = poll("r5", {{logFrom("r5"), refused(400, "ExpiredToken", "Token has expired")}});
    REQUIRE_FALSE(expired.status);
    CHECK(expired.status.error().cure == base::Cure::RenewLogin);

    const auto limited = poll("r5", {{logFrom("r5"), refused(429, "RateLimitExceeded")}});
    REQUIRE_FALSE(limited.status);
    CHECK(limited.status.error().kind == base::ErrorKind::RateLimited);
}

TEST_CASE("a log that always has more to tell does not keep a poll for ever") {
    Poll plan;
    plan.account.facts.privateMessages.reset();
    plan.cursors["chat_log"] = "r1";
    const auto steps = plan.steps();
    int requests = 0;
    REQUIRE(steps->accept(page("notifications", {}).response(), dialogue::kNow));
    while (!steps->finished() && requests < 3'000) {
        ++requests;
        const auto rev = "r" + std::to_string(1'000'000 + requests);
        REQUIRE(
            steps->accept(page("logs", {happened("logReadMessage", rev, "c1", message(1))}, rev).response(),
                          dialogue::kNow));
        static_cast<void>(steps->take());
    }
    CHECK(requests == 200);
}
