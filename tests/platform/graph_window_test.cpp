// SPDX-License-Identifier: GPL-3.0-or-later
#include "facebook_samples.h"
#include "platform/facebook/message.h"
#include "platform/graph/compose.h"
#include "platform/graph/refusal.h"
#include "platform/graph/send.h"
#include "samples.h"
#include "support/catch.h"

#include <chrono>
#include <string>
#include <vector>

/// Until when Graph takes a message, as what, and how a lost one is found.
namespace {

using namespace fb;
using base::Cure;
using base::ErrorKind;
using platform::graph::Frozen;
using samples::minuteOf;
using Window = Frozen::Window;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

const base::UtcTime kNow = dialogue::kNow;
const std::string kSend = "POST /v26.0/1088/messages";
const std::string kAskedAna =
    asked("/1088/conversations", {{"platform", "messenger"},
                                  {"user_id", kAna},
                                  {"fields", "id,messages.limit(10){id,created_time,from,message}"}});

model::Account withPersons() {
    auto account = fb::account();
    account.settings["human_agent"] = "on";
    return account;
}
/// To Ana, who wrote so long ago.
model::ReplyDraft draft(base::Duration ago, base::UtcTime now = kNow) {
    return {.account = {},
            .conversation = {},
            .text = "It is back.",
            .visibility = model::Visibility::Private,
            .audience = "direct message",
            .parentRemoteId = "m_6",
            .threadId = "t_2",
            .parentSubject = {},
            .addresseeWroteAt = now - ago,
            .addresseeRemoteId = kAna,
            .addresseeHandle = {},
            .readers = {}};
}
model::ReplyDraft privateReply(const std::string& parent = "5001_25") {
    auto reply = draft(hours{1});
    reply.fromPublic = true;
    reply.parentRemoteId = parent;
    reply.threadId.clear();
    return reply;
}
model::ReplyDraft comment() {
    auto reply = draft(hours{1});
    reply.visibility = model::Visibility::Public;
    reply.audience = "public";
    reply.parentRemoteId = "5001_25";
    return reply;
}
model::FrozenReply frozen(const model::Account& account, const model::ReplyDraft& reply,
                          const platform::Preparation& prepared = {}, base::UtcTime now = kNow) {
    base::SeededRandom random(1);
    return adapter().freeze(account, reply, prepared, now, random);
}
Window windowOf(const model::ReplyDraft& reply, base::UtcTime now, const platform::Preparation& prepared,
                const model::Account& account = withPersons()) {
    return platform::graph::thaw(frozen(account, reply, prepared, now)).window;
}
/// What is found out before the reply, on a computer whose clock says `now`; nothing is asked where that is
/// not wanted.
platform::Preparation preparedAt(const model::ReplyDraft& reply, base::UtcTime now, const Answer& answer) {
    const auto account = withPersons();
    const auto secrets = fb::secrets();
    const auto steps = adapter().prepare(account, secrets, reply, now);
    REQUIRE(steps != nullptr);
    return dialogue::run(steps, {{kAskedAna, answer}}).only();
}
/// Ana's conversation, whose newest message of hers is of that time, by a server that has a clock or none.
Answer conversationOf(const std::string& wroteAt, const std::string& date) {
    Json mine = message(6, kPage, "Hello");
    Json hers = message(5);
    hers["created_time"] = wroteAt;
    Answer answer = page({{{"id", "t_2"}, {"messages", list({mine, hers})}}});
    if (!date.empty()) {
        answer.headers.emplace_back("Date", date);
    }
    return answer;
}
dialogue::Course<model::SentReply> send(const model::FrozenReply& reply,
                                        const std::vector<Exchange>& exchanges) {
    const auto account = withPersons();
    const auto secrets = fb::secrets();
    return dialogue::run(adapter().send(account, secrets, reply), exchanges);
}
dialogue::Course<std::vector<platform::SeenReply>> lookUp(const model::ReplyDraft& reply,
                                                          const std::vector<Exchange>& exchanges) {
    const auto account = withPersons();
    const auto secrets = fb::secrets();
    return dialogue::run(adapter().lookUp({.account = account,
                                           .secrets = secrets,
                                           .draft = reply,
                                           .frozen = frozen(account, reply),
                                           .firstAttemptAt = kNow}),
                         exchanges);
}
const Answer kTaken = dialogue::json(R"({"recipient_id":"6544","message_id":"m_99"})");
const Answer kClosed = refusal(10, 2018278, "This message is sent outside of allowed window.", 403);

}  // namespace

TEST_CASE("the window is open for 24 hours, and for persons for seven days, to the second") {
    using platform::graph::windowAt;
    CHECK(windowAt(kNow - hours{24} + seconds{1}, kNow, true) == Window::PersonIfClosed);
    CHECK(windowAt(kNow - hours{24} - seconds{1}, kNow, true) == Window::Person);
    CHECK(windowAt(kNow - days{7} + seconds{1}, kNow, true) == Window::Person);
    CHECK(windowAt(kNow - days{7} - seconds{1}, kNow, true) == Window::Open);
    CHECK(windowAt(kNow + hours{1}, kNow, true) == Window::PersonIfClosed);
    CHECK(windowAt(std::nullopt, kNow, true) == Window::Open);
    CHECK(windowAt(kNow - hours{24} - seconds{1}, kNow, false) == Window::Open);
}

