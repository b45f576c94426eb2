// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "support/catch.h"

#include <utility>

using base::Duration;
using base::ErrorKind;
using model::Delivery;
using store::Outbox;
using test::Desk;
using test::failed;
using test::kAlways;
using test::kFiftyMinutes;
using test::kMinute;
using test::kNone;
using test::need;
using test::needError;
using test::retryAt;
using test::says;
using test::unknown;

TEST_CASE("a queued reply stands in the thread and in the outbox, from one commit") {
    Desk desk;
    const model::Change change = desk.write([](store::WriteTx&) {});
    CHECK(change.empty());
    const base::ReplyId reply = desk.queue("We open at 9.");
    const model::OutboxRow row = desk.row(reply);
    CHECK(row.state == Delivery::Queued);
    CHECK(row.attempts == 0);
    CHECK(row.text == "We open at 9.");
    CHECK(row.to == desk.message("1").id);
    const model::Message message = desk.messageOf(reply);
    CHECK(message.delivery == Delivery::Queued);
    CHECK(message.conversation == desk.message("1").conversation);
    CHECK(message.parent == desk.message("1").id);
    CHECK(message.remoteId.empty());
    // It ends no turn before the platform has it.
    CHECK(desk.conversationOf("1").state == model::ConversationState::NeedsReply);
    CHECK(need(desk.store->read().search("open", 10)).size() == 1);
    CHECK(need(desk.store->read().counts()).outbox == 1);
    CHECK(desk.faults() == "");
}

TEST_CASE("a reply that is confirmed ends the turn at the platform's time") {
    Desk desk;
    const base::ReplyId reply = desk.queue("We open at 9.");
    REQUIRE(desk.claim());
    need(desk.settle(reply, store::SettledSent{{.remoteId = "77",
                                                .at = test::minute(20),
                                                .url = "https://shop.example/77",
                                                .audience = "unlisted"}}));
    CHECK(desk.row(reply).state == Delivery::Sent);
    CHECK(desk.row(reply).remoteId == "77");
    const model::Message message = desk.messageOf(reply);
    CHECK(message.at == test::minute(20));
    CHECK(message.url == "https://shop.example/77");
    CHECK(message.audience == "unlisted");
    CHECK(message.delivery == Delivery::Sent);
    REQUIRE(message.turn);
    CHECK(message.turn->startedAt == test::minute(5));
    CHECK(message.turn->endedAt == test::minute(20));
    CHECK(desk.conversationOf("1").state == model::ConversationState::Answered);
    CHECK(desk.conversationOf("1").unread == 0);
    CHECK(desk.conversationOf("2").state == model::ConversationState::NeedsReply);
    CHECK(need(desk.store->read().outbox()).empty());
    CHECK(desk.faults() == "");
}

TEST_CASE("the attempt is counted and its body chosen in the commit before it is made") {
    Desk desk;
    desk.guarantee = kFiftyMinutes;
    const base::ReplyId reply = desk.queue("one");
    const auto claimed = desk.claim();
    REQUIRE(claimed);
    CHECK(claimed->id == reply);
    CHECK(claimed->attempts == 1);
    CHECK(claimed->frozen.body == "frozen one 1");
    // Another connection sees it: it is committed.
    const auto seen = need(need(desk.store->reader())->reply(reply));
    CHECK(seen.state == Delivery::InFlight);
    CHECK(seen.attempts == 1);
    CHECK(seen.frozen.repeatKey == "key 1");
    CHECK(seen.firstAttemptAt == desk.clock.utcNow());
    CHECK(seen.safeUntil == desk.clock.utcNow() + 50 * kMinute);
    CHECK(desk.messageOf(reply).delivery == Delivery::InFlight);
}

