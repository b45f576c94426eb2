// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/fault_answers.h"

#include "raw_client.h"

#include "practice/street.h"

#include "support/catch.h"

using namespace app::practice;

namespace {

constexpr std::int64_t kNow = 1'777'885'200'000;  // Mon, 04 May 2026 09:00:00 UTC

struct Shop {
    std::unique_ptr<Street> street = Street::start({.platforms = {"mastodon"},
                                                    .startAt = base::fromMs(kNow),
                                                    .flow = TimeFlow::Frozen,
                                                    .life = Life::Quiet})
                                         .value();

    [[nodiscard]] RawAnswer ask(const std::string& method, const std::string& target,
                                const Json& body = Json::object()) const {
        return rawExchange(street->url("mastodon"), method, target, street->shopToken("mastodon"),
                           method == "GET" ? "" : body.dump());
    }
    void say(const std::string& text) const {
        REQUIRE(ask("POST", "/_street/say", {{"as", "mira"}, {"text", "@shop " + text}}).status() == 200);
    }
    [[nodiscard]] Json notifications(const std::string& query = "") const {
        return Json::parse(ask("GET", "/api/v1/notifications?limit=2" + query).body());
    }
};

}  // namespace

TEST_CASE("each form of a rate limit says until when in its own header") {
    const Shop shop;
    const std::vector<std::pair<std::string, std::string>> forms{
        {"limit_seconds", "Retry-After: 60\r\n"},
        {"limit_date", "Retry-After: Mon, 04 May 2026 09:01:00 GMT\r\n"},
        {"limit_iso", "X-RateLimit-Reset: 2026-05-04T09:01:00.000Z\r\n"},
        {"limit_epoch", "RateLimit-Reset: 1777885260\r\n"},
        {"limit_dash_epoch", "x-rate-limit-reset: 1777885260\r\n"},
        {"limit_garbage", "Retry-After: soon\r\n"},
        {"limit_bare", "HTTP/1.1 429 "}};
    for (const auto& [kind, header] : forms) {
        INFO(kind);
        REQUIRE(shop.street->order("/api/", kind, 1));
        const RawAnswer answer = shop.ask("GET", "/api/v1/notifications");
        CHECK(answer.status() == 429);
        CHECK(answer.bytes.find(header) != std::string::npos);
        if (kind == "limit_bare") {
            CHECK(answer.bytes.find("eset") == std::string::npos);
            CHECK(answer.bytes.find("Retry") == std::string::npos);
        }
    }
}

TEST_CASE("pages come twice, the wrong way round and again and again when told to") {
    const Shop shop;
    for (const char* text : {"one", "two", "three"}) {
        shop.say(text);
    }
    const Json page = shop.notifications();
    REQUIRE(page.size() == 2);
    REQUIRE(shop.street->order("/api/", "items_twice", 1));
    const Json twice = shop.notifications();
    REQUIRE(twice.size() == 4);
    CHECK(twice[0] == twice[1]);
    CHECK(twice[2] == page[1]);
    REQUIRE(shop.street->order("/api/", "reordered", 1));
    CHECK(shop.notifications() == Json::array({page[1], page[0]}));
    const std::string second = "&max_id=" + page[1]["id"].get<std::string>();
    CHECK(shop.notifications(second).size() == 1);
    REQUIRE(shop.street->order("/api/", "same_page", 1));
    CHECK(shop.notifications(second) == page);
}

TEST_CASE("a wrong type, another host and a page of the proxy are answered as they were ordered") {
    const Shop shop;
    const auto head = [&](const char* kind) {
        REQUIRE(shop.street->order("/api/", kind, 1));
        return shop.ask("GET", "/api/v1/notifications").bytes;
    };
    CHECK(head("text_html").find("Content-Type: text/html") != std::string::npos);
    CHECK(head("octet_stream").find("Content-Type: application/octet-stream") != std::string::npos);
    CHECK(head("elsewhere").find("Location: https://elsewhere.example/api/v1/notifications\r\n") !=
          std::string::npos);
    const std::string page = head("html_status:502");
    CHECK(page.starts_with("HTTP/1.1 502 "));
    CHECK(page.find("<h1>Error 502</h1>") != std::string::npos);
}

TEST_CASE("a server of another software says so in nodeinfo until that is cleared") {
    const Shop shop;
    const auto software = [&] {
        return Json::parse(shop.ask("GET", "/nodeinfo/2.0").body())["software"]["name"];
    };
    REQUIRE(shop.street->order("/nodeinfo", "other_software", 1));
    CHECK(software() == "othersoft");
    CHECK(software() == "othersoft");
    shop.street->endFaults();
    CHECK(software() == "mastodon");
}
