// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/fault_switchboard.h"

#include "support/catch.h"

using namespace app::practice;

namespace {

Question request(const std::string& method, const std::string& target, const std::string& body = "") {
    return {.method = method, .path = target, .target = target, .body = body};
}

std::string complaint(const Json& order) {
    FaultSwitchboard board;
    const auto done = board.order(order);
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == base::ErrorKind::BadInput);
    CHECK(board.toJson()["faults"].empty());
    return done.error().message;
}

}  // namespace

TEST_CASE("a fault strikes as often as it was told, then no more") {
    FaultSwitchboard board;
    REQUIRE(board.order({{"match", "/statuses"}, {"kind", "drop_after"}, {"times", 2}}));
    CHECK(board.strike(request("POST", "/api/v1/statuses"))->kind == FaultKind::DropAfter);
    CHECK(board.strike(request("POST", "/api/v1/statuses")).has_value());
    CHECK_FALSE(board.strike(request("POST", "/api/v1/statuses")).has_value());
    CHECK(board.toJson()["faults"].empty());
}

TEST_CASE("times -1 strikes until it is cleared") {
    FaultSwitchboard board;
    REQUIRE(board.order({{"match", "/"}, {"kind", "status:503"}, {"times", -1}}));
    for (int count = 0; count < 50; ++count) {
        CHECK(board.strike(request("GET", "/api/v2/instance"))->amount == 503);
    }
    CHECK(board.toJson()["faults"][0]["struck"] == 50);
    REQUIRE(board.order({{"clear", true}}));
    CHECK_FALSE(board.strike(request("GET", "/api/v2/instance")).has_value());
}

TEST_CASE("skip lets the first matching requests pass") {
    FaultSwitchboard board;
    REQUIRE(board.order({{"match", "GET /api"}, {"kind", "empty"}, {"skip", 2}}));
    CHECK_FALSE(board.strike(request("GET", "/api/v1/markers")).has_value());
    CHECK_FALSE(board.strike(request("POST", "/api/v1/markers")).has_value());
    CHECK_FALSE(board.strike(request("GET", "/api/v1/markers")).has_value());
    CHECK(board.strike(request("GET", "/api/v1/markers")).has_value());
}

TEST_CASE("a method and a path match by their beginning, anything else anywhere in request line and body") {
    FaultSwitchboard board;
    REQUIRE(board.order({{"match", "GET /api/v1/notifications"}, {"kind", "html"}, {"times", -1}}));
    CHECK(board.strike(request("GET", "/api/v1/notifications?limit=1")).has_value());
    CHECK_FALSE(board.strike(request("POST", "/api/v1/notifications/clear")).has_value());
    CHECK_FALSE(board.strike(request("GET", "/x?y=GET /api/v1/notifications")).has_value());
    REQUIRE(board.order({{"match", "of course"}, {"kind", "delay:10"}, {"times", -1}}));
    CHECK(board.strike(request("POST", "/api/v1/statuses", R"({"status":"of course"})"))->kind ==
          FaultKind::Delay);
}

TEST_CASE("of two faults that match the older one strikes") {
    FaultSwitchboard board;
    REQUIRE(board.order({{"match", "/"}, {"kind", "status:500"}}));
    REQUIRE(board.order({{"match", "/"}, {"kind", "status:503"}}));
    CHECK(board.strike(request("GET", "/"))->amount == 500);
    CHECK(board.strike(request("GET", "/"))->amount == 503);
}

TEST_CASE("a trait strikes nobody, and another fault may strike the same request") {
    FaultSwitchboard board;
    REQUIRE(board.order({{"match", "/statuses"}, {"kind", "forget_keys"}}));
    REQUIRE(board.order({{"match", "/statuses"}, {"kind", "drop_after"}}));
    const Question asked = request("POST", "/api/v1/statuses");
    CHECK(board.hasTrait(FaultKind::ForgetKeys, asked));
    CHECK_FALSE(board.hasTrait(FaultKind::OtherSoftware, asked));
    CHECK(board.strike(asked)->kind == FaultKind::DropAfter);
    CHECK_FALSE(board.strike(asked).has_value());
    CHECK(board.hasTrait(FaultKind::ForgetKeys, asked));
}

TEST_CASE("every kind is understood") {
    for (const char* kind :
         {"drop_before",      "drop_after",    "cut_after:0",   "delay:5",         "status:404",
          "status_after:502", "rate_limit",    "html",          "not_json",        "empty",
          "truncate",         "revoked",       "expired",       "html_status:502", "text_html",
          "octet_stream",     "limit_seconds", "limit_date",    "limit_iso",       "limit_epoch",
          "limit_dash_epoch", "limit_bare",    "limit_garbage", "items_twice",     "reordered",
          "same_page",        "endless",       "elsewhere",     "forget_keys",     "other_software"}) {
        CHECK(parseFaultKind(kind).has_value());
    }
}

TEST_CASE("bad orders are refused with a sentence and switch nothing on") {
    CHECK(complaint({{"match", "/"}, {"kind", "explode"}}).find("unknown fault kind \"explode\"") == 0);
    CHECK(complaint({{"match", "/"}, {"kind", "cut_after"}}).find("needs a number") != std::string::npos);
    CHECK(complaint({{"match", "/"}, {"kind", "delay:soon"}}).find("\"soon\"") != std::string::npos);
    CHECK(complaint({{"match", "/"}, {"kind", "html:1"}}).find("takes no number") != std::string::npos);
    CHECK(complaint({{"match", "/"}, {"kind", "status:200"}}).find("between 400 and 599") !=
          std::string::npos);
    CHECK(complaint({{"match", "/"}, {"kind", "html"}, {"times", 0}}).find("\"times\"") != std::string::npos);
    CHECK(complaint({{"match", "/"}, {"kind", "html"}, {"times", "two"}}).find("whole number") !=
          std::string::npos);
    CHECK(complaint({{"kind", "html"}}).find("\"match\"") != std::string::npos);
    CHECK(complaint({{"match", ""}, {"kind", "html"}}).find("\"match\"") != std::string::npos);
    CHECK(complaint(Json::array()).find("JSON object") != std::string::npos);
    CHECK(complaint({{"clear", false}}).find("\"clear\"") == 0);
}
