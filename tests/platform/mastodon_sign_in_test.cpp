// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogue.h"
#include "platform/registry.h"
#include "samples.h"
#include "support/catch.h"

#include "base/digest.h"

#include <string>
#include <vector>

namespace {

using platform::AbilityTest;
using samples::Json;

const platform::Registry& registry() {
    static const platform::Registry registry;
    return registry;
}

const std::string kAccount = "GET /api/v1/accounts/verify_credentials";
const std::string kInstance2 = "GET /api/v2/instance";
const std::string kInstance1 = "GET /api/v1/instance";
const std::string kNodeinfoLinks = "GET /.well-known/nodeinfo";

dialogue::Course<platform::Identity> identify(const std::vector<dialogue::Exchange>& exchanges) {
    return dialogue::run(registry()
                             .adapter("mastodon")
                             ->identify(samples::accountAt("https://me.example"), samples::secrets()),
                         exchanges);
}

std::string instance2() {
    return R"({"domain":"me.example","version":"4.6.0","configuration":{"statuses":
        {"max_characters":700,"characters_reserved_per_url":23}}})";
}
std::string nodeinfoLinks(const std::string& href) {
    return R"({"links":[{"rel":"http://nodeinfo.diaspora.software/ns/schema/1.0","href":"https://me.example/nodeinfo/1.0"},
        {"rel":"http://nodeinfo.diaspora.software/ns/schema/2.0","href":")" +
           href + R"("}]})";
}

}  // namespace

TEST_CASE("the registry knows Mastodon and its sign-in page") {
    CHECK(registry().names() ==
          std::vector<std::string_view>{"mastodon", "bluesky", "x", "facebook", "instagram", "threads"});
    CHECK(registry().oauth("bluesky") == nullptr);
    CHECK(registry().password("mastodon") == nullptr);
    REQUIRE(registry().adapter("mastodon") != nullptr);
    CHECK(registry().oauth("mastodon") != nullptr);
    CHECK(registry().adapter("Mastodon") == nullptr);
    CHECK(registry().oauth("nowhere") == nullptr);
    CHECK(registry().adapter("mastodon")->displayName() == "Mastodon");
    CHECK(registry().adapter("mastodon")->privateAudience() == "direct");
}

TEST_CASE("an identity is the account, the server's limits and what nodeinfo calls the software") {
    const auto course = identify({
        {kAccount, dialogue::json(samples::us().dump())},
        {kInstance2, dialogue::json(instance2())},
        {kNodeinfoLinks, dialogue::json(nodeinfoLinks("https://me.example/nodeinfo/2.0"))},
        {"GET /nodeinfo/2.0",
         dialogue::json(R"({"version":"2.0","software":{"name":"Mastodon","version":"4.6.0"}})")},
    });
    const auto& identity = course.only();
    CHECK(identity.remoteId == "14715");
    CHECK(identity.handle == "@shop@me.example");
    CHECK(identity.name == "Lamp shop");
    CHECK(identity.profileUrl == "https://me.example/@shop");
    CHECK((identity.facts ==
           model::ServerFacts{
               .software = "mastodon", .version = "4.6.0", .largestReply = 700, .urlLength = 23}));
    CHECK(course.requests[0].headers.find("Authorization") == "Bearer T0KEN");
    CHECK_FALSE(course.requests[2].headers.find("Authorization"));
    CHECK_FALSE(course.requests[3].headers.find("Authorization"));
}