TEST_CASE("Graph is asked when the customer wrote near the window's end and behind it alone") {
    const auto account = withPersons();
    const auto secrets = fb::secrets();
    const auto asks = [&](const model::Account& who, const model::ReplyDraft& reply) {
        return adapter().prepare(who, secrets, reply, kNow) != nullptr;
    };
    CHECK_FALSE(asks(account, draft(hours{23})));
    CHECK(asks(account, draft(hours{24} - seconds{1})));
    CHECK(asks(account, draft(hours{24} + seconds{1})));
    CHECK_FALSE(asks(fb::account(), draft(hours{25})));
    CHECK_FALSE(asks(account, privateReply()));
    CHECK_FALSE(asks(account, comment()));
}

TEST_CASE("the platform's clock says whether the window is over, wherever ours stands") {
    const std::string date = "Mon, 04 May 2026 09:00:00 GMT";
    // Ours is right.
    const auto over = draft(hours{24} + seconds{1});
    CHECK(windowOf(over, kNow, preparedAt(over, kNow, conversationOf("2026-05-03T08:59:59+0000", date))) ==
          Window::Person);
    const auto inside = draft(hours{24} - seconds{1});
    CHECK(
        windowOf(inside, kNow, preparedAt(inside, kNow, conversationOf("2026-05-03T09:00:01+0000", date))) ==
        Window::PersonIfClosed);
    // Set forward by a day: an hour ago looks like yesterday.
    const auto late = kNow + days{1};
    const auto recent = draft(hours{1});
    CHECK(
        windowOf(recent, late, preparedAt(recent, late, conversationOf("2026-05-04T08:00:00+0000", date))) ==
        Window::PersonIfClosed);
    // Set back by a day: nothing is asked, and the refusal tells.
    const auto early = kNow - days{1};
    const auto account = withPersons();
    const auto secrets = fb::secrets();
    CHECK(adapter().prepare(account, secrets, draft(hours{30}), early) == nullptr);
    CHECK(windowOf(draft(hours{30}), early, {}) == Window::PersonIfClosed);
}

TEST_CASE("a clock that only we have never makes a person's answer of one inside the window") {
    const auto late = kNow + days{1};
    const auto recent = draft(hours{1});
    CHECK(windowOf(recent, late, preparedAt(recent, late, conversationOf("2026-05-04T08:00:00+0000", ""))) ==
          Window::PersonIfClosed);
    CHECK(windowOf(recent, late, {}) == Window::PersonIfClosed);
    CHECK(windowOf(recent, kNow + days{30}, {}) == Window::PersonIfClosed);
}

TEST_CASE("what the customer wrote meanwhile opens the window again") {
    const auto over = draft(hours{30});
    const auto prepared =
        preparedAt(over, kNow, conversationOf("2026-05-04T08:30:00+0000", "Mon, 04 May 2026 09:00:00 GMT"));
    CHECK(windowOf(over, kNow, prepared) == Window::PersonIfClosed);
}

TEST_CASE("inside the window a message is a response, behind it a person's") {
    const auto account = withPersons();
    const auto inside = send(frozen(account, draft(hours{1})), {{kSend, kTaken}});
    CHECK(Json::parse(inside.requests[0].body) == Json{{"message", {{"text", "It is back."}}},
                                                       {"messaging_type", "RESPONSE"},
                                                       {"recipient", {{"id", kAna}}}});
    CHECK(inside.requests[0].once);
    CHECK(inside.only().remoteId == "m_99");
    CHECK(inside.only().audience == "direct message");
    const auto over = draft(hours{30});
    const auto prepared =
        preparedAt(over, kNow, conversationOf("2026-05-03T03:00:00+0000", "Mon, 04 May 2026 09:00:00 GMT"));
    const auto person = send(frozen(account, over, prepared), {{kSend, kTaken}});
    CHECK(Json::parse(person.requests[0].body)["messaging_type"] == "MESSAGE_TAG");
    CHECK(Json::parse(person.requests[0].body)["tag"] == "HUMAN_AGENT");
}

TEST_CASE("a response that comes too late is sent as a person's at once, only where that is switched on") {
    const auto course = send(frozen(withPersons(), draft(hours{23})), {{kSend, kClosed}, {kSend, kTaken}});
    CHECK(course.only().remoteId == "m_99");
    CHECK(Json::parse(course.requests[0].body)["messaging_type"] == "RESPONSE");
    CHECK(Json::parse(course.requests[1].body)["tag"] == "HUMAN_AGENT");
    CHECK(course.requests[1].once);
    const auto twice = send(frozen(withPersons(), draft(hours{23})), {{kSend, kClosed}, {kSend, kClosed}});
    CHECK(twice.status.error().kind == ErrorKind::WindowClosed);
    const auto off = send(frozen(fb::account(), draft(hours{23})), {{kSend, kClosed}});
    CHECK(off.status.error().kind == ErrorKind::WindowClosed);
    CHECK(off.status.error().cure == Cure::Never);
    const auto other = send(frozen(withPersons(), draft(hours{23})), {{kSend, refusal(10, 0, "no", 403)}});
    CHECK(other.status.error().kind == ErrorKind::Permission);
}

