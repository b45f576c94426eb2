// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include "sync/reconciler.h"

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
constexpr std::string_view kOwnPosts = "limit=40&exclude_reblogs=true";  ///< as a look-up asks

/// A reply of which nobody knows whether it arrived: the server's software promises nothing.
struct Doubt : Bench {
    std::string question;
    base::ReplyId reply;

    explicit Doubt(Fault fault) : Bench("snac"), question(server.says("mira", "are you open?")) {
        goLive();
        wire.fail(std::string(kPost), fault);
        reply = this->Bench::reply(question, "until six");
        settle();
        REQUIRE(state(reply) == Delivery::Uncertain);
    }
};

}  // namespace

TEST_CASE("a reply that may have arrived is looked up, found and counted as sent") {
    Doubt bench(Fault::LostComing);
    CHECK(bench.message(bench.question).turn->outcome == model::TurnOutcome::Open);
    bench.pass(30 * kSecond);
    CHECK(bench.state(bench.reply) == Delivery::Sent);
    CHECK_FALSE(bench.row(bench.reply).remoteId.empty());
    CHECK(bench.server.deliveries() == 1);
    CHECK(bench.wire.count(kPost) == 1);
    CHECK(bench.message(bench.question).turn->outcome == model::TurnOutcome::Answered);
    bench.pass(kHour);
    CHECK(bench.number("SELECT count(*) FROM message WHERE direction = 'outbound'") == 1);
}

TEST_CASE("a reply that is not found stays uncertain and is never sent again by itself") {
    Doubt bench(Fault::LostGoing);
    bench.pass(24 * kHour);
    bench.restart();
    bench.goLive();
    bench.pass(24 * kHour);
    CHECK(bench.state(bench.reply) == Delivery::Uncertain);
    CHECK(bench.wire.count(kPost) == 1);
    CHECK(bench.server.deliveries() == 0);
    // It is not looked for without end either.
    CHECK(bench.row(bench.reply).lookUps == 20);
    CHECK(bench.wire.count(kOwnPosts) <= 20);
}

TEST_CASE("the first looks for an uncertain reply come soon, and ever more slowly") {
    Doubt bench(Fault::LostGoing);
    const base::UtcTime sent = bench.clock.utcNow();
    bench.pass(kMinute);
    const auto looks = bench.wire.matching(kOwnPosts);
    REQUIRE(looks.size() == 3);
    CHECK(looks[0].at == sent + 6 * kSecond);
    CHECK(looks[1].at == sent + 18 * kSecond);
    CHECK(looks[2].at == sent + 42 * kSecond);
}

