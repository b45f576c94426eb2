// SPDX-License-Identifier: GPL-3.0-or-later
#include "instagram_samples.h"
#include "platform/graph/compose.h"
#include "platform/instagram/message.h"
#include "samples.h"
#include "support/catch.h"

#include <chrono>
#include <string>
#include <vector>

/// Replies on Instagram: what is taken, in which form, and how a lost one is found.
namespace {

using namespace ig;
using base::Cure;
using base::ErrorKind;
using std::chrono::days;
using std::chrono::hours;

const base::UtcTime kNow = dialogue::kNow;
const std::string kSend = "POST /v26.0/me/messages";
const Answer kTaken = dialogue::json(R"({"recipient_id":"1122334455","message_id":"d_99"})");
const Answer kClosed = refusal(10, 2534022, "This message is sent outside of allowed window.", 403);

model::Account withPersons(Login login = Login::Instagram) {
    auto account = ig::account(login);
    account.settings["human_agent"] = "on";
    return account;
}
/// To Ana, who wrote so long ago.
model::ReplyDraft direct(base::Duration ago = hours{1}, std::string text = "It is back.") {
    model::ReplyDraft draft;
    draft.text = std::move(text);
    draft.visibility = model::Visibility::Private;
    draft.audience = "direct message";
    draft.parentRemoteId = "d_25";
    draft.threadId = "t_2";
    draft.addresseeRemoteId = kAna;
    draft.addresseeHandle = "ana";
    draft.addresseeWroteAt = kNow - ago;
    return draft;
}
model::ReplyDraft privately(const std::string& author = kAna) {
    auto draft = direct();
    draft.fromPublic = true;
    draft.parentRemoteId = "c_25";
    draft.threadId.clear();
    draft.addresseeRemoteId = author;
    return draft;
}
model::ReplyDraft publicly(std::string text = "It is back.") {
    auto draft = direct(hours{1}, std::move(text));
    draft.visibility = model::Visibility::Public;
    draft.audience = "public";
    draft.parentRemoteId = "c_25";
    draft.parentDepth = 1;
    return draft;
}
model::ReplyDraft toTag(std::string text = "Lovely!") {
    auto draft = publicly(std::move(text));
    draft.audience = "tagged";
    draft.parentRemoteId = "t_30";
    return draft;
}
model::FrozenReply frozen(const model::ReplyDraft& draft, const model::Account& account = withPersons(),
                          const platform::Preparation& prepared = {}) {
    base::SeededRandom random(1);
    return adapter().freeze(account, draft, prepared, kNow, random);
}
dialogue::Course<model::SentReply> send(const model::FrozenReply& reply,
                                        const std::vector<Exchange>& exchanges,
                                        Login login = Login::Instagram) {
    const auto account = withPersons(login);
    const auto secrets = ig::secrets(login);
    return dialogue::run(adapter().send(account, secrets, reply), exchanges);
}
dialogue::Course<std::vector<platform::SeenReply>> lookUp(const model::ReplyDraft& draft,
                                                          const std::vector<Exchange>& exchanges) {
    const auto account = withPersons();
    const auto secrets = ig::secrets();
    return dialogue::run(adapter().lookUp({.account = account,
                                           .secrets = secrets,
                                           .draft = draft,
                                           .frozen = frozen(draft),
                                           .firstAttemptAt = kNow}),
                         exchanges);
}
const std::string kNewest = "messages.limit(10){id,created_time,from,message}";
const std::string kAskedAna =
    asked("/me/conversations", {{"platform", "instagram"}, {"user_id", kAna}, {"fields", "id," + kNewest}});
const std::string kAskedParent = asked("/c_25", {{"fields", "id,timestamp,parent_id"}});

}  // namespace

