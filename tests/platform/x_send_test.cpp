// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/digest.h"
#include "platform/x/message.h"
#include "samples.h"
#include "support/catch.h"
#include "x_samples.h"

#include <string>
#include <vector>

namespace {

using namespace ex;
using base::Cure;
using base::ErrorKind;
using model::Visibility;
using Seen = std::vector<platform::SeenReply>;

model::ReplyDraft draft(std::string text = "Tomorrow.") {
    return {.account = {},
            .conversation = {},
            .text = std::move(text),
            .audience = "public",
            .parentRemoteId = idOf(6),
            .parentAddressesUs = true,
            .threadId = {},
            .parentSubject = {},
            .addresseeRemoteId = kMira,
            .addresseeHandle = "mira",
            .readers = {}};
}
model::ReplyDraft privateDraft() {
    auto reply = draft("In private.");
    reply.visibility = Visibility::Private;
    reply.threadId = "777-2244";
    return reply;
}
model::Account withMessages() {
    auto account = ex::account();
    account.settings["direct_messages"] = "on";
    return account;
}
model::FrozenReply frozen(const model::ReplyDraft& reply) {
    base::SeededRandom random(1);
    return adapter().freeze(withMessages(), reply, {}, dialogue::kNow, random);
}
dialogue::Course<model::SentReply> send(const model::ReplyDraft& reply, const std::string& line,
                                        const Answer& answer) {
    const auto account = withMessages();
    const auto secrets = ex::secrets();
    return dialogue::run(adapter().send(account, secrets, frozen(reply)), {{line, answer}});
}
const std::string kPost = "POST /2/tweets";
const std::string kMessage = "POST /2/dm_conversations/with/2244/messages";

base::Error refusedBy(const Answer& answer, const model::ReplyDraft& reply = draft(),
                      const std::string& line = kPost) {
    const auto course = send(reply, line, answer);
    REQUIRE_FALSE(course.status);
    return course.status.error();
}
dialogue::Course<Seen> lookUp(const model::ReplyDraft& reply, const std::vector<Exchange>& exchanges) {
    const auto account = withMessages();
    const auto secrets = ex::secrets();
    return dialogue::run(adapter().lookUp({.account = account,
                                           .secrets = secrets,
                                           .draft = reply,
                                           .frozen = frozen(reply),
                                           .firstAttemptAt = dialogue::kNow}),
                         exchanges);
}

}  // namespace

TEST_CASE("a reply on X names its parent, goes once, and its id tells when") {
    const auto id = idOf(58);
    const auto course =
        send(draft(), kPost, {201, R"({"data":{"id":")" + id + R"(","text":"@mira Tomorrow."}})"});
    const auto& sent = course.only();
    CHECK(sent.remoteId == id);
    CHECK(sent.at == samples::minuteOf(58));
    CHECK(sent.url == "https://x.com/shop/status/" + id);
    CHECK(sent.audience == "public");
    const auto& request = course.requests.at(0);
    CHECK(request.once);
    CHECK(request.headers.find("Content-Type") == "application/json");
    CHECK(Json::parse(request.body) ==
          Json{{"reply", {{"in_reply_to_tweet_id", idOf(6)}}}, {"text", "Tomorrow."}});
}

TEST_CASE("a direct message goes to the person, in a group to the conversation") {
    const auto course =
        send(privateDraft(), kMessage,
             {201, R"({"data":{"dm_conversation_id":"777-2244","dm_event_id":"128341038123"}})"});
    CHECK(course.only().remoteId == "128341038123");
    CHECK(course.only().at == dialogue::kNow);
    CHECK(course.only().url.empty());
    CHECK(Json::parse(course.requests[0].body) == Json{{"text", "In private."}});
    auto group = privateDraft();
    group.threadId = "1585094756761149440";
    CHECK(send(group, "POST /2/dm_conversations/1585094756761149440/messages",
               {201, R"({"data":{"dm_event_id":"5"}})"})
              .status);
}

