// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogue.h"
#include "platform/registry.h"
#include "samples.h"
#include "support/catch.h"

#include "base/text.h"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace {

using base::Cure;
using base::ErrorKind;
using model::ReplyDraft;
using model::Visibility;
using samples::Json;

const platform::PlatformAdapter& adapter() {
    static const platform::Registry registry;
    return *registry.adapter("mastodon");
}

ReplyDraft draft(std::string text = "It is on its way.") {
    return {.text = std::move(text),
            .visibility = Visibility::Public,
            .audience = "unlisted",
            .parentRemoteId = "55",
            .addresseeRemoteId = "901",
            .addresseeHandle = "mira@stadtfunk.example"};
}
ReplyDraft privateDraft(std::string text = "It is on its way.") {
    auto result = draft(std::move(text));
    result.visibility = Visibility::Private;
    result.audience = "direct";
    result.readers = {"mira@stadtfunk.example", "tom@b.example"};
    return result;
}

Json frozenJson(const ReplyDraft& reply, const model::Account& account = samples::account()) {
    base::SeededRandom random(1);
    return Json::parse(adapter().freeze(account, reply, {}, dialogue::kNow, random).body);
}

model::FrozenReply frozen(const ReplyDraft& reply = draft()) {
    base::SeededRandom random(1);
    return adapter().freeze(samples::account(), reply, {}, dialogue::kNow, random);
}

dialogue::Course<model::SentReply> send(const dialogue::Answer& answer,
                                        const model::FrozenReply& reply = frozen()) {
    return dialogue::run(adapter().send(samples::account(), samples::secrets(), reply),
                         {{"POST /api/v1/statuses", answer}});
}

std::string refusal(const ReplyDraft& reply, const model::Account& account = samples::account()) {
    const auto status = adapter().check(account, reply);
    return status ? std::string() : status.error().what();
}

}  // namespace

TEST_CASE("a reply starts with the mention that reaches its addressee") {
    const Json json = frozenJson(draft());
    CHECK(json["status"] == "@mira@stadtfunk.example It is on its way.");
    CHECK(json["in_reply_to_id"] == "55");
    CHECK(json["visibility"] == "unlisted");
    CHECK_FALSE(json.contains("spoiler_text"));
}

TEST_CASE("a text that mentions its addressee already gets no second mention") {
    CHECK(frozenJson(draft("Hi @mira@stadtfunk.example!"))["status"] == "Hi @mira@stadtfunk.example!");
    CHECK(frozenJson(draft("Hi @Mira@Stadtfunk.Example!"))["status"] == "Hi @Mira@Stadtfunk.Example!");
    CHECK(frozenJson(draft("Hi @mira!"))["status"] == "@mira@stadtfunk.example Hi @mira!");
    auto local = draft("Hi @mira");
    local.addresseeHandle = "mira";
    CHECK(frozenJson(local)["status"] == "Hi @mira");
    local.text = "Hi";
    CHECK(frozenJson(local)["status"] == "@mira Hi");
}

TEST_CASE("somebody on our own server is mentioned without the domain, also where it has a port") {
    auto reply = draft("Hi");
    reply.addresseeHandle = "mira@me.example";
    CHECK(frozenJson(reply)["status"] == "@mira Hi");
    reply.addresseeHandle = "mira@ME.example.org";
    CHECK(frozenJson(reply)["status"] == "@mira@ME.example.org Hi");
    auto account = samples::account();
    account.server = "http://127.0.0.1:8801";
    account.handle = "@shop@127.0.0.1:8801";
    reply.addresseeHandle = "alice@127.0.0.1:8801";
    CHECK(frozenJson(reply, account)["status"] == "@alice Hi");
    reply.text = "Hi @alice";
    CHECK(frozenJson(reply, account)["status"] == "Hi @alice");
    reply.addresseeHandle = "shop@127.0.0.1:8801";
    CHECK(frozenJson(reply, account)["status"] == "Hi @alice");
}

TEST_CASE("nobody is mentioned who is us or unknown") {
    auto reply = draft("Hi");
    reply.addresseeHandle = "shop";
    CHECK(frozenJson(reply)["status"] == "Hi");
    reply.addresseeHandle = "";
    CHECK(frozenJson(reply)["status"] == "Hi");
}

