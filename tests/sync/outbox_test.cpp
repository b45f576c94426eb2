// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include "store/sqlite/query.h"

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

/// A live bench with one question that is known.
struct Answering : Bench {
    std::string question;

    explicit Answering(const std::string& software = "mastodon")
        : Bench(software), question(server.says("mira", "are you open?")) {
        goLive();
        REQUIRE(stored(question) == 1);
    }
    [[nodiscard]] std::vector<test::Wire::Request> posts() const { return wire.matching(kPost); }
    [[nodiscard]] std::string keyOf(std::size_t post) const {
        return std::string(posts().at(post).request.headers.find("Idempotency-Key").value_or(""));
    }
};

}  // namespace

TEST_CASE("a reply goes out at once and arrives once") {
    Answering bench;
    const base::ReplyId reply = bench.reply(bench.question, "until six");
    bench.settle();
    CHECK(bench.state(reply) == Delivery::Sent);
    CHECK(bench.server.delivered("until six") == 1);
    CHECK(bench.posts().size() == 1);
    CHECK(bench.posts().front().request.once);

    // The poll that reads it back makes no second row of it.
    bench.pass(5 * kMinute);
    CHECK(bench.server.deliveries() == 1);
    CHECK(bench.number("SELECT count(*) FROM message WHERE direction = 'outbound'") == 1);
    CHECK(bench.conversationOf(bench.question).state == model::ConversationState::Answered);
}

TEST_CASE("a claim is committed before the request leaves") {
    Answering bench;
    const base::ReplyId reply = bench.reply(bench.question, "until six");
    int looked = 0;
    bench.wire.onStart = [&](const net::HttpRequest& request) {
        if (request.method != net::Method::Post) {
            return;
        }
        ++looked;
        // Another connection sees only what is committed.
        const auto reader = need(store::Store::openReader(bench.path()));
        const model::OutboxRow row = need(reader->reply(reply));
        CHECK(row.state == Delivery::InFlight);
        CHECK(row.attempts == 1);
        CHECK(row.firstAttemptAt == bench.clock.utcNow());
        CHECK(row.frozen.body == request.body);
        CHECK(row.frozen.repeatKey == request.headers.find("Idempotency-Key"));
        CHECK(need(reader->message(row.message)).delivery == Delivery::InFlight);
    };
    bench.settle();
    CHECK(looked == 1);
    CHECK(bench.state(reply) == Delivery::Sent);
}

TEST_CASE("after a refused connection a reply is queued again and sent later, once") {
    Answering bench;
    bench.wire.fail(std::string(kPost), Fault::Refused, 2);
    const base::ReplyId reply = bench.reply(bench.question, "until six");
    bench.settle();
    CHECK(bench.state(reply) == Delivery::Queued);
    CHECK(bench.row(reply).error == "the connection broke");
    CHECK(bench.row(reply).attempts == 1);
    CHECK(bench.server.deliveries() == 0);

    bench.pass(2 * kMinute);
    CHECK(bench.state(reply) == Delivery::Sent);
    CHECK(bench.row(reply).attempts == 3);
    CHECK(bench.row(reply).error.empty());
    CHECK(bench.server.delivered("until six") == 1);
    REQUIRE(bench.posts().size() == 3);
    CHECK(bench.keyOf(2) == bench.keyOf(0));
    CHECK(bench.posts()[2].request.body == bench.posts()[0].request.body);
}

