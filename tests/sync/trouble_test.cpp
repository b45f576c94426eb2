// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include "sync/account_setup.h"

#include "base/iso8601.h"

#include <algorithm>

using model::AccountState;
using model::Delivery;
using test::Bench;
using test::Fault;
using test::kHour;
using test::kMinute;
using test::kSecond;
using test::need;
using test::page;

namespace {

constexpr std::string_view kPost = "POST https://one.example/api/v1/statuses";
constexpr std::string_view kHotel = "<!DOCTYPE html><html>Welcome to our hotel. Please sign in.</html>";

net::HttpResponse hotel() {
    return page(200, std::string(kHotel), "text/html");
}

net::HttpResponse tooMany(const std::vector<std::pair<std::string, std::string>>& headers) {
    net::HttpResponse response = page(429, R"({"error":"Too many requests"})");
    for (const auto& [name, value] : headers) {
        response.headers.add(name, value);
    }
    return response;
}

}  // namespace

TEST_CASE("a login page of the network holds replies back until the platform is heard again") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    bench.wire.answer("", hotel(), 100'000);
    bench.pass(10 * kMinute);
    CHECK(bench.accountRow().state == AccountState::Offline);
    CHECK(bench.accountRow().problem.find("login page") != std::string::npos);

    const base::ReplyId reply = bench.reply(question, "until six");
    bench.pass(2 * kHour);
    CHECK(bench.wire.count(kPost) == 0);
    CHECK(bench.state(reply) == Delivery::Queued);
    CHECK(bench.row(reply).attempts == 0);

    bench.wire.mend();
    bench.pass(kHour);
    CHECK(bench.state(reply) == Delivery::Sent);
    CHECK(bench.server.deliveries() == 1);
    CHECK(bench.accountRow().state == AccountState::Ok);
    CHECK(bench.accountRow().problem.empty());
}

TEST_CASE("nothing is sent at the start before the platform is heard") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    REQUIRE_FALSE(bench.syncAccount().trouble);
    const base::ReplyId reply = bench.reply(question, "until six");
    bench.restart();
    bench.wire.answer("", hotel(), 100'000);
    bench.goLive();
    bench.pass(kMinute);
    CHECK(bench.wire.count(kPost) == 0);
    bench.wire.mend();
    bench.pass(kHour);
    CHECK(bench.state(reply) == Delivery::Sent);
}

TEST_CASE("a login page in answer to the reply itself neither loses nor doubles it") {
    const std::string software = GENERATE("mastodon", "snac");
    const int status = GENERATE(200, 302, 403, 511);
    INFO(software << " " << status);
    Bench bench(software);
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    net::HttpResponse portal = page(status, std::string(kHotel), "text/html");
    portal.headers.add("Location", "http://hotel.example/login");
    bench.wire.answer(std::string(kPost), portal);
    const base::ReplyId reply = bench.reply(question, "until six");
    bench.pass(kHour);
    // A redirect or a refusal did not take it; "200" or "5xx" may have.
    const bool mayHave = status == 200 || status == 511;
    if (software == "mastodon" || !mayHave) {
        CHECK(bench.state(reply) == Delivery::Sent);
        CHECK(bench.server.deliveries() == 1);
        CHECK(bench.wire.count(kPost) == 2);
    } else {
        CHECK(bench.state(reply) == Delivery::Uncertain);
        CHECK(bench.wire.count(kPost) == 1);
    }
}

TEST_CASE("a reply that somebody writes while the server is away is a reason to look at once") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    bench.wire.answer("", page(503, "busy"), 100'000);
    bench.pass(3 * kHour);
    REQUIRE(bench.accountRow().state == AccountState::Offline);
    bench.wire.mend();
    const base::UtcTime now = bench.clock.utcNow();
    REQUIRE(bench.pulse().nextCheckAt > now + kMinute);
    const base::ReplyId reply = bench.reply(question, "until six");
    bench.settle();
    CHECK(bench.clock.utcNow() == now);
    CHECK(bench.state(reply) == Delivery::Sent);
}

