// SPDX-License-Identifier: GPL-3.0-or-later
// What the person wants of an account and of time: pause, removal, the end of an import, and coming back
// later.
#include "bench.h"

using model::AccountState;
using model::ConversationState;
using model::Delivery;
using test::Bench;
using test::kHour;
using test::kMinute;
using test::kSecond;
using test::need;
using test::needError;

TEST_CASE("a paused account is neither checked nor sent from, and goes on when the pause ends") {
    using Pause = model::PauseAccount::Pause;
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    need(bench.engine->carryOut(model::PauseAccount{.account = bench.account, .pause = Pause::Begins}));
    need(bench.engine->carryOut(model::PauseAccount{.account = bench.account, .pause = Pause::Begins}));
    CHECK(bench.accountRow().state == AccountState::Paused);
    const base::ReplyId reply = bench.reply(question, "until six");
    const std::size_t before = bench.wire.requests().size();
    bench.pass(kHour);
    CHECK(bench.wire.requests().size() == before);
    CHECK(bench.state(reply) == Delivery::Queued);
    need(bench.engine->carryOut(model::PauseAccount{.account = bench.account, .pause = Pause::Ends}));
    bench.pass(kMinute);
    CHECK(bench.accountRow().state == AccountState::Ok);
    CHECK(bench.state(reply) == Delivery::Sent);
}

TEST_CASE("a removed account keeps its history or forgets it, and never its secrets") {
    using History = model::RemoveAccount::History;
    for (const History history : {History::Kept, History::Forgotten}) {
        Bench bench;
        const std::string question = bench.server.says("mira", "are you open?");
        bench.goLive();
        REQUIRE(bench.stored(question) == 1);
        need(bench.engine->carryOut(model::RemoveAccount{.account = bench.account, .history = history}));
        CHECK(bench.stored(question) == (history == History::Kept ? 1 : 0));
        CHECK(bench.secrets.kept.empty());
        CHECK(bench.engine->pulses().empty());
        const std::size_t before = bench.wire.requests().size();
        bench.pass(kHour);
        CHECK(bench.wire.requests().size() == before);
    }
}

TEST_CASE("an import says how many messages it has brought, and can be stopped where it is") {
    Bench bench;
    constexpr int kMany = 900;
    for (int i = 0; i < kMany; ++i) {
        bench.server.says("mira", "question " + std::to_string(i));
    }
    std::vector<int> counts;
    bench.engine->onPulse([&] {
        for (const model::AccountPulse& pulse : bench.engine->pulses()) {
            if (pulse.importing) {
                counts.push_back(*pulse.importing);
                need(bench.engine->carryOut(model::StopImport{.account = bench.account}));
            }
        }
    });
    bench.goLive();
    REQUIRE(counts.size() >= 2);
    CHECK(counts.front() == 0);
    CHECK(counts.back() > 0);
    const std::int64_t imported = bench.number("SELECT count(*) FROM message");
    CHECK(imported > 0);
    CHECK(imported < kMany);
    // It is said where the history begins, and the import is not begun again.
    CHECK(bench.number("SELECT count(*) FROM gap") == 1);
    CHECK_FALSE(bench.pulse().importing);
    counts.clear();
    const std::string late = bench.server.says("mira", "one more");
    bench.pass(kHour);
    CHECK(counts.empty());
    CHECK(bench.stored(late) == 1);
    CHECK(bench.number("SELECT count(*) FROM message") == imported + 1);
}

TEST_CASE("an import that nobody stops ends by itself and is no import the next time") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    int importing = 0;
    bench.engine->onPulse([&] { importing += bench.pulse().importing ? 1 : 0; });
    bench.goLive();
    CHECK(importing > 0);
    CHECK_FALSE(bench.pulse().importing);
    importing = 0;
    bench.pass(kHour);
    CHECK(importing == 0);
    needError(bench.engine->carryOut(model::StopImport{.account = base::AccountId{99}}));
}

TEST_CASE("a snoozed conversation comes back by itself when its time has come") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    const base::ConversationId id = bench.conversationOf(question).id;
    need(bench.engine->carryOut(model::Snooze{.conversation = id, .until = bench.clock.utcNow() + kHour}));
    bench.pass(kHour - kMinute);
    CHECK(bench.conversationOf(question).state == ConversationState::Snoozed);
    bench.pass(kMinute + 20 * kSecond);
    CHECK(bench.conversationOf(question).state == ConversationState::NeedsReply);
}

TEST_CASE("a run that checks once wakes what is due before it looks") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    static_cast<void>(bench.syncOnce());
    const base::ConversationId id = bench.conversationOf(question).id;
    need(bench.engine->carryOut(model::Snooze{.conversation = id, .until = bench.clock.utcNow() + kMinute}));
    bench.clock.advance(kHour);
    static_cast<void>(bench.syncOnce());
    CHECK(bench.conversationOf(question).state == ConversationState::NeedsReply);
}

TEST_CASE("what was decided is carried out and taken back through the engine") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    bench.goLive();
    const base::ConversationId id = bench.conversationOf(question).id;
    const base::UtcTime at = bench.clock.utcNow();
    need(bench.engine->carryOut(model::SetDone{.conversation = id, .decidedAt = at}));
    CHECK(bench.conversationOf(question).state == ConversationState::Done);
    need(bench.engine->carryOut(model::Reopen{.conversation = id, .message = {}, .decidedAt = at}));
    CHECK(bench.conversationOf(question).state == ConversationState::NeedsReply);
    need(bench.engine->carryOut(model::NoReplyNeeded{.conversation = id, .message = {}}));
    CHECK(bench.conversationOf(question).state == ConversationState::Answered);
}