TEST_CASE("hours of refused connections use up nothing of the time in which a repeat can't double") {
    Answering bench;
    bench.wire.fail(std::string(kPost), Fault::Refused, 10'000);
    const base::ReplyId reply = bench.reply(bench.question, "until six");
    bench.pass(3 * kHour);
    CHECK(bench.state(reply) == Delivery::Queued);
    REQUIRE(bench.posts().size() > 5);
    // The first that arrives loses its answer, three hours after the first attempt.
    bench.wire.mend();
    bench.wire.fail(std::string(kPost), Fault::LostComing);
    bench.pass(kHour);
    CHECK(bench.state(reply) == Delivery::Sent);
    CHECK(bench.server.delivered("until six") == 1);
}

TEST_CASE("what waits only for the network goes with the first check that succeeds") {
    Answering bench;
    bench.wire.fail("", Fault::Refused, 1000);
    const base::ReplyId reply = bench.reply(bench.question, "until six");
    bench.pass(2 * kHour);
    CHECK(bench.state(reply) == Delivery::Queued);
    CHECK(bench.accountRow().state == model::AccountState::Offline);
    // Not even an attempt is made while nothing is heard from the server.
    CHECK(bench.posts().size() == 1);

    bench.wire.mend();
    REQUIRE(bench.pulse().nextCheckAt);
    bench.pass(*bench.pulse().nextCheckAt - bench.clock.utcNow());
    CHECK(bench.state(reply) == Delivery::Sent);
    CHECK(bench.server.delivered("until six") == 1);
}

TEST_CASE("an answer that was lost is asked for again with the same key and body where that can't double") {
    const Fault fault = GENERATE(Fault::LostComing, Fault::LostGoing, Fault::Silence);
    Answering bench;
    bench.wire.fail(std::string(kPost), fault);
    const base::ReplyId reply = bench.reply(bench.question, "until six");
    bench.pass(5 * kMinute);
    CHECK(bench.state(reply) == Delivery::Sent);
    CHECK(bench.server.delivered("until six") == 1);
    REQUIRE(bench.posts().size() == 2);
    CHECK_FALSE(bench.keyOf(0).empty());
    CHECK(bench.keyOf(1) == bench.keyOf(0));
    CHECK(bench.posts()[1].request.body == bench.posts()[0].request.body);
    CHECK(bench.number("SELECT count(*) FROM message WHERE direction = 'outbound'") == 1);
}

TEST_CASE("after a lost answer no other reply is put at risk before the server is heard again") {
    Answering bench("snac");
    const std::string other = bench.server.says("ben", "and on Sundays?");
    bench.pass(10 * kMinute);
    bench.wire.fail("", Fault::LostGoing, 10'000);
    const base::ReplyId first = bench.reply(bench.question, "until six");
    const base::ReplyId second = bench.reply(other, "on Sundays, too");
    bench.pass(kHour);
    CHECK(bench.state(first) == Delivery::Uncertain);
    CHECK(bench.state(second) == Delivery::Queued);
    CHECK(bench.posts().size() == 1);
    bench.wire.mend();
    bench.pass(kHour);
    CHECK(bench.state(second) == Delivery::Sent);
}

TEST_CASE("trouble of the server while it takes a reply is no refusal") {
    const int status = GENERATE(500, 502, 503, 504, 408);
    Answering bench;
    bench.wire.answer(std::string(kPost), page(status, "<h1>Sorry</h1>", "text/html"));
    const base::ReplyId reply = bench.reply(bench.question, "until six");
    bench.pass(5 * kMinute);
    CHECK(bench.state(reply) == Delivery::Sent);
    CHECK(bench.server.delivered("until six") == 1);
    REQUIRE(bench.posts().size() == 2);
    CHECK(bench.keyOf(1) == bench.keyOf(0));
}

TEST_CASE("a reply that is refused for good fails with the platform's reason and holds up nobody") {
    Answering bench;
    bench.wire.answer(std::string(kPost), page(422, R"({"error":"Validation failed: no such thing"})"));
    const base::ReplyId refused = bench.reply(bench.question, "until six");
    const base::ReplyId next = bench.reply(bench.question, "until seven");
    bench.settle();
    CHECK(bench.state(refused) == Delivery::Failed);
    CHECK(bench.row(refused).error.find("no such thing") != std::string::npos);
    CHECK(bench.state(next) == Delivery::Sent);
    CHECK(bench.accountRow().state == model::AccountState::Ok);
    bench.pass(kHour);
    CHECK(bench.server.delivered("until six") == 0);
    CHECK(bench.posts().size() == 2);

    need(bench.engine->carryOut(model::RetryReply{refused}));
    bench.settle();
    CHECK(bench.state(refused) == Delivery::Sent);
    CHECK(bench.server.delivered("until six") == 1);
}

TEST_CASE("replies of one conversation go out in the order in which they were written") {
    Answering bench;
    const std::string other = bench.server.says("ben", "and on Sundays?");
    bench.pass(10 * kMinute);
    bench.wire.fail(std::string(kPost), Fault::LostComing);
    bench.reply(bench.question, "first");
    bench.reply(bench.question, "second");
    bench.reply(other, "elsewhere");
    bench.pass(4 * kSecond);
    // The first may have arrived: the second waits for it, the other conversation's for a sign of life alone.
    CHECK(bench.server.delivered("second") == 0);
    CHECK(bench.server.delivered("elsewhere") == 1);
    bench.pass(5 * kMinute);
    CHECK(bench.server.deliveries() == 3);
    std::vector<std::string> order;
    for (const auto& post : bench.posts()) {
        for (const std::string word : {"first", "second", "elsewhere"}) {
            if (post.request.body.find(word) != std::string::npos) {
                order.push_back(word);
            }
        }
    }
    CHECK(order == std::vector<std::string>{"first", "elsewhere", "first", "second"});
}

TEST_CASE("a reply that is held back for undo goes when the time is over and not before") {
    Answering bench;
    const base::UtcTime queued = bench.clock.utcNow();
    const base::ReplyId reply = bench.reply(bench.question, "until six", 10 * kSecond);
    bench.pass(10 * kSecond - base::Duration{1});
    CHECK(bench.posts().empty());
    bench.pass(base::Duration{1});
    REQUIRE(bench.posts().size() == 1);
    CHECK(bench.posts().front().at == queued + 10 * kSecond);
    CHECK(bench.state(reply) == Delivery::Sent);
}

TEST_CASE("a reply for later goes at its moment, without being asked again, and holds up nobody") {
    Answering bench;
    const base::UtcTime opening = bench.clock.utcNow() + 12 * kHour;
    const model::Message to = bench.message(bench.question);
    const base::ReplyId later = need(bench.engine->carryOut(model::QueueReply{
        .conversation = to.conversation, .to = to.id, .text = "good morning", .sendAt = opening}));
    const base::ReplyId now = bench.reply(bench.question, "at once");
    bench.settle();
    CHECK(bench.state(now) == Delivery::Sent);
    bench.pass(12 * kHour - base::Duration{1});
    CHECK(bench.state(later) == Delivery::Queued);
    CHECK(bench.posts().size() == 1);
    bench.pass(base::Duration{1});
    REQUIRE(bench.posts().size() == 2);
    CHECK(bench.posts().back().at == opening);
    CHECK(bench.state(later) == Delivery::Sent);
}

TEST_CASE("checks in between do not cut the time for undo short") {
    Answering bench;
    const base::ReplyId reply = bench.reply(bench.question, "until six", kHour);
    need(bench.engine->carryOut(model::CheckNow{}));
    bench.pass(30 * kMinute);
    static_cast<void>(bench.syncAccount());
    CHECK(bench.posts().empty());
    CHECK(bench.state(reply) == Delivery::Queued);
    need(bench.engine->carryOut(model::RetryReply{reply}));
    bench.settle();
    CHECK(bench.state(reply) == Delivery::Sent);
}

TEST_CASE("a reply taken back in time is never sent and its words are a draft again") {
    Answering bench;
    const base::ConversationId conversation = bench.message(bench.question).conversation;
    const base::ReplyId reply = bench.reply(bench.question, "until six", 10 * kSecond);
    need(bench.engine->carryOut(model::SaveDraft{conversation, "and then"}));
    need(bench.engine->carryOut(model::CancelReply{reply}));
    CHECK(need(bench.store->read().draft(conversation)) == "and then\n\nuntil six");
    bench.pass(kHour);
    CHECK(bench.posts().empty());
    CHECK(bench.number("SELECT count(*) FROM message WHERE direction = 'outbound'") == 0);
}

TEST_CASE("a discarded reply that never left is gone, and its words are no draft") {
    Answering bench;
    const base::ConversationId conversation = bench.message(bench.question).conversation;
    bench.wire.fail(std::string(kPost), Fault::Refused, 10'000);
    const base::ReplyId reply = bench.reply(bench.question, "until six");
    bench.settle();
    REQUIRE(bench.row(reply).attempts == 1);
    need(bench.engine->carryOut(model::DiscardReply{reply}));
    bench.wire.mend();
    bench.pass(kHour);
    CHECK(need(bench.store->read().draft(conversation)).empty());
    CHECK(bench.number("SELECT count(*) FROM message WHERE direction = 'outbound'") == 0);
    CHECK(bench.server.deliveries() == 0);
}

TEST_CASE("a private answer to a public comment returns as the comment's draft when it is taken back") {
    Answering bench;
    const model::Message comment = bench.message(bench.question);
    const base::ReplyId reply =
        need(bench.engine->carryOut(model::QueueReply{.conversation = comment.conversation,
                                                      .to = comment.id,
                                                      .text = "between us",
                                                      .privately = true,
                                                      .holdBack = kMinute}));
    CHECK(bench.row(reply).conversation != comment.conversation);
    need(bench.engine->carryOut(model::CancelReply{reply}));
    CHECK(need(bench.store->read().draft(comment.conversation)) == "between us");
    CHECK(bench.number("SELECT count(*) FROM conversation WHERE visibility = 'private'") == 0);
}

TEST_CASE("what a taken back reply held up goes at once") {
    Answering bench;
    const base::ReplyId first = bench.reply(bench.question, "first", kHour);
    const base::ReplyId second = bench.reply(bench.question, "second");
    bench.pass(kMinute);
    CHECK(bench.state(second) == Delivery::Queued);
    need(bench.engine->carryOut(model::CancelReply{first}));
    bench.settle();
    CHECK(bench.state(second) == Delivery::Sent);
}

TEST_CASE("an answer to a message that was deleted meanwhile is not sent") {
    Answering bench;
    const base::ReplyId reply = bench.reply(bench.question, "until six", 2 * kHour);
    bench.server.erase(bench.question);
    bench.pass(3 * kHour);
    CHECK(bench.state(reply) == Delivery::Failed);
    CHECK(bench.row(reply).errorKind == "gone");
    CHECK(bench.posts().empty());
}

TEST_CASE("an outcome that could not be stored is stored later, and nothing is sent twice") {
    Answering bench;
    bench.guard.expect("could not be stored");
    const std::string trap = "CREATE TRIGGER trap BEFORE UPDATE ON outbox WHEN new.state = 'sent' "
                             "BEGIN SELECT RAISE(ABORT, 'trapped'); END";
    const auto run = [&](const std::string& sql) {
        need(bench.store->write("trap", [&](store::WriteTx& tx) { return tx.connection().execute(sql); }));
    };
    run(trap);
    const base::ReplyId reply = bench.reply(bench.question, "until six");
    bench.settle();
    CHECK(bench.state(reply) == Delivery::InFlight);
    bench.pass(5 * kMinute);
    CHECK(bench.state(reply) == Delivery::InFlight);
    run("DROP TRIGGER trap");
    bench.pass(30 * kMinute);
    CHECK(bench.state(reply) == Delivery::Sent);
    CHECK(bench.server.delivered("until six") == 1);
    CHECK(bench.posts().size() == 1);
}

TEST_CASE("one run sends what waits, repeats what can't double, and says how much was sent") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    REQUIRE_FALSE(bench.syncAccount().trouble);
    const base::ReplyId first = bench.reply(question, "first");
    const base::ReplyId second = bench.reply(question, "second");
    CHECK(bench.wire.count(kPost) == 0);  // queueing contacts nobody
    bench.wire.fail(std::string(kPost), Fault::LostComing);
    const auto report = bench.syncAccount();
    CHECK_FALSE(report.trouble);
    CHECK(report.sent == 2);
    CHECK(bench.state(first) == Delivery::Sent);
    CHECK(bench.state(second) == Delivery::Sent);
    CHECK(bench.server.deliveries() == 2);
}

TEST_CASE("replies that wait go before the threads around the news are read") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    REQUIRE_FALSE(bench.syncAccount().trouble);
    bench.reply(question, "until six");
    bench.server.says("ben", "does it fit?");
    const std::size_t before = bench.wire.requests().size();
    REQUIRE_FALSE(bench.syncAccount().trouble);
    std::vector<std::string> order;
    for (std::size_t i = before; i < bench.wire.requests().size(); ++i) {
        const std::string& line = bench.wire.requests()[i].line;
        if (line.starts_with("POST ") || line.find("/context") != std::string::npos) {
            order.push_back(line.substr(0, 4));
        }
    }
    REQUIRE(order.size() > 1);
    CHECK(order.front() == "POST");
    CHECK(order.back() == "GET ");
}
