// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw_client.h"

#include "practice/json.h"
#include "practice/street.h"

#include "support/catch.h"

using namespace app::practice;

namespace {

/// A quiet street on sockets of its own, at a time that stands still.
struct QuietStreet {
    QuietStreet() {
        auto started = Street::start(
            {.startAt = base::fromMs(1'777'885'200'000), .flow = TimeFlow::Frozen, .life = Life::Quiet});
        REQUIRE(started);
        street = *std::move(started);
        url = street->url("mastodon");
        token = street->shopToken("mastodon");
    }
    std::unique_ptr<Street> street;
    std::string url;
    std::string token;

    [[nodiscard]] RawAnswer get(const std::string& target) const {
        return rawExchange(url, "GET", target, token);
    }
    [[nodiscard]] RawAnswer post(const std::string& target, const Json& body) const {
        return rawExchange(url, "POST", target, token, body.dump());
    }
    [[nodiscard]] Json ask(const std::string& target) const { return Json::parse(get(target).body()); }
    void fault(const std::string& match, const std::string& kind) const {
        REQUIRE(post("/_street/fault", {{"match", match}, {"kind", kind}}).status() == 200);
    }
    [[nodiscard]] std::size_t delivered() const { return ask("/_street/log")["deliveries"].size(); }
    [[nodiscard]] RawAnswer reply() const { return post("/api/v1/statuses", {{"status", "@mira yes"}}); }
};

}  // namespace

TEST_CASE("drop_before closes the connection without a byte and does nothing") {
    const QuietStreet quiet;
    quiet.fault("POST /api/v1/statuses", "drop_before");
    const RawAnswer answer = quiet.reply();
    CHECK(answer.closedByServer);
    CHECK(answer.bytes.empty());
    CHECK(quiet.delivered() == 0);
}

TEST_CASE("drop_after delivers and closes the connection without a byte") {
    const QuietStreet quiet;
    quiet.fault("POST /api/v1/statuses", "drop_after");
    const RawAnswer answer = quiet.reply();
    CHECK(answer.closedByServer);
    CHECK(answer.bytes.empty());
    CHECK(quiet.delivered() == 1);
}

TEST_CASE("cut_after delivers, sends exactly that many bytes of the answer and closes the connection") {
    const QuietStreet quiet;
    const std::string whole = quiet.reply().bytes;
    for (const std::size_t bytes :
         {std::size_t{1}, std::size_t{20}, whole.find("\r\n\r\n") + 4, whole.size() - 1}) {
        const std::size_t before = quiet.delivered();
        quiet.fault("POST /api/v1/statuses", "cut_after:" + std::to_string(bytes));
        const RawAnswer answer = quiet.reply();
        CHECK(answer.closedByServer);
        CHECK(answer.bytes.size() == bytes);
        CHECK(quiet.delivered() == before + 1);
    }
}

TEST_CASE("delay delivers at once and answers in full") {
    const QuietStreet quiet;
    quiet.fault("POST /api/v1/statuses", "delay:1");
    CHECK(quiet.reply().status() == 200);
    CHECK(quiet.delivered() == 1);
}

TEST_CASE("a status is answered in the platform's or its proxy's words and nothing is delivered") {
    const QuietStreet quiet;
    const auto struck = [&](const std::string& kind) {
        quiet.fault("POST /api/v1/statuses", kind);
        return quiet.reply();
    };
    CHECK(struck("status:401").body() == R"({"error":"The access token is invalid"})");
    CHECK(struck("revoked").body() == R"({"error":"The access token was revoked"})");
    CHECK(struck("expired").body() == R"({"error":"The access token expired"})");
    CHECK(struck("status:403").body() == R"({"error":"This action is outside the authorized scopes"})");
    CHECK(struck("status:404").body() == R"({"error":"Record not found"})");
    const RawAnswer busy = struck("status:503");
    CHECK(busy.status() == 503);
    CHECK(busy.bytes.find("Content-Type: text/html") != std::string::npos);
    CHECK(busy.body().find("nginx") != std::string::npos);
    CHECK(quiet.delivered() == 0);
}

TEST_CASE("status_after delivers and still answers with an error") {
    const QuietStreet quiet;
    quiet.fault("POST /api/v1/statuses", "status_after:502");
    CHECK(quiet.reply().status() == 502);
    CHECK(quiet.delivered() == 1);
}

TEST_CASE("rate_limit tells when to come back, in street time") {
    const QuietStreet quiet;
    REQUIRE(
        quiet.post("/_street/fault", {{"match", "notifications"}, {"kind", "rate_limit"}, {"seconds", 90}})
            .status() == 200);
    const RawAnswer answer = quiet.get("/api/v1/notifications");
    CHECK(answer.status() == 429);
    CHECK(answer.bytes.find("X-RateLimit-Reset: 2026-05-04T09:01:30.000000Z\r\n") != std::string::npos);
    CHECK(answer.bytes.find("X-RateLimit-Remaining: 0\r\n") != std::string::npos);
}

TEST_CASE("a login page comes instead of an answer, and nothing is delivered") {
    const QuietStreet quiet;
    quiet.fault("POST /api/v1/statuses", "html");
    const RawAnswer answer = quiet.reply();
    CHECK(answer.status() == 200);
    CHECK(answer.body().find("<form") != std::string::npos);
    CHECK(quiet.delivered() == 0);
}

