// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catch.h"
#include "threads_samples.h"

#include "platform/sign_in.h"

#include <chrono>
#include <string>

/// Threads' page, tokens made by hand, and how a token stays good.
namespace {

using namespace th;
using base::Cure;
using base::ErrorKind;
using std::chrono::days;

const platform::OAuthSignIn& signIn() {
    static const platform::Registry registry;
    return *registry.oauth("threads");
}
const platform::Secrets kApp{
    {"client_id", "APP"}, {"client_secret", "APPSECRET"}, {"redirect_uri", "https://shop.example/done"}};
platform::AuthorizationPage pageFor(const std::string& server) {
    base::SeededRandom random(7);
    const auto steps = signIn().begin(server, "", kApp, random);
    auto page = steps->take();
    REQUIRE(page);
    return *page;
}
const std::string kProfile = asked("/me", {{"fields", "id,username,name"}});
dialogue::Course<platform::Identity> identify(const Answer& answer,
                                              const platform::Secrets& secrets = th::secrets()) {
    model::Account account;
    account.server = "https://graph.threads.example";
    return dialogue::run(adapter().identify(account, secrets), {{kProfile, answer}});
}

}  // namespace

TEST_CASE("a token of Threads names its profile, and is renewed as soon as it surely is a day old") {
    const auto course = identify(dialogue::json(R"({"id":900,"username":"MyShop","name":"Lamp shop"})"));
    CHECK(course.only().remoteId == "900");
    CHECK(course.only().handle == "@MyShop");
    CHECK(course.only().name == "Lamp shop");
    CHECK(course.only().profileUrl == "https://www.threads.com/@MyShop");
    CHECK(course.only().facts.privateMessages == false);
    const auto secrets = course.only().secrets.value_or(platform::Secrets{});
    CHECK(adapter().renewAt(secrets) == dialogue::kNow + days{1});
    auto dated = th::secrets();
    dated["expires_at"] = std::to_string(base::toMs(dialogue::kNow + days{30}));
    const auto kept = identify(dialogue::json(R"({"id":"900","username":"myshop"})"), dated);
    CHECK(kept.only().name == "myshop");
    CHECK(adapter().loginEndsAt(kept.only().secrets.value_or(platform::Secrets{})) ==
          dialogue::kNow + days{30});
}

TEST_CASE("what is no profile of Threads connects nothing") {
    CHECK(identify(dialogue::json(R"({"id":"900"})")).status.error().kind == ErrorKind::NotThePlatform);
    CHECK(identify(dialogue::page(200)).status.error().kind == ErrorKind::NotThePlatform);
    CHECK(identify(refusal(190, 463, "expired", 401)).status.error().cure == Cure::LogInAgain);
    CHECK(identify(refusal(10, 0, "needs threads_basic", 403)).status.error().kind == ErrorKind::Permission);
}

TEST_CASE("the sign-in page of Threads is opened for the owner's own app, and its code exchanged twice") {
    const auto shown = pageFor("https://graph.threads.net");
    CHECK(shown.url.starts_with("https://www.threads.net/oauth/authorize?response_type=code&client_id=APP&"));
    CHECK(net::queryParameter(shown.url, "redirect_uri") == "https://shop.example/done");
    CHECK(net::queryParameter(shown.url, "state") == shown.state);
    CHECK(net::queryParameter(shown.url, "scope")->find("threads_manage_mentions") != std::string::npos);
    CHECK(shown.url.find("APPSECRET") == std::string::npos);
    const auto page = pageFor("https://graph.threads.example");
    const auto course = dialogue::run(
        signIn().exchange("https://graph.threads.example", page, "https://shop.example/done?code=C0DE#_"),
        {{"POST /oauth/access_token", dialogue::json(R"({"access_token":"SHORT","user_id":900})")},
         {"GET /access_token?grant_type=th_exchange_token&client_secret=APPSECRET&access_token=SHORT",
          dialogue::json(R"({"access_token":"LONG","token_type":"bearer","expires_in":5183944})")}});
    CHECK(course.only().at("access_token") == "LONG");
    CHECK(course.requests[0].body.ends_with("&code=C0DE"));
    CHECK(course.requests[0].once);
    const auto spent = dialogue::run(signIn().exchange("https://graph.threads.example", page, "C0DE"),
                                     {{"POST /oauth/access_token", refusal(100, 36009, "code was used")}});
    CHECK(spent.status.error().cure == Cure::LogInAgain);
}

TEST_CASE("a token of Threads is renewed for another sixty days") {
    const auto account = th::account();
    platform::Secrets secrets{{"access_token", "OLD"},
                              {"expires_at", std::to_string(base::toMs(dialogue::kNow + days{53}))}};
    const std::string line = "GET /refresh_access_token?grant_type=th_refresh_token&access_token=OLD";
    const auto renewed =
        dialogue::run(adapter().renew(account, secrets),
                      {{line, dialogue::json(R"({"access_token":"NEW","expires_in":5184000})")}});
    CHECK(renewed.only().at("access_token") == "NEW");
    CHECK(adapter().renewAt(renewed.only()) == dialogue::kNow + days{7});
    const auto over =
        dialogue::run(adapter().renew(account, secrets), {{line, refusal(190, 463, "expired", 401)}});
    CHECK(over.status.error().cure == Cure::LogInAgain);
}

TEST_CASE("testing a connection to Threads names what is missing") {
    using State = platform::AbilityTest::State;
    const auto tests =
        dialogue::run(adapter().testAbilities(th::account(), th::secrets()),
                      {{asked("/me/mentions", {{"fields", "id"}}),
                        refusal(10, 0, "needs threads_manage_mentions", 403)},
                       {asked("/me/threads", {{"fields", "id"}}), page({})},
                       {asked("/me/replies", {{"fields", "id"}}), page({})},
                       {asked("/me/threads_publishing_limit", {{"fields", "reply_quota_usage,reply_config"}}),
                        page({{{"reply_quota_usage", 3}}})}})
            .only();
    REQUIRE(tests.size() >= 4);
    CHECK(tests[0].ability == "read mentions");
    CHECK(tests[0].state == State::Missing);
    CHECK(tests[0].detail.find("threads_manage_mentions") != std::string::npos);
    CHECK(tests[1].state == State::Works);
    CHECK(tests[3].state == State::Works);
}
