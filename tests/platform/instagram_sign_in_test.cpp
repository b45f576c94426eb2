// SPDX-License-Identifier: GPL-3.0-or-later
#include "instagram_samples.h"
#include "support/catch.h"

#include "platform/sign_in.h"

#include <algorithm>
#include <chrono>
#include <string>

/// Instagram's own page, tokens of accounts and of Pages, and how a token stays good.
namespace {

using namespace ig;
using base::Cure;
using base::ErrorKind;
using std::chrono::days;

const std::string kServer = "https://graph.instagram.example";
const std::string kOwn = asked("/me", {{"fields", "id,user_id,username,name,account_type"}});
const std::string kLinked = "id,name,instagram_business_account{id,username}";
const std::string kPage = asked("/me", {{"fields", kLinked}});
std::string askedPages(const std::string& after = "") {
    return askedOn("/me/accounts", {{"fields", kLinked + ",access_token"}, {"limit", "100"}}, after);
}
std::string askedToken(const std::string& token) {
    return asked("/debug_token", {{"input_token", token}});
}
const platform::OAuthSignIn& signIn() {
    static const platform::Registry registry;
    return *registry.oauth("instagram");
}
Json pageOf(const std::string& id, const std::string& account, const std::string& username) {
    return {{"id", id},
            {"name", "Page of " + username},
            {"access_token", "TOKEN" + id},
            {"instagram_business_account", {{"id", account}, {"username", username}}}};
}
const Json kMine = pageOf("1088", kShop, "myshop");
const Json kCafe = pageOf("1099", "17841400000000002", "cafe");
const Answer kOtherKind = refusal(100, 0, "Tried accessing nonexisting field (user_id)");
Answer tokenFacts(const Json& data) {
    return dialogue::json(Json{{"data", data}}.dump());
}
dialogue::Course<platform::Identity> identify(const std::vector<Exchange>& exchanges,
                                              const platform::Secrets& secrets = {{"access_token", "T"}},
                                              const std::string& server = kServer) {
    model::Account account;
    account.server = server;
    return dialogue::run(adapter().identify(account, secrets), exchanges);
}
platform::Secrets naming(const std::string& account) {
    return {{"access_token", "T"}, {"account", account}};
}
platform::Secrets secretsOf(const dialogue::Course<platform::Identity>& course) {
    return course.only().secrets.value_or(platform::Secrets{});
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
std::string hostOf(const platform::Steps<platform::Secrets>& steps) {
    return std::string(net::authorityOf(std::get<platform::HttpCall>(steps.request()).request.url));
}

}  // namespace

TEST_CASE("an account's own token names the account, in either form that Instagram answers in") {
    const Json account{{"id", "901"}, {"user_id", kShop}, {"username", "myshop"}, {"name", "Lamp shop"}};
    Json number = account;
    number["user_id"] = std::stoll(kShop);
    for (const Json& answer : {account, number, Json{{"data", Json::array({account})}}}) {
        CAPTURE(answer.dump());
        const auto course = identify({{kOwn, dialogue::json(answer.dump())}});
        CHECK(course.only().remoteId == kShop);
        CHECK(course.only().handle == "@myshop");
        CHECK(course.only().name == "Lamp shop");
        CHECK(course.only().profileUrl == "https://www.instagram.com/myshop/");
        CHECK(course.only().facts.software == "instagram");
        CHECK_FALSE(course.only().facts.privateMessages);
        // Good for sixty days, as far as anybody knows six days old: renewed when it surely is a day old.
        CHECK(adapter().loginEndsAt(secretsOf(course)) == dialogue::kNow + days{54});
        CHECK(adapter().renewAt(secretsOf(course)) == dialogue::kNow + days{1});
    }
}

TEST_CASE("a person's token becomes that of the Page whose Instagram account it opens") {
    for (const auto& answer : {kOtherKind, refusal(2500, 0, "Unknown path components"),
                               dialogue::json(R"({"id":"77","name":"Lea"})")}) {
        const auto course = identify({{kOwn, answer},
                                      {askedPages(), page({{{"id", "7"}, {"access_token", "X"}}, kMine})},
                                      {askedToken("TOKEN1088"), tokenFacts({{"is_valid", true}})}});
        CHECK(course.only().remoteId == kShop);
        CHECK(course.only().handle == "@myshop");
        const auto secrets = secretsOf(course);
        CHECK(secrets.at("access_token") == "TOKEN1088");
        CHECK(secrets.at("page_id") == "1088");
        CHECK(course.requests[2].headers.find("Authorization") == "Bearer TOKEN1088");
        CHECK_FALSE(adapter().renewAt(secrets));
        model::Account account;
        account.server = kServer;
        CHECK(adapter().renew(account, secrets) == nullptr);
    }
}

TEST_CASE("a Page's own token names the Instagram account of its Page") {
    const auto course = identify({{kOwn, kOtherKind},
                                  {askedPages(), refusal(100, 0, "nonexisting field (accounts)")},
                                  {kPage, dialogue::json(kMine.dump())},
                                  {askedToken("T"), tokenFacts({{"is_valid", true}})}});
    CHECK(course.only().remoteId == kShop);
    CHECK(secretsOf(course).at("page_id") == "1088");
    CHECK(secretsOf(course).at("access_token") == "T");
    const auto unlinked = identify({{kOwn, kOtherKind},
                                    {askedPages(), refusal(100)},
                                    {kPage, dialogue::json(R"({"id":"1088","name":"Lamp shop"})")}});
    CHECK(unlinked.status.error().kind == ErrorKind::Permission);
    CHECK(unlinked.status.error().message.find("No Page of this token has an Instagram account") == 0);
}

TEST_CASE("of several Instagram accounts the one that was named is taken, on whichever page of the list") {
    for (const auto* named : {"myshop", "@MyShop", "17841400000000001"}) {
        const auto course = identify({{kOwn, kOtherKind},
                                      {askedPages(), page({kCafe}, "a1")},
                                      {askedPages("a1"), page({kMine})},
                                      {askedToken("TOKEN1088"), tokenFacts(Json::object())}},
                                     naming(named));
        CHECK(course.only().remoteId == kShop);
    }
    const auto none = identify({{kOwn, kOtherKind}, {askedPages(), page({kCafe, kMine})}});
    CHECK(none.status.error().kind == ErrorKind::BadInput);
    CHECK(none.status.error().message ==
          "This token opens several accounts: @cafe, @myshop. Name one of them.");
    const auto other = identify({{kOwn, kOtherKind}, {askedPages(), page({kMine})}}, naming("@Bakery"));
    CHECK(other.status.error().message == "This token opens no account “Bakery”; it opens @myshop.");
}

TEST_CASE("a token that opens nothing says where to mend it, a bad one to connect again") {
    const auto none = identify({{kOwn, kOtherKind}, {askedPages(), page({})}});
    CHECK(none.status.error().kind == ErrorKind::Permission);
    CHECK(none.status.error().message.find("business.facebook.com") != std::string::npos);
    CHECK(identify({{kOwn, refusal(190, 463, "expired", 401)}}).status.error().cure == Cure::LogInAgain);
    CHECK(identify({{kOwn, dialogue::page(200)}}).status.error().kind == ErrorKind::NotThePlatform);
    const auto forbidden = identify({{kOwn, refusal(10, 0, "needs instagram_business_basic", 403)}});
    CHECK(forbidden.status.error().kind == ErrorKind::Permission);
    CHECK(forbidden.status.error().message.find("instagram_business_basic") != std::string::npos);
}

TEST_CASE(
    "a Page's token without instagram_manage_messages has no private messages, and ends when Graph says") {
    const auto with = [](const Json& facts) {
        return identify({{kOwn, kOtherKind},
                         {askedPages(), page({kMine})},
                         {askedToken("TOKEN1088"), tokenFacts(facts)}});
    };
    CHECK(with({{"scopes", {"instagram_basic", "instagram_manage_messages"}}}).only().facts.privateMessages ==
          true);
    CHECK(with({{"scopes", {"instagram_basic"}}}).only().facts.privateMessages == false);
    CHECK_FALSE(with({{"scopes", Json::array()}}).only().facts.privateMessages);
    const std::int64_t soon = base::toMs(dialogue::kNow) / 1000 + 86'400;
    CHECK(adapter().loginEndsAt(secretsOf(with({{"expires_at", 0}, {"data_access_expires_at", soon}}))) ==
          base::fromMs(soon * 1000));
    CHECK_FALSE(adapter().loginEndsAt(secretsOf(with({{"expires_at", 0}}))));
}

TEST_CASE("the sign-in page of Instagram is opened for the owner's own app") {
    const auto shown = pageFor("https://graph.instagram.com");
    CHECK(
        shown.url.starts_with("https://www.instagram.com/oauth/authorize?response_type=code&client_id=APP&"));
    CHECK(net::queryParameter(shown.url, "redirect_uri") == "https://shop.example/done");
    CHECK(net::queryParameter(shown.url, "state") == shown.state);
    CHECK(net::queryParameter(shown.url, "scope") ==
          "instagram_business_basic,instagram_business_manage_messages,instagram_business_manage_comments");
    CHECK(shown.url.find("APPSECRET") == std::string::npos);
    CHECK(signIn().guide().usualServer == "https://graph.instagram.com");
}

TEST_CASE("a code of Instagram becomes an hour's token at one host and one of sixty days at another") {
    const auto page = pageFor("https://graph.instagram.com");
    const Json short1{
        {"access_token", "SHORT"}, {"user_id", 901}, {"permissions", "instagram_business_basic"}};
    for (const Json& answer : {short1, Json{{"data", Json::array({short1})}}}) {
        CAPTURE(answer.dump());
        const auto steps = signIn().exchange("https://graph.instagram.com", page,
                                             "https://shop.example/done?code=C0DE&state=x#_");
        CHECK(hostOf(*steps) == "api.instagram.com");
        const auto request = std::get<platform::HttpCall>(steps->request()).request;
        CHECK(request.once);
        CHECK(request.body ==
              "client_id=APP&client_secret=APPSECRET&grant_type=authorization_code&redirect_uri=https%3A%2F%"
              "2Fshop.example%2Fdone&code=C0DE");
        REQUIRE(steps->accept(dialogue::json(answer.dump()).response(), dialogue::kNow));
        REQUIRE_FALSE(steps->finished());
        CHECK(hostOf(*steps) == "graph.instagram.com");
        const auto second = std::get<platform::HttpCall>(steps->request()).request.url;
        CHECK(net::queryParameter(second, "grant_type") == "ig_exchange_token");
        CHECK(net::queryParameter(second, "access_token") == "SHORT");
        REQUIRE(steps->accept(
            dialogue::json(R"({"access_token":"LONG","token_type":"bearer","expires_in":5183944})")
                .response(),
            dialogue::kNow));
        const auto secrets = steps->take().value_or(platform::Secrets{});
        CHECK(secrets.at("access_token") == "LONG");
        CHECK(adapter().loginEndsAt(secrets) == dialogue::kNow + std::chrono::seconds{5'183'944});
    }
    const auto spent = dialogue::run(signIn().exchange(kServer, page, "C0DE"),
                                     {{"POST /oauth/access_token", refusal(100, 36009, "code was used")}});
    CHECK(spent.status.error().cure == Cure::LogInAgain);
    const auto empty = dialogue::run(signIn().exchange(kServer, page, "C0DE"),
                                     {{"POST /oauth/access_token", dialogue::json(R"({"data":[]})")}});
    CHECK(empty.status.error().kind == ErrorKind::NotThePlatform);
}

TEST_CASE("an account's own token is renewed a week after it was made, for another sixty days") {
    auto account = ig::account();
    platform::Secrets secrets{{"access_token", "OLD"},
                              {"app_secret", "S"},
                              {"expires_at", std::to_string(base::toMs(dialogue::kNow + days{53}))}};
    CHECK(adapter().renewAt(secrets) == dialogue::kNow);
    const std::string line = "GET /refresh_access_token?grant_type=ig_refresh_token&access_token=OLD";
    const auto renewed = dialogue::run(
        adapter().renew(account, secrets),
        {{line, dialogue::json(R"({"access_token":"NEW","token_type":"bearer","expires_in":5184000})")}});
    CHECK(renewed.only().at("access_token") == "NEW");
    CHECK(renewed.only().at("app_secret") == "S");
    CHECK(adapter().renewAt(renewed.only()) == dialogue::kNow + days{7});
    // Where the answer does not say how long, it is not renewed again at once.
    const auto unsaid = dialogue::run(adapter().renew(account, secrets),
                                      {{line, dialogue::json(R"({"access_token":"NEW"})")}});
    CHECK(adapter().renewAt(unsaid.only()) == dialogue::kNow + days{7});
    const auto over =
        dialogue::run(adapter().renew(account, secrets), {{line, refusal(190, 463, "has expired", 400)}});
    CHECK(over.status.error().cure == Cure::LogInAgain);
    const auto young =
        dialogue::run(adapter().renew(account, secrets), {{line, refusal(100, 0, "24 hours")}});
    CHECK(young.status.error().cure == Cure::BackOff);
}

TEST_CASE("testing a connection to Instagram names what is missing, by either login") {
    using State = platform::AbilityTest::State;
    const auto missing = [](const std::vector<platform::AbilityTest>& tests) {
        std::string text;
        for (const auto& test : tests) {
            text += test.state == State::Missing ? test.ability + ": " + test.detail + "\n" : "";
        }
        return text;
    };
    const auto tested = [](Login login, const Answer& conversations, std::vector<Exchange> more) {
        const auto account = ig::account(login);
        auto secrets = ig::secrets(login);
        secrets["expires_at"] = std::to_string(base::toMs(dialogue::kNow + days{50}));
        const std::string list = login == Login::Instagram ? "/me" : "/1088";
        std::vector<Exchange> exchanges{
            {asked(list + "/conversations", {{"platform", "instagram"}, {"limit", "1"}}), conversations},
            {asked("/" + kShop + "/media", {{"fields", "id,comments_count"}, {"limit", "1"}}),
             page({medium(1, 1)})},
            {asked("/" + kShop + "/tags", {{"fields", "id"}, {"limit", "1"}}), page({})}};
        exchanges.insert(exchanges.end(), more.begin(), more.end());
        return dialogue::run(adapter().testAbilities(account, secrets), exchanges).only();
    };
    const auto own = tested(Login::Instagram, page({}), {});
    CHECK(missing(own).empty());
    CHECK(own[0].detail.find("Allow access to messages") != std::string::npos);
    CHECK(
        missing(tested(Login::Instagram, refusal(10, 0, "needs instagram_business_manage_messages", 403), {}))
            .find("see private messages: ") == 0);
    const Json all{"instagram_basic", "instagram_manage_messages", "instagram_manage_comments",
                   "pages_show_list"};
    for (const auto& scope : all) {
        Json lacking = all;
        lacking.erase(std::find(lacking.begin(), lacking.end(), scope));
        const auto text =
            missing(tested(Login::Facebook, page({conversation("t_1", 1)}),
                           {{askedToken("TOKEN"), tokenFacts({{"is_valid", true}, {"scopes", lacking}})}}));
        CAPTURE(text);
        CHECK(text.find("The token lacks " + scope.get<std::string>() + ". ") != std::string::npos);
        CHECK(std::count(text.begin(), text.end(), '\n') == 1);
    }
}
