// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include "model/intent.h"

/// What the second platform asks of sync.
namespace {

using test::Bench;
using test::Fault;
using test::kMinute;
using test::kSecond;
using test::need;

struct Sky : Bench {
    test::FakeBluesky& sky{addSky("https://sky.example")};
    base::AccountId id{addAccount(sky)};
};

}  // namespace

TEST_CASE("one platform's silence does not delay the other, neither its customers nor its replies") {
    Sky bench;
    const bool skyIsSilent = GENERATE(true, false);
    const std::string silent = skyIsSilent ? "https://sky.example/" : "https://one.example/";
    const std::string skyPost = bench.sky.says("mira", "first");
    const std::string post = bench.server.says("mira", "first");
    bench.goLive();
    need(bench.engine->carryOut(model::Presence{.windowActive = true, .laptopIdle = false, .open = {}}));
    REQUIRE(bench.stored(skyPost) == 1);
    REQUIRE(bench.stored(post) == 1);
    bench.wire.fail(silent, Fault::Silence, 100);
    const std::string next =
        skyIsSilent ? bench.server.says("mira", "again") : bench.sky.says("mira", "again");
    const auto reply = bench.reply(skyIsSilent ? post : skyPost, "Hello Mira");
    const auto other = bench.reply(skyIsSilent ? skyPost : post, "Hello there");
    bench.pass(2 * kSecond);
    CHECK(bench.state(reply) == model::Delivery::Sent);
    bench.pass(2 * kMinute);
    CHECK(bench.stored(next) == 1);
    CHECK(bench.state(other) == model::Delivery::Queued);
    bench.wire.mend();
    bench.pass(20 * kMinute);
    CHECK(bench.state(other) == model::Delivery::Sent);
    CHECK(bench.sky.records("Hello") == 1);
    CHECK(bench.server.deliveries() == 1);
}

TEST_CASE("what a reply must know is asked before its first attempt is counted") {
    Sky bench;
    const std::string post = bench.sky.says("mira", "hello?");
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    const auto reply = bench.reply(post, "Hello Mira");
    bench.wire.fail("GET https://sky.example/xrpc/app.bsky.feed.getPosts", Fault::LostGoing, 20);
    static_cast<void>(bench.syncAccount(bench.id));
    CHECK(bench.state(reply) == model::Delivery::Queued);
    CHECK(bench.row(reply).attempts == 0);
    CHECK(bench.wire.count("putRecord") == 0);
    bench.wire.mend();
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    CHECK(bench.state(reply) == model::Delivery::Sent);
    CHECK(bench.row(reply).attempts == 1);
}

TEST_CASE("where nobody may answer nothing is sent, the reason is said, and the next reply goes") {
    Sky bench;
    const std::string post = bench.sky.says("mira", "no answers please");
    const std::string whisper = bench.sky.whispers("okke", "hello");
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    bench.sky.repliesDisabled = true;
    const auto reply = bench.reply(post, "Hello Mira");
    const auto other = bench.reply(whisper, "Hello Okke");
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    CHECK(bench.state(reply) == model::Delivery::Failed);
    CHECK(bench.row(reply).attempts == 0);
    CHECK(bench.row(reply).error.find("limited who may reply") != std::string::npos);
    CHECK(bench.wire.count("putRecord") == 0);
    CHECK(bench.state(other) == model::Delivery::Sent);
}

TEST_CASE("a post whose answer is lost is put again under its key, and there is one") {
    Sky bench;
    const std::string post = bench.sky.says("mira", "hello?");
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    const auto reply = bench.reply(post, "Hello Mira");
    const bool arrived = GENERATE(true, false);
    bench.wire.fail("putRecord", arrived ? Fault::LostComing : Fault::LostGoing, 2);
    bench.pass(5 * kSecond);
    for (int round = 0; round < 4 && bench.state(reply) != model::Delivery::Sent; ++round) {
        static_cast<void>(bench.syncAccount(bench.id));
        CHECK(bench.state(reply) != model::Delivery::Uncertain);
        bench.pass(kMinute);
    }
    CHECK(bench.state(reply) == model::Delivery::Sent);
    CHECK(bench.sky.records("Hello Mira") == 1);
    const auto puts = bench.wire.matching("putRecord");
    REQUIRE(puts.size() == 3);
    CHECK(puts[0].request.body == puts[2].request.body);
}

