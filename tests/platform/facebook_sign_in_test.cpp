// SPDX-License-Identifier: GPL-3.0-or-later
#include "facebook_samples.h"
#include "platform/graph/code_sign_in.h"
#include "support/catch.h"

#include "platform/sign_in.h"

#include <algorithm>
#include <string>

/// Tokens made by hand, Facebook's page, and what a token is good for.
namespace {

using namespace fb;
using base::Cure;
using base::ErrorKind;

const platform::OAuthSignIn& signIn() {
    static const platform::Registry registry;
    return *registry.oauth("facebook");
}
const std::string kAccounts =
    asked("/me/accounts", {{"fields", "id,name,access_token,tasks"}, {"limit", "100"}});
std::string askedPage(const std::string& id) {
    return asked("/" + id, {{"fields", "id,name,username,link"}});
}
std::string askedToken(const std::string& token) {
    return asked("/debug_token", {{"input_token", token}});
}
Json pageOf(const std::string& id, const std::string& name, const std::string& token) {
    return {{"id", id}, {"name", name}, {"access_token", token}, {"tasks", {"MODERATE", "MESSAGING"}}};
}
const Json kShop = pageOf("1088", "Lamp shop", "PAGETOKEN");
const Json kCafe = pageOf("1099", "Café", "CAFETOKEN");
const Answer kPageFacts = dialogue::json(
    R"({"id":"1088","name":"Lamp shop","username":"lampshop","link":"https://www.facebook.com/lampshop"})");
Answer tokenFacts(const Json& more) {
    Json data{{"is_valid", true}, {"type", "PAGE"}};
    data.update(more);
    return dialogue::json(Json{{"data", data}}.dump());
}
dialogue::Course<platform::Identity> identify(const std::vector<Exchange>& exchanges,
                                              const platform::Secrets& secrets = {{"access_token", "T"}}) {
    model::Account account;
    account.server = "https://graph.facebook.example";
    return dialogue::run(adapter().identify(account, secrets), exchanges);
}
platform::Secrets naming(const std::string& page) {
    return {{"access_token", "T"}, {"page", page}};
}

const platform::Secrets kApp{{"client_id", "APP"}, {"client_secret", "APPSECRET"}};
platform::AuthorizationPage pageFor(const std::string& server, const std::string& redirect) {
    base::SeededRandom random(7);
    const auto steps = signIn().begin(server, redirect, kApp, random);
    CHECK(steps->finished());
    auto page = steps->take();
    REQUIRE(page);
    return *page;
}

}  // namespace

TEST_CASE("a Page's own token names its Page, whichever way Graph refuses the list") {
    for (const auto& none : {refusal(100, 0, "Tried accessing nonexisting field (accounts)"),
                             refusal(2500, 0, "Unknown path components: /accounts")}) {
        const auto course = identify({{kAccounts, none},
                                      {askedPage("me"), kPageFacts},
                                      {askedToken("T"), tokenFacts(Json::object())}});
        CHECK(course.only().remoteId == "1088");
        CHECK(course.only().handle == "@lampshop");
        CHECK(course.only().name == "Lamp shop");
        CHECK(course.only().profileUrl == "https://www.facebook.com/lampshop");
        CHECK(course.only().facts.software == "facebook");
        CHECK(course.only().secrets.value_or(platform::Secrets{}).at("access_token") == "T");
    }
}

TEST_CASE("a person's token with one Page becomes that Page's token") {
    const auto course = identify({{kAccounts, page({kShop})},
                                  {askedPage("1088"), kPageFacts},
                                  {askedToken("PAGETOKEN"), tokenFacts(Json::object())}});
    const auto secrets = course.only().secrets.value_or(platform::Secrets{});
    CHECK(secrets.at("access_token") == "PAGETOKEN");
    CHECK(secrets.at("tasks") == "MODERATE MESSAGING");
    CHECK(course.requests[1].headers.find("Authorization") == "Bearer PAGETOKEN");
}

TEST_CASE("of several Pages the one that was named is taken, by id or by name") {
    for (const auto* named : {"1088", "lamp SHOP"}) {
        const auto course = identify({{kAccounts, page({kCafe, kShop})},
                                      {askedPage("1088"), kPageFacts},
                                      {askedToken("PAGETOKEN"), tokenFacts(Json::object())}},
                                     naming(named));
        CHECK(course.only().remoteId == "1088");
    }
    const auto none = identify({{kAccounts, page({kCafe, kShop})}});
    CHECK(none.status.error().kind == ErrorKind::BadInput);
    CHECK(none.status.error().message ==
          "This token opens several Pages: “Café” (1099), “Lamp shop” (1088). Name one of them.");
    const auto other = identify({{kAccounts, page({kShop})}}, naming("Bakery"));
    CHECK(other.status.error().message == "This token opens no Page “Bakery”; it opens “Lamp shop” (1088).");
}

TEST_CASE("a Page further down the list of a person's Pages is found, too") {
    const auto course =
        identify({{kAccounts, page({kCafe}, "a1")},
                  {asked("/me/accounts",
                         {{"fields", "id,name,access_token,tasks"}, {"limit", "100"}, {"after", "a1"}}),
                   page({kShop})},
                  {askedPage("1088"), kPageFacts},
                  {askedToken("PAGETOKEN"), tokenFacts(Json::object())}},
                 naming("1088"));
    CHECK(course.only().remoteId == "1088");
}

TEST_CASE("a token without a Page says where to assign one, a bad one to connect again") {
    const auto none = identify({{kAccounts, page({})}});
    CHECK(none.status.error().kind == ErrorKind::Permission);
    CHECK(none.status.error().message.find("pages_show_list") != std::string::npos);
    CHECK(none.status.error().message.find("business.facebook.com") != std::string::npos);
    Json tokenless = kShop;
    tokenless.erase("access_token");
    CHECK(identify({{kAccounts, page({tokenless})}}).status.error().kind == ErrorKind::Permission);
    CHECK(identify({{kAccounts, refusal(190, 463, "expired", 401)}}).status.error().cure == Cure::LogInAgain);
    CHECK(identify({{kAccounts, dialogue::page(200)}}).status.error().kind == ErrorKind::NotThePlatform);
}

TEST_CASE("a token ends when Graph says, whichever of its two ends comes first, or never") {
    const auto endOf = [](const Json& facts) {
        const auto course = identify({{kAccounts, page({kShop})},
                                      {askedPage("1088"), kPageFacts},
                                      {askedToken("PAGETOKEN"), tokenFacts(facts)}});
        return adapter().loginEndsAt(course.only().secrets.value_or(platform::Secrets{}));
    };
    const std::int64_t soon = base::toMs(dialogue::kNow) / 1000 + 86'400;
    CHECK(endOf({{"expires_at", soon}, {"data_access_expires_at", soon + 5}}) == base::fromMs(soon * 1000));
    CHECK(endOf({{"expires_at", 0}, {"data_access_expires_at", soon}}) == base::fromMs(soon * 1000));
    CHECK_FALSE(endOf({{"expires_at", 0}, {"data_access_expires_at", 0}}));
    CHECK_FALSE(endOf(Json::object()));
    const auto silent = identify({{kAccounts, page({kShop})},
                                  {askedPage("1088"), kPageFacts},
                                  {askedToken("PAGETOKEN"), refusal(100, 0, "no")}});
    CHECK_FALSE(adapter().loginEndsAt(silent.only().secrets.value_or(platform::Secrets{})));
    CHECK_FALSE(silent.only().facts.privateMessages);
}

TEST_CASE("a token without pages_messaging has no private messages") {
    const auto messagesWith = [](const Json& scopes) {
        return identify({{kAccounts, page({kShop})},
                         {askedPage("1088"), kPageFacts},
                         {askedToken("PAGETOKEN"), tokenFacts({{"scopes", scopes}})}})
            .only()
            .facts.privateMessages;
    };
    CHECK(messagesWith({"pages_show_list", "pages_messaging"}) == true);
    CHECK(messagesWith({"pages_show_list"}) == false);
    CHECK_FALSE(messagesWith(Json::array()));
}

TEST_CASE("the sign-in page of Facebook is opened for the owner's own app") {
    const auto shown = pageFor("https://graph.facebook.com", "");
    CHECK(shown.url.starts_with(
        "https://www.facebook.com/v26.0/dialog/oauth?response_type=code&client_id=APP&"));
    CHECK(net::queryParameter(shown.url, "redirect_uri") ==
          "https://www.facebook.com/connect/login_success.html");
    CHECK(net::queryParameter(shown.url, "state") == shown.state);
    CHECK(shown.state.size() >= 32);
    CHECK(net::queryParameter(shown.url, "scope")->find("pages_manage_engagement") != std::string::npos);
    CHECK(shown.url.find("APPSECRET") == std::string::npos);
    const auto local = pageFor("https://graph.facebook.example", "http://127.0.0.1:8766/callback");
    CHECK(local.url.starts_with("https://graph.facebook.example/v26.0/dialog/oauth?"));
    CHECK(net::queryParameter(local.url, "redirect_uri") == "http://localhost:8766/callback");
    CHECK(signIn().guide().usualServer == "https://graph.facebook.com");
}

TEST_CASE("a code becomes a token of sixty days, also out of the pasted address that shows it") {
    const std::string pasted =
        "https://www.facebook.com/connect/login_success.html?code=C0DE%2B1&state=x#_=_";
    CHECK(platform::graph::codeIn(pasted) == "C0DE+1");
    CHECK(platform::graph::codeIn(" C0DE\n") == "C0DE");
    CHECK(platform::graph::codeIn("https://shop.example/done?code=AQ-1#_") == "AQ-1");
    CHECK(platform::graph::codeIn("https://shop.example/done?error=access_denied").empty());
    const auto page = pageFor("https://graph.facebook.example", "");
    const Parameters app{{"client_id", "APP"}, {"client_secret", "APPSECRET"}};
    Parameters first = app;
    first.emplace_back("redirect_uri", page.redirect);
    first.emplace_back("code", "C0DE+1");
    Parameters second = app;
    second.emplace_back("grant_type", "fb_exchange_token");
    second.emplace_back("fb_exchange_token", "SHORT");
    const auto course = dialogue::run(
        signIn().exchange("https://graph.facebook.example", page, pasted),
        {{asked("/oauth/access_token", first),
          dialogue::json(R"({"access_token":"SHORT","token_type":"bearer","expires_in":5000})")},
         {asked("/oauth/access_token", second),
          dialogue::json(R"({"access_token":"LONG","token_type":"bearer","expires_in":5183944})")}});
    CHECK(course.only() == platform::Secrets{{"access_token", "LONG"}, {"app_secret", "APPSECRET"}});
    const auto spent = dialogue::run(signIn().exchange("https://graph.facebook.example", page, pasted),
                                     {{asked("/oauth/access_token", first),
                                       refusal(100, 36009, "This authorization code has been used.")}});
    CHECK(spent.status.error().cure == Cure::LogInAgain);
    CHECK(spent.status.error().message.find("works once") != std::string::npos);
    const auto portal = dialogue::run(signIn().exchange("https://graph.facebook.example", page, pasted),
                                      {{asked("/oauth/access_token", first), dialogue::page(200)}});
    CHECK(portal.status.error().kind == ErrorKind::NotThePlatform);
}

TEST_CASE("testing a connection to Facebook names each missing permission and the page that mends it") {
    using State = platform::AbilityTest::State;
    const Json all{"pages_show_list",         "pages_messaging",         "pages_read_engagement",
                   "pages_read_user_content", "pages_manage_engagement", "pages_manage_metadata"};
    auto secrets = fb::secrets();
    secrets["tasks"] = "MODERATE";
    const auto account = fb::account();
    const auto tested = [&](const Json& scopes, const Answer& conversations) {
        return dialogue::run(
                   adapter().testAbilities(account, secrets),
                   {{asked("/1088/conversations", {{"platform", "messenger"}, {"limit", "1"}}),
                     conversations},
                    {asked("/1088/published_posts", {{"fields", "id,comments.limit(1){id}"}, {"limit", "1"}}),
                     page({})},
                    {askedToken("PAGETOKEN"), tokenFacts({{"scopes", scopes}})}})
            .only();
    };
    const auto missing = [](const std::vector<platform::AbilityTest>& tests) {
        std::string text;
        for (const auto& test : tests) {
            text += test.state == State::Missing ? test.detail + "\n" : "";
        }
        return text;
    };
    CHECK(missing(tested(all, page({}))).empty());
    for (const auto& scope : all) {
        Json lacking = all;
        lacking.erase(std::find(lacking.begin(), lacking.end(), scope));
        const auto text = missing(tested(lacking, page({})));
        CAPTURE(text);
        CHECK(text.starts_with("The token lacks " + scope.get<std::string>() + ". "));
        CHECK(text.find("business.facebook.com") != std::string::npos);
        CHECK(std::count(text.begin(), text.end(), '\n') == 1);
    }
    const auto refused = tested(all, refusal(200, 0, "Requires pages_messaging permission", 403));
    CHECK(missing(refused).find("Requires pages_messaging") != std::string::npos);
    secrets["tasks"] = "ANALYZE";
    CHECK(missing(tested(all, page({}))).find("neither message nor moderate") != std::string::npos);
    const auto unsaid = tested(Json::array(), page({}));
    CHECK(std::count_if(unsaid.begin(), unsaid.end(), [](const auto& test) {
              return test.detail.starts_with("The token does not say whether it has");
          }) == 6);
}
