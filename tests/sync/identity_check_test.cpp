// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"
#include "paying_platform.h"

#include "sync/account_setup.h"
#include "sync/identity_check.h"

/// What a sign-in may do is asked again while an account is connected.
namespace {

using test::Bench;
using test::Fault;
using test::kHour;
using test::kMinute;
using test::kSecond;
using test::need;

constexpr std::string_view kWho = "one.example/api/v1/accounts/verify_credentials";

std::int64_t longestReply(Bench& bench) {
    return bench.accountRow().capabilities.find(model::Visibility::Public)->length.limit;
}

base::AccountId addPaying(Bench& bench) {
    bench.platforms.add(std::make_unique<test::PayingPlatform>());
    const test::FakeMastodon& shop = bench.addServer("https://two.example");
    model::Account row;
    row.platform = test::PayingPlatform::kName;
    row.server = shop.origin();
    row.remoteId = shop.accountId;
    row.capabilities = bench.platforms.adapter(row.platform)->capabilities(row);
    return bench.addRow(std::move(row), {{"access_token", shop.token}});
}

}  // namespace

TEST_CASE("once a day the platform is asked what it has come to allow") {
    Bench bench;
    bench.syncAccount();
    CHECK(bench.wire.count(kWho) == 0);  // it was asked at connecting
    CHECK(longestReply(bench) == 500);
    bench.server.largestPost = 5'000;

    bench.clock.advance(24 * kHour - kSecond);
    bench.syncAccount();
    CHECK(bench.wire.count(kWho) == 0);
    bench.clock.advance(kSecond);
    CHECK_FALSE(bench.syncAccount().trouble);
    CHECK(bench.wire.count(kWho) == 1);
    CHECK(longestReply(bench) == 5'000);

    // Another run of the program knows when that was.
    bench.clock.advance(23 * kHour);
    bench.restart();
    bench.syncAccount();
    CHECK(bench.wire.count(kWho) == 1);
    bench.clock.advance(2 * kHour);
    bench.syncAccount();
    CHECK(bench.wire.count(kWho) == 2);
}

TEST_CASE("a calendar that was set back does not put off asking for years") {
    Bench bench;
    bench.clock.setUtc(bench.clock.utcNow() - 400 * 24 * kHour);
    bench.syncAccount();
    CHECK(bench.wire.count(kWho) == 1);
    bench.clock.advance(2 * kHour);
    bench.syncAccount();
    CHECK(bench.wire.count(kWho) == 1);
}

TEST_CASE("an account of a store from before is asked about at its first check") {
    Bench bench;
    need(bench.store->write("an older store", [&](store::WriteTx& tx) {
        return tx.connection().execute("UPDATE account SET verified_at = 0");
    }));
    bench.syncAccount();
    bench.syncAccount();
    CHECK(bench.wire.count(kWho) == 1);
}

TEST_CASE("a question that comes to nothing troubles nobody, and is asked again after an hour") {
    Bench bench;
    bench.clock.advance(25 * kHour);
    bench.server.says("mira", "are you open?");
    bench.wire.fail(std::string(kWho), Fault::LostComing);
    const auto report = bench.syncAccount();
    CHECK_FALSE(report.trouble);
    CHECK(report.newMessages == 1);
    CHECK(bench.accountRow().state == model::AccountState::Ok);
    CHECK(bench.wire.count(kWho) == 1);
    bench.clock.advance(59 * kMinute);
    bench.syncAccount();
    CHECK(bench.wire.count(kWho) == 1);
    bench.clock.advance(kMinute);
    bench.syncAccount();
    CHECK(bench.wire.count(kWho) == 2);
}

TEST_CASE("a reply that waits goes before the question") {
    Bench bench;
    const std::string post = bench.server.says("mira", "are you open?");
    bench.syncAccount();
    bench.clock.advance(25 * kHour);
    bench.reply(post, "Until six");
    bool sentBefore = false;
    bench.wire.onStart = [&](const net::HttpRequest& request) {
        if (request.url.find(kWho) != std::string::npos) {
            sentBefore = bench.server.delivered("Until six") == 1;
        }
    };
    bench.syncAccount();
    CHECK(bench.wire.count(kWho) == 1);
    CHECK(sentBefore);
}

TEST_CASE("what the owner sets while the platform is asked stays set") {
    Bench bench;
    const base::AccountId paying = addPaying(bench);
    auto work = need(syncing::openAccount(bench.services(), paying));
    need(syncing::AccountSetup(bench.services()).set(paying, {{"price_reply", "0.5"}}));
    need(syncing::noteIdentity(bench.services(), *work, {.remoteId = "14715", .handle = "@renamed"}));
    const model::Account account = bench.accountRow(paying);
    CHECK(account.handle == "@renamed");
    CHECK(account.capabilities.find(model::Visibility::Public)->price.plain == 500'000);
}

TEST_CASE("a token that has come to open another account asks for a login") {
    Bench bench;
    bench.clock.advance(25 * kHour);
    bench.wire.answer(
        std::string(kWho),
        test::page(200, R"({"id":"9","username":"other","acct":"other","url":"https://o/@o"})"));
    const auto report = bench.syncAccount();
    REQUIRE(report.trouble);
    CHECK(report.trouble->kind == base::ErrorKind::NeedsLogin);
    CHECK(bench.accountRow().state == model::AccountState::NeedsLogin);
    CHECK(bench.accountRow().handle == "@shop@one.example");
}

TEST_CASE("a platform that takes money for it is not asked by itself") {
    Bench bench;
    const base::AccountId paying = addPaying(bench);
    bench.clock.advance(72 * kHour);
    CHECK_FALSE(bench.syncAccount(paying).trouble);
    CHECK(bench.wire.count("two.example/api/v1/notifications") > 0);
    CHECK(bench.wire.count("two.example/api/v1/accounts/verify_credentials") == 0);
}
