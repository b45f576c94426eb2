// SPDX-License-Identifier: GPL-3.0-or-later
#include "instagram_town.h"

using app::practice::Json;

namespace {

struct SignIn : InstagramTown {
    std::string callback = "http%3A%2F%2Flocalhost%3A8766%2Fcallback";

    std::string code() {
        const std::string location = header(
            ask("", "GET", "/oauth/authorize",
                "client_id=" + token("app_id") + "&redirect_uri=" + callback +
                    "&response_type=code&scope=instagram_business_basic,instagram_business_manage_messages"),
            "Location");
        REQUIRE(location.ends_with("#_"));
        return location.substr(36, location.find('#') - 36);
    }
    Answer handIn(const std::string& code) {
        return ask("", "POST", "/oauth/access_token", "",
                   "client_id=" + token("app_id") + "&client_secret=" + token("app_secret") +
                       "&grant_type=authorization_code&redirect_uri=" + callback + "&code=" + code);
    }
    Answer exchange(const std::string& brief) {
        return ask("", "GET", "/access_token",
                   "grant_type=ig_exchange_token&client_secret=" + token("app_secret") +
                       "&access_token=" + brief);
    }
    Answer refresh(const std::string& old) {
        return ask("", "GET", "/refresh_access_token", "grant_type=ig_refresh_token&access_token=" + old);
    }
};

}  // namespace

TEST_CASE("an account of Instagram signs in: an hour, then sixty days, and sixty more after a day") {
    SignIn town;
    const std::string code = town.code();
    const Json brief = GraphTown::good(town.handIn(code));
    CHECK(std::to_string(brief["user_id"].get<std::int64_t>()) == town.account());
    const auto again = town.handIn(code);
    CHECK(again.status == 400);
    CHECK(Json::parse(again.body)["error_type"] == "OAuthException");
    CHECK(GraphTown::refused(town.refresh(brief["access_token"])) == "452");
    const Json longer = GraphTown::good(town.exchange(brief["access_token"]));
    CHECK(longer["expires_in"] == 60 * 86'400);
    CHECK(GraphTown::refused(town.exchange(longer["access_token"])) == "452");
    CHECK(GraphTown::refused(town.refresh(longer["access_token"])) == "10");
    town.now += GraphTown::kDay;
    CHECK(GraphTown::refused(town.ask(brief["access_token"], "GET", "/v26.0/me")) == "190/463");
    const std::string fresh = GraphTown::good(town.refresh(longer["access_token"]))["access_token"];
    CHECK(fresh != longer["access_token"]);
    town.now += 60 * GraphTown::kDay - GraphTown::kMinute;
    CHECK(town.ask(fresh, "GET", "/v26.0/me").status == 200);
    CHECK(GraphTown::refused(town.refresh(longer["access_token"])) == "190/463");
}

TEST_CASE("a permission of Instagram that is missing is named as the way of signing in names it") {
    InstagramTown town;
    const std::string post = town.sayId("shop", "New drop");
    town.pull("traits",
              {{"missing", {"instagram_business_manage_messages", "instagram_business_manage_comments"}}});
    CHECK(GraphTown::refused(town.askGet("/v26.0/me/conversations")) == "200");
    CHECK(GraphTown::words(town.askGet("/v26.0/" + post + "/comments"))
              .contains("instagram_business_manage_comments"));
    CHECK(GraphTown::refused(town.askForm("/v26.0/" + post + "/comments", "message=hi")) == "10");
    CHECK(town.ask(town.token("page"), "GET", "/v26.0/" + post + "/comments").status == 200);
}

TEST_CASE("Instagram's limits are told on its own account, and two conversations a second are enough") {
    InstagramTown town(1, app::practice::RateLimits::Enforced);
    const auto first = town.askGet("/v26.0/me/conversations");
    CHECK(Json::parse(GraphTown::header(first, "X-Business-Use-Case-Usage"))[town.account()][0]["type"] ==
          "instagram");
    CHECK(town.askGet("/v26.0/me/conversations").status == 200);
    CHECK(GraphTown::refused(town.askGet("/v26.0/me/conversations")) == "613");
    CHECK(town.askGet("/v26.0/me/media").status == 200);
    const auto limit = town.house->faultAnswer({.kind = app::practice::FaultKind::RateLimit, .seconds = 60},
                                               town.last, town.now);
    CHECK(GraphTown::refused(limit) == "80002");
    const auto revoked =
        town.house->faultAnswer({.kind = app::practice::FaultKind::Revoked}, town.last, town.now);
    CHECK(GraphTown::refused(revoked) == "190/460");
    CHECK(GraphTown::refused(town.askGet("/v26.0/me")) == "190/460");
    CHECK(town.ask(town.token("page"), "GET", "/v26.0/me").status == 200);
}
