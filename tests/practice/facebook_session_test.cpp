// SPDX-License-Identifier: GPL-3.0-or-later
#include "facebook_town.h"

#include "base/digest.h"

using app::practice::Fault;
using app::practice::FaultKind;
using app::practice::Json;

namespace {

struct SignIn : FacebookTown {
    std::string client = tokens["app_id"].get<std::string>();
    std::string secret = tokens["app_secret"].get<std::string>();
    std::string callback = "http%3A%2F%2Flocalhost%3A8766%2Fcallback";

    Answer dialog(const std::string& uri) {
        return ask("", "GET", "/v26.0/dialog/oauth",
                   "client_id=" + client + "&redirect_uri=" + uri +
                       "&state=s1&response_type=code&scope=pages_show_list,pages_messaging");
    }
    std::string code() {
        const std::string location = header(dialog(callback), "Location");
        INFO(location);
        REQUIRE(location.starts_with("http://localhost:8766/callback?code="));
        CHECK(location.ends_with("&state=s1#_=_"));
        return location.substr(36, location.find('&') - 36);
    }
    Answer handIn(const std::string& code, const std::string& uri, const std::string& key) {
        return ask("", "GET", "/v26.0/oauth/access_token",
                   "client_id=" + client + "&client_secret=" + key + "&redirect_uri=" + uri +
                       "&code=" + code);
    }
};

}  // namespace

TEST_CASE("a code of Facebook's login works once, for the address and the secret it was given to") {
    SignIn town;
    const std::string code = town.code();
    CHECK(GraphTown::refused(town.handIn(code, town.callback, "wrong")) == "1");
    const Json token = GraphTown::good(town.handIn(code, town.callback, town.secret));
    CHECK(token["token_type"] == "bearer");
    CHECK(token["expires_in"] == 3600);
    CHECK(GraphTown::refused(town.handIn(code, town.callback, town.secret)) == "100/36009");
    CHECK(GraphTown::refused(town.handIn(town.code(), "http%3A%2F%2Flocalhost%3A9000%2F", town.secret)) ==
          "100/36008");
    CHECK(town.dialog("http%3A%2F%2Flocalhost%3A8766%2Fcallback%2F").status == 400);
    CHECK(town.dialog("https%3A%2F%2Fwww.facebook.com%2Fconnect%2Flogin_success.html").status == 302);
    const std::string late = town.code();
    town.now += GraphTown::kHour;
    CHECK(GraphTown::refused(town.handIn(late, town.callback, town.secret)) == "100/36007");
}