TEST_CASE("a private reply goes to the comment or the visitor's post, without a word on the window") {
    const auto account = withPersons();
    const auto course = send(frozen(account, privateReply()), {{kSend, kTaken}});
    CHECK(Json::parse(course.requests[0].body) ==
          Json{{"message", {{"text", "It is back."}}}, {"recipient", {{"comment_id", "5001_25"}}}});
    const auto toPost = send(frozen(account, privateReply("1088_6001")), {{kSend, kTaken}});
    CHECK(Json::parse(toPost.requests[0].body)["recipient"] == Json{{"post_id", "1088_6001"}});
    const auto closed = send(frozen(account, privateReply()), {{kSend, kClosed}});
    CHECK(closed.status.error().kind == ErrorKind::WindowClosed);
}

TEST_CASE("a comment that was answered in private already may have been by us, and is looked for") {
    const auto course = send(frozen(withPersons(), privateReply()),
                             {{kSend, refusal(10900, 0, "Activity already replied to")}});
    CHECK(course.status.error().kind == ErrorKind::Unknown);
    CHECK(course.status.error().cure == Cure::LookUp);
}

TEST_CASE("a public reply is a form below the comment, and a comment that is gone says so") {
    const auto account = withPersons();
    const auto course = send(frozen(account, comment()),
                             {{"POST /v26.0/5001_25/comments", dialogue::json(R"({"id":"5001_77"})")}});
    CHECK(course.requests[0].body == "message=It%20is%20back.");
    CHECK(course.requests[0].once);
    CHECK(course.only().remoteId == "5001_77");
    CHECK(course.only().url == "https://www.facebook.com/5001_77");
    const auto gone = send(frozen(account, comment()), {{"POST /v26.0/5001_25/comments", refusal(100, 33)}});
    CHECK(gone.status.error().kind == ErrorKind::Gone);
    const auto silent =
        send(frozen(account, comment()), {{"POST /v26.0/5001_25/comments", dialogue::json("{}")}});
    CHECK(silent.status.error().cure == Cure::LookUp);
}

TEST_CASE("a lost message is found among ours to that person, a private reply among those to its author") {
    Json mine = message(58, kPage, " It is back.\n");
    for (const auto& reply : {draft(hours{1}), privateReply()}) {
        const auto course = lookUp(
            reply, {{kAskedAna,
                     page({{{"id", "t_2"}, {"messages", list({message(59, kAna, "It is back."), mine})}}})}});
        REQUIRE(course.only().size() == 1);
        const auto& seen = course.only()[0];
        CHECK(seen.sent.remoteId == "m_58");
        CHECK(seen.sent.at == minuteOf(58));
        CHECK(seen.text == adapter().comparableText(frozen(withPersons(), reply)));
    }
    CHECK(lookUp(draft(hours{1}), {{kAskedAna, page({})}}).only().empty());
}

TEST_CASE("a lost comment is found among ours below the one it answers") {
    Json ours = replyTo(fb::comment(58, kPage, "It is back."), "5001_25");
    Json nameless = fb::comment(57, kPage, "It is back.");
    nameless.erase("from");
    const std::string line =
        asked("/5001_25/comments", {{"filter", "stream"},
                                    {"order", "reverse_chronological"},
                                    {"fields", std::string(platform::facebook::kCommentWords)},
                                    {"limit", "50"}});
    const auto course = lookUp(comment(), {{line, page({fb::comment(59), ours, nameless})}});
    REQUIRE(course.only().size() == 1);
    CHECK(course.only()[0].sent.remoteId == "5001_58");
    CHECK(course.only()[0].text == "It is back.");
    CHECK(course.only()[0].sent.audience == "public");
    CHECK(lookUp(comment(), {{line, refusal(2, 0, "trouble", 500)}}).status.error().cure == Cure::BackOff);
}

TEST_CASE("what Facebook would refuse is refused before it is queued") {
    const auto account = withPersons();
    CHECK(adapter().check(account, draft(hours{1})));
    CHECK(adapter().check(account, comment()));
    auto tooLong = draft(hours{1});
    tooLong.text = std::string(2'001, 'x');
    CHECK(adapter().check(account, tooLong).error().kind == ErrorKind::TooLong);
    auto empty = comment();
    empty.text = " \n";
    CHECK(adapter().check(account, empty).error().kind == ErrorKind::BadInput);
    auto toNobody = draft(hours{1});
    toNobody.addresseeRemoteId = "unknown:5001_25";
    CHECK(adapter().check(account, toNobody).error().kind == ErrorKind::BadInput);
    // A private reply needs the comment alone.
    auto nameless = privateReply();
    nameless.addresseeRemoteId = "unknown:5001_25";
    CHECK(adapter().check(account, nameless));
}