TEST_CASE("a reply never goes to a wider audience than what it answers") {
    struct Case {
        Visibility visibility;
        std::string audience;
        std::string software;
        std::string expected;
    };
    const std::vector<Case> cases{
        {Visibility::Public, "public", "mastodon", "public"},
        {Visibility::Public, "unlisted", "mastodon", "unlisted"},
        {Visibility::Private, "private", "mastodon", "private"},
        {Visibility::Private, "direct", "mastodon", "direct"},
        // The agent asks for a private reply.
        {Visibility::Private, "public", "mastodon", "direct"},
        {Visibility::Private, "unlisted", "mastodon", "direct"},
        {Visibility::Private, "", "mastodon", "direct"},
        // snac2 says "private" and means direct.
        {Visibility::Private, "private", "snac", "direct"},
        {Visibility::Private, "private", "", "direct"},
        // Words of other servers, and a draft that contradicts its parent.
        {Visibility::Private, "limited", "mastodon", "direct"},
        {Visibility::Public, "direct", "mastodon", "direct"},
        {Visibility::Public, "local", "mastodon", "direct"},
        {Visibility::Public, "", "mastodon", "direct"},
    };
    for (const auto& [visibility, audience, software, expected] : cases) {
        CAPTURE(audience, software);
        auto reply = draft();
        reply.visibility = visibility;
        reply.audience = audience;
        auto account = samples::account();
        account.facts.software = software;
        CHECK(frozenJson(reply, account)["visibility"] == expected);
    }
}

TEST_CASE("the parent's content warning is carried over") {
    auto reply = draft();
    reply.parentSubject = "complaint";
    CHECK(frozenJson(reply)["spoiler_text"] == "complaint");
}

TEST_CASE("every reply gets a key of its own, and broken bytes stop no reply") {
    base::SeededRandom random(1);
    const auto one = adapter().freeze(samples::account(), draft(), {}, dialogue::kNow, random);
    const auto two = adapter().freeze(samples::account(), draft(), {}, dialogue::kNow, random);
    CHECK(one.repeatKey.size() == 36);
    CHECK(one.repeatKey != two.repeatKey);
    CHECK(one.body == two.body);
    CHECK(frozenJson(draft("a\xFFz"))["status"].get<std::string>().find('z') != std::string::npos);
}

TEST_CASE("a blank reply is refused") {
    for (const auto* text : {"", " \n\t "}) {
        CHECK(refusal(draft(text)) == "There is nothing to send yet.");
    }
    CHECK(refusal(draft("ok")).empty());
}