TEST_CASE("a refused token stops polling and sending, and a new one lets the queue go") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    bench.server.token = "token-two";
    const bool whileSending = GENERATE(false, true);
    base::ReplyId reply;
    if (whileSending) {
        reply = bench.reply(question, "until six");
        bench.settle();
        CHECK(bench.wire.count(kPost) == 1);
    } else {
        bench.pass(5 * kMinute);
        reply = bench.reply(question, "until six");
        CHECK(bench.wire.count(kPost) == 0);
    }
    CHECK(bench.accountRow().state == AccountState::NeedsLogin);
    CHECK(bench.accountRow().problem.find("Sign in again") != std::string::npos);
    CHECK(bench.state(reply) == Delivery::Queued);

    // Not another request, whatever happens; and nothing wakes up for it.
    const std::size_t before = bench.wire.requests().size();
    const long timers = bench.executor->timers();
    bench.pass(12 * kHour);
    bench.clock.jump(9 * kHour);
    bench.pass(12 * kHour);
    need(bench.engine->carryOut(model::Presence{.windowActive = true}));
    const base::ReplyId second = bench.reply(question, "see you");
    bench.pass(kHour);
    CHECK(bench.wire.requests().size() == before);
    CHECK(bench.executor->timers() - timers <= 25 * 240 + 10);  // the heartbeat alone
    CHECK_FALSE(bench.pulse().nextCheckAt);
    CHECK(bench.state(reply) == Delivery::Queued);

    syncing::AccountSetup setup(bench.services());
    std::vector<base::AccountId> added;
    setup.add(
        {.platform = "mastodon", .server = "https://one.example", .secrets = {{"access_token", "token-two"}}},
        [&](const base::Result<base::AccountId>& id) { added.push_back(need(id)); });
    bench.settle();
    CHECK(added == std::vector{bench.account});
    need(bench.engine->accountsChanged());
    bench.settle();
    CHECK(bench.accountRow().state == AccountState::Ok);
    CHECK(bench.state(reply) == Delivery::Sent);
    CHECK(bench.state(second) == Delivery::Sent);
    CHECK(bench.server.deliveries() == 2);
}

TEST_CASE("an account that needs a login is tried again when a person asks for it") {
    Bench bench;
    bench.goLive();
    bench.wire.answer("", page(401, R"({"error":"The access token is invalid"})"));
    bench.pass(5 * kMinute);
    REQUIRE(bench.accountRow().state == AccountState::NeedsLogin);
    need(bench.engine->carryOut(model::CheckNow{bench.account}));
    bench.settle();
    CHECK(bench.accountRow().state == AccountState::Ok);
    CHECK(bench.pulse().nextCheckAt);
}

TEST_CASE("a paused account is left alone") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    need(bench.store->write("pause", [&](store::WriteTx& tx) {
        return tx.setAccountState(bench.account, AccountState::Paused, {});
    }));
    need(bench.engine->accountsChanged());
    const std::size_t before = bench.wire.requests().size();
    bench.reply(question, "until six");
    need(bench.engine->carryOut(model::CheckNow{}));
    bench.clock.jump(9 * kHour);
    bench.pass(kHour);
    CHECK(bench.syncOnce().empty());
    CHECK(bench.wire.requests().size() == before);
    CHECK(bench.accountRow().state == AccountState::Paused);

    need(bench.store->write("resume", [&](store::WriteTx& tx) {
        return tx.setAccountState(bench.account, AccountState::Ok, {});
    }));
    need(bench.engine->accountsChanged());
    bench.settle();
    CHECK(bench.server.deliveries() == 1);
}

