// SPDX-License-Identifier: GPL-3.0-or-later
#include "town.h"

namespace {

constexpr const char* kLoopback = "http://127.0.0.1:8765/callback";
constexpr const char* kOutOfBand = "urn:ietf:wg:oauth:2.0:oob";
// The example pair of RFC 7636, appendix B.
constexpr const char* kVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
constexpr const char* kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

Town::Json registered(Town& town) {
    return town.post("", "/api/v1/apps",
                     {{"client_name", "Shopbell"},
                      {"redirect_uris", std::string(kOutOfBand) + "\n" + kLoopback},
                      {"scopes", "read write:statuses"}});
}

std::string authorizeTarget(const Town::Json& app, const std::string& redirect,
                            const std::string& more = "") {
    return "/oauth/authorize?response_type=code&client_id=" + app["client_id"].get<std::string>() +
           "&redirect_uri=" + app::practice::mastodon::encodeUrl(redirect) + "&scope=read+write%3Astatuses" +
           more;
}

Town::Json exchange(const Town::Json& app, const std::string& code, const std::string& redirect,
                    const std::string& verifier) {
    return {{"grant_type", "authorization_code"}, {"code", code},
            {"client_id", app["client_id"]},      {"client_secret", app["client_secret"]},
            {"redirect_uri", redirect},           {"code_verifier", verifier}};
}

std::string between(const std::string& text, const std::string& before, const std::string& after) {
    const auto from = text.find(before);
    REQUIRE(from != std::string::npos);
    const auto begin = from + before.size();
    return text.substr(begin, text.find(after, begin) - begin);
}

std::string codeWithChallenge(Town& town, const Town::Json& app) {
    const auto answer = town.ask(
        "", "GET",
        authorizeTarget(app, kLoopback,
                        std::string("&state=s%26t&code_challenge_method=S256&code_challenge=") + kChallenge));
    REQUIRE(answer.status == 302);
    const std::string location = Town::header(answer, "Location");
    CHECK(location.starts_with(std::string(kLoopback) + "?code="));
    CHECK(location.ends_with("&state=s%26t"));
    return between(location, "code=", "&");
}

}  // namespace

TEST_CASE("the browser comes home with a code, which buys a token for the owner") {
    Town town;
    const auto app = registered(town);
    const auto token =
        town.post("", "/oauth/token", exchange(app, codeWithChallenge(town, app), kLoopback, kVerifier));
    CHECK(token["token_type"] == "Bearer");
    CHECK(token["scope"] == "read write:statuses");
    const auto self = town.ask("", "GET", "/api/v1/accounts/verify_credentials", nullptr,
                               {{"Authorization", "Bearer " + token["access_token"].get<std::string>()}});
    CHECK(Town::Json::parse(self.body)["acct"] == "shop");
}

TEST_CASE("a code works once, and only with its verifier and its redirect") {
    Town town;
    const auto app = registered(town);
    const auto refused = [&](const Town::Json& request) {
        const auto answer = town.ask("", "POST", "/oauth/token", request);
        CHECK(answer.status == 400);
        return Town::Json::parse(answer.body)["error"].get<std::string>();
    };
    CHECK(refused(exchange(app, codeWithChallenge(town, app), kLoopback, "another")) == "invalid_grant");
    CHECK(refused(exchange(app, codeWithChallenge(town, app), kOutOfBand, kVerifier)) == "invalid_grant");
    CHECK(refused(exchange(app, "made-up", kLoopback, kVerifier)) == "invalid_grant");
    const std::string code = codeWithChallenge(town, app);
    town.post("", "/oauth/token", exchange(app, code, kLoopback, kVerifier));
    CHECK(refused(exchange(app, code, kLoopback, kVerifier)) == "invalid_grant");
    const std::string late = codeWithChallenge(town, app);
    town.now += 11 * 60 * 1000;
    CHECK(refused(exchange(app, late, kLoopback, kVerifier)) == "invalid_grant");
}

TEST_CASE("without a loopback address the code is shown to be copied") {
    Town town;
    const auto app = registered(town);
    const auto page = town.ask("", "GET", authorizeTarget(app, kOutOfBand));
    CHECK(page.status == 200);
    CHECK(page.type.starts_with("text/html"));
    const std::string code = between(page.body, R"(class="oauth-code" readonly value=")", "\"");
    CHECK(town.post("", "/oauth/token", exchange(app, code, kOutOfBand, "")).contains("access_token"));
}

TEST_CASE("an address that was not registered gets no code") {
    Town town;
    const auto app = registered(town);
    const auto answer = town.ask("", "GET", authorizeTarget(app, "http://127.0.0.1:9999/callback"));
    CHECK(answer.status == 400);
    CHECK(Town::header(answer, "Location").empty());
}

TEST_CASE("scopes beyond those registered, and other challenges than S256, go back as errors") {
    Town town;
    const auto app = registered(town);
    std::string wide = authorizeTarget(app, kLoopback);
    wide.replace(wide.find("write%3Astatuses"), 16, "push");
    CHECK(Town::header(town.ask("", "GET", wide), "Location").find("error=invalid_scope") !=
          std::string::npos);
    const auto plain = authorizeTarget(app, kLoopback, "&code_challenge=abc&code_challenge_method=plain");
    CHECK(Town::header(town.ask("", "GET", plain), "Location").find("error=invalid_code_challenge_method") !=
          std::string::npos);
}

TEST_CASE("a wrong client secret is no client") {
    Town town;
    auto app = registered(town);
    const std::string code = codeWithChallenge(town, app);
    app["client_secret"] = "wrong";
    const auto answer = town.ask("", "POST", "/oauth/token", exchange(app, code, kLoopback, kVerifier));
    CHECK(answer.status == 401);
    CHECK(Town::Json::parse(answer.body)["error"] == "invalid_client");
}
