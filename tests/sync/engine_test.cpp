// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include "sync/account_setup.h"

#include <algorithm>

using model::Delivery;
using test::Bench;
using test::Fault;
using test::kHour;
using test::kMinute;
using test::kSecond;
using test::need;

namespace {

using Reports = std::vector<syncing::RoundReport>;

void remove(Bench& bench, base::AccountId account, bool forget = false) {
    need(bench.store->write("remove", [&](store::WriteTx& tx) { return tx.removeAccount(account, forget); }));
}

}  // namespace

TEST_CASE("syncing once without any account is over at once and says so once") {
    Bench bench;
    remove(bench, bench.account);
    CHECK(bench.syncOnce().empty());
}

TEST_CASE("an account that is removed while it is checked is reported once, with the others") {
    Bench bench;
    test::FakeMastodon& other = bench.addServer("https://two.example");
    const base::AccountId second = bench.addAccount(other);
    const bool forget = GENERATE(false, true);
    for (int n = 0; n < 6; ++n) {
        INFO("request " << n);
        std::vector<Reports> calls;
        bench.wire.fail("https://one.example", Fault::Silence, 1, n);
        need(bench.engine->syncOnce({}, [&](const Reports& reports) { calls.push_back(reports); }));
        bench.settle();
        if (!calls.empty()) {
            break;  // it was over before
        }
        remove(bench, bench.account, forget);
        need(bench.engine->accountsChanged());
        CHECK(calls.empty());  // not from inside
        bench.settle();
        REQUIRE(calls.size() == 1);
        REQUIRE(calls.front().size() == 2);
        const auto gone = std::ranges::find(calls.front(), bench.account, &syncing::RoundReport::account);
        REQUIRE(gone != calls.front().end());
        REQUIRE(gone->trouble);
        CHECK(gone->trouble->kind == base::ErrorKind::Cancelled);
        const auto there = std::ranges::find(calls.front(), second, &syncing::RoundReport::account);
        REQUIRE(there != calls.front().end());
        CHECK_FALSE(there->trouble);
        bench.pass(kMinute);  // the silent request's end finds nobody
        CHECK(calls.size() == 1);
        bench.wire.mend();
        bench.account = bench.addAccount(bench.server);
        need(bench.engine->accountsChanged());
    }
}

TEST_CASE("whoever is told of the end of a round may remove the account") {
    Bench bench;
    bench.server.says("mira", "are you open?");
    int calls = 0;
    need(bench.engine->syncOnce({}, [&](const Reports&) {
        ++calls;
        remove(bench, bench.account);
        need(bench.engine->accountsChanged());
    }));
    bench.goLive();
    CHECK(calls == 1);
    const std::size_t before = bench.wire.requests().size();
    bench.pass(kHour);
    CHECK(bench.wire.requests().size() == before);
}

TEST_CASE("several who ask for a round are each told once") {
    Bench bench;
    bench.server.says("mira", "are you open?");
    bench.goLive();
    int calls = 0;
    for (int i = 0; i < 3; ++i) {
        need(bench.engine->syncOnce({}, [&](const Reports& reports) {
            ++calls;
            CHECK(reports.size() == 1);
        }));
    }
    bench.settle();
    CHECK(calls == 3);
}

TEST_CASE("the engine may go while requests are under way") {
    int steps = 0;
    for (std::size_t n = 1; n < 40; ++n) {
        INFO("request " << n);
        Bench bench;
        bench.server.pageSize = 2;
        for (int i = 0; i < 3; ++i) {
            bench.clock.advance(kSecond);
            bench.server.says("mira", "number " + std::to_string(i));
        }
        bench.addAccount(bench.addServer("https://two.example"));
        REQUIRE(bench.syncOnce().size() == 2);
        const std::string question = bench.server.says("mira", "are you open?", {.visibility = "unlisted"});
        bench.pass(kSecond);
        int calls = 0;
        std::size_t seen = 0;
        // Its answer comes after the engine has gone: at once, or never.
        if (n % 2 == 0) {
            bench.wire.fail("", Fault::Silence, 1, static_cast<int>(n) - 1);
        }
        bench.wire.onStart = [&](const net::HttpRequest&) {
            if (++seen == n) {
                bench.executor->post([&] {
                    bench.engine.reset();
                    bench.store.reset();
                });
            }
        };
        need(bench.engine->goLive());
        need(bench.engine->syncOnce({}, [&](const Reports&) { ++calls; }));
        for (int i = 0; i < 50 && bench.engine != nullptr; ++i) {
            bench.pass(kSecond);
        }
        if (bench.engine != nullptr) {
            CHECK(calls == 1);
            break;
        }
        ++steps;
        const int before = calls;
        bench.pass(kHour);
        CHECK(calls == before);
        CHECK(bench.manual->timers() == 0);
    }
    CHECK(steps >= 10);
}

