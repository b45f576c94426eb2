// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/digest.h"
#include "samples.h"
#include "support/catch.h"
#include "x_samples.h"

#include "platform/sign_in.h"

#include <string>

namespace {

using namespace ex;
using base::Cure;
using base::ErrorKind;

const platform::OAuthSignIn& signIn() {
    static const platform::Registry registry;
    return *registry.oauth("x");
}
platform::AuthorizationPage pageFor(const std::string& server, const platform::Secrets& app) {
    base::SeededRandom random(7);
    const auto steps = signIn().begin(server, "http://127.0.0.1:8765/callback", app, random);
    CHECK(steps->finished());
    auto page = steps->take();
    REQUIRE(page);
    return *page;
}
dialogue::Course<platform::Secrets> codeGiven(const platform::Secrets& app, const Answer& answer) {
    return dialogue::run(
        signIn().exchange("https://api.x.example", pageFor("https://api.x.example", app), " C0DE\n"),
        {{"POST /2/oauth2/token", answer}});
}
const platform::Secrets kApp{{"client_id", "APP"}};
const Answer kToken = dialogue::json(
    R"({"token_type":"bearer","expires_in":7200,"access_token":"A1","scope":"tweet.read users.read","refresh_token":"R1"})");

std::string askedMe() {
    return "GET /2/users/me?" + net::formEncode(platform::x::userParameters());
}
std::string probed(Dialect dialect) {
    auto parameters = platform::x::postParameters(dialect, Authors::IdsAlone);
    parameters.emplace_back("max_results", "5");
    return "GET /2/users/777/mentions?" + net::formEncode(parameters);
}
Json meWith(const std::string& count) {
    Json me = user(kMe);
    me["public_metrics"] = {{"followers_count", 5}, {count, 9}};
    return me;
}
dialogue::Course<platform::Identity> identify(const std::vector<Exchange>& exchanges,
                                              const platform::Secrets& secrets = ex::secrets()) {
    model::Account account;
    account.server = "https://api.x.example";
    return dialogue::run(adapter().identify(account, secrets), exchanges);
}

}  // namespace

TEST_CASE("the sign-in page of X is opened for the owner's own app, with a challenge") {
    const auto page = pageFor("https://api.x.example", kApp);
    CHECK(page.url.starts_with("https://api.x.example/i/oauth2/authorize?response_type=code&client_id=APP&"));
    CHECK(net::queryParameter(page.url, "redirect_uri") == "http://127.0.0.1:8765/callback");
    CHECK(net::queryParameter(page.url, "state") == page.state);
    CHECK(net::queryParameter(page.url, "code_challenge_method") == "S256");
    const auto digest = base::sha256(page.pending.at("code_verifier"));
    CHECK(net::queryParameter(page.url, "code_challenge") ==
          base::base64Url({reinterpret_cast<const char*>(digest.data()), digest.size()}));
    CHECK(net::queryParameter(page.url, "scope")->find("offline.access") != std::string::npos);
    CHECK(pageFor("https://api.x.com", kApp).url.starts_with("https://x.com/i/oauth2/authorize?"));
    CHECK(signIn().guide().redirectPort == 8765);
    CHECK(signIn().guide().usualServer == "https://api.x.com");
}

TEST_CASE("the code of the page becomes tokens, which keep the app that renews them") {
    const auto course = codeGiven(kApp, kToken);
    CHECK(course.only() ==
          platform::Secrets{{"access_token", "A1"},
                            {"client_id", "APP"},
                            {"expires_at", std::to_string(base::toMs(dialogue::kNow) + 7'200'000)},
                            {"refresh_token", "R1"},
                            {"scope", "tweet.read users.read"}});
    const std::string& body = course.requests[0].body;
    CHECK(net::queryParameter("?" + body, "grant_type") == "authorization_code");
    CHECK(net::queryParameter("?" + body, "code") == "C0DE");
    CHECK(net::queryParameter("?" + body, "client_id") == "APP");
    CHECK(net::queryParameter("?" + body, "code_verifier").has_value());
    CHECK_FALSE(course.requests[0].headers.find("Authorization"));
}

TEST_CASE("an app with a secret says it in the header and not in the body") {
    const auto course = codeGiven({{"client_id", "APP"}, {"client_secret", "S?"}}, kToken);
    CHECK(course.requests[0].headers.find("Authorization") == "Basic QVBQOlM/");
    CHECK_FALSE(net::queryParameter("?" + course.requests[0].body, "client_id"));
    CHECK(course.only().at("client_secret") == "S?");
}

TEST_CASE("a code or an app that X does not know is said in words") {
    const auto code = codeGiven(
        kApp,
        {400,
         R"({"error":"invalid_request","error_description":"Value passed for the authorization code was invalid."})"});
    CHECK(code.status.error().message.find("30 seconds") != std::string::npos);
    const auto app = codeGiven(
        kApp,
        {401, R"({"error":"unauthorized_client","error_description":"Missing valid authorization header"})"});
    CHECK(app.status.error().message.find("client ID") != std::string::npos);
    CHECK(codeGiven(kApp, dialogue::page(200)).status.error().kind == ErrorKind::NotThePlatform);
}