TEST_CASE("a post of ours that a check finds before its answer came is that reply, and is not put again") {
    Sky bench;
    const std::string post = bench.sky.says("mira", "hello?");
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    const auto reply = bench.reply(post, "Hello Mira");
    bench.wire.fail("putRecord", Fault::LostComing, 3);
    static_cast<void>(bench.syncAccount(bench.id));
    REQUIRE(bench.state(reply) == model::Delivery::Queued);
    const std::size_t puts = bench.wire.count("putRecord");
    bench.sky.showsOwnPosts = true;
    const auto report = bench.syncAccount(bench.id);
    CHECK_FALSE(report.trouble);
    CHECK(bench.state(reply) == model::Delivery::Sent);
    CHECK(bench.wire.count("putRecord") == puts);
    CHECK(bench.sky.records("Hello Mira") == 1);
    CHECK(bench.number("SELECT count(*) FROM message WHERE direction = 'outbound'") == 1);
    CHECK_FALSE(bench.row(reply).remoteId.empty());
}

TEST_CASE("a direct message whose answer is lost is looked for and never repeated by itself") {
    Sky bench;
    const std::string whisper = bench.sky.whispers("mira", "hello?");
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    const auto reply = bench.reply(whisper, "Hello Mira");
    const bool arrived = GENERATE(true, false);
    bench.wire.fail("sendMessage", arrived ? Fault::LostComing : Fault::LostGoing);
    for (int round = 0; round < 5; ++round) {
        static_cast<void>(bench.syncAccount(bench.id));
        bench.pass(kMinute);
    }
    CHECK(bench.state(reply) == (arrived ? model::Delivery::Sent : model::Delivery::Uncertain));
    CHECK(bench.sky.sentMessages("Hello Mira") == (arrived ? 1 : 0));
    CHECK(bench.wire.count("sendMessage") == 1);
    CHECK(bench.number("SELECT count(*) FROM message WHERE direction = 'outbound'") == 1);
}

TEST_CASE("the chat's trouble is told, and neither posts nor replies wait for it") {
    Sky bench;
    const std::string post = bench.sky.says("mira", "hello?");
    bench.sky.chatWorks = false;
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    CHECK(bench.accountRow(bench.id).state == model::AccountState::Ok);
    CHECK(bench.accountRow(bench.id).problem.find("Direct messages") == 0);
    const auto reply = bench.reply(post, "Hello Mira");
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    CHECK(bench.state(reply) == model::Delivery::Sent);
    bench.sky.chatWorks = true;
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    CHECK(bench.accountRow(bench.id).problem.empty());
}

TEST_CASE("a read conversation is told to the platform once, also when it was read offline") {
    Sky bench;
    const std::string whisper = bench.sky.whispers("mira", "hello?");
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    const auto conversation = bench.message(whisper).conversation;
    need(bench.engine->carryOut(model::MarkRead{conversation}));
    bench.wire.fail("updateRead", Fault::Refused);
    static_cast<void>(bench.syncAccount(bench.id));
    CHECK(bench.sky.readMarks().empty());
    bench.restart();
    static_cast<void>(bench.syncAccount(bench.id));
    static_cast<void>(bench.syncAccount(bench.id));
    REQUIRE(bench.sky.readMarks().size() == 1);
    CHECK(bench.sky.readMarks().front().at("convoId") == "convo-mira");
    CHECK(bench.sky.readMarks().front().at("messageId") == whisper);
}

TEST_CASE("notifications are marked as seen only where the owner has said so") {
    Sky bench;
    const bool allowed = GENERATE(false, true);
    if (allowed) {
        need(bench.store->write(
            "set", [&](store::WriteTx& tx) { return tx.setAccountSetting(bench.id, "mark_seen", "on"); }));
    }
    const std::string post = bench.sky.says("mira", "hello?");
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    need(bench.engine->carryOut(model::MarkRead{bench.message(post).conversation}));
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    CHECK(bench.sky.seenMarks().size() == (allowed ? 1U : 0U));
    CHECK(bench.number("SELECT count(*) FROM read_mark") == 0);
}
