// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include "sync/network_policy.h"

#include "base/iso8601.h"

#include <algorithm>

using test::Bench;
using test::Fault;
using test::kHour;
using test::kMinute;
using test::kSecond;
using test::need;

namespace {

constexpr std::string_view kPoll = "GET https://one.example/api/v1/notifications";

/// Pauses between the beginnings of the checks that came after `from`.
std::vector<base::Duration> pauses(const Bench& bench, std::size_t from) {
    std::vector<base::Duration> all;
    const auto polls = bench.wire.matching("types");
    std::optional<base::UtcTime> last;
    for (std::size_t i = from; i < polls.size(); ++i) {
        if (last && polls[i].at != *last) {
            all.push_back(polls[i].at - *last);
        }
        last = polls[i].at;
    }
    return all;
}

}  // namespace

TEST_CASE("the interval follows how closely somebody looks") {
    const base::Duration least = kMinute;
    const syncing::PollPace away{.least = least, .budget = {}, .conversationOpen = false};
    const syncing::PollPace open{.least = least, .budget = {}, .conversationOpen = true};
    CHECK(syncing::pollInterval({.windowActive = true}, open) == kMinute);
    CHECK(syncing::pollInterval({.windowActive = true}, away) == 2 * kMinute);
    CHECK(syncing::pollInterval({}, away) == 4 * kMinute);
    CHECK(syncing::pollInterval({.laptopIdle = true}, away) == 12 * kMinute);
    CHECK(syncing::pollInterval({.windowActive = true, .laptopIdle = true}, open) == 12 * kMinute);
    CHECK(syncing::pollInterval({.windowActive = true},
                                {.least = least, .budget = 7 * kMinute, .conversationOpen = true}) ==
          7 * kMinute);
}

TEST_CASE("a live account is checked at the pace of its presence") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    bench.pass(kHour);
    const auto away = pauses(bench, 0);
    REQUIRE(away.size() > 10);
    CHECK(away.back() == 4 * kMinute);

    std::size_t from = bench.wire.count("types");
    need(bench.engine->carryOut(
        model::Presence{.windowActive = true, .open = bench.conversationOf(question).id}));
    bench.pass(kHour);
    CHECK(pauses(bench, from).back() == kMinute);
    CHECK(bench.wire.count("types") - from >= 60);

    from = bench.wire.count("types");
    need(bench.engine->carryOut(model::Presence{.laptopIdle = true}));
    bench.pass(kHour);
    CHECK(pauses(bench, from).back() == 12 * kMinute);
}

TEST_CASE("looking more closely brings the next check nearer, and not more than one") {
    Bench bench;
    bench.goLive();
    bench.pass(3 * kMinute);
    const std::size_t before = bench.wire.count(kPoll);
    need(bench.engine->carryOut(model::Presence{.windowActive = true}));
    bench.settle();
    const std::size_t after = bench.wire.count(kPoll);
    CHECK(after > before);  // two minutes have long passed
    for (int i = 0; i < 20; ++i) {
        need(bench.engine->carryOut(model::Presence{.windowActive = i % 2 == 0}));
        bench.settle();
    }
    CHECK(bench.wire.count(kPoll) == after);
}

TEST_CASE("polling spreads itself over what the rate budget still allows") {
    Bench bench;
    bench.goLive();
    const base::UtcTime reset = bench.clock.utcNow() + kHour;
    // Polls of about five requests; thirty of them are kept for replies.
    bench.server.headers = {{"X-RateLimit-Limit", "300"},
                            {"X-RateLimit-Remaining", "60"},
                            {"X-RateLimit-Reset", base::toIso8601(reset)}};
    need(bench.engine->carryOut(model::Presence{.windowActive = true}));
    need(bench.engine->carryOut(model::CheckNow{}));
    bench.settle();
    REQUIRE(bench.pulse().nextCheckAt);
    CHECK(*bench.pulse().nextCheckAt - bench.clock.utcNow() == kHour / 6);
}

TEST_CASE("after sleep everything is checked at once") {
    Bench bench;
    test::FakeMastodon& other = bench.addServer("https://two.example");
    bench.addAccount(other);
    bench.goLive();
    need(bench.engine->carryOut(model::Presence{.laptopIdle = true}));
    bench.pass(13 * kMinute);
    const std::string one = bench.server.says("mira", "good night");
    const std::string two = other.says("ben", "good morning");
    bench.clock.jump(9 * kHour);
    bench.pass(16 * kSecond);
    CHECK(bench.stored(one) == 1);
    CHECK(bench.stored(two) == 1);
}

TEST_CASE("after sleep the account on which somebody waits comes first, and they don't come all at once") {
    Bench bench;
    test::FakeMastodon& other = bench.addServer("https://two.example");
    test::FakeMastodon& third = bench.addServer("https://three.example");
    bench.addAccount(other);
    bench.addAccount(third);
    third.says("ben", "is my order ready?");
    const std::string asked = other.says("mira", "are you open?");
    bench.goLive();
    need(bench.engine->carryOut(model::Presence{.laptopIdle = true}));
    bench.reply(asked, "at nine", 20 * kHour);
    bench.pass(kMinute);
    const std::size_t before = bench.wire.requests().size();
    bench.clock.jump(9 * kHour);
    bench.pass(16 * kSecond);
    std::vector<std::string> order;
    std::vector<base::UtcTime> begun;
    for (std::size_t i = before; i < bench.wire.requests().size(); ++i) {
        const std::string& line = bench.wire.requests()[i].line;
        const std::string host =
            line.substr(line.find("//") + 2, line.find(".example") - line.find("//") - 2);
        if (std::ranges::find(order, host) == order.end()) {
            order.push_back(host);
            begun.push_back(bench.wire.requests()[i].at);
        }
    }
    CHECK(order == std::vector<std::string>{"two", "three", "one"});
    REQUIRE(begun.size() == 3);
    CHECK(begun[0] < begun[1]);
    CHECK(begun[1] < begun[2]);
}