TEST_CASE("not_json, empty and truncate deliver and answer what cannot be read, complete as HTTP goes") {
    const QuietStreet quiet;
    for (const char* kind : {"not_json", "empty", "truncate"}) {
        quiet.fault("POST /api/v1/statuses", kind);
        const RawAnswer answer = quiet.reply();
        CHECK(answer.status() == 200);
        CHECK_FALSE(answer.closedByServer);
        CHECK(Json::parse(answer.body(), nullptr, false).is_discarded());
    }
    CHECK(quiet.delivered() == 3);
}

TEST_CASE("faults do not touch the street's own routes") {
    const QuietStreet quiet;
    quiet.fault("/", "drop_before");
    CHECK(quiet.get("/_street/log").status() == 200);
    CHECK(quiet.get("/api/v2/instance").bytes.empty());
    CHECK(quiet.get("/api/v2/instance").status() == 200);
}

TEST_CASE("a bad order is answered with a sentence") {
    const QuietStreet quiet;
    const RawAnswer answer = quiet.post("/_street/fault", {{"match", "/"}, {"kind", "explode"}});
    CHECK(answer.status() == 400);
    CHECK(Json::parse(answer.body())["error"].get<std::string>().find("explode") != std::string::npos);
    CHECK(rawExchange(quiet.url, "POST", "/_street/say", "", "no JSON").status() == 400);
    CHECK(quiet.post("/_street/say", {{"as", "nobody"}, {"text", "hi"}}).status() == 400);
    CHECK(quiet.post("/_street/delete", {{"id", "42"}}).status() == 404);
    CHECK(quiet.post("/_street/advance", {{"ms", -1}}).status() == 400);
    CHECK(quiet.post("/_street/nonsense", Json::object()).status() == 404);
}

TEST_CASE("the log says what was delivered, by whom, and under which key") {
    const QuietStreet quiet;
    const Json said =
        Json::parse(quiet.post("/_street/say", {{"as", "jonas"}, {"text", "@shop hallo"}}).body());
    const Json reply =
        Json::parse(quiet
                        .post("/api/v1/statuses", {{"status", "@jonas@werkbank.example hi\nyou"},
                                                   {"in_reply_to_id", said["id"]},
                                                   {"visibility", "unlisted"}})
                        .body());
    const Json log = quiet.ask("/_street/log");
    REQUIRE(log["deliveries"].size() == 1);
    const Json& one = log["deliveries"][0];
    CHECK(one["platform"] == "mastodon");
    CHECK(one["at"] == 1'777'885'200'000);
    CHECK(one["by"] == "shop");
    CHECK(one["status_id"] == reply["id"]);
    CHECK(one["text"] == "@jonas@werkbank.example hi\nyou");
    CHECK(one["in_reply_to"] == said["id"]);
    CHECK(one["visibility"] == "unlisted");
    CHECK(one["idempotency_key"].is_null());
}

TEST_CASE("frozen time moves by order only, and for everybody") {
    const QuietStreet quiet;
    CHECK(quiet.ask("/_street/clock")["now_ms"] == 1'777'885'200'000);
    CHECK(Json::parse(quiet.post("/_street/advance", {{"ms", 2500}}).body())["now_ms"] == 1'777'885'202'500);
    CHECK(base::toMs(quiet.street->clock().utcNow()) == 1'777'885'202'500);
    CHECK(Json::parse(quiet.reply().body())["created_at"] == "2026-05-04T09:00:02.500Z");
}

TEST_CASE("a program moves time and lets people speak as the street's own routes do") {
    const QuietStreet quiet;
    quiet.street->advance(base::Duration{2500});
    CHECK(quiet.ask("/_street/clock")["now_ms"] == 1'777'885'202'500);
    REQUIRE(quiet.street->say("mastodon", {.persona = "mira", .text = "Are you open?"}));
    const Json told = quiet.ask("/api/v1/notifications");
    REQUIRE(told.size() == 1);
    CHECK(told[0]["status"]["created_at"] == "2026-05-04T09:00:02.500Z");
    CHECK(told[0]["status"]["account"]["username"] == "mira");
    CHECK_FALSE(quiet.street->say("mastodon", {.persona = "nobody", .text = "Hello?"}));
    CHECK_FALSE(quiet.street->say("teletext", {.persona = "mira", .text = "Hello?"}));
}

TEST_CASE("a second street on a taken port is refused with a sentence, and so is an unknown platform") {
    const QuietStreet quiet;
    const int port = std::stoi(quiet.url.substr(quiet.url.rfind(':') + 1));
    const auto second = Street::start({.portBase = port, .life = Life::Quiet});
    REQUIRE_FALSE(second);
    CHECK(second.error().kind == base::ErrorKind::InUse);
    CHECK(second.error().message.find("port " + std::to_string(port)) != std::string::npos);
    const auto unknown = Street::start({.platforms = {"teletext"}});
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().kind == base::ErrorKind::BadInput);
    CHECK(unknown.error().message.find("teletext") != std::string::npos);
}

TEST_CASE("a form and a JSON body longer than eight kilobytes are read in full") {
    const QuietStreet quiet;
    std::string text;
    std::string encoded;
    for (int count = 0; count < 490; ++count) {
        text += "👩‍👩‍👧‍👦";
        encoded += "%F0%9F%91%A9%E2%80%8D%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7%E2%80%8D%F0%9F%91%A6";
    }
    const RawAnswer json = quiet.post("/api/v1/statuses", {{"status", text}});
    const RawAnswer form =
        rawExchange(quiet.url, "POST", "/api/v1/statuses", quiet.token, "status=" + encoded);
    for (const RawAnswer& answer : {json, form}) {
        CHECK(answer.status() == 200);
        CHECK(Json::parse(answer.body())["content"] == "<p>" + text + "</p>");
    }
}
