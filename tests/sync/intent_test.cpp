// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include <fmt/format.h>

using model::Delivery;
using test::Bench;
using test::kHour;
using test::kMinute;
using test::need;
using test::needError;

namespace {

/// A bench that knows one question; nothing is sent by itself.
struct Desk : Bench {
    std::string question;

    Desk() : question(server.says("mira", "are you open?")) { REQUIRE_FALSE(syncAccount().trouble); }

    /// The sentence with which this text is refused; nothing is queued by it.
    std::string refusal(const model::QueueReply& intent) {
        const base::Error error = needError(engine->carryOut(intent));
        CHECK(need(store->read().outbox()).empty());
        CHECK(number("SELECT count(*) FROM message WHERE direction = 'outbound'") == 0);
        CHECK(error.message.find('\n') == std::string::npos);
        return error.what();
    }
    std::string refusal(const std::string& text) {
        return refusal(model::QueueReply{.conversation = conversationOf(question).id, .text = text});
    }
    base::ReplyId answer(const std::string& remoteId, const std::string& text, bool privately = false) {
        const model::Message to = message(remoteId);
        return need(engine->carryOut(model::QueueReply{
            .conversation = to.conversation, .to = to.id, .text = text, .privately = privately}));
    }
};

}  // namespace

TEST_CASE("a reply with an open placeholder is refused and names it") {
    Desk bench;
    const std::string why = bench.refusal("Hi {{customer.first_name}}, until six");
    CHECK(why.find("{{customer.first_name}}") != std::string::npos);
}

TEST_CASE("an empty reply is refused") {
    Desk bench;
    const std::string text = GENERATE("", "   ", "\n\t \n", "\u00a0");
    CHECK(bench.refusal(text).find("empty") != std::string::npos);
}

TEST_CASE("a reply that is too long is refused, by the platform's own count") {
    Desk bench;
    CHECK(bench.refusal(std::string(600, 'x')).find("too many") != std::string::npos);
    // An URL counts 23 however long it is; the mention counts without its domain.
    const std::string url = "https://shop.example/" + std::string(900, 'y');
    const base::ReplyId fits = bench.answer(bench.question, url);
    CHECK(bench.state(fits) == Delivery::Queued);
}

TEST_CASE("a reply to what is not there is refused") {
    Desk bench;
    const std::string other = bench.server.says("ben", "and on Sundays?");
    REQUIRE_FALSE(bench.syncAccount().trouble);
    const base::ConversationId conversation = bench.conversationOf(bench.question).id;
    CHECK(bench.refusal({.conversation = {4711}, .text = "hello"}).find("4711") != std::string::npos);
    CHECK_FALSE(bench.refusal({.conversation = conversation, .to = {4711}, .text = "hello"}).empty());
    CHECK_FALSE(bench.refusal({.conversation = conversation, .to = bench.message(other).id, .text = "hello"})
                    .empty());
}

TEST_CASE("a reply for an account that is no longer connected is refused") {
    Desk bench;
    need(bench.store->write("remove",
                            [&](store::WriteTx& tx) { return tx.removeAccount(bench.account, false); }));
    CHECK(bench.refusal("until six").find("no longer connected") != std::string::npos);
}

TEST_CASE("queueing a reply takes its draft away and refusing it does not") {
    Desk bench;
    const base::ConversationId conversation = bench.conversationOf(bench.question).id;
    need(bench.engine->carryOut(model::SaveDraft{conversation, "until {{when}}"}));
    static_cast<void>(bench.refusal("until {{when}}"));
    CHECK(need(bench.store->read().draft(conversation)) == "until {{when}}");
    static_cast<void>(bench.answer(bench.question, "until six"));
    CHECK(need(bench.store->read().draft(conversation)).empty());
}

TEST_CASE("a reply goes to the audience of what it answers and never to a wider one") {
    Desk bench;
    const std::string audience = GENERATE("public", "unlisted", "private", "direct");
    INFO(audience);
    const std::string post = bench.server.says("ben", "between us?", {.visibility = audience});
    REQUIRE_FALSE(bench.syncAccount().trouble);
    const base::ReplyId reply = bench.answer(post, "certainly");
    REQUIRE_FALSE(bench.syncAccount().trouble);
    CHECK(bench.state(reply) == Delivery::Sent);
    CHECK(bench.server.visibilityOf("certainly") == audience);
}

