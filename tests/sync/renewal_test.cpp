// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include "sync/account_setup.h"

/// Sign-ins that run out, on a platform that renews them.
namespace {

using test::Bench;
using test::Fault;
using test::need;

constexpr const char* kOrigin = "https://sky.example";
constexpr const char* kRenewal = "com.atproto.server.refreshSession";

struct Sky : Bench {
    test::FakeBluesky& sky{addSky(kOrigin)};
    base::AccountId id{addAccount(sky)};

    [[nodiscard]] std::map<std::string, std::string> kept() { return secrets.kept[syncing::secretKey(id)]; }
};

}  // namespace

TEST_CASE("a sign-in that has run out is renewed by itself, and the check goes on") {
    Sky bench;
    bench.sky.says("mira", "is the kettle blue?");
    bench.sky.runOut();
    const auto report = bench.syncAccount(bench.id);
    CHECK_FALSE(report.trouble);
    CHECK(report.newMessages == 1);
    CHECK(bench.wire.count(kRenewal) == 1);
    CHECK(bench.kept() == bench.sky.secrets());
    CHECK(bench.accountRow(bench.id).state == model::AccountState::Ok);
}

TEST_CASE("renewed tokens are kept before anything uses them") {
    Sky bench;
    bench.sky.runOut();
    int uses = 0;
    bench.wire.onStart = [&](const net::HttpRequest& request) {
        const auto header = request.headers.find("Authorization").value_or("");
        if (header == "Bearer access-2" || header == "Bearer refresh-2") {
            ++uses;
            CHECK(bench.kept()["access_token"] == "access-2");
            CHECK(bench.kept()["refresh_token"] == "refresh-2");
        }
    };
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    CHECK(uses > 0);
}

TEST_CASE("renewed tokens that can't be kept are not used") {
    Sky bench;
    bench.sky.runOut();
    bench.wire.onStart = [&](const net::HttpRequest& request) {
        bench.secrets.refusesWriting =
            bench.secrets.refusesWriting || request.url.find(kRenewal) != std::string::npos;
    };
    const auto report = bench.syncAccount(bench.id);
    REQUIRE(report.trouble);
    CHECK(report.trouble->kind == base::ErrorKind::Secret);
    for (const auto& request : bench.wire.requests()) {
        CHECK(request.request.headers.find("Authorization").value_or("") != "Bearer access-2");
    }
}

TEST_CASE("a renewal whose answer is lost is made up for by the next one") {
    Sky bench;
    bench.sky.keepsOldRenewals = true;
    bench.sky.says("mira", "hello?");
    bench.sky.runOut();
    bench.wire.fail(kRenewal, Fault::LostComing);
    const auto first = bench.syncAccount(bench.id);
    REQUIRE(first.trouble);
    CHECK(first.trouble->kind == base::ErrorKind::Network);
    CHECK(bench.accountRow(bench.id).state == model::AccountState::Offline);
    const auto second = bench.syncAccount(bench.id);
    CHECK_FALSE(second.trouble);
    CHECK(second.newMessages == 1);
}

TEST_CASE("a revoked sign-in asks for a login, and the reply waits for it") {
    Sky bench;
    const std::string post = bench.sky.says("mira", "hello?");
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    const auto reply = bench.reply(post, "Hello Mira");
    bench.sky.runOut();
    bench.sky.revoke();
    const auto report = bench.syncAccount(bench.id);
    REQUIRE(report.trouble);
    CHECK(report.trouble->kind == base::ErrorKind::NeedsLogin);
    CHECK(bench.accountRow(bench.id).state == model::AccountState::NeedsLogin);
    CHECK(bench.state(reply) == model::Delivery::Queued);
    CHECK(bench.row(reply).attempts == 0);
}

TEST_CASE("a platform that calls fresh tokens expired is not asked for others for ever") {
    Sky bench;
    bench.wire.answer("listNotifications", test::page(400, R"({"error":"ExpiredToken","message":"x"})"), 50);
    const auto report = bench.syncAccount(bench.id);
    REQUIRE(report.trouble);
    CHECK(report.trouble->kind == base::ErrorKind::NeedsLogin);
    CHECK(report.trouble->cure == base::Cure::LogInAgain);
    CHECK(bench.wire.count(kRenewal) == 1);
}

TEST_CASE("a reply that meets a run-out sign-in goes out once, in the same attempt and under the same key") {
    Sky bench;
    const std::string post = bench.sky.says("mira", "hello?");
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    const auto reply = bench.reply(post, "Hello Mira");
    bench.wire.answer("putRecord",
                      test::page(400, R"({"error":"ExpiredToken","message":"Token has expired"})"));
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    CHECK(bench.state(reply) == model::Delivery::Sent);
    CHECK(bench.row(reply).attempts == 1);
    CHECK(bench.sky.records("Hello Mira") == 1);
    const auto puts = bench.wire.matching("putRecord");
    REQUIRE(puts.size() == 2);
    CHECK(puts[0].request.body == puts[1].request.body);
}

TEST_CASE("a check and a test of the connection that meet a run-out sign-in renew it once") {
    Sky bench;
    bench.sky.says("mira", "hello?");
    bench.sky.runOut();
    syncing::AccountSetup setup(bench.services());
    std::string outcome = "still waited for";
    setup.test(bench.id, [&](const base::Result<std::vector<platform::AbilityTest>>& tests) {
        outcome = tests ? "fine" : tests.error().what();
    });
    const auto report = bench.syncAccount(bench.id);
    CHECK_FALSE(report.trouble);
    CHECK(report.newMessages == 1);
    CHECK(outcome == "fine");
    CHECK(bench.wire.count(kRenewal) == 1);
}
