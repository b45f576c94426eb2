// SPDX-License-Identifier: GPL-3.0-or-later
#include "sky_town.h"

namespace {

constexpr const char* kSession = "com.atproto.server.getSession";
constexpr const char* kRefresh = "com.atproto.server.refreshSession";

SkyTown::Json signedIn(SkyTown& town) {
    return SkyTown::good(town.signIn("shop", town.password("shop")));
}

}  // namespace

TEST_CASE("an access token is good for two hours of street time and then a 400 ExpiredToken") {
    SkyTown town;
    const auto session = signedIn(town);
    town.now += 120 * SkyTown::kMinute - 1000;
    CHECK(town.ask(session["accessJwt"], kSession).status == 200);
    town.now += 1000;
    CHECK(SkyTown::error(town.ask(session["accessJwt"], kSession)) == "400 ExpiredToken");
}

TEST_CASE("a refresh token is good for ninety days") {
    SkyTown town;
    const auto session = signedIn(town);
    town.now += 90LL * 24 * 60 * SkyTown::kMinute;
    const auto answer = town.ask(session["refreshJwt"], kRefresh, "", "");
    CHECK(SkyTown::error(answer) == "400 ExpiredToken");
    CHECK(SkyTown::Json::parse(answer.body)["message"] == "Token has expired");
}

TEST_CASE("a token of another street, or with a changed letter, could not be verified") {
    SkyTown town;
    SkyTown other(2);
    const auto foreign = SkyTown::good(other.signIn("shop", other.password("shop")));
    std::string changed = signedIn(town)["accessJwt"];
    changed[changed.find('.') + 5] ^= 1;
    for (const std::string& token : {foreign["accessJwt"].get<std::string>(), changed, std::string("x")}) {
        CHECK(SkyTown::error(town.ask(token, kSession)) == "400 InvalidToken");
    }
}

TEST_CASE("an app password opens its own account only") {
    SkyTown town;
    CHECK(town.signIn("mira", town.password("shop")).status == 401);
    CHECK(town.signIn("mira", town.password("mira")).status == 200);
}

TEST_CASE("the DID document sends the client to this house") {
    SkyTown town;
    CHECK(signedIn(town)["didDoc"]["service"][0]["serviceEndpoint"] == SkyTown::kUrl);
}

TEST_CASE("a lost refresh can be repeated for two hours and gives the same next token") {
    SkyTown town;
    const auto session = signedIn(town);
    const auto refresh = [&] { return town.ask(session["refreshJwt"], kRefresh, "", ""); };
    const auto first = SkyTown::good(refresh());
    CHECK(SkyTown::good(refresh())["refreshJwt"] == first["refreshJwt"]);
    town.now += 120 * SkyTown::kMinute;
    const auto late = refresh();
    CHECK(SkyTown::error(late) == "400 ExpiredToken");
    CHECK(SkyTown::Json::parse(late.body)["message"] == "Token has been revoked");
    CHECK(town.ask(first["refreshJwt"], kRefresh, "", "").status == 200);
}

TEST_CASE("the fault revoked ends every session of whoever it strikes") {
    SkyTown town;
    const auto session = signedIn(town);
    const auto hers = SkyTown::good(town.signIn("mira", town.password("mira")));
    town.ask(session["accessJwt"], kSession);
    const auto struck =
        town.house->faultAnswer({.kind = app::practice::FaultKind::Revoked}, town.last, town.now);
    CHECK(SkyTown::error(struck) == "400 ExpiredToken");
    CHECK(SkyTown::error(town.ask(session["refreshJwt"], kRefresh, "", "")) == "400 ExpiredToken");
    CHECK(town.ask(hers["refreshJwt"], kRefresh, "", "").status == 200);
    CHECK(town.signIn("shop", town.password("shop")).status == 200);
}

TEST_CASE("the fault expired is answered as an expired token and harms nothing") {
    SkyTown town;
    const auto session = signedIn(town);
    town.ask(session["accessJwt"], kSession);
    const auto struck =
        town.house->faultAnswer({.kind = app::practice::FaultKind::Expired}, town.last, town.now);
    CHECK(SkyTown::error(struck) == "400 ExpiredToken");
    CHECK(town.ask(session["refreshJwt"], kRefresh, "", "").status == 200);
}

TEST_CASE("the rate limit is told in epoch seconds, and refuses only where it is asked to") {
    SkyTown shown;
    const auto first = shown.ask("", "com.atproto.server.describeServer");
    CHECK(SkyTown::header(first, "RateLimit-Limit") == "3000");
    CHECK(SkyTown::header(first, "RateLimit-Remaining") == "2999");
    CHECK(SkyTown::header(first, "RateLimit-Policy") == "3000;w=300");
    CHECK(SkyTown::header(first, "RateLimit-Reset") == std::to_string(SkyTown::kStart / 1000 + 300));
    SkyTown enforced(1, app::practice::RateLimits::Enforced);
    for (SkyTown* town : {&shown, &enforced}) {
        for (int count = 0; count < 30; ++count) {
            CHECK(town->signIn("shop", "wrong").status == 401);
        }
    }
    CHECK(shown.signIn("shop", "wrong").status == 401);
    const auto refused = enforced.signIn("shop", "wrong");
    CHECK(SkyTown::error(refused) == "429 RateLimitExceeded");
    CHECK(SkyTown::header(refused, "Retry-After").empty());
    enforced.now += 5 * SkyTown::kMinute;
    CHECK(enforced.signIn("shop", "wrong").status == 401);
}

TEST_CASE("writes are limited to five thousand points an hour, of which a put takes two") {
    SkyTown town(1, app::practice::RateLimits::Enforced);
    const SkyTown::Json body = {{"repo", town.did("shop")},
                                {"collection", SkyTown::kPost},
                                {"rkey", "3lq2abcdefg2a"},
                                {"record", {{"text", "a"}, {"createdAt", "2026-05-04T09:00:00.000Z"}}}};
    const std::string token = town.token("shop");
    int written = 0;
    while (written < 3000 && town.ask(token, "com.atproto.repo.putRecord", "", body).status == 200) {
        ++written;
        // The overall limit of the address would come first.
        town.now += 101;
    }
    CHECK(written == 2500);
}

TEST_CASE("a method that nobody has is not supported, and a page that is none is a 404") {
    SkyTown town;
    CHECK(SkyTown::error(town.ask(town.token("shop"), "app.bsky.feed.nonsense")) == "404 XRPCNotSupported");
    CHECK(SkyTown::error(town.ask("", "app.bsky.feed.nonsense")) == "401 AuthMissing");
    CHECK(SkyTown::error(town.ask(town.token("shop"), kSession, "", SkyTown::Json::object())) ==
          "400 InvalidRequest");
    app::practice::Question question;
    question.method = "GET";
    question.path = "/api/v1/instance";
    CHECK(town.house->answer(question, town.now).status == 404);
}