TEST_CASE("every repeat sends what the first attempt sent, and the guarantee counts from there") {
    Desk desk;
    desk.guarantee = kFiftyMinutes;
    const base::ReplyId reply = desk.queue("one");
    const auto first = desk.claim();
    need(desk.settle(reply, unknown()));
    CHECK(desk.state(reply) == "queued");
    CHECK_FALSE(desk.claim());  // a pause comes first
    desk.clock.advance(5'000 * Duration{1});
    const auto second = desk.claim();
    REQUIRE(second);
    CHECK(second->frozen.body == first->frozen.body);
    CHECK(second->frozen.repeatKey == first->frozen.repeatKey);
    CHECK(second->attempts == 2);
    CHECK(second->safeUntil == first->safeUntil);
    CHECK(second->firstAttemptAt == first->firstAttemptAt);
    CHECK(desk.freezes == 1);
}

TEST_CASE("a reply that may have arrived is not sent again once the guarantee has ended") {
    Desk desk;
    desk.guarantee = kFiftyMinutes;
    const base::ReplyId reply = desk.queue("one");
    REQUIRE(desk.claim());
    need(desk.settle(reply, unknown()));
    desk.clock.advance(50 * kMinute - Duration{1});
    SECTION("its last moment") {
        CHECK(desk.claim());
    }
    SECTION("its end") {
        desk.clock.advance(Duration{1});
        CHECK_FALSE(desk.claim());
        CHECK(desk.state(reply) == "uncertain");
        CHECK(desk.messageOf(reply).delivery == Delivery::Uncertain);
    }
}

TEST_CASE("a guarantee can't be trusted with a clock that was put back") {
    Desk desk;
    desk.guarantee = kFiftyMinutes;
    const base::ReplyId reply = desk.queue("one");
    REQUIRE(desk.claim());
    need(desk.settle(reply, unknown()));
    const auto nobodyKnows = [&] {
        CHECK_FALSE(desk.claim());
        desk.clock.advance(24 * 60 * kMinute);
        CHECK_FALSE(desk.claim());
        CHECK(desk.state(reply) == "uncertain");
    };
    SECTION("before the first attempt") {
        desk.clock.advance(40 * kMinute);
        desk.clock.jump(-60 * kMinute);
        nobodyKnows();
    }
    SECTION("before something else that is on record") {
        // An hour passes, then the clock is put back to shortly after the attempt.
        desk.clock.advance(60 * kMinute);
        desk.take({says("3", "ada", 30)});
        desk.clock.jump(-55 * kMinute);
        nobodyKnows();
    }
    SECTION("forwards, past the end") {
        desk.clock.jump(24 * 60 * kMinute);
        nobodyKnows();
    }
}

TEST_CASE("a pause of our own that a clock put back has made endless is cut short") {
    Desk desk;
    const base::ReplyId reply = desk.queue("one");
    REQUIRE(desk.claim());
    need(desk.settle(reply, retryAt(desk.clock.utcNow() + 5 * kMinute)));
    CHECK_FALSE(desk.claim());
    desk.clock.jump(-24 * 60 * kMinute);
    CHECK(desk.claim());
}

TEST_CASE("a platform that can't double is asked again at any time") {
    Desk desk;
    desk.guarantee = kAlways;
    const base::ReplyId reply = desk.queue("one");
    REQUIRE(desk.claim());
    need(desk.settle(reply, unknown()));
    desk.clock.advance(90 * 24 * 60 * kMinute);
    CHECK(desk.claim());
    CHECK(desk.crash() == 1);
    CHECK(desk.state(reply) == "queued");
}

TEST_CASE("without a guarantee a reply that may have arrived is uncertain at once") {
    Desk desk;
    const base::ReplyId reply = desk.queue("one");
    REQUIRE(desk.claim());
    need(desk.settle(reply, unknown()));
    CHECK(desk.state(reply) == "uncertain");
    CHECK(desk.row(reply).error == "trouble");
    CHECK(desk.row(reply).errorKind == "unknown");
    desk.clock.advance(60 * kMinute);
    CHECK_FALSE(desk.claim());
}

TEST_CASE("what was in flight when the program ended is repeated only inside the guarantee") {
    Desk desk;
    SECTION("inside") {
        desk.guarantee = kFiftyMinutes;
        const base::ReplyId reply = desk.queue("one");
        REQUIRE(desk.claim());
        CHECK(desk.crash() == 1);
        CHECK(desk.state(reply) == "queued");
        desk.clock.advance(kMinute);
        CHECK(desk.claim());
        // Certainly not arrived this time, but the first attempt may have.
        need(desk.settle(reply, retryAt(desk.clock.utcNow())));
        desk.clock.advance(50 * kMinute);
        CHECK_FALSE(desk.claim());
        CHECK(desk.state(reply) == "uncertain");
    }
    SECTION("after it") {
        desk.guarantee = kFiftyMinutes;
        const base::ReplyId reply = desk.queue("one");
        REQUIRE(desk.claim());
        desk.clock.advance(51 * kMinute);
        CHECK(desk.crash() == 1);
        CHECK(desk.state(reply) == "uncertain");
    }
    SECTION("without one") {
        const base::ReplyId reply = desk.queue("one");
        REQUIRE(desk.claim());
        CHECK(desk.crash() == 1);
        CHECK(desk.state(reply) == "uncertain");
        CHECK(desk.row(reply).error == "the program ended while the reply was on its way");
    }
    CHECK(desk.crash() == 0);
    CHECK(desk.faults() == "");
}

TEST_CASE("a reply that certainly did not arrive goes again, also without a guarantee") {
    Desk desk;
    const base::ReplyId reply = desk.queue("one");
    for (int attempt = 1; attempt <= 5; ++attempt) {
        const auto claimed = desk.claim();
        REQUIRE(claimed);
        CHECK(claimed->attempts == attempt);
        need(desk.settle(reply, retryAt(desk.clock.utcNow() + 30 * kMinute)));
        CHECK_FALSE(desk.claim());
        desk.clock.advance(30 * kMinute);
    }
    CHECK(desk.freezes == 1);
}

TEST_CASE("a repeat that is refused says nothing about the attempt that may have arrived") {
    Desk desk;
    desk.guarantee = kFiftyMinutes;
    const base::ReplyId reply = desk.queue("one");
    REQUIRE(desk.claim());
    need(desk.settle(reply, unknown()));
    desk.clock.advance(kMinute);
    REQUIRE(desk.claim());
    need(desk.settle(reply, failed()));
    CHECK(desk.state(reply) == "uncertain");
    CHECK(desk.row(reply).errorKind == "too_long");
}

TEST_CASE("replies of one conversation go in the order they were written, others don't wait for them") {
    Desk desk;
    const base::ReplyId first = desk.queue("first", "1");
    const base::ReplyId second = desk.queue("second", "1");
    const base::ReplyId other = desk.queue("other", "2");
    CHECK(desk.claim()->id == first);
    CHECK(desk.claim()->id == other);
    CHECK_FALSE(desk.claim());
    SECTION("one that failed holds nobody up") {
        need(desk.settle(first, failed()));
        CHECK(desk.claim()->id == second);
    }
    SECTION("one that waits to be sent again does") {
        need(desk.settle(first, retryAt(desk.clock.utcNow() + kMinute)));
        CHECK_FALSE(desk.claim());
        desk.clock.advance(kMinute);
        CHECK(desk.claim()->id == first);
    }
    SECTION("an uncertain one does, until it is decided") {
        need(desk.settle(first, unknown()));
        CHECK_FALSE(desk.claim());
        need(desk.resolve(first, store::AgentDiscard{}));
        CHECK(desk.claim()->id == second);
    }
    SECTION("one that was sent does not") {
        need(desk.sent(first, "77"));
        CHECK(desk.claim()->id == second);
    }
}

TEST_CASE("a reply of another account is not touched") {
    Desk desk;
    desk.queue("one");
    const base::AccountId own = std::exchange(desk.account, base::AccountId{99});
    CHECK_FALSE(desk.claim());
    desk.account = own;
    CHECK(desk.claim());
}

TEST_CASE("a reply held back for undo goes when its time has come, or at the agent's word") {
    Desk desk;
    const base::ReplyId reply = desk.queue("one", "1", Duration{10'000});
    CHECK_FALSE(desk.claim());
    need(desk.change([&](Outbox& outbox) { return outbox.hurry(desk.account); }));
    CHECK_FALSE(desk.claim());
    SECTION("time") {
        desk.clock.advance(Duration{10'000});
        CHECK(desk.claim());
    }
    SECTION("word") {
        need(desk.change([&](Outbox& outbox) { return outbox.retry(reply); }));
        CHECK(desk.claim());
    }
}

TEST_CASE("hurrying ends our own pauses and not the platform's") {
    Desk desk;
    const base::ReplyId ours = desk.queue("ours", "1");
    const base::ReplyId platforms = desk.queue("platforms", "2");
    REQUIRE(desk.claim());
    REQUIRE(desk.claim());
    need(desk.settle(ours, retryAt(desk.clock.utcNow() + kMinute)));
    need(desk.settle(platforms, retryAt(desk.clock.utcNow() + kMinute, base::Cure::RetryAt)));
    CHECK_FALSE(desk.claim());
    need(desk.change([&](Outbox& outbox) { return outbox.hurry(desk.account); }));
    CHECK(desk.claim()->id == ours);
    CHECK_FALSE(desk.claim());
    desk.clock.advance(kMinute);
    CHECK(desk.claim()->id == platforms);
}

TEST_CASE("a reply that can't be worded fails without holding up the others") {
    Desk desk;
    const base::ReplyId reply = desk.queue("one", "1");
    const base::ReplyId other = desk.queue("other", "2");
    std::optional<model::OutboxRow> claimed;
    const auto claim = [&](ErrorKind kind) {
        return desk.store->write("test", [&](store::WriteTx& tx) -> base::Status {
            auto row = Outbox(tx).claim(
                desk.account, [](model::Visibility) { return kNone; },
                [&](const model::OutboxRow& queued) -> base::Result<model::FrozenReply> {
                    if (queued.id == reply) {
                        return base::fail(kind, "it was deleted");
                    }
                    return model::FrozenReply{.body = "b", .repeatKey = ""};
                });
            if (!row) {
                return base::fail(row.error());
            }
            claimed = *row;
            return {};
        });
    };
    SECTION("the platform's rule") {
        need(claim(ErrorKind::Gone));
        CHECK(claimed->id == other);
        CHECK(desk.state(reply) == "failed");
        CHECK(desk.row(reply).error == "it was deleted");
        CHECK(desk.row(reply).attempts == 0);
        CHECK(desk.cancel(reply) == "one");
    }
    SECTION("our own trouble fails nobody's reply") {
        CHECK_FALSE(claim(ErrorKind::Database));
        CHECK(desk.state(reply) == "queued");
    }
}

TEST_CASE("a reply taken back leaves no trace, and its text returns") {
    Desk desk;
    const std::string before = desk.picture();
    const std::int64_t messages = desk.messages();
    const base::ReplyId reply = desk.queue("We open at 9.");
    SECTION("before any attempt") {
        CHECK(desk.state(reply) == "queued");
    }
    SECTION("after one that certainly did not arrive") {
        REQUIRE(desk.claim());
        need(desk.settle(reply, retryAt(desk.clock.utcNow())));
    }
    SECTION("after the platform refused it") {
        REQUIRE(desk.claim());
        need(desk.settle(reply, failed()));
    }
    CHECK(desk.cancel(reply) == "We open at 9.");
    CHECK(desk.messages() == messages);
    CHECK(desk.picture() == before);
    CHECK(needError(desk.store->read().reply(reply)).kind == ErrorKind::NotFound);
    CHECK(need(desk.store->read().search("open", 10)).empty());
    CHECK(desk.faults() == "");
}

TEST_CASE("a discarded reply that nobody can have seen is gone with its words") {
    Desk desk;
    const std::string before = desk.picture();
    const base::ReplyId reply = desk.queue("We open at 9.");
    SECTION("never tried") {
        CHECK(desk.row(reply).attempts == 0);
    }
    SECTION("tried, and never left") {
        REQUIRE(desk.claim());
        need(desk.settle(reply, retryAt(desk.clock.utcNow())));
    }
    SECTION("refused") {
        REQUIRE(desk.claim());
        need(desk.settle(reply, failed()));
    }
    need(desk.resolve(reply, store::AgentDiscard{}));
    CHECK(desk.picture() == before);
    CHECK(needError(desk.store->read().reply(reply)).kind == ErrorKind::NotFound);
    CHECK(need(desk.store->read().draft(desk.message("1").conversation)).empty());
    CHECK(need(desk.store->read().search("open", 10)).empty());
    CHECK(desk.faults() == "");
}

TEST_CASE("a private answer to a public comment stands with that person's private messages and ends the "
          "comment's turn") {
    Desk desk;
    const base::ReplyId reply = desk.queue("just for you", "1", Duration{0}, true);
    const model::Message message = desk.messageOf(reply);
    CHECK(message.visibility == model::Visibility::Private);
    CHECK(message.parent == desk.message("1").id);
    CHECK(desk.text("SELECT thread_key FROM conversation WHERE id = " +
                    std::to_string(message.conversation.value)) == "private:u-mira");
    REQUIRE(desk.claim());
    need(desk.settle(reply, store::SettledSent{{.remoteId = "77", .at = test::minute(20)}}));
    CHECK(desk.conversationOf("1").state == model::ConversationState::Answered);
    CHECK(desk.message("77").turn->startedAt == test::minute(5));
    CHECK(desk.conversationOf("2").state == model::ConversationState::NeedsReply);
    CHECK(desk.faults() == "");
}

TEST_CASE("a private conversation is not answered in public, and nothing is not sent") {
    Desk desk;
    desk.take({test::whispers("3", "mira", 7)});
    const model::Message message = desk.message("3");
    model::ReplyDraft draft =
        need(desk.store->read().draftOf(message.conversation, message.id, false, "direct", "x"));
    const auto queue = [&](const model::ReplyDraft& given) {
        const auto done = desk.store->write("test", [&](store::WriteTx& tx) -> base::Status {
            const auto id = Outbox(tx).queue(given, message.id, Duration{0});
            return id ? base::Status{} : base::fail(id.error());
        });
        return needError(done).kind;
    };
    draft.visibility = model::Visibility::Public;
    CHECK(queue(draft) == ErrorKind::BadInput);
    draft.visibility = model::Visibility::Private;
    draft.text.clear();
    CHECK(queue(draft) == ErrorKind::BadInput);
    draft.text = "x";
    draft.conversation = base::ConversationId{999};
    CHECK(queue(draft) == ErrorKind::NotFound);
    CHECK(need(desk.store->read().outbox()).empty());
}

TEST_CASE("without a message named a reply answers what the draft answers") {
    Desk desk;
    const model::Message message = desk.message("1");
    const auto draft = need(desk.store->read().draftOf(message.conversation, {}, false, "direct", "hello"));
    base::ReplyId reply;
    desk.write([&](store::WriteTx& tx) { reply = need(Outbox(tx).queue(draft, {}, Duration{0})); });
    CHECK(desk.row(reply).to == message.id);
    CHECK(desk.messageOf(reply).parent == message.id);
}
