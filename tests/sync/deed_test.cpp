// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include "model/intent.h"

/// Likes and hides on their way to the platform.
namespace {

using model::Deed;
using model::Delivery;
using test::Bench;
using test::Fault;
using test::kHour;
using test::kMinute;
using test::kSecond;
using test::need;
using test::needError;
using test::page;

const std::string kLikes = "favourite";

struct Square : Bench {
    std::string question = server.says("mira", "lovely bread!");

    void like(bool wanted = true) { need(wish(wanted)); }
    base::Result<base::ReplyId> wish(bool wanted = true, Deed deed = Deed::Like) {
        return engine->carryOut(
            model::WishDeed{.message = message(question).id, .deed = deed, .wanted = wanted});
    }
    [[nodiscard]] model::DeedState liking() { return message(question).like; }
    [[nodiscard]] bool isLiked() const { return server.favourites.contains(question); }
};

}  // namespace

TEST_CASE("a like goes out at once while the program runs, and answers nobody") {
    Square bench;
    bench.goLive();
    bench.like();
    bench.pass(kSecond);
    CHECK(bench.isLiked());
    CHECK(bench.liking().done);
    CHECK_FALSE(bench.liking().wished);
    CHECK(bench.wire.count(kLikes) == 1);
    CHECK(bench.conversationOf(bench.question).state == model::ConversationState::NeedsReply);
    bench.like(false);
    bench.pass(kSecond);
    CHECK_FALSE(bench.isLiked());
    CHECK_FALSE(bench.liking().isDone());
}