TEST_CASE("who connects accounts may go while requests are under way") {
    for (std::size_t n = 1; n <= 4; ++n) {
        INFO("request " << n);
        Bench bench;
        auto setup = std::make_unique<syncing::AccountSetup>(bench.services());
        int calls = 0;
        std::size_t seen = 0;
        bench.wire.onStart = [&](const net::HttpRequest&) {
            if (++seen == n) {
                bench.executor->post([&] { setup.reset(); });
            }
        };
        setup->add({.platform = "mastodon",
                    .server = "one.example",
                    .secrets = {{"access_token", bench.server.token}}},
                   [&](const base::Result<base::AccountId>&) { ++calls; });
        if (n == 1) {
            setup->add({.platform = "pigeons", .server = "one.example", .secrets = {}},
                       [&](const base::Result<base::AccountId>&) { ++calls; });
            setup.reset();
        }
        bench.pass(kMinute);
        CHECK(setup == nullptr);
        CHECK(calls == 0);
    }
}

TEST_CASE("accounts that were known before are checked by themselves from then on") {
    Bench bench;
    need(bench.engine->accountsChanged());
    static_cast<void>(bench.syncOnce());
    bench.goLive();
    need(bench.engine->goLive());  // twice does no harm
    bench.pass(kMinute);
    const std::size_t before = bench.wire.count("types");
    bench.pass(kHour);
    CHECK(bench.wire.count("types") - before == 15);
}

TEST_CASE("a new account begins at once and sets off nobody else") {
    Bench bench;
    bench.goLive();
    bench.pass(kMinute);
    test::FakeMastodon& other = bench.addServer("https://two.example");
    const std::string post = other.says("mira", "hello");
    const std::size_t before = bench.wire.count("https://one.example");
    const base::AccountId second = bench.addAccount(other);
    need(bench.engine->accountsChanged());
    bench.settle();
    CHECK(bench.stored(post) == 1);
    CHECK(bench.wire.count("https://one.example") == before);
    CHECK(bench.pulse(second).lastCheckedAt == bench.clock.utcNow());
    CHECK(bench.engine->pulses().size() == 2);
}

TEST_CASE("a removed account is checked no more and its replies are not sent") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    const base::ReplyId reply = bench.reply(question, "until six", kMinute);
    remove(bench, bench.account);
    need(bench.engine->accountsChanged());
    const std::size_t before = bench.wire.requests().size();
    bench.pass(kHour);
    CHECK(bench.wire.requests().size() == before);
    CHECK(bench.state(reply) == Delivery::Failed);
    CHECK(bench.engine->pulses().empty());
}

TEST_CASE("the pulse shows what goes on") {
    Bench bench;
    int pulses = 0;
    bench.engine->onPulse([&] { ++pulses; });
    bench.wire.fail("", Fault::Silence);
    bench.goLive();
    CHECK(bench.pulse().checking);
    CHECK(pulses == 2);  // it is checked, and that is its first import
    bench.pass(30 * kSecond);
    CHECK_FALSE(bench.pulse().checking);
    CHECK_FALSE(bench.pulse().lastCheckedAt);
    CHECK(bench.pulse().nextCheckAt > bench.clock.utcNow());
    bench.pass(10 * kSecond);
    CHECK(bench.pulse().lastCheckedAt);
    CHECK(pulses == 6);
}