TEST_CASE("what X answers to a reply says what became of it") {
    CHECK(
        refusedBy(problem(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content."))
            .cure == Cure::LookUp);
    const auto unasked = refusedBy(problem(403, "Forbidden", "You can't reply to this conversation."));
    CHECK(unasked.kind == ErrorKind::Rejected);
    CHECK(unasked.cure == Cure::Never);
    CHECK(unasked.message.find("mentions or quotes you") != std::string::npos);
    CHECK(refusedBy(problem(402, "CreditsDepleted")).kind == ErrorKind::Money);
    CHECK(refusedBy(problem(402, "CreditsDepleted")).cure == Cure::Never);
    CHECK(refusedBy(problem(404, "Not Found")).kind == ErrorKind::Gone);
    CHECK(refusedBy(problem(429, "Too Many Requests")).kind == ErrorKind::RateLimited);
    CHECK(refusedBy(problem(500, "Internal")).cure == Cure::LookUp);
    CHECK(refusedBy(problem(503, "Unavailable")).cure == Cure::LookUp);
    CHECK(refusedBy(problem(401, "Unauthorized")).cure == Cure::RenewLogin);
    CHECK(refusedBy(dialogue::json("{}")).cure == Cure::LookUp);
    CHECK(refusedBy(dialogue::page(200)).cure == Cure::LookUp);
    CHECK(refusedBy(problem(400, "Invalid Request"), draft(std::string(300, 'x'))).kind ==
          ErrorKind::TooLong);
    CHECK(refusedBy(problem(403, "Forbidden", "You cannot send messages to this user."), privateDraft(),
                    kMessage)
              .kind == ErrorKind::Blocked);
    CHECK(refusedBy(problem(403, "Forbidden", "", "https://api.x.com/2/problems/oauth1-permissions")).kind ==
          ErrorKind::Permission);
}

TEST_CASE("what X would refuse is refused before it is queued") {
    const auto account = withMessages();
    CHECK(adapter().check(account, draft()));
    CHECK(adapter().check(account, privateDraft()));
    auto unasked = draft();
    unasked.parentAddressesUs = false;
    CHECK(adapter().check(account, unasked).error().kind == ErrorKind::Permission);
    CHECK(adapter().check(account, draft("  ")).error().kind == ErrorKind::BadInput);
    CHECK(adapter().check(account, draft(std::string(280, 'x'))));
    CHECK(adapter().check(account, draft(std::string(281, 'x'))).error().kind == ErrorKind::TooLong);
    CHECK(adapter().check(ex::account(), privateDraft()).error().kind == ErrorKind::Permission);
    auto toNobody = privateDraft();
    toNobody.threadId.clear();
    toNobody.addresseeRemoteId = "unknown:5";
    CHECK(adapter().check(account, toNobody).error().kind == ErrorKind::BadInput);
}

TEST_CASE("a lost reply is found among our posts, though X shows it its own way") {
    const auto reply = draft("See shop.example & <ask>");
    Json shown = replyTo(post(8, kMe, "@mira See https://t.co/ab &amp; &lt;ask&gt;"), idOf(6));
    shown["entities"]["urls"] =
        Json::array({{{"url", "https://t.co/ab"}, {"expanded_url", "http://shop.example/"}}});
    const auto line = "GET /2/users/777/tweets?" + [] {
        auto parameters = platform::x::postParameters(Dialect::Tweet, Authors::IdsAlone);
        parameters.emplace_back("max_results", "20");
        parameters.emplace_back("since_id", idOf(6));
        return net::formEncode(parameters);
    }();
    const auto course = lookUp(reply, {{line, page({post(9, kMe, "New lamps"), shown})}});
    REQUIRE(course.only().size() == 2);
    const auto& seen = course.only()[1];
    CHECK(seen.text == adapter().comparableText(frozen(reply)));
    CHECK(seen.parentRemoteId == idOf(6));
    CHECK(seen.sent.remoteId == idOf(8));
    CHECK(seen.sent.at == samples::minuteOf(8));
}

TEST_CASE("a lost direct message is found among those of its conversation") {
    const auto line = "GET /2/dm_conversations/with/2244/dm_events?" + [] {
        auto parameters = platform::x::directMessageParameters(Dialect::Tweet, Authors::IdsAlone);
        parameters.emplace_back("max_results", "10");
        return net::formEncode(parameters);
    }();
    const auto course =
        lookUp(privateDraft(), {{line, page({directMessage(9), directMessage(8, kMe, "In private.")})}});
    REQUIRE(course.only().size() == 1);
    CHECK(course.only()[0].text == "In private.");
    CHECK_FALSE(course.only()[0].parentRemoteId);
}

TEST_CASE("X gives no guarantee that a repeat does not double") {
    const auto can = adapter().capabilities(withMessages());
    for (const auto& reply : can.replies) {
        CHECK(reply.repeat.kind == model::RepeatGuarantee::Kind::None);
    }
    REQUIRE(can.find(Visibility::Public) != nullptr);
    CHECK(can.find(Visibility::Public)->onlyIfAddressed);
    CHECK(can.find(Visibility::Public)->price.plain == 10'000);
    CHECK(can.find(Visibility::Public)->price.withUrl == 200'000);
    CHECK(can.find(Visibility::Public)->length.unit == model::LengthUnit::Weighted);
    REQUIRE(can.find(Visibility::Private) != nullptr);
    CHECK(can.find(Visibility::Private)->price.plain == 15'000);
    CHECK(adapter().capabilities(ex::account()).find(Visibility::Private) == nullptr);
    CHECK(can.target.length == base::Duration{30 * 60'000});
    auto cheaper = withMessages();
    cheaper.settings["price_reply"] = "0.002";
    CHECK(adapter().capabilities(cheaper).find(Visibility::Public)->price.plain == 2'000);
}

TEST_CASE("texts of a post and of its wording compare as the person wrote them") {
    using platform::x::comparable;
    CHECK(comparable("@mira @tom yes") == "yes");
    CHECK(comparable("see http://shop.example/ now") == comparable("see shop.example now"));
    CHECK(comparable("https://shop.example/a/b") == "shop.example/a/b");
    CHECK(comparable("no @mira") == "no @mira");
}

TEST_CASE("X's own form takes a public reply with its words, and no message") {
    auto reply = draft();
    reply.parentRemoteId = "1234";
    reply.text = "Yes & no: 50 % of caf\u00e9s";
    CHECK(adapter().replyPage(reply) ==
          "https://x.com/intent/post?in_reply_to=1234&text=Yes%20%26%20no%3A%2050%20%25%20of%20caf%C3%A9s");
    reply.text.clear();
    CHECK(adapter().replyPage(reply) == "https://x.com/intent/post?in_reply_to=1234");
    reply.parentRemoteId.clear();
    CHECK(adapter().replyPage(reply).empty());
    CHECK(adapter().replyPage(privateDraft()).empty());
}