TEST_CASE("a like without a network waits in the database and goes when there is one again") {
    Square bench;
    REQUIRE_FALSE(bench.syncAccount().trouble);
    bench.like();
    bench.wire.fail("", Fault::Refused, 100'000);
    CHECK(bench.syncAccount().trouble);
    CHECK(bench.liking().isDone());
    CHECK_FALSE(bench.liking().done);
    bench.restart();
    bench.goLive();
    bench.pass(10 * kMinute);
    CHECK_FALSE(bench.isLiked());
    bench.wire.mend();
    bench.pass(2 * kMinute);
    CHECK(bench.isLiked());
    CHECK(bench.liking().done);
}

TEST_CASE("a like whose answer is lost is told again, with growing pauses") {
    Square bench;
    bench.goLive();
    bench.wire.fail(kLikes, Fault::LostComing, 3);
    bench.like();
    bench.pass(kSecond);
    CHECK(bench.wire.count(kLikes) == 1);
    CHECK(bench.liking().wished);
    bench.pass(kHour);
    CHECK(bench.wire.count(kLikes) == 4);
    CHECK(bench.liking().done);
    CHECK_FALSE(bench.liking().wished);
    const auto tries = bench.wire.matching(kLikes);
    CHECK(tries.at(2).at - tries.at(1).at > tries.at(1).at - tries.at(0).at);
}

TEST_CASE("a like that was on its way when the program ended is told again") {
    Square bench;
    REQUIRE_FALSE(bench.syncAccount().trouble);
    bench.like();
    bench.wire.fail(kLikes, Fault::Silence, 1);
    bench.goLive();
    bench.restart();
    bench.wire.mend();
    CHECK_FALSE(bench.syncAccount().trouble);
    CHECK(bench.isLiked());
    CHECK(bench.liking().done);
}

TEST_CASE("a like and its opposite meanwhile end as the latter, also when the first may have arrived") {
    Square bench;
    REQUIRE_FALSE(bench.syncAccount().trouble);
    const bool tried = GENERATE(true, false);
    bench.like();
    if (tried) {
        bench.wire.fail(kLikes, Fault::LostComing, 1);
        static_cast<void>(bench.syncAccount());
        CHECK(bench.isLiked());
    }
    bench.like(false);
    CHECK_FALSE(bench.liking().isDone());
    CHECK_FALSE(bench.syncAccount().trouble);
    CHECK_FALSE(bench.isLiked());
    CHECK(bench.wire.count("unfavourite") == (tried ? 1U : 0U));
    CHECK(bench.number("SELECT count(*) FROM message_deed WHERE wished IS NOT NULL") == 0);
}

TEST_CASE("a refusal for good takes the wish back and says why, and costs nothing else") {
    Square bench;
    REQUIRE_FALSE(bench.syncAccount().trouble);
    const bool gone = GENERATE(true, false);
    bench.wire.answer(kLikes,
                      gone ? page(404, R"({"error":"Record not found"})")
                           : page(403, R"({"error":"This action is outside the authorized scopes"})"),
                      1);
    bench.like();
    const base::ReplyId reply = bench.reply(bench.question, "Thank you");
    CHECK_FALSE(bench.syncAccount().trouble);
    CHECK(bench.state(reply) == Delivery::Sent);
    CHECK_FALSE(bench.liking().isDone());
    CHECK(bench.liking().refusal.find(gone ? "no longer" : "does not let this sign-in") != std::string::npos);
    CHECK(bench.accountRow().state == model::AccountState::Ok);
    CHECK_FALSE(bench.syncAccount().trouble);
    CHECK(bench.wire.count(kLikes) == 1);
    bench.like();
    CHECK_FALSE(bench.syncAccount().trouble);
    CHECK(bench.liking().done);
}

TEST_CASE("trouble with likes holds up no reply and no check") {
    Square bench;
    bench.goLive();
    bench.wire.answer(kLikes, page(500, R"({"error":"Something went wrong on our end"})"), 100'000);
    bench.like();
    bench.pass(kMinute);
    const base::ReplyId reply = bench.reply(bench.question, "Thank you");
    bench.pass(kSecond);
    CHECK(bench.state(reply) == Delivery::Sent);
    CHECK(bench.accountRow().state == model::AccountState::Ok);
    const std::string more = bench.server.says("juri", "open on Sunday?");
    bench.pass(10 * kMinute);
    CHECK(bench.stored(more) == 1);
    // Asked again ever more rarely.
    CHECK(bench.wire.count(kLikes) < 12);
    bench.pass(kHour);
    CHECK(bench.wire.count(kLikes) < 18);
    bench.wire.mend();
    bench.pass(kHour);
    CHECK(bench.isLiked());
}

TEST_CASE("replies go before likes that wait") {
    Square bench;
    REQUIRE_FALSE(bench.syncAccount().trouble);
    bench.like();
    const base::ReplyId reply = bench.reply(bench.question, "Thank you");
    REQUIRE_FALSE(bench.syncAccount().trouble);
    CHECK(bench.state(reply) == Delivery::Sent);
    const auto posts = bench.wire.matching("POST ");
    REQUIRE(posts.size() == 2);
    CHECK(posts.front().line.ends_with("/statuses"));
    CHECK(posts.back().line.ends_with("/favourite"));
}

TEST_CASE("a reply does not wait for a like that nobody answers") {
    Square bench;
    bench.goLive();
    bench.wire.fail(kLikes, Fault::Silence, 1);
    bench.like();
    bench.pass(kSecond);
    REQUIRE(bench.wire.count(kLikes) == 1);
    const base::Duration undo = GENERATE(0, 8) * kSecond;
    const base::ReplyId reply = bench.reply(bench.question, "Thank you", undo);
    bench.pass(undo + kSecond);
    CHECK(bench.state(reply) == Delivery::Sent);
    bench.pass(kMinute);
    CHECK(bench.isLiked());
    CHECK(bench.liking().done);
    CHECK(bench.server.deliveries() == 1);
}

TEST_CASE("a platform that asks to wait is not told before its time") {
    Square bench;
    bench.goLive();
    net::HttpResponse slow = page(429, R"({"error":"Too many requests"})");
    slow.headers.add("Retry-After", "600");
    bench.wire.answer(kLikes, slow, 1);
    bench.like();
    bench.pass(9 * kMinute);
    CHECK(bench.wire.count(kLikes) == 1);
    bench.pass(4 * kMinute);
    CHECK(bench.wire.count(kLikes) == 2);
    CHECK(bench.isLiked());
}

TEST_CASE("a paused account likes nothing until its pause ends") {
    Square bench;
    bench.goLive();
    using Pause = model::PauseAccount::Pause;
    need(bench.engine->carryOut(model::PauseAccount{.account = bench.account, .pause = Pause::Begins}));
    bench.like();
    bench.pass(kHour);
    CHECK_FALSE(bench.isLiked());
    CHECK(bench.liking().wished);
    need(bench.engine->carryOut(model::PauseAccount{.account = bench.account, .pause = Pause::Ends}));
    bench.pass(kMinute);
    CHECK(bench.isLiked());
}

TEST_CASE("a like made in another app is seen, and one that is there already is not told") {
    Square bench;
    bench.server.favourites.insert(bench.question);
    REQUIRE_FALSE(bench.syncAccount().trouble);
    CHECK(bench.liking().done);
    bench.like();
    CHECK_FALSE(bench.syncAccount().trouble);
    CHECK(bench.wire.count(kLikes) == 0);
}

TEST_CASE("what a platform does not have is refused at once, and so is a removed account") {
    Square bench;
    REQUIRE_FALSE(bench.syncAccount().trouble);
    CHECK_FALSE(bench.message(bench.question).hide.possible);
    CHECK(needError(bench.wish(true, Deed::Hide)).kind == base::ErrorKind::Unsupported);
    need(bench.engine->carryOut(model::RemoveAccount{.account = bench.account}));
    CHECK(needError(bench.wish()).kind == base::ErrorKind::BadInput);
}