TEST_CASE("after a 429 no request goes before the time that the platform names") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    const base::UtcTime until = bench.clock.utcNow() + 2 * kHour;
    // The forms that servers use; Mastodon's is ISO 8601.
    const std::vector<std::pair<std::string, std::string>> headers =
        GENERATE_COPY(values<std::vector<std::pair<std::string, std::string>>>(
            {{{"X-RateLimit-Limit", "300"},
              {"X-RateLimit-Remaining", "0"},
              {"X-RateLimit-Reset", base::toIso8601(until)}},
             {{"Retry-After", "7200"}},
             {{"X-RateLimit-Remaining", "0"},
              {"X-RateLimit-Reset", std::to_string(base::toMs(until) / 1'000)}}}));
    const bool onReply = GENERATE(false, true);
    base::ReplyId reply;
    if (onReply) {
        bench.wire.answer(std::string(kPost), tooMany(headers));
        reply = bench.reply(question, "until six");
        bench.settle();
    } else {
        bench.wire.answer("notifications", tooMany(headers));
        need(bench.engine->carryOut(model::CheckNow{}));
        bench.settle();
        reply = bench.reply(question, "until six");
    }
    CHECK(bench.accountRow().state == AccountState::Limited);
    CHECK(bench.pulse().limitedUntil == until);
    CHECK(bench.pulse().nextCheckAt == until);
    const std::size_t before = bench.wire.requests().size();
    const long tasks = bench.executor->tasks();
    bench.pass(kHour);
    need(bench.engine->carryOut(model::CheckNow{}));
    need(bench.engine->carryOut(model::RetryReply{reply}));
    need(bench.engine->carryOut(model::Presence{.windowActive = true}));
    bench.pass(kHour - kSecond);
    CHECK(bench.wire.requests().size() == before);
    CHECK(bench.executor->tasks() - tasks < 100);
    CHECK(bench.state(reply) == Delivery::Queued);

    bench.pass(kMinute);
    CHECK(bench.wire.requests().size() > before);
    CHECK(bench.accountRow().state == AccountState::Ok);
    CHECK_FALSE(bench.pulse().limitedUntil);
    CHECK(bench.state(reply) == Delivery::Sent);
    CHECK(bench.server.deliveries() == 1);
}

TEST_CASE("a 429 that names no time is waited out for some minutes") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    bench.wire.answer("notifications", tooMany({}));
    need(bench.engine->carryOut(model::CheckNow{}));
    bench.settle();
    const base::ReplyId reply = bench.reply(question, "until six");
    const std::size_t before = bench.wire.requests().size();
    bench.pass(5 * kMinute - kSecond);
    CHECK(bench.wire.requests().size() == before);
    bench.pass(kMinute);
    CHECK(bench.state(reply) == Delivery::Sent);
}

TEST_CASE("a 503 that names a time is believed, too") {
    Bench bench;
    bench.goLive();
    net::HttpResponse busy = page(503, "<h1>Back soon</h1>", "text/html");
    busy.headers.add("Retry-After", "1800");
    bench.wire.answer("notifications", busy);
    need(bench.engine->carryOut(model::CheckNow{}));
    bench.settle();
    CHECK(bench.accountRow().state == AccountState::Offline);
    const std::size_t before = bench.wire.requests().size();
    bench.pass(30 * kMinute - kSecond);
    CHECK(bench.wire.requests().size() == before);
    bench.pass(2 * kSecond);
    CHECK(bench.accountRow().state == AccountState::Ok);
}

TEST_CASE("what polling leaves of the budget is there for replies") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    const base::UtcTime reset = bench.clock.utcNow() + kHour;
    bench.server.headers = {{"X-RateLimit-Limit", "300"},
                            {"X-RateLimit-Remaining", "20"},
                            {"X-RateLimit-Reset", base::toIso8601(reset)}};
    need(bench.engine->carryOut(model::CheckNow{}));
    bench.pass(10 * kMinute);
    need(bench.engine->carryOut(model::CheckNow{}));
    bench.settle();
    CHECK(bench.accountRow().state == AccountState::Limited);
    CHECK(bench.pulse().limitedUntil == reset);
    const std::size_t polls = bench.wire.count("notifications");
    const base::ReplyId live = bench.reply(question, "until six");
    bench.settle();
    CHECK(bench.state(live) == Delivery::Sent);

    const base::ReplyId once = bench.reply(question, "see you", kSecond);
    bench.clock.advance(kSecond);
    const auto report = bench.syncAccount();
    REQUIRE(report.trouble);
    CHECK(report.trouble->kind == base::ErrorKind::RateLimited);
    CHECK(report.sent == 1);
    CHECK(bench.state(once) == Delivery::Sent);
    CHECK(bench.wire.count("notifications") == polls);

    // When nothing is left at all, replies wait as well, without a spinning timer.
    bench.server.headers[1].second = "0";
    bench.reply(question, "the last");
    bench.settle();
    const base::ReplyId waits = bench.reply(question, "too many");
    const long tasks = bench.executor->tasks() + bench.executor->timers();
    bench.pass(30 * kMinute);
    CHECK(bench.state(waits) == Delivery::Queued);
    CHECK(bench.executor->tasks() + bench.executor->timers() - tasks < 400);
    bench.server.headers.clear();
    bench.pass(30 * kMinute);
    CHECK(bench.state(waits) == Delivery::Sent);
}

TEST_CASE("a reply that meets trouble again and again does not slow reading down") {
    const int status = GENERATE(500, 403);
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    bench.wire.answer(std::string(kPost), page(status, "<h1>Not this one</h1>", "text/html"), 100'000);
    bench.reply(question, "until six");
    bench.pass(3 * kHour);
    const std::string post = bench.server.says("ben", "hello");
    bench.pass(4 * kMinute);
    CHECK(bench.stored(post) == 1);
    CHECK(bench.wire.count(kPost) < 80);
}

TEST_CASE("the return of the network is noticed within a minute, and its absence costs little") {
    Bench bench;
    bench.goLive();
    const bool portal = GENERATE(false, true);
    if (portal) {
        bench.wire.answer("", hotel(), 100'000);
    } else {
        bench.wire.fail("", Fault::Refused, 100'000);
    }
    const std::size_t before = bench.wire.requests().size();
    bench.pass(6 * kHour);
    CHECK(bench.wire.requests().size() - before < 6 * 60 * 2);
    bench.wire.mend();
    const std::string post = bench.server.says("mira", "are you open?");
    bench.pass(kMinute);
    CHECK(bench.stored(post) == 1);
}

TEST_CASE("what one account hears of the network's return helps the others") {
    Bench bench;
    test::FakeMastodon& other = bench.addServer("https://two.example");
    bench.addAccount(other);
    bench.goLive();
    bench.wire.fail("", Fault::Refused, 100'000);
    bench.pass(kHour);
    bench.wire.mend();
    const std::string one = bench.server.says("mira", "are you open?");
    const std::string two = other.says("ben", "does it fit?");
    // Whichever comes first, the other one follows at once.
    while (bench.stored(one) + bench.stored(two) == 0) {
        bench.pass(base::Duration{100});
    }
    bench.settle();
    CHECK(bench.stored(one) == 1);
    CHECK(bench.stored(two) == 1);
}

TEST_CASE("a reply that the server stumbles over holds back its own conversation alone") {
    const bool once = GENERATE(true, false);
    const std::string software = GENERATE("mastodon", "snac");
    Bench bench(software);
    const std::string stuck = bench.server.says("mira", "are you open?");
    const std::string other = bench.server.says("ben", "does it fit?");
    REQUIRE_FALSE(bench.syncAccount().trouble);
    bench.server.stumblesOver = "poison";
    const base::ReplyId first = bench.reply(stuck, "poison");
    const base::ReplyId behind = bench.reply(stuck, "behind it");
    const base::ReplyId elsewhere = bench.reply(other, "it does");
    if (once) {
        bench.syncAccount();
    } else {
        bench.goLive();
        bench.pass(2 * kSecond);
    }
    CHECK(bench.state(elsewhere) == Delivery::Sent);
    CHECK(bench.state(first) != Delivery::Sent);
    CHECK(bench.state(behind) == Delivery::Queued);
    CHECK(bench.row(behind).attempts == 0);
}

TEST_CASE("a dead line is not tried with one reply after the other") {
    Bench bench;
    std::vector<std::string> posts;
    for (int i = 0; i < 5; ++i) {
        posts.push_back(bench.server.says("p" + std::to_string(i), "hello"));
    }
    REQUIRE_FALSE(bench.syncAccount().trouble);
    for (const std::string& post : posts) {
        bench.reply(post, "hello " + post);
    }
    bench.wire.fail(std::string(kPost), Fault::LostGoing, 100);
    bench.goLive();
    CHECK(bench.wire.count(kPost) == 1);
}

TEST_CASE("a failing account is tried ever more rarely, and its timers do not spin") {
    Bench bench;
    bench.goLive();
    bench.wire.answer("", page(503, "busy"), 100'000);
    const std::size_t before = bench.wire.requests().size();
    const long tasks = bench.executor->tasks();
    bench.pass(6 * kHour);
    const std::size_t tried = bench.wire.requests().size() - before;
    CHECK(tried > 20);
    CHECK(tried < 80);
    CHECK(bench.executor->tasks() - tasks < 1'000);
}

TEST_CASE("a platform that this version does not know spins no timer") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    bench.reply(question, "until six", kMinute);
    need(bench.store->write("later version", [](store::WriteTx& tx) {
        return tx.connection().execute("UPDATE account SET platform = 'pigeons'");
    }));
    const long tasks = bench.executor->tasks() + bench.executor->timers();
    bench.pass(kHour);
    CHECK(bench.executor->tasks() + bench.executor->timers() - tasks < 1'000);
    CHECK(bench.accountRow().problem.find("pigeons") != std::string::npos);
}

TEST_CASE("secrets that can't be read hold everything back and say so") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    bench.secrets.locked = true;
    const base::ReplyId reply = bench.reply(question, "until six");
    bench.pass(10 * kMinute);
    CHECK(bench.accountRow().state == AccountState::Offline);
    CHECK(bench.accountRow().problem.find("vault is locked") != std::string::npos);
    CHECK(bench.state(reply) == Delivery::Queued);
    bench.secrets.locked = false;
    bench.pass(kHour);
    CHECK(bench.state(reply) == Delivery::Sent);
}

TEST_CASE("a database that can't be written to is tried ever more rarely") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    const auto run = [&](const std::string& sql) {
        need(bench.store->write("trap", [&](store::WriteTx& tx) { return tx.connection().execute(sql); }));
    };
    const base::ReplyId reply = bench.reply(question, "until six", kSecond);
    run("CREATE TRIGGER trap BEFORE UPDATE ON outbox BEGIN SELECT RAISE(ABORT, 'trapped'); END");
    const std::size_t before = bench.wire.requests().size();
    bench.pass(6 * kHour);
    CHECK(bench.wire.requests().size() - before < 400);
    CHECK(bench.accountRow().problem.find("trapped") != std::string::npos);
    CHECK(bench.server.deliveries() == 0);
    run("DROP TRIGGER trap");
    bench.pass(kHour);
    CHECK(bench.state(reply) == Delivery::Sent);
    CHECK(bench.server.deliveries() == 1);
}