TEST_CASE("a message of Instagram has a thousand bytes at most, exactly, whatever the letters") {
    const auto account = ig::account();
    const auto taken = [&account](const std::string& text) {
        return adapter().check(account, direct(hours{1}, text)).has_value();
    };
    CHECK(taken(std::string(1'000, 'x')));
    CHECK_FALSE(taken(std::string(1'001, 'x')));
    std::string umlauts;
    for (int count = 0; count < 500; ++count) {
        umlauts += "ü";
    }
    CHECK(taken(umlauts));
    CHECK_FALSE(taken(umlauts + "x"));
    CHECK(taken(std::string(996, 'x') + "👍"));
    CHECK_FALSE(taken(std::string(997, 'x') + "👍"));
    auto reply = privately();
    reply.text = umlauts + "x";
    const auto refused = adapter().check(account, reply);
    CHECK(refused.error().kind == ErrorKind::TooLong);
    CHECK(refused.error().message == "the reply has 1001 bytes, Instagram takes 1000 at most");
}

TEST_CASE("a comment has 2200 letters at most with the name in front of it, an answer to a tag 300") {
    const auto account = ig::account();
    CHECK(adapter().check(account, publicly(std::string(2'200, 'x'))));
    CHECK_FALSE(adapter().check(account, publicly(std::string(2'201, 'x'))));
    auto below = publicly(std::string(2'196, 'x'));
    below.parentDepth = 2;
    CHECK_FALSE(adapter().check(account, below));
    below.text.resize(2'195);
    CHECK(adapter().check(account, below));
    CHECK(adapter().check(account, toTag(std::string(300, 'x'))));
    CHECK_FALSE(adapter().check(account, toTag(std::string(301, 'x'))));
}

TEST_CASE("what Instagram would refuse is refused before it is queued") {
    const auto account = ig::account();
    const auto kind = [&account](const model::ReplyDraft& draft) {
        return adapter().check(account, draft).error().kind;
    };
    CHECK(adapter().check(account, direct()));
    CHECK(adapter().check(account, publicly()));
    CHECK(kind(publicly(" \n")) == ErrorKind::BadInput);
    auto toNobody = direct();
    toNobody.addresseeRemoteId = "name:ana";
    CHECK(kind(toNobody) == ErrorKind::BadInput);
    CHECK(adapter().check(account, privately("name:ana")));  // it needs the comment alone
    auto nowhere = publicly();
    nowhere.parentRemoteId.clear();
    CHECK(kind(nowhere) == ErrorKind::BadInput);
    auto tag = privately();
    tag.audience = "tagged";
    CHECK(kind(tag) == ErrorKind::Unsupported);
}

TEST_CASE("a direct message goes out at the account itself or at its Page, without a word on its kind") {
    const Json wanted{{"message", {{"text", "It is back."}}}, {"recipient", {{"id", kAna}}}};
    const auto own = send(frozen(direct()), {{kSend, kTaken}});
    CHECK(Json::parse(own.requests[0].body) == wanted);
    CHECK(own.requests[0].url == "https://graph.instagram.example/v26.0/me/messages");
    CHECK(own.requests[0].once);
    CHECK(own.only().remoteId == "d_99");
    CHECK(own.only().audience == "direct message");
    const auto byPage = send(frozen(direct()), {{"POST /v26.0/1088/messages", kTaken}}, Login::Facebook);
    CHECK(Json::parse(byPage.requests[0].body) == wanted);
    CHECK(byPage.requests[0].url.starts_with("https://graph.facebook.example/"));
    const auto silent = send(frozen(direct()), {{kSend, dialogue::json(R"({"recipient_id":"1"})")}});
    CHECK(silent.status.error().cure == Cure::LookUp);
}

TEST_CASE("a person answers behind the window only where that is switched on, and never inside of it") {
    const auto late = send(frozen(direct(hours{23})), {{kSend, kClosed}, {kSend, kTaken}});
    CHECK(late.only().remoteId == "d_99");
    CHECK_FALSE(Json::parse(late.requests[0].body).contains("tag"));
    CHECK(Json::parse(late.requests[1].body)["messaging_type"] == "MESSAGE_TAG");
    CHECK(Json::parse(late.requests[1].body)["tag"] == "HUMAN_AGENT");
    const auto off = send(frozen(direct(hours{23}), ig::account()), {{kSend, kClosed}});
    CHECK(off.status.error().kind == ErrorKind::WindowClosed);
    CHECK(off.status.error().cure == Cure::Never);
    CHECK(off.status.error().message.find("Instagram") != std::string::npos);
    const auto usual = adapter().capabilities(ig::account()).replies;
    const auto persons = adapter().capabilities(withPersons()).replies;
    REQUIRE(usual.size() == 2);
    CHECK(usual[1].window == hours{24});
    CHECK_FALSE(usual[1].personWindow);
    CHECK(persons[1].personWindow == days{7});
}

TEST_CASE(
    "behind a day Instagram's own clock is asked, at the account or its Page, and the answer is a person's") {
    for (const Login login : {Login::Instagram, Login::Facebook}) {
        const auto account = withPersons(login);
        const auto secrets = ig::secrets(login);
        const auto draft = direct(hours{30});
        CHECK(adapter().prepare(account, secrets, direct(hours{1}), kNow) == nullptr);
        CHECK(adapter().prepare(ig::account(login), secrets, draft, kNow) == nullptr);
        CHECK(adapter().prepare(account, secrets, publicly(), kNow) == nullptr);
        Json hers = message(5);
        hers["created_time"] = "2026-05-03T03:00:00+0000";
        Answer answer = page({{{"id", "t_2"}, {"messages", list({message(6, kShop), hers})}}});
        answer.headers.emplace_back("Date", "Mon, 04 May 2026 09:00:00 GMT");
        std::string line = kAskedAna;
        if (login == Login::Facebook) {
            line.replace(line.find("/me/"), 4, "/1088/");
        }
        const auto prepared =
            dialogue::run(adapter().prepare(account, secrets, draft, kNow), {{line, answer}}).only();
        CHECK(platform::graph::thaw(frozen(draft, account, prepared)).window ==
              platform::graph::Frozen::Window::Person);
    }
}

TEST_CASE("a comment is answered in private once, within its time, and with nothing but its id") {
    const auto course = send(frozen(privately()), {{kSend, kTaken}});
    CHECK(Json::parse(course.requests[0].body) ==
          Json{{"message", {{"text", "It is back."}}}, {"recipient", {{"comment_id", "c_25"}}}});
    for (const auto& [code, subcode] : {std::pair{10900, 0}, std::pair{100, 2534025}}) {
        const auto again = send(frozen(privately()), {{kSend, refusal(code, subcode)}});
        CHECK(again.status.error().kind == ErrorKind::Unknown);
        CHECK(again.status.error().cure == Cure::LookUp);
        CHECK(again.status.error().message.find("answered in private already") != std::string::npos);
    }
    const auto tooLate = send(frozen(privately()), {{kSend, kClosed}});
    CHECK(tooLate.status.error().kind == ErrorKind::WindowClosed);
    const auto tooMany = send(frozen(privately()), {{kSend, refusal(100, 2534013)}});
    CHECK(tooMany.status.error().cure == Cure::RetryAt);
    const auto gone = send(frozen(privately()), {{kSend, refusal(100, 33)}});
    CHECK(gone.status.error().kind == ErrorKind::Gone);
}

TEST_CASE("a public reply is a form below the comment, and names whom it answers below another reply") {
    const auto course =
        send(frozen(publicly()), {{"POST /v26.0/c_25/replies", dialogue::json(R"({"id":"c_77"})")}});
    CHECK(course.requests[0].body == "message=It%20is%20back.");
    CHECK(course.requests[0].once);
    CHECK(course.only().remoteId == "c_77");
    CHECK(course.only().audience == "public");
    auto below = publicly();
    below.parentDepth = 2;
    CHECK(platform::graph::thaw(frozen(below)).text == "@ana It is back.");
    CHECK(adapter().comparableText(frozen(below)) == "@ana It is back.");
    below.text = "It is back, @Ana";
    CHECK(platform::graph::thaw(frozen(below)).text == "It is back, @Ana");
    const auto gone = send(frozen(publicly()), {{"POST /v26.0/c_25/replies", refusal(100, 33)}});
    CHECK(gone.status.error().kind == ErrorKind::Gone);
    const auto lost = send(frozen(publicly()), {{"POST /v26.0/c_25/replies", dialogue::page(502)}});
    CHECK(lost.status.error().cure == Cure::LookUp);
}

TEST_CASE("a medium that we are tagged in is answered through our own mentions") {
    const auto course =
        send(frozen(toTag()), {{"POST /v26.0/" + kShop + "/mentions", dialogue::json(R"({"id":"c_78"})")}});
    CHECK(course.requests[0].body == "media_id=t_30&message=Lovely%21");
    CHECK(course.requests[0].once);
    CHECK(course.only().remoteId == "c_78");
}

TEST_CASE("a lost message of Instagram is found among ours, by our id or by our name") {
    Json mine = message(58, kShop, " It is back.\n");
    Json named = message(57, kShop, "It is back.");
    named["from"].erase("id");
    for (const auto& draft : {direct(), privately()}) {
        const auto seen =
            lookUp(draft, {{kAskedAna,
                            page({{{"id", "t_2"},
                                   {"messages", list({message(59, kAna, "It is back."), mine, named})}}})}})
                .only();
        REQUIRE(seen.size() == 2);
        CHECK(seen[0].sent.remoteId == "d_58");
        CHECK(seen[0].sent.at == samples::minuteOf(58));
        CHECK(seen[0].text == adapter().comparableText(frozen(draft)));
        CHECK(seen[1].sent.remoteId == "d_57");
    }
    CHECK(lookUp(direct(), {{kAskedAna, page({})}}).only().empty());
}

TEST_CASE("a list of messages that can't be read proves nothing of a lost one") {
    const auto course =
        lookUp(direct(), {{kAskedAna, page({{{"id", "t_2"}, {"messages", {{"data", "none"}}}}})}});
    CHECK(course.status.error().kind == ErrorKind::Unreadable);
}

TEST_CASE(
    "a private reply to somebody known by name alone is looked for in the conversation with that name") {
    const std::string line =
        asked("/me/conversations", {{"platform", "instagram"}, {"fields", "id,participants," + kNewest}});
    const auto talk = [](const char* id, const std::string& whom, const Json& said) {
        return Json{{"id", id},
                    {"participants", {{"data", {person(kShop), person(whom)}}}},
                    {"messages", list({said})}};
    };
    const auto seen =
        lookUp(privately("name:ana"), {{line, page({talk("t_3", kBob, message(59, kShop, "It is back.")),
                                                    talk("t_2", kAna, message(58, kShop, "It is back."))})}})
            .only();
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].sent.remoteId == "d_58");
}

TEST_CASE("a lost comment is found among ours below the top comment, on whichever page") {
    Json ours = comment(58, kShop, "It is back.");
    ours.erase("from");  // of our own Instagram tells the name alone
    const auto course = lookUp(
        publicly(), {{kAskedParent, dialogue::json(replyTo(comment(25), "c_20").dump())},
                     {askedReplies("c_20"), page({comment(59), comment(57, kBob, "It is back.")}, "r1")},
                     {askedReplies("c_20", "r1"), page({ours})}});
    REQUIRE(course.only().size() == 1);
    CHECK(course.only()[0].sent.remoteId == "c_58");
    CHECK(course.only()[0].sent.audience == "public");
    CHECK(course.only()[0].text == "It is back.");
    const auto none = lookUp(
        publicly(), {{kAskedParent, dialogue::json(comment(25).dump())}, {askedReplies("c_25"), page({})}});
    CHECK(none.only().empty());
}

TEST_CASE("a lost comment is not taken for missing because of trouble with the comment that it answers") {
    for (const auto& trouble : {refusal(2, 0, "trouble", 500), refusal(4), dialogue::page(502),
                                dialogue::json(R"({"id":"c_25"})"), dialogue::json("no")}) {
        CAPTURE(trouble.body);
        CHECK_FALSE(lookUp(publicly(), {{kAskedParent, trouble}}).status);
    }
    const auto cut = lookUp(publicly(), {{kAskedParent, dialogue::json(comment(25).dump())},
                                         {askedReplies("c_25"), page({comment(59)}, "r1")},
                                         {askedReplies("c_25", "r1"), page({}, "r1")}});
    CHECK(cut.status.error().cure == Cure::BackOff);
}
