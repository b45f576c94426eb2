// SPDX-License-Identifier: GPL-3.0-or-later
#include "x_town.h"

#include "base/digest.h"

namespace {

constexpr const char* kVerifier = "0123456789012345678901234567890123456789abc";
constexpr const char* kRedirect = "http%3A%2F%2F127.0.0.1%3A8765%2Fcallback";

std::string challenge() {
    const base::Sha256 digest = base::sha256(kVerifier);
    return base::base64Url(std::string(digest.begin(), digest.end()));
}

std::string consent(const std::string& redirect = kRedirect, const std::string& client = "practice-client") {
    return "response_type=code&client_id=" + client + "&redirect_uri=" + redirect +
           "&scope=tweet.read%20users.read%20offline.access&state=abc&code_challenge_method=S256&code_"
           "challenge=" +
           challenge();
}

std::string codeIn(const XTown::Answer& answer) {
    const std::string location = XTown::header(answer, "Location");
    REQUIRE(location.starts_with("http://127.0.0.1:8765/callback?state=abc&code="));
    return location.substr(location.find("code=") + 5);
}

std::string trade(const std::string& code, const std::string& verifier = kVerifier,
                  const std::string& client = "&client_id=practice-client") {
    return "grant_type=authorization_code&code=" + code + "&redirect_uri=" + kRedirect +
           "&code_verifier=" + verifier + client;
}

XTown::Answer authorize(XTown& town, const std::string& query) {
    return town.ask("", "GET", "/i/oauth2/authorize", query);
}

}  // namespace

TEST_CASE("a consent on X leads to a token that reads who the owner is") {
    XTown town;
    const auto tokens = XTown::good(town.form("/2/oauth2/token", trade(codeIn(authorize(town, consent())))));
    CHECK(tokens["expires_in"] == 7200);
    CHECK(tokens["token_type"] == "bearer");
    CHECK(tokens["scope"] == "tweet.read users.read offline.access");
    const auto me = XTown::good(town.ask(tokens["access_token"], "GET", "/2/users/me"));
    CHECK(me["data"]["username"] == "shop");
    CHECK(town.ask(tokens["access_token"], "GET", "/2/dm_events").status == 403);
}

TEST_CASE("a code of X lives half a minute, works once and wants its verifier") {
    XTown town;
    const std::string late = codeIn(authorize(town, consent()));
    const std::string once = codeIn(authorize(town, consent()));
    const std::string other = codeIn(authorize(town, consent()));
    CHECK(town.form("/2/oauth2/token", trade(once)).status == 200);
    CHECK(town.form("/2/oauth2/token", trade(once)).status == 400);
    const auto wrong = town.form("/2/oauth2/token", trade(other, "another"));
    CHECK(wrong.status == 400);
    CHECK(XTown::Json::parse(wrong.body)["error"] == "invalid_request");
    town.now += 30'000;
    CHECK(town.form("/2/oauth2/token", trade(late)).status == 400);
}

TEST_CASE("a redirect of X must be the registered one to the letter") {
    XTown town;
    for (const char* uri :
         {"http%3A%2F%2Flocalhost%3A8765%2Fcallback", "http%3A%2F%2F127.0.0.1%3A8766%2Fcallback",
          "http%3A%2F%2F127.0.0.1%3A8765%2Fcallback%2F"}) {
        const auto answer = authorize(town, consent(uri));
        CHECK(answer.status == 400);
        CHECK(XTown::header(answer, "Location").empty());
    }
    CHECK(authorize(town, consent(kRedirect, "nobody")).status == 400);
}

TEST_CASE("a confidential client of X comes with its secret, not with its name alone") {
    XTown town;
    const std::string code = codeIn(authorize(town, consent(kRedirect, "practice-confidential")));
    CHECK(town.form("/2/oauth2/token", trade(code, kVerifier, "&client_id=practice-confidential")).status ==
          401);
    const auto tokens = XTown::good(town.form("/2/oauth2/token", trade(code, kVerifier, ""),
                                              "Basic cHJhY3RpY2UtY29uZmlkZW50aWFsOnByYWN0aWNlLXNlY3JldA=="));
    CHECK(tokens.contains("refresh_token"));
}

TEST_CASE("an access token of X is good for two hours and a refresh gives the next") {
    XTown town;
    town.now += 2 * XTown::kHour - 1;
    CHECK(town.askGet("/2/users/me").status == 200);
    town.now += 1;
    const auto late = town.askGet("/2/users/me");
    CHECK(late.status == 401);
    CHECK(XTown::Json::parse(late.body)["title"] == "Unauthorized");
    const auto pair = XTown::good(town.refresh(town.tokens["shop_refresh"]));
    CHECK(town.ask(pair["access_token"], "GET", "/2/users/me").status == 200);
    CHECK(town.house->tokens()["shop_refresh"] == pair["refresh_token"]);
}

TEST_CASE("whoever comes with a spent refresh token of X loses the new ones as well") {
    XTown town;
    const std::string first = town.tokens["shop_refresh"];
    const auto pair = XTown::good(town.refresh(first));
    CHECK(town.ask(pair["access_token"], "GET", "/2/users/me").status == 200);
    const auto again = town.refresh(first);
    CHECK(again.status == 400);
    CHECK(XTown::Json::parse(again.body)["error"] == "invalid_grant");
    CHECK(town.ask(pair["access_token"], "GET", "/2/users/me").status == 401);
    CHECK(town.refresh(pair["refresh_token"]).status == 400);
    const auto unknown = town.refresh("never-issued");
    CHECK(XTown::Json::parse(unknown.body)["error_description"] == "Value passed for the token was invalid.");
}

TEST_CASE("a revoked refresh token of X takes its access token with it") {
    XTown town;
    const std::string refresh = town.tokens["shop_refresh"];
    CHECK(XTown::good(town.form("/2/oauth2/revoke",
                                "client_id=practice-client&token=" + refresh))["revoked"] == true);
    CHECK(town.askGet("/2/users/me").status == 401);
}

TEST_CASE("each endpoint of X takes one kind of token") {
    XTown town;
    CHECK(town.ask("", "GET", "/2/users/me").status == 401);
    CHECK(town.askGet("/2/usage/tweets").status == 403);
    CHECK(town.ask(town.tokens["app"], "GET", "/2/usage/tweets").status == 200);
    CHECK(town.ask(town.tokens["app"], "GET", "/2/users/me").status == 403);
    CHECK(town.ask(town.tokens["shop_without_dm"], "GET", "/2/dm_events").status == 403);
}

TEST_CASE("every answer of X says what is left of its limit, and the limit holds when it is enforced") {
    XTown town(1, app::practice::RateLimits::Enforced);
    const auto first = town.askGet("/2/dm_events");
    CHECK(XTown::header(first, "x-rate-limit-limit") == "15");
    CHECK(XTown::header(first, "x-rate-limit-remaining") == "14");
    CHECK(XTown::header(first, "x-rate-limit-reset") ==
          std::to_string((XTown::kStart + 15 * XTown::kMinute) / 1000));
    for (int count = 1; count < 15; ++count) {
        CHECK(town.askGet("/2/dm_events").status == 200);
    }
    CHECK(town.askGet("/2/dm_events").status == 429);
    CHECK(town.askGet("/2/users/me").status == 200);
    town.now += 15 * XTown::kMinute;
    CHECK(town.askGet("/2/dm_events").status == 200);
}