TEST_CASE("a renewal gives both tokens anew, and what renewed is not good again") {
    const auto account = ex::account();
    auto secrets = ex::secrets();
    const auto course = dialogue::run(adapter().renew(account, secrets), {{"POST /2/oauth2/token", kToken}});
    CHECK(course.only().at("access_token") == "A1");
    CHECK(course.only().at("refresh_token") == "R1");
    CHECK(course.only().at("client_id") == "APP");
    CHECK(course.requests[0].body == "grant_type=refresh_token&refresh_token=REFRESH&client_id=APP");
    CHECK(course.requests[0].once);
    const auto spent = dialogue::run(
        adapter().renew(account, secrets),
        {{"POST /2/oauth2/token",
          {400,
           R"({"error":"invalid_request","error_description":"Value passed for the token was invalid."})"}}});
    CHECK(spent.status.error().cure == Cure::LogInAgain);
    const auto trouble = dialogue::run(adapter().renew(account, secrets),
                                       {{"POST /2/oauth2/token", problem(503, "Unavailable")}});
    CHECK(trouble.status.error().cure == Cure::BackOff);
    secrets.erase("refresh_token");
    CHECK(adapter().renew(account, secrets) == nullptr);
}

TEST_CASE("a token ends by itself only where nothing renews it") {
    CHECK(adapter().loginEndsAt({{"access_token", "A"}, {"expires_at", "1777885200000"}}) ==
          base::fromMs(1'777'885'200'000));
    CHECK_FALSE(adapter().loginEndsAt({{"refresh_token", "R"}, {"expires_at", "1777885200000"}}));
    CHECK_FALSE(adapter().loginEndsAt({{"access_token", "A"}}));
}

TEST_CASE("the dialect is what the probe's mention is complete in") {
    const auto post = identify({{askedMe(), one(meWith("post_count"))},
                                {probed(Dialect::Post), page({ex::post(6, kMira, "@shop", Dialect::Post)})}});
    CHECK(post.only().facts.version == "post");
    CHECK(post.only().remoteId == kMe);
    CHECK(post.only().handle == "@shop");
    CHECK(post.only().facts.software == "x");

    Json authorless = ex::post(6);
    authorless.erase("author_id");
    const auto tweet = identify({{askedMe(), one(user(kMe))},
                                 {probed(Dialect::Post), page({authorless})},
                                 {probed(Dialect::Tweet), page({ex::post(6)})}});
    CHECK(tweet.only().facts.version == "tweet");
    const auto refused = identify({{askedMe(), one(user(kMe))},
                                   {probed(Dialect::Post), problem(400, "Invalid Request")},
                                   {probed(Dialect::Tweet), page({ex::post(6)})}});
    CHECK(refused.only().facts.version == "tweet");
    const auto silent =
        identify({{askedMe(), one(meWith("tweet_count"))}, {probed(Dialect::Tweet), page({})}});
    CHECK(silent.only().facts.version == "tweet");
    const auto neither = identify({{askedMe(), one(user(kMe))},
                                   {probed(Dialect::Post), page({authorless})},
                                   {probed(Dialect::Tweet), page({authorless})}});
    CHECK(neither.only().facts.version == "post");
}

TEST_CASE("a sign-in without the scopes for direct messages has none") {
    auto secrets = ex::secrets();
    secrets["scope"] = "tweet.read users.read";
    const std::vector<Exchange> exchanges{{askedMe(), one(meWith("post_count"))},
                                          {probed(Dialect::Post), page({})}};
    CHECK(identify(exchanges, secrets).only().facts.privateMessages == false);
    secrets["scope"] = "tweet.read users.read dm.read dm.write";
    CHECK(identify(exchanges, secrets).only().facts.privateMessages == true);
    CHECK_FALSE(identify(exchanges).only().facts.privateMessages);
}

TEST_CASE("testing the connection names each missing permission and the page that mends it") {
    auto secrets = ex::secrets();
    secrets["scope"] = "tweet.read users.read offline.access";
    const auto account = ex::account();
    auto parameters = platform::x::postParameters(Dialect::Tweet, Authors::IdsAlone);
    parameters.emplace_back("max_results", "5");
    const std::string list = net::formEncode(parameters);
    const auto course = dialogue::run(adapter().testAbilities(account, secrets),
                                      {{askedMe(), one(user(kMe))},
                                       {"GET /2/users/777/mentions?" + list, page({})},
                                       {"GET /2/users/777/tweets?" + list, problem(403, "Forbidden", "no")}});
    using State = platform::AbilityTest::State;
    const auto& tests = course.only();
    const auto stateOf = [&tests](const std::string& ability) {
        for (const auto& test : tests) {
            if (test.ability == ability) {
                return test.state;
            }
        }
        FAIL("no line for " << ability);
        return State::NotTested;
    };
    CHECK(stateOf("account") == State::Works);
    CHECK(stateOf("read mentions") == State::Works);
    CHECK(stateOf("read own posts") == State::Missing);
    CHECK(stateOf("read private messages") == State::NotTested);
    CHECK(stateOf("reply") == State::Missing);
    CHECK(tests.back().detail.find("tweet.write") != std::string::npos);
    CHECK(tests.back().detail.find("console.x.com") != std::string::npos);
}