TEST_CASE("length is counted with the mention that is added, by the server's rule") {
    // "@mira " counts 6: the domain is free.
    CHECK(refusal(draft(std::string(494, 'a'))).empty());
    CHECK(refusal(draft(std::string(506, 'a'))) == "12 too many: 512 of 500 characters.");
    // An address counts 23, an emoji of many code points 1.
    CHECK(refusal(draft(std::string(470, 'a') + " https://example.com/" + std::string(300, 'x'))).empty());
    CHECK(refusal(draft(std::string(471, 'a') + " https://example.com/" + std::string(300, 'x'))) ==
          "1 too many: 501 of 500 characters.");
    auto reply = draft(std::string(494, 'a'));
    reply.parentSubject = "abc";
    CHECK(refusal(reply) == "3 too many: 503 of 500 characters.");
    auto account = samples::account();
    account.facts.largestReply = 5'000;
    CHECK(refusal(draft(std::string(4'994, 'a')), account).empty());
    CHECK_FALSE(refusal(draft(std::string(4'995, 'a')), account).empty());
}

TEST_CASE("a private reply that would reach somebody new is refused in words") {
    CHECK(refusal(privateDraft("ask @tom@b.example or @mira@stadtfunk.example, says @shop")).empty());
    CHECK(
        refusal(privateDraft("ask @ana@c.example")) ==
        "This reply is private, but @ana@c.example would get to read it. Leave out the @ to only name them.");
    CHECK_FALSE(refusal(privateDraft("ask @tom")).empty());
    CHECK(refusal(privateDraft("write to ana@c.example")).empty());
    CHECK(refusal(draft("ask @ana@c.example")).empty());
    auto privately = draft("ask @ana@c.example");
    privately.visibility = Visibility::Private;
    CHECK_FALSE(refusal(privately).empty());
}

TEST_CASE("a private reply to nobody is refused") {
    auto reply = privateDraft("hello");
    reply.addresseeHandle = "";
    CHECK(refusal(reply) == "Nobody would get to read this private reply: nobody is named in it.");
}

TEST_CASE("a reply is posted once, with its key and token") {
    const auto reply = frozen();
    const auto course =
        send(dialogue::json(samples::status("900", samples::us(), "<p>x</p>", 30).dump()), reply);
    const auto& sent = course.only();
    CHECK(sent.remoteId == "900");
    CHECK(sent.at == samples::minuteOf(30));
    CHECK(sent.audience == "public");
    CHECK(sent.url == "https://stadtfunk.example/@mira/900");
    const auto& request = course.requests.at(0);
    CHECK(request.once);
    CHECK(request.body == reply.body);
    CHECK(request.headers.find("Idempotency-Key") == reply.repeatKey);
    CHECK(request.headers.find("Authorization") == "Bearer T0KEN");
    CHECK(request.headers.find("Content-Type") == "application/json");
}

TEST_CASE("what the server confirms by id is sent, whatever else is missing") {
    const auto sent = send(dialogue::json(R"({"id":12345678901234567890})")).only();
    CHECK(sent.remoteId == "12345678901234567890");
    CHECK(sent.at == dialogue::kNow);
    CHECK(sent.audience == "unlisted");
}

TEST_CASE("each refusal of a send is told by its kind and its cure") {
    struct Case {
        dialogue::Answer answer;
        ErrorKind kind;
        Cure cure;
        std::string message;
    };
    const auto said = [](int status, std::string error) {
        return dialogue::Answer{status, Json{{"error", std::move(error)}}.dump()};
    };
    dialogue::Answer scope = said(403, "This action is outside the authorized scopes");
    scope.headers.emplace_back("WWW-Authenticate",
                               R"(Bearer realm="Doorkeeper", error="insufficient_scope")");
    dialogue::Answer germanScope = said(403, "Diese Aktion ist nicht erlaubt");
    germanScope.headers.emplace_back("WWW-Authenticate", R"(Bearer error="insufficient_scope")");
    dialogue::Answer limited = said(429, "Too many requests");
    limited.headers.emplace_back("X-RateLimit-Reset", "2026-05-04T09:05:00.123456Z");
    dialogue::Answer moved{301, "", {{"Location", "https://www.me.example/api/v1/statuses"}}};
    dialogue::Answer busy = dialogue::page(503, "<html>busy</html>");
    busy.headers.emplace_back("Retry-After", "10");
    const std::string uncertain = "me.example had trouble; it may or may not have taken the reply.";
    const std::string unconfirmed = "me.example answered, but not that it took the reply.";
    const std::string signIn = "me.example no longer accepts this sign-in. Sign in again.";
    const std::string allow = "me.example does not let this sign-in do that. Sign in again and allow "
                              "everything that Shopbell asks for.";
    const std::vector<Case> cases{
        {said(401, "The access token was revoked"), ErrorKind::NeedsLogin, Cure::LogInAgain, signIn},
        {dialogue::page(422, ""), ErrorKind::NeedsLogin, Cure::LogInAgain, signIn},
        {scope, ErrorKind::Permission, Cure::Never, allow},
        {germanScope, ErrorKind::Permission, Cure::Never, allow},
        {said(403, "Your login is currently disabled"), ErrorKind::NeedsLogin, Cure::LogInAgain,
         "me.example has locked this account: “Your login is currently disabled”."},
        {said(403, "This action is not allowed"), ErrorKind::Permission, Cure::Never,
         "me.example does not allow this: “This action is not allowed”."},
        {dialogue::page(403, "<html>blocked</html>"), ErrorKind::NotThePlatform, Cure::Never,
         "me.example answered with a web page that refuses access."},
        {said(404, "Record not found"), ErrorKind::Gone, Cure::Never,
         "The message that this answers is no longer there."},
        {dialogue::page(404), ErrorKind::Gone, Cure::Never,
         "The message that this answers is no longer there."},
        {said(410, "Gone"), ErrorKind::Gone, Cure::Never,
         "The message that this answers is no longer there."},
        {said(422, "Validation failed: Text can't be blank"), ErrorKind::Rejected, Cure::Never,
         "me.example refused this: “Validation failed: Text can't be blank”."},
        {limited, ErrorKind::RateLimited, Cure::RetryAt, "me.example asks us to wait: too many requests."},
        {dialogue::page(500), ErrorKind::Unknown, Cure::LookUp, uncertain},
        {dialogue::page(502), ErrorKind::Unknown, Cure::LookUp, uncertain},
        {busy, ErrorKind::Unknown, Cure::LookUp, uncertain},
        {dialogue::page(504), ErrorKind::Unknown, Cure::LookUp, uncertain},
        {dialogue::page(408), ErrorKind::Unknown, Cure::LookUp, uncertain},
        {dialogue::json(""), ErrorKind::Unknown, Cure::LookUp, unconfirmed},
        {dialogue::json(R"({"id":"9)"), ErrorKind::Unknown, Cure::LookUp, unconfirmed},
        {dialogue::json(R"({"error":"?"})"), ErrorKind::Unknown, Cure::LookUp, unconfirmed},
        {dialogue::page(200, "<html>login</html>"), ErrorKind::Unknown, Cure::LookUp, unconfirmed},
        {moved, ErrorKind::NotThePlatform, Cure::Never,
         "me.example redirects to www.me.example; use that address."},
        {dialogue::Answer{302, "", {}}, ErrorKind::NotThePlatform, Cure::Never,
         "me.example sends us elsewhere without saying where."},
    };
    for (const auto& [answer, kind, cure, message] : cases) {
        CAPTURE(answer.status, answer.body);
        const auto course = send(answer);
        REQUIRE_FALSE(course.status);
        CHECK(course.status.error().kind == kind);
        CHECK(course.status.error().cure == cure);
        CHECK(course.status.error().what() == message);
        CHECK(course.taken.empty());
    }
    CHECK(send(limited).status.error().retryAt == base::fromMs(1'777'885'500'123));
}

TEST_CASE("too long is told by our own count or by the number that the server names, never by its English") {
    const auto said = [](std::string error) {
        return dialogue::Answer{422, Json{{"error", std::move(error)}}.dump()};
    };
    const auto kindOf = [&](const dialogue::Answer& answer, std::size_t length) {
        return send(answer, frozen(draft(std::string(length, 'a')))).status.error().kind;
    };
    CHECK(kindOf(said("Validation failed: Text character limit of 500 exceeded"), 600) == ErrorKind::TooLong);
    CHECK(kindOf(said("Ungültig"), 600) == ErrorKind::TooLong);
    // The server allows less than it did when we asked.
    CHECK(kindOf(said("Maximal 200 Zeichen"), 300) == ErrorKind::TooLong);
    CHECK(kindOf(said("Maximal 400 Zeichen"), 300) == ErrorKind::Rejected);
    CHECK(kindOf(said("Validation failed"), 300) == ErrorKind::Rejected);
    CHECK(kindOf({413, ""}, 300) == ErrorKind::TooLong);
}

TEST_CASE("an answer cut at any byte is either the confirmation or uncertain") {
    const std::string whole = samples::status("900", samples::us(), "<p>x</p>").dump();
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const auto course = send(dialogue::json(whole.substr(0, length)));
        if (course.status) {
            CHECK(course.only().remoteId == "900");
        } else {
            CHECK(course.status.error().kind == ErrorKind::Unknown);
            CHECK(course.status.error().cure == Cure::LookUp);
        }
    }
}

// ---- looking up
// ----------------------------------------------------------------------------------------------------

namespace {

const std::string kOwnPosts = "GET /api/v1/accounts/14715/statuses?limit=40&exclude_reblogs=true";

dialogue::Course<std::vector<platform::SeenReply>> lookUp(const ReplyDraft& reply,
                                                          const std::vector<dialogue::Exchange>& exchanges) {
    const auto account = samples::account();
    const auto secrets = samples::secrets();
    return dialogue::run(
        adapter().lookUp({.account = account, .secrets = secrets, .draft = reply, .frozen = frozen(reply)}),
        exchanges);
}

Json posted(std::string_view id, std::string_view words, int minute) {
    Json json = samples::status(id, samples::us(),
                                "<p>" + samples::mentionHtml("https://stadtfunk.example/@mira", "mira") +
                                    " " + std::string(words) + "</p>",
                                minute);
    json["in_reply_to_id"] = "55";
    return json;
}

}  // namespace

TEST_CASE("a sent reply is found among our newest posts and in the thread, each once") {
    const Json foreign = samples::status("80", samples::mira(), "<p>thanks</p>");
    const Json context{{"ancestors", Json::array()},
                       {"descendants", Json::array({posted("900", "It is on its way.", 3),
                                                    posted("901", "again", 4), foreign})}};
    const auto course = lookUp(
        draft(), {{kOwnPosts, dialogue::json(Json::array({posted("900", "It is on its way.", 3)}).dump())},
                  {"GET /api/v1/statuses/55/context", dialogue::json(context.dump())}});
    const auto& seen = course.only();
    REQUIRE(seen.size() == 2);
    CHECK(seen[0].sent.remoteId == "900");
    CHECK(seen[0].sent.at == samples::minuteOf(3));
    CHECK(seen[0].parentRemoteId == "55");
    CHECK(seen[1].sent.remoteId == "901");
    CHECK(base::normalizeForCompare(seen[0].text) ==
          base::normalizeForCompare(adapter().comparableText(frozen(draft()))));
    CHECK(base::normalizeForCompare(seen[1].text) !=
          base::normalizeForCompare(adapter().comparableText(frozen(draft()))));
}

TEST_CASE("what a server makes of a text still compares equal to it") {
    const auto same = [](std::string_view text, std::string_view html) {
        CAPTURE(text);
        const auto course = lookUp(draft(std::string(text)),
                                   {{kOwnPosts, dialogue::json(Json::array({posted("900", html, 1)}).dump())},
                                    {"GET /api/v1/statuses/55/context", dialogue::page(404)}});
        CHECK(base::normalizeForCompare(course.only().at(0).text) ==
              base::normalizeForCompare(adapter().comparableText(frozen(draft(std::string(text))))));
    };
    same("One\r\ntwo\n\n\nthree  four", "One<br>two</p><p>three four");
    same("5 < 6 & \"so\"", "5 &lt; 6 &amp; &quot;so&quot;");
    same("see https://example.com/a?b=1&c=2 ok",
         R"(see <a href="https://example.com/a?b=1&amp;c=2"><span class="invisible">https://</span>)"
         R"(<span class="">example.com/a?b=1&amp;c=2</span><span class="invisible"></span></a> ok)");
    same("ask @tom@b.example and @Ana", "ask " + samples::mentionHtml("https://b.example/@tom", "tom") +
                                            " and " + samples::mentionHtml("https://me.example/@Ana", "Ana"));
    same("#lamps are :blob: here",
         R"(<a href="https://me.example/tags/lamps" class="mention hashtag">#<span>lamps</span></a>)"
         " are :blob: here");
}

TEST_CASE("a look-up that can't look is a failure and not an empty find") {
    for (const auto& answer :
         {dialogue::page(500), dialogue::page(200, "<html>"), dialogue::page(401), dialogue::json("[{")}) {
        const auto course = lookUp(draft(), {{kOwnPosts, answer}});
        CHECK_FALSE(course.status);
        CHECK(course.taken.empty());
    }
    const auto course = lookUp(draft(), {{kOwnPosts, dialogue::json("[]")},
                                         {"GET /api/v1/statuses/55/context", dialogue::page(503)}});
    CHECK_FALSE(course.status);
}

TEST_CASE("a reply to a thread that is gone is looked for among our posts alone") {
    CHECK(lookUp(draft(), {{kOwnPosts, dialogue::json("[]")},
                           {"GET /api/v1/statuses/55/context", dialogue::page(404)}})
              .only()
              .empty());
    auto reply = draft();
    reply.parentRemoteId = "";
    CHECK(lookUp(reply, {{kOwnPosts, dialogue::json("[]")}}).only().empty());
}

TEST_CASE("a repeat is promised not to double only where nodeinfo says mastodon") {
    using Guarantee = model::RepeatGuarantee;
    for (const auto* software : {"", "snac", "pleroma", "glitch", "Mastodon-like"}) {
        const auto capabilities = adapter().capabilities({.facts = {.software = software}});
        for (const auto visibility : {Visibility::Public, Visibility::Private}) {
            REQUIRE(capabilities.find(visibility) != nullptr);
            CHECK(capabilities.find(visibility)->repeat.kind == Guarantee::Kind::None);
        }
    }
    const auto capabilities =
        adapter().capabilities({.facts = {.software = "mastodon", .largestReply = 700, .urlLength = 30}});
    const auto* reply = capabilities.find(Visibility::Private);
    REQUIRE(reply != nullptr);
    CHECK(
        (reply->repeat == Guarantee{.kind = Guarantee::Kind::ForTime, .lasts = base::Duration{50 * 60'000}}));
    CHECK((reply->length == model::LengthRule{.limit = 700, .urlLength = 30, .mentionsWithoutDomain = true}));
    CHECK_FALSE(reply->window);
    CHECK(capabilities.readBack);
    CHECK(capabilities.leastPollInterval == base::Duration{60'000});
    CHECK(adapter().capabilities({}).find(Visibility::Public)->length.limit == 500);
}