TEST_CASE("a private answer to a public comment reaches its author alone") {
    Desk bench;
    const base::ReplyId reply = bench.answer(bench.question, "your number is 42", true);
    REQUIRE_FALSE(bench.syncAccount().trouble);
    CHECK(bench.state(reply) == Delivery::Sent);
    CHECK(bench.server.visibilityOf("your number is 42") == "direct");
    const auto posts = bench.wire.matching("POST https://one.example/api/v1/statuses");
    REQUIRE(posts.size() == 1);
    CHECK(posts.front().request.body.find("@mira@else.example") != std::string::npos);
    // It ends the comment's turn.
    CHECK(bench.message(bench.question).turn->outcome == model::TurnOutcome::Answered);
}

TEST_CASE("a private reply that names somebody new is refused") {
    Desk bench;
    const std::string post = bench.server.says("ben", "between us?", {.visibility = "direct"});
    REQUIRE_FALSE(bench.syncAccount().trouble);
    const model::Message to = bench.message(post);
    CHECK(bench.refusal({.conversation = to.conversation, .to = to.id, .text = "ask @eva@else.example"})
              .find("eva") != std::string::npos);
}

TEST_CASE("what can't be decided any more is refused in words") {
    Desk bench;
    const base::ReplyId reply = bench.answer(bench.question, "until six");
    CHECK(needError(bench.engine->carryOut(model::ReplyArrived{reply})).kind == base::ErrorKind::BadInput);
    CHECK(needError(bench.engine->carryOut(model::SendReplyAgain{reply})).kind == base::ErrorKind::BadInput);
    REQUIRE_FALSE(bench.syncAccount().trouble);
    REQUIRE(bench.state(reply) == Delivery::Sent);
    CHECK(needError(bench.engine->carryOut(model::CancelReply{reply})).what().find("sent") !=
          std::string::npos);
    CHECK(needError(bench.engine->carryOut(model::RetryReply{reply})).kind == base::ErrorKind::BadInput);
    CHECK(needError(bench.engine->carryOut(model::DiscardReply{reply})).kind == base::ErrorKind::BadInput);
    CHECK(needError(bench.engine->carryOut(model::CancelReply{{4711}})).kind == base::ErrorKind::NotFound);
    CHECK(bench.server.deliveries() == 1);
}

TEST_CASE("a reply on its way can't be taken back") {
    Desk bench;
    bench.goLive();
    const base::ReplyId reply = bench.answer(bench.question, "until six");
    bench.wire.fail("POST", test::Fault::Silence);
    bench.settle();
    REQUIRE(bench.state(reply) == Delivery::InFlight);
    CHECK(needError(bench.engine->carryOut(model::CancelReply{reply})).kind == base::ErrorKind::BadInput);
    CHECK(needError(bench.engine->carryOut(model::DiscardReply{reply})).kind == base::ErrorKind::BadInput);
    // Nor once it may have arrived.
    bench.pass(30 * test::kSecond);
    REQUIRE(bench.state(reply) == Delivery::Queued);
    CHECK(needError(bench.engine->carryOut(model::CancelReply{reply})).kind == base::ErrorKind::BadInput);
    bench.pass(kMinute);
    CHECK(bench.state(reply) == Delivery::Sent);
}

TEST_CASE("a conversation is marked as read and a draft is kept") {
    Desk bench;
    const base::ConversationId conversation = bench.conversationOf(bench.question).id;
    CHECK(bench.conversationOf(bench.question).unread == 1);
    need(bench.engine->carryOut(model::MarkRead{conversation}));
    CHECK(bench.conversationOf(bench.question).unread == 0);
    need(bench.engine->carryOut(model::SaveDraft{conversation, "until"}));
    CHECK(need(bench.store->read().draft(conversation)) == "until");
    CHECK(needError(bench.engine->carryOut(model::MarkRead{{4711}})).kind == base::ErrorKind::NotFound);
    CHECK(needError(bench.engine->carryOut(model::SaveDraft{{4711}, "x"})).kind == base::ErrorKind::NotFound);
}

TEST_CASE("whoever follows the outbox hears of every change and never in the middle of one") {
    Desk bench;
    int changes = 0;
    bench.store->onChange([&](const model::Change& change) {
        changes += change.outbox ? 1 : 0;
        const auto reader = need(store::Store::openReader(bench.path()));
        static_cast<void>(need(reader->outbox()));
    });
    const base::ReplyId reply = bench.answer(bench.question, "until six");
    CHECK(changes == 1);
    REQUIRE_FALSE(bench.syncAccount().trouble);
    CHECK(bench.state(reply) == Delivery::Sent);
    CHECK(changes == 3);  // queued, claimed, settled
}