TEST_CASE("a server without version 2 of its description and without nodeinfo is still identified") {
    const auto identity =
        identify({
                     {kAccount, dialogue::json(samples::us().dump())},
                     {kInstance2, dialogue::page(404)},
                     {kInstance1,
                      dialogue::json(
                          R"({"uri":"https://social.me.example","version":"3.5","max_toot_chars":1000})")},
                     {kNodeinfoLinks, dialogue::page(404)},
                 })
            .only();
    CHECK(identity.handle == "@shop@social.me.example");
    CHECK((identity.facts == model::ServerFacts{.version = "3.5", .largestReply = 1000}));

    const auto bare = identify({
                                   {kAccount, dialogue::json(R"({"id":5,"username":"shop"})")},
                                   {kInstance2, dialogue::page(500)},
                                   {kInstance1, dialogue::page(404)},
                                   {kNodeinfoLinks, dialogue::json("[]")},
                               })
                          .only();
    CHECK(bare.remoteId == "5");
    CHECK(bare.handle == "@shop@me.example");
    CHECK(bare.name == "shop");
    CHECK((bare.facts == model::ServerFacts{}));
}

TEST_CASE("nodeinfo on another host is not asked") {
    for (const auto* href : {"https://evil.example/nodeinfo/2.0", "https://xx.example/nodeinfo/2.0",
                             "https://me.example.evil.example/nodeinfo/2.0", "http://me.example/nodeinfo/2.0",
                             "https://me.example@evil.example/", "/nodeinfo/2.0", ""}) {
        CAPTURE(href);
        const auto course = identify({
            {kAccount, dialogue::json(samples::us().dump())},
            {kInstance2, dialogue::json(instance2())},
            {kNodeinfoLinks, dialogue::json(nodeinfoLinks(href))},
        });
        CHECK(course.only().facts.software.empty());
    }
}

TEST_CASE("a nodeinfo that can't be read gives no guarantee and no error") {
    for (const auto& answer :
         {dialogue::page(500), dialogue::json("{"), dialogue::json(R"({"software":"mastodon"})")}) {
        const auto identity =
            identify({
                         {kAccount, dialogue::json(samples::us().dump())},
                         {kInstance2, dialogue::json(instance2())},
                         {kNodeinfoLinks, dialogue::json(nodeinfoLinks("https://me.example/nodeinfo/2.0"))},
                         {"GET /nodeinfo/2.0", answer},
                     })
                .only();
        CHECK(identity.facts.software.empty());
    }
}

TEST_CASE("a wrong token or a wrong server is one clear sentence") {
    struct Case {
        dialogue::Answer answer;
        base::ErrorKind kind;
        std::string message;
    };
    const std::string token = "me.example does not accept this token.";
    const std::vector<Case> cases{
        {{401, R"({"error":"The access token is invalid"})"}, base::ErrorKind::NeedsLogin, token},
        {dialogue::page(422, ""), base::ErrorKind::NeedsLogin, token},
        {dialogue::page(404), base::ErrorKind::Unsupported,
         "me.example does not answer as a Mastodon server."},
        {dialogue::page(200, "<html>My blog</html>"), base::ErrorKind::NotThePlatform,
         "me.example answered with a web page instead of Mastodon's data (a login page of the network?)."},
        {dialogue::json(R"({"hello":1})"), base::ErrorKind::NotThePlatform,
         "me.example answered with something that is not Mastodon's data."},
        {{301, "", {{"Location", "https://social.me.example/x"}}},
         base::ErrorKind::NotThePlatform,
         "me.example redirects to social.me.example; use that address."},
        {dialogue::page(502), base::ErrorKind::ServerTrouble, "me.example has trouble at the moment."},
    };
    for (const auto& [answer, kind, message] : cases) {
        CAPTURE(answer.status, answer.body);
        const auto course = identify({{kAccount, answer}});
        REQUIRE_FALSE(course.status);
        CHECK(course.status.error().kind == kind);
        CHECK(course.status.error().what() == message);
    }
}

// ---- the sign-in page
// ----------------------------------------------------------------------------------------------

TEST_CASE("signing in registers the app and makes a page address with PKCE and a state") {
    base::SeededRandom random(7);
    const auto course = dialogue::run(
        registry().oauth("mastodon")->begin("https://me.example", "", {}, random),
        {{"POST /api/v1/apps", dialogue::json(R"({"id":"3","client_id":"CID","client_secret":"CSECRET"})")}});
    const auto& page = course.only();
    const auto& form = course.requests[0].body;
    CHECK(form == "client_name=Shopbell&redirect_uris=urn%3Aietf%3Awg%3Aoauth%3A2.0%3Aoob&scopes="
                  "read%3Aaccounts%20read%3Anotifications%20read%3Astatuses%20read%3Asearch%20write%"
                  "3Astatuses%20write%3Amedia"
                  "%20write%3Aconversations%20write%3Anotifications");
    CHECK_FALSE(course.requests[0].headers.find("Authorization"));
    CHECK(page.url.starts_with("https://me.example/oauth/authorize?"));
    CHECK(net::queryParameter(page.url, "response_type") == "code");
    CHECK(net::queryParameter(page.url, "client_id") == "CID");
    CHECK(net::queryParameter(page.url, "redirect_uri") == "urn:ietf:wg:oauth:2.0:oob");
    CHECK(net::queryParameter(page.url, "state") == page.state);
    CHECK(net::queryParameter(page.url, "code_challenge_method") == "S256");
    CHECK(net::queryParameter(page.url, "scope")->starts_with("read:accounts "));
    const auto& verifier = page.pending.at("code_verifier");
    CHECK(verifier.size() >= 43);
    const auto digest = base::sha256(verifier);
    CHECK(net::queryParameter(page.url, "code_challenge") ==
          base::base64Url({reinterpret_cast<const char*>(digest.data()), digest.size()}));
    CHECK(page.url.find(verifier) == std::string::npos);
    CHECK(page.url.find("CSECRET") == std::string::npos);
    CHECK(page.state.size() >= 16);
}

TEST_CASE("a listening loopback address is registered and used as it stands") {
    base::SeededRandom random(7);
    const std::string redirect = "http://127.0.0.1:8765/callback";
    const auto page =
        dialogue::run(registry().oauth("mastodon")->begin("https://me.example", redirect, {}, random),
                      {{"POST /api/v1/apps", dialogue::json(R"({"client_id":"C","client_secret":"S"})")}})
            .only();
    CHECK(page.redirect == redirect);
    CHECK(net::queryParameter(page.url, "redirect_uri") == redirect);
}

namespace {

platform::AuthorizationPage pendingPage() {
    return {.url = "",
            .redirect = "urn:ietf:wg:oauth:2.0:oob",
            .state = "s",
            .pending = {{"client_id", "CID"}, {"client_secret", "CSECRET"}, {"code_verifier", "VERIFIER"}}};
}

dialogue::Course<platform::Secrets> exchange(const dialogue::Answer& answer) {
    return dialogue::run(
        registry().oauth("mastodon")->exchange("https://me.example", pendingPage(), " C0DE\n"),
        {{"POST /oauth/token", answer}});
}

}  // namespace

TEST_CASE("a code is exchanged for a token with the verifier") {
    const auto course = exchange(dialogue::json(
        R"({"access_token":"TOK","token_type":"Bearer","scope":"read write","created_at":1})"));
    CHECK((course.only() == platform::Secrets{{"access_token", "TOK"}, {"scope", "read write"}}));
    CHECK(course.requests[0].body ==
          "grant_type=authorization_code&code=C0DE&client_id=CID&client_secret=CSECRET&"
          "redirect_uri=urn%3Aietf%3Awg%3Aoauth%3A2.0%3Aoob&code_verifier=VERIFIER");
}

TEST_CASE("a code that is refused is one clear sentence") {
    const std::string body =
        R"({"error":"invalid_grant","error_description":"The provided authorization grant is invalid"})";
    for (const auto& answer : {dialogue::Answer{400, body}, dialogue::Answer{401, body}, dialogue::page(422),
                               dialogue::page(403)}) {
        const auto course = exchange(answer);
        REQUIRE_FALSE(course.status);
        CHECK(course.status.error().cure == base::Cure::LogInAgain);
        CHECK(course.status.error().what() == "me.example does not accept this code. It may be mistyped, "
                                              "used up or too old; start the sign-in again.");
    }
    CHECK(exchange(dialogue::page(200)).status.error().kind == base::ErrorKind::NotThePlatform);
    CHECK(exchange(dialogue::json(R"({"token_type":"Bearer"})")).status.error().kind ==
          base::ErrorKind::NotThePlatform);
    CHECK(exchange(dialogue::page(503)).status.error().kind == base::ErrorKind::ServerTrouble);
}

// ---- test connection
// -----------------------------------------------------------------------------------------------

namespace {

dialogue::Course<std::vector<AbilityTest>> abilities(platform::Secrets secrets,
                                                     const std::vector<dialogue::Answer>& answers) {
    const std::vector<std::string> requests{
        kAccount, "GET /api/v1/notifications?limit=1", "GET /api/v1/conversations?limit=1",
        "GET /api/v1/accounts/14715/statuses?limit=1", "GET /api/v1/apps/verify_credentials"};
    std::vector<dialogue::Exchange> exchanges;
    for (std::size_t index = 0; index < requests.size(); ++index) {
        exchanges.push_back({requests[index], answers[index]});
    }
    return dialogue::run(registry().adapter("mastodon")->testAbilities(samples::account(), secrets),
                         exchanges);
}

}  // namespace

TEST_CASE("what a sign-in may do is told line by line") {
    const auto list = dialogue::json("[]");
    const auto all =
        abilities(samples::secrets(), {dialogue::json("{}"), list, list, list,
                                       dialogue::json(R"({"name":"x","scopes":["read","write:statuses"]})")})
            .only();
    REQUIRE(all.size() == 5);
    for (const auto& each : all) {
        CAPTURE(each.ability);
        CHECK(each.state == AbilityTest::State::Works);
        CHECK(each.detail.empty());
    }
    CHECK(all[0].ability == "account");
    CHECK(all[4].ability == "reply");
}

TEST_CASE("an ability that is missing says why, and the others are still tested") {
    const auto list = dialogue::json("[]");
    const auto some = abilities({{"access_token", "T"}, {"scope", "read"}},
                                {dialogue::json("{}"),
                                 {403, R"({"error":"outside the authorized scopes"})"},
                                 dialogue::page(404),
                                 dialogue::page(200, "<html>"),
                                 dialogue::page(404)})
                          .only();
    CHECK(some[0].state == AbilityTest::State::Works);
    CHECK(some[1].state == AbilityTest::State::Missing);
    CHECK(some[1].detail.find("Sign in again") != std::string::npos);
    CHECK(some[2].state == AbilityTest::State::Missing);
    CHECK(some[2].detail.find("private mentions still arrive") != std::string::npos);
    CHECK(some[3].state == AbilityTest::State::Missing);
    CHECK(some[4].state == AbilityTest::State::Missing);
    CHECK(some[4].detail.find("may read but not write") != std::string::npos);

    const auto unknown =
        abilities(samples::secrets(), {dialogue::json("{}"), list, list, list, dialogue::page(404)}).only();
    CHECK(unknown[4].state == AbilityTest::State::NotTested);
}