TEST_CASE("a short-lived token is exchanged for sixty days, and its page token then has no end") {
    SignIn town;
    const std::string brief =
        GraphTown::good(town.handIn(town.code(), town.callback, town.secret))["access_token"];
    const auto pageTokenOf = [&](const std::string& user) {
        return GraphTown::good(
                   town.ask(user, "GET", "/v26.0/me/accounts",
                            "fields=id,name,access_token,tasks,instagram_business_account{id,username}"))
            ["data"][0]["access_token"]
                .get<std::string>();
    };
    const std::string briefPage = pageTokenOf(brief);
    const Json exchanged =
        GraphTown::good(town.ask("", "GET", "/v26.0/oauth/access_token",
                                 "grant_type=fb_exchange_token&client_id=" + town.client +
                                     "&client_secret=" + town.secret + "&fb_exchange_token=" + brief));
    CHECK(exchanged["expires_in"] == 60 * 86'400);
    const std::string page = pageTokenOf(exchanged["access_token"]);
    town.now += 2 * GraphTown::kHour;
    CHECK(GraphTown::refused(town.ask(brief, "GET", "/v26.0/me")) == "190/463");
    CHECK(GraphTown::refused(town.ask(briefPage, "GET", "/v26.0/me")) == "190/463");
    town.now += 61 * GraphTown::kDay;
    CHECK(GraphTown::refused(town.ask(exchanged["access_token"], "GET", "/v26.0/me")) == "190/463");
    CHECK(GraphTown::good(town.ask(page, "GET", "/v26.0/me"))["id"] == town.page());
    CHECK(GraphTown::good(town.ask(town.token("system_user"), "GET", "/v26.0/me"))["id"] != town.page());
}

TEST_CASE("a token is inspected: whose it is, what it may, until when") {
    FacebookTown town;
    const auto inspect = [&](const std::string& token) {
        return GraphTown::good(
            town.ask(town.token("user"), "GET", "/debug_token", "input_token=" + token))["data"];
    };
    const Json page = inspect(town.shop());
    CHECK(page["type"] == "PAGE");
    CHECK(page["is_valid"] == true);
    CHECK(page["expires_at"] == 0);
    CHECK(page["profile_id"] == town.page());
    CHECK(page["app_id"] == town.tokens["app_id"]);
    CHECK(page["granular_scopes"][0]["target_ids"][0] == town.page());
    CHECK(inspect(town.token("user"))["expires_at"] == (GraphTown::kStart + 60 * GraphTown::kDay) / 1000);
    const Json unknown = inspect("EAAnonsense");
    CHECK(unknown["is_valid"] == false);
    CHECK(unknown["error"]["code"] == 190);
    town.pull("traits", {{"expires_in_s", 10}});
    town.now += 11 * GraphTown::kSecond;
    const Json own = GraphTown::good(town.ask(town.token("app_id") + "|" + town.token("app_secret"), "GET",
                                              "/debug_token", "input_token=" + town.shop()))["data"];
    CHECK(own["is_valid"] == false);
    CHECK(own["error"]["subcode"] == 463);
    CHECK(GraphTown::refused(town.askGet("/me")) == "190/463");
}

TEST_CASE("a permission that is missing is said, and refused where it is needed") {
    FacebookTown town;
    const std::string post = town.sayId("shop", "Hello");
    town.direct("mira", "hello");
    town.pull("traits",
              {{"missing", {"pages_messaging", "pages_manage_engagement", "pages_read_user_content"}}});
    CHECK(GraphTown::refused(town.askGet("/v26.0/me/conversations")) == "200");
    CHECK(GraphTown::refused(town.askReply("mira", "hi")) == "200");
    CHECK(GraphTown::refused(town.askForm("/v26.0/" + post + "/comments", "message=hi")) == "10");
    CHECK(GraphTown::refused(town.askGet("/v26.0/" + post + "/comments")) == "10");
    CHECK(town.askGet("/v26.0/" + post + "/comments").status == 403);
    const Json list = GraphTown::good(town.ask(town.token("user"), "GET", "/me/permissions"))["data"];
    CHECK(std::ranges::count_if(list, [](const Json& one) { return one["status"] == "declined"; }) == 3);
    town.pull("traits", {{"missing", Json::array()}});
    CHECK(town.askReply("mira", "hi").status == 200);
}

TEST_CASE("the token stands in the header or in the address, and without one nothing is told") {
    FacebookTown town;
    CHECK(GraphTown::good(town.ask("", "GET", "/v26.0/me", "access_token=" + town.shop()))["id"] ==
          town.page());
    CHECK(GraphTown::refused(town.ask("", "GET", "/v26.0/me")) == "2500");
    CHECK(GraphTown::refused(town.ask("", "GET", "/v26.0/" + town.page() + "/feed")) == "104");
    CHECK(GraphTown::refused(town.ask("EAAx", "GET", "/v26.0/me")) == "190");
    CHECK(GraphTown::header(town.askGet("/me"), "facebook-api-version") == "v21.0");
    CHECK(GraphTown::header(town.askGet("/v24.0/me"), "facebook-api-version") == "v24.0");
    town.pull("traits", {{"version_floor", "v25.0"}});
    CHECK(GraphTown::refused(town.askGet("/v24.0/me")) == "2635");
    CHECK(town.askGet("/v25.0/me").status == 200);
}

TEST_CASE("an app may demand a proof that its caller knows the secret, and a wrong one is refused always") {
    FacebookTown town;
    const auto digest = base::hmacSha256(town.token("app_secret"), town.shop());
    const std::string proof = base::hex(std::string(digest.begin(), digest.end()));
    CHECK(GraphTown::refused(town.askGet("/v26.0/me", "appsecret_proof=" + std::string(64, '0'))) == "100");
    CHECK(town.askGet("/v26.0/me", "appsecret_proof=" + proof).status == 200);
    town.pull("traits", {{"demand_proof", true}});
    CHECK(GraphTown::refused(town.askGet("/v26.0/me")) == "100");
    CHECK(town.askGet("/v26.0/me", "appsecret_proof=" + proof).status == 200);
}

TEST_CASE("use is told in per cent, and with limits on it ends") {
    FacebookTown town(1, app::practice::RateLimits::Enforced);
    const auto usage = [&](const GraphTown::Answer& answer) {
        return Json::parse(GraphTown::header(answer, "X-Business-Use-Case-Usage"))[town.page()][0];
    };
    CHECK(usage(town.askGet("/v26.0/me"))["type"] == "pages");
    CHECK(town.askGet("/v26.0/me/conversations").status == 200);
    CHECK(town.askGet("/v26.0/me/conversations").status == 200);
    CHECK(GraphTown::refused(town.askGet("/v26.0/me/conversations")) == "613");
    town.now += GraphTown::kSecond;
    const auto fourth = town.askGet("/v26.0/me/conversations");
    CHECK(fourth.status == 200);
    CHECK(usage(fourth)["type"] == "messenger");
    for (int count = 0; count < 1996; ++count) {
        town.now += GraphTown::kSecond;
        town.askGet("/v26.0/me/conversations");
    }
    const auto over = town.askGet("/v26.0/me/messages");
    CHECK(GraphTown::refused(over) == "80006");
    CHECK(usage(over)["call_count"] == 100);
    CHECK(usage(over)["estimated_time_to_regain_access"] ==
          (GraphTown::kDay - 1997 * GraphTown::kSecond + 59'999) / 60'000);
    CHECK(town.askGet("/v26.0/me/feed").status == 200);
    town.now += GraphTown::kDay;
    CHECK(town.askGet("/v26.0/me/conversations").status == 200);
}

TEST_CASE("faults come in the graph's words, and never as a 429") {
    FacebookTown town;
    static_cast<void>(town.askGet("/v26.0/me/conversations"));
    const auto fault = [&](FaultKind kind, std::int64_t amount = 0) {
        return town.house->faultAnswer({.kind = kind, .amount = amount, .seconds = 90}, town.last, town.now);
    };
    const auto limit = fault(FaultKind::RateLimit);
    CHECK(limit.status == 400);
    CHECK(GraphTown::refused(limit) == "80006");
    CHECK(Json::parse(GraphTown::header(
              limit, "X-Business-Use-Case-Usage"))[town.page()][0]["estimated_time_to_regain_access"] == 2);
    CHECK(fault(FaultKind::Status, 429).status == 400);
    CHECK(GraphTown::refused(fault(FaultKind::Status, 429)) == "4");
    CHECK(GraphTown::refused(fault(FaultKind::Status, 500)) == "1");
    CHECK(fault(FaultKind::Status, 500).status == 500);
    CHECK(Json::parse(fault(FaultKind::Status, 503).body)["error"]["is_transient"] == true);
    CHECK(fault(FaultKind::Status, 502).type.starts_with("text/html"));
    CHECK(GraphTown::refused(fault(FaultKind::Expired)) == "190/463");
    CHECK(town.askGet("/v26.0/me").status == 200);
    CHECK(GraphTown::refused(fault(FaultKind::Revoked)) == "190/460");
    CHECK(GraphTown::refused(town.askGet("/v26.0/me")) == "190/460");
    CHECK(GraphTown::refused(town.ask(town.token("user"), "GET", "/v26.0/me")) == "190/460");
    CHECK(town.ask(town.token("system_user"), "GET", "/v26.0/me").status == 200);
}

TEST_CASE("an answer that would hold too much is refused until less is asked for") {
    FacebookTown town;
    town.pull("traits", {{"most_things", 3}});
    for (int count = 0; count < 4; ++count) {
        town.sayId("shop", "post " + std::to_string(count));
    }
    CHECK(GraphTown::refused(town.askGet("/v26.0/me/feed", "limit=4")) == "1");
    CHECK(town.askGet("/v26.0/me/feed", "limit=2").status == 200);
}
