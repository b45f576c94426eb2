// SPDX-License-Identifier: GPL-3.0-or-later
// In which order replies go, and which of them wait for their author.
#include "desk.h"

#include "support/catch.h"

#include <chrono>

using model::IfWroteAgain;
using Way = model::MoveReply::Way;
using store::Outbox;
using test::Desk;
using test::kMinute;
using test::need;
using test::needError;

namespace {

struct OrderDesk : Desk {
    base::ReplyId queueAsking(const std::string& text, const std::string& to) {
        const model::Message message = this->message(to);
        const model::ReplyDraft draft =
            need(store->read().draftOf(message.conversation, message.id, false, "direct", text));
        base::ReplyId id;
        write([&](store::WriteTx& tx) {
            id = need(Outbox(tx).queue(draft, message.id, base::Duration{0}, {}, IfWroteAgain::AskFirst));
        });
        return id;
    }
    base::Status move(base::ReplyId reply, Way way) {
        return change([&](Outbox& outbox) { return outbox.move(reply, way); });
    }
    std::vector<std::string> ownWords(const std::string& of) {
        std::vector<std::string> words;
        for (const model::Message& one : need(store->read().thread(message(of).conversation, 50))) {
            if (one.direction == model::Direction::Outbound) {
                words.push_back(one.text);
            }
        }
        return words;
    }
};

}  // namespace

TEST_CASE("replies of a conversation go in the order that the agent gave them") {
    OrderDesk desk;
    const base::ReplyId first = desk.queue("one", "1");
    const base::ReplyId elsewhere = desk.queue("to juri", "2");
    const bool sameMoment = GENERATE(true, false);
    if (!sameMoment) {
        desk.clock.advance(kMinute);
    }
    const base::ReplyId second = desk.queue("two", "1");
    need(desk.move(second, Way::Earlier));
    CHECK(desk.ownWords("1") == std::vector<std::string>{"two", "one"});
    CHECK(needError(desk.move(second, Way::Earlier)).message ==
          "this reply is the first of its conversation already");
    CHECK(needError(desk.move(first, Way::Later)).message ==
          "this reply is the last of its conversation already");
    CHECK(needError(desk.move(elsewhere, Way::Later)).kind == base::ErrorKind::BadInput);
    CHECK(desk.claim()->id == second);
    CHECK(needError(desk.move(first, Way::Earlier)).message == "reply 3 is in_flight and can't be overtaken");
    CHECK(needError(desk.move(second, Way::Later)).message == "reply 3 is in_flight and can't be moved");
    CHECK(desk.claim()->id == elsewhere);
    CHECK_FALSE(desk.claim());
    need(desk.sent(second, "71"));
    CHECK(desk.claim()->id == first);
    need(desk.store->check());
}

TEST_CASE("moving a reply there and back changes nothing") {
    OrderDesk desk;
    const base::ReplyId first = desk.queue("one", "1");
    desk.queue("two", "1");
    desk.queue("three", "1");
    need(desk.move(first, Way::Later));
    need(desk.move(first, Way::Later));
    CHECK(desk.ownWords("1") == std::vector<std::string>{"two", "three", "one"});
    need(desk.move(first, Way::Earlier));
    need(desk.move(first, Way::Earlier));
    CHECK(desk.ownWords("1") == std::vector<std::string>{"one", "two", "three"});
    CHECK(desk.claim()->id == first);
}

TEST_CASE("a reply waits for its author once the customer has written again") {
    OrderDesk desk;
    const base::ReplyId asking = desk.queueAsking("the blue one is gone", "1");
    const base::ReplyId other = desk.queue("to juri", "2");
    CHECK_FALSE(desk.row(asking).wroteAgainAt);
    desk.take({test::says("8", "mira", 60, "1")});
    CHECK(desk.row(asking).wroteAgainAt == desk.message("8").at);
    CHECK_FALSE(desk.row(asking).waitsForAuthor(desk.clock.utcNow()));  // still looked at
    desk.clock.advance(model::kAuthorLooks);
    CHECK(desk.row(asking).waitsForAuthor(desk.clock.utcNow()));
    CHECK(desk.claim()->id == other);
    CHECK_FALSE(desk.claim());
    SECTION("who looks and sends it sends it") {
        need(desk.change([&](Outbox& outbox) { return outbox.retry(asking); }));
        CHECK_FALSE(desk.row(asking).waitsForAuthor(desk.clock.utcNow()));
        CHECK(desk.claim()->id == asking);
    }
    SECTION("a clock that was put back does not send it") {
        desk.clock.jump(-std::chrono::hours{1});
        CHECK(desk.row(asking).waitsForAuthor(desk.clock.utcNow()));
        CHECK_FALSE(desk.claim());
    }
    SECTION("what the customer took back is not waited for") {
        desk.erase({"8"});
        CHECK(desk.claim()->id == asking);
    }
    SECTION("a pause that ends does not send it") {
        need(desk.change([&](Outbox& outbox) { return outbox.hurry(desk.account); }));
        CHECK_FALSE(desk.claim());
    }
}

TEST_CASE("others who write, and what is older than the answered message, hold no reply up") {
    OrderDesk desk;
    const base::ReplyId asking = desk.queueAsking("the blue one is gone", "1");
    desk.take({test::says("8", "juri", 60, "1"), test::says("9", "mira", 1)});
    CHECK_FALSE(desk.row(asking).wroteAgainAt);
    CHECK(desk.claim()->id == asking);
}

TEST_CASE("a reply that was not asked to wait only tells that the customer wrote again") {
    OrderDesk desk;
    const base::ReplyId reply = desk.queue("the blue one is gone", "1");
    desk.take({test::says("8", "mira", 60, "1")});
    CHECK(desk.row(reply).wroteAgainAt == desk.message("8").at);
    desk.clock.advance(model::kAuthorLooks);
    CHECK_FALSE(desk.row(reply).waitsForAuthor(desk.clock.utcNow()));
    CHECK(desk.claim()->id == reply);
}

TEST_CASE("a reply that was tried goes on, although the customer wrote again") {
    OrderDesk desk;
    desk.guarantee = test::kFiftyMinutes;
    const base::ReplyId asking = desk.queueAsking("the blue one is gone", "1");
    CHECK(desk.claim()->id == asking);
    need(desk.settle(asking, test::unknown()));
    desk.take({test::says("8", "mira", 60, "1")});
    desk.clock.advance(kMinute);
    CHECK(desk.claim()->id == asking);
}

TEST_CASE("the reply whose window closes first goes first, and a window that is shut hurries nobody") {
    OrderDesk desk;
    const auto closes = [&](const std::string& of, base::UtcTime at) {
        const base::ConversationId conversation = desk.message(of).conversation;
        desk.write([&](store::WriteTx& tx) {
            need(store::sqlite::run(tx.connection(),
                                    "UPDATE conversation SET window_closes_at = ? WHERE id = ?", at,
                                    conversation));
        });
    };
    desk.take({test::says("3", "ada", 7)});
    const base::ReplyId oldest = desk.queue("to mira", "1");
    const base::ReplyId soon = desk.queue("to juri", "2");
    const base::ReplyId shut = desk.queue("to ada", "3");
    closes("2", desk.clock.utcNow() + kMinute);
    closes("3", desk.clock.utcNow() - kMinute);
    CHECK(desk.claim()->id == soon);
    CHECK(desk.claim()->id == oldest);
    CHECK(desk.claim()->id == shut);
}