TEST_CASE("looking for an uncertain reply backs off while nothing is heard from the server") {
    Doubt bench(Fault::LostGoing);
    bench.wire.answer("", page(503, "busy"), 10'000);
    const std::size_t before = bench.wire.requests().size();
    bench.pass(kHour);
    CHECK(bench.wire.requests().size() - before < 25);
    CHECK(bench.row(bench.reply).lookUps == 0);
    bench.wire.mend();
    bench.pass(kHour);
    CHECK(bench.row(bench.reply).lookUps > 0);
}

TEST_CASE("a look-up that can't be answered is not tried without end") {
    Doubt bench(Fault::LostGoing);
    bench.wire.answer(std::string(kOwnPosts), page(403, R"({"error":"not for you"})"), 10'000);
    bench.pass(24 * kHour);
    CHECK(bench.state(bench.reply) == Delivery::Uncertain);
    CHECK(bench.wire.count(kOwnPosts) == 20);
}

TEST_CASE("an uncertain reply is found although what it answered was deleted") {
    Doubt bench(Fault::LostComing);
    need(bench.store->write("delete", [&](store::WriteTx& tx) -> base::Status {
        need(tx.ingest(bench.account, {.deletedRemoteIds = {bench.question}}));
        return {};
    }));
    REQUIRE(bench.message(bench.question).deletedAt);
    bench.pass(30 * kSecond);
    CHECK(bench.state(bench.reply) == Delivery::Sent);
    CHECK(bench.wire.count(kPost) == 1);
}

TEST_CASE("one post on the platform proves one reply and not two") {
    Doubt bench(Fault::LostGoing);
    const std::string other = bench.server.says("mira", "and tomorrow?", {.parent = bench.question});
    bench.pass(10 * kMinute);
    REQUIRE(bench.stored(other) == 1);
    need(bench.engine->carryOut(model::ReplyArrived{bench.reply}));
    // The same words as an answer to the same message, and again nobody knows.
    bench.wire.mend();
    bench.wire.fail(std::string(kPost), Fault::LostComing);
    const base::ReplyId again = bench.Bench::reply(bench.question, "until six");
    bench.settle();
    REQUIRE(bench.state(again) == Delivery::Uncertain);
    bench.pass(kHour);
    // The post was taken for the first one, of which the agent said so.
    CHECK_FALSE(bench.row(bench.reply).remoteId.empty());
    CHECK(bench.state(again) == Delivery::Uncertain);
    CHECK(bench.server.deliveries() == 1);
}

TEST_CASE("a reply behind an uncertain one waits for the agent's word") {
    Doubt bench(Fault::LostGoing);
    const base::ReplyId next = bench.Bench::reply(bench.question, "and on Sundays too");
    bench.pass(6 * kHour);
    CHECK(bench.state(next) == Delivery::Queued);
    CHECK(bench.wire.count(kPost) == 1);
    CHECK(bench.executor->tasks() + bench.executor->timers() < 40'000);

    SECTION("that it arrived") {
        need(bench.engine->carryOut(model::ReplyArrived{bench.reply}));
        bench.settle();
        CHECK(bench.state(bench.reply) == Delivery::Sent);
        CHECK(bench.state(next) == Delivery::Sent);
        CHECK(bench.server.delivered("until six") == 0);
        CHECK(bench.server.deliveries() == 1);
    }
    SECTION("to send it again") {
        need(bench.engine->carryOut(model::SendReplyAgain{bench.reply}));
        bench.settle();
        CHECK(bench.state(bench.reply) == Delivery::Sent);
        CHECK(bench.state(next) == Delivery::Sent);
        CHECK(bench.server.delivered("until six") == 1);
        const auto posts = bench.wire.matching(kPost);
        REQUIRE(posts.size() == 3);
        // A decision of its own, so a key of its own.
        CHECK(posts[1].request.headers.find("Idempotency-Key") !=
              posts[0].request.headers.find("Idempotency-Key"));
    }
    SECTION("to let it be") {
        need(bench.engine->carryOut(model::DiscardReply{bench.reply}));
        bench.settle();
        CHECK(bench.state(bench.reply) == Delivery::Failed);
        CHECK(bench.state(next) == Delivery::Sent);
        bench.pass(kHour);
        CHECK(bench.server.delivered("until six") == 0);
    }
}

TEST_CASE("a reply is repeated inside the guarantee and never after it") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    bench.wire.fail(std::string(kPost), Fault::LostGoing, 100'000);
    const base::ReplyId reply = bench.reply(question, "until six");
    bench.settle();
    const base::UtcTime first = bench.clock.utcNow();
    CHECK(bench.state(reply) == Delivery::Queued);
    CHECK(bench.row(reply).safeUntil == first + 50 * kMinute);
    bench.pass(3 * kHour);
    CHECK(bench.state(reply) == Delivery::Uncertain);
    const auto posts = bench.wire.matching(kPost);
    CHECK(posts.size() > 3);
    CHECK(posts.size() < 100);
    for (const auto& post : posts) {
        CHECK(post.at < first + 50 * kMinute);
        CHECK(post.request.body == posts.front().request.body);
        CHECK(post.request.headers.find("Idempotency-Key") ==
              posts.front().request.headers.find("Idempotency-Key"));
    }
    bench.wire.mend();
    bench.pass(24 * kHour);
    CHECK(bench.wire.count(kPost) == posts.size());
    CHECK(bench.server.deliveries() == 0);
}

TEST_CASE("a repeat after a night is not sent, since the promise is over") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    bench.wire.fail(std::string(kPost), Fault::LostGoing);
    const base::ReplyId reply = bench.reply(question, "until six");
    bench.settle();
    bench.clock.jump(9 * kHour);  // the laptop slept
    bench.pass(kHour);
    CHECK(bench.state(reply) == Delivery::Uncertain);
    CHECK(bench.wire.count(kPost) == 1);
}

TEST_CASE("a clock that was put back does not lengthen the promise") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    bench.wire.fail(std::string(kPost), Fault::LostGoing);
    const base::ReplyId reply = bench.reply(question, "until six");
    bench.settle();
    bench.clock.jump(-2 * kHour);
    bench.pass(10 * kMinute);
    CHECK(bench.state(reply) == Delivery::Uncertain);
    CHECK(bench.wire.count(kPost) == 1);
}

TEST_CASE("one run looks once more before it ends") {
    Bench bench("snac");
    const std::string question = bench.server.says("mira", "are you open?");
    REQUIRE_FALSE(bench.syncAccount().trouble);
    const base::ReplyId reply = bench.reply(question, "until six");
    bench.wire.fail(std::string(kPost), Fault::LostComing);
    const auto report = bench.syncAccount();
    CHECK(report.sent == 1);
    CHECK(bench.state(reply) == Delivery::Sent);
    CHECK(bench.server.deliveries() == 1);
}

TEST_CASE("a post is the reply when words, parent and time agree") {
    const base::UtcTime first = base::fromMs(1'777'885'200'000);
    model::ReplyDraft draft;
    draft.parentRemoteId = "17";
    const platform::SeenReply seen{
        .sent = {.remoteId = "18", .at = first + kSecond, .url = {}, .audience = {}},
        .text = "until six,\r\nor seven ",
        .parentRemoteId = "17"};
    CHECK(syncing::isTheReply(seen, "until six,\nor seven", draft, first));
    CHECK_FALSE(syncing::isTheReply(seen, "until six,\nor eight", draft, first));
    // The server's clock may be behind ours, but an older answer with the same words is another one.
    CHECK(syncing::isTheReply(seen, "until six,\nor seven", draft, first + kMinute));
    CHECK_FALSE(syncing::isTheReply(seen, "until six,\nor seven", draft, first + 2 * kMinute));
    draft.parentRemoteId = "16";
    CHECK_FALSE(syncing::isTheReply(seen, "until six,\nor seven", draft, first));
}