TEST_CASE("where traffic costs money accounts are checked less often, and less thoroughly") {
    Bench bench;
    bench.goLive();
    bench.pass(kHour);
    std::size_t from = bench.wire.requests().size();
    need(bench.engine->carryOut(model::Presence{.windowActive = true}));
    bench.pass(kHour);
    const std::size_t free = bench.wire.requests().size() - from;
    from = bench.wire.requests().size();
    const std::size_t polls = bench.wire.count("types");
    need(bench.engine->carryOut(model::UseNetwork{.cost = model::UseNetwork::Cost::Metered}));
    bench.pass(kHour);
    const std::size_t metered = bench.wire.requests().size() - from;
    CHECK(bench.wire.count("types") > polls);
    CHECK(metered * 4 < free);
}

TEST_CASE("after sleep failures from before delay nothing") {
    Bench bench;
    bench.goLive();
    bench.wire.fail("", Fault::Refused, 100'000);
    bench.pass(3 * kHour);
    bench.wire.mend();
    bench.wire.fail("", Fault::Refused, 1);  // the network is not up at the very first moment
    const std::string post = bench.server.says("mira", "good morning");
    bench.clock.jump(9 * kHour);
    bench.pass(20 * kSecond);
    CHECK(bench.stored(post) == 1);
    CHECK(bench.accountRow().state == model::AccountState::Ok);
}

TEST_CASE("sleep is told from a busy moment and from the first look") {
    syncing::SleepDetector sleep;
    base::UtcTime utc = base::fromMs(1'777'885'200'000);
    base::SteadyTime steady{base::Duration{5'000}};
    CHECK_FALSE(sleep.slept(utc, steady));
    utc += 15 * kSecond;
    steady += 15 * kSecond;
    CHECK_FALSE(sleep.slept(utc, steady));
    utc += 60 * kSecond;  // a busy minute
    steady += 60 * kSecond;
    CHECK_FALSE(sleep.slept(utc, steady));
    utc += kHour;
    steady += kSecond;
    CHECK(sleep.slept(utc, steady));
    CHECK_FALSE(sleep.slept(utc, steady));
    utc -= kHour;  // somebody sets the clock back
    CHECK_FALSE(sleep.slept(utc, steady));
}

TEST_CASE("without accounts nothing but the heartbeat wakes up") {
    Bench bench;
    need(bench.store->write("remove",
                            [&](store::WriteTx& tx) { return tx.removeAccount(bench.account, false); }));
    bench.goLive();
    bench.pass(kHour);
    CHECK(bench.executor->timers() <= 242);
    CHECK(bench.executor->tasks() == 0);
    CHECK(bench.wire.requests().empty());
}

TEST_CASE("a conversation on screen is read again, at most once a minute") {
    Bench bench;
    const std::string question = bench.server.says("mira", "does it fit?");
    const std::string other = bench.server.says("ben", "and this?");
    bench.goLive();
    bench.pass(2 * kMinute);
    const std::string aside =
        bench.server.says("eva", "mine did not", {.parent = question, .mentionsUs = false});
    const base::ConversationId first = bench.conversationOf(question).id;
    const base::ConversationId second = bench.conversationOf(other).id;
    const std::string context = "/statuses/" + question + "/context";
    const std::size_t before = bench.wire.count(context);
    for (int i = 0; i < 10; ++i) {
        need(bench.engine->carryOut(
            model::Presence{.windowActive = true, .open = i % 2 == 0 ? first : second}));
        bench.settle();
    }
    CHECK(bench.wire.count(context) == before + 1);
    CHECK(bench.stored(aside) == 1);
    bench.pass(kMinute);
    need(bench.engine->carryOut(model::Presence{.windowActive = true, .open = first}));
    bench.settle();
    CHECK(bench.wire.count(context) == before + 2);
}

TEST_CASE("a conversation opened while a check runs is read when it ends") {
    Bench bench;
    const std::string question = bench.server.says("mira", "does it fit?");
    bench.goLive();
    bench.pass(kMinute);
    const std::string aside =
        bench.server.says("eva", "mine did not", {.parent = question, .mentionsUs = false});
    bench.wire.fail(std::string(kPoll), Fault::Silence);
    need(bench.engine->carryOut(model::CheckNow{}));
    bench.settle();
    REQUIRE(bench.pulse().checking);
    need(bench.engine->carryOut(
        model::Presence{.windowActive = true, .open = bench.conversationOf(question).id}));
    bench.settle();
    CHECK(bench.stored(aside) == 0);
    bench.pass(kMinute);  // the silent server's deadline, and a check that gets through
    CHECK(bench.stored(aside) == 1);
}

TEST_CASE("a check that is asked for while a conversation is read follows it") {
    Bench bench;
    const std::string question = bench.server.says("mira", "does it fit?");
    bench.goLive();
    bench.pass(kMinute);
    bench.wire.fail("/statuses/" + question, Fault::Silence);
    need(bench.engine->carryOut(
        model::Presence{.windowActive = true, .open = bench.conversationOf(question).id}));
    bench.settle();
    const std::string post = bench.server.says("ben", "hello");
    const auto began = bench.clock.utcNow();
    int calls = 0;
    need(bench.engine->syncOnce(bench.account, [&](const auto& reports) {
        ++calls;
        CHECK(reports.size() == 1);
    }));
    bench.settle();
    CHECK(calls == 0);
    bench.pass(30 * kSecond);
    CHECK(calls == 1);
    CHECK(bench.clock.utcNow() == began + 30 * kSecond);
    CHECK(bench.stored(post) == 1);
}
