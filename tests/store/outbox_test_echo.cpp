// SPDX-License-Identifier: GPL-3.0-or-later
// One row per reply, whichever comes first: the answer to sending it, or the poll that reads it back.
#include "desk.h"

#include "support/catch.h"

using test::Desk;
using test::kMinute;
using test::minute;
using test::need;
using test::says;
using test::weSay;

namespace {

model::IncomingMessage echo(const std::string& remoteId, const std::string& text, base::UtcTime at,
                            const std::string& parent = "1") {
    model::IncomingMessage message = weSay(remoteId, 0, parent);
    message.text = text;
    message.at = at;
    message.url = "https://shop.example/" + remoteId;
    return message;
}

}  // namespace

TEST_CASE("the echo of a confirmed reply changes nothing but its time and address") {
    Desk desk;
    const base::ReplyId reply = desk.queue("We open at 9.");
    REQUIRE(desk.claim());
    need(desk.sent(reply, "77"));
    const std::int64_t messages = desk.messages();
    const store::Ingested done = desk.take({echo("77", "@mira We open at 9.", minute(21))});
    CHECK(done.newOwn == 0);
    CHECK(desk.messages() == messages);
    CHECK(desk.message("77").text == "We open at 9.");
    CHECK(desk.message("77").at == minute(21));
    CHECK(desk.message("77").url == "https://shop.example/77");
    CHECK(desk.message("77").turn->endedAt == minute(21));
    CHECK(desk.take({echo("77", "@mira We open at 9.", minute(21))}).changed == 0);
    CHECK(desk.faults() == "");
}

TEST_CASE("an echo that comes before the answer to sending gives way to the reply") {
    Desk desk;
    const base::ReplyId reply = desk.queue("We open at 9.");
    REQUIRE(desk.claim());
    const std::int64_t messages = desk.messages();
    // The poll sees it first, and the customer answers it already.
    desk.take({echo("77", "@mira We open at 9.", minute(21)), says("78", "mira", 22, "77")});
    CHECK(desk.messages() == messages + 2);
    CHECK(desk.message("78").parent == desk.message("77").id);
    need(desk.settle(reply, store::SettledSent{{.remoteId = "77", .at = minute(21)}}));
    CHECK(desk.messages() == messages + 1);
    CHECK(desk.message("77").id == desk.row(reply).message);
    CHECK(desk.message("77").text == "We open at 9.");
    CHECK(desk.message("78").parent == desk.message("77").id);
    CHECK(desk.message("78").turn->outcome == model::TurnOutcome::Open);
    CHECK(need(desk.store->read().search("open", 10)).size() == 1);
    CHECK(desk.faults() == "");
}

TEST_CASE("a reply found on the platform takes the place of the row that a poll had stored") {
    Desk desk;
    const base::ReplyId reply = desk.queue("We open at 9.");
    REQUIRE(desk.claim());
    need(desk.settle(reply, test::unknown()));
    // Its parent is not told here: the poll takes it for an announcement of ours, which others answer.
    desk.take({echo("77", "@mira We open at 9.", minute(21), ""), says("78", "juri", 22, "77")});
    CHECK(desk.keyOf("78") == "top:78");
    const std::int64_t messages = desk.messages();
    need(desk.resolve(reply, store::Found{{.remoteId = "77", .at = minute(21)}}));
    CHECK(desk.messages() == messages - 1);
    CHECK(desk.state(reply) == "sent");
    CHECK(desk.message("77").id == desk.row(reply).message);
    CHECK(desk.keyOf("77") == "top:1");
    // What answers it belongs to the customer's conversation after all.
    CHECK(desk.keyOf("78") == "top:1");
    CHECK(desk.faults() == "");
}

TEST_CASE("what was found can't be another reply of ours") {
    Desk desk;
    const base::ReplyId first = desk.queue("thanks", "1");
    REQUIRE(desk.claim());
    need(desk.sent(first, "77"));
    const base::ReplyId second = desk.queue("thanks", "1");
    REQUIRE(desk.claim());
    need(desk.settle(second, test::unknown()));
    CHECK(test::needError(desk.resolve(second, store::Found{{.remoteId = "77", .at = minute(21)}})).kind ==
          base::ErrorKind::BadInput);
    CHECK(desk.state(second) == "uncertain");
    CHECK(desk.message("77").id == desk.row(first).message);
}

TEST_CASE("messages that waited for a reply of ours hang below it as soon as its id is known") {
    Desk desk;
    const base::ReplyId reply = desk.queue("We open at 9.");
    REQUIRE(desk.claim());
    desk.take({says("78", "mira", 22, "77")});
    CHECK(desk.keyOf("78") == "top:78");
    CHECK(desk.wanted() == std::set<std::string>{"78"});
    need(desk.sent(reply, "77"));
    CHECK(desk.keyOf("78") == "top:1");
    CHECK(desk.message("78").parent == desk.row(reply).message);
    CHECK(desk.wanted().empty());
    CHECK(desk.faults() == "");
}

TEST_CASE("a reply that the agent saw arrive gets its id from the echo, in both orders") {
    Desk desk;
    const base::ReplyId reply = desk.queue("We open at 9.");
    const base::ReplyId other = desk.queue("And at 10 on Sundays.", "2");
    REQUIRE(desk.claim());
    need(desk.settle(reply, test::unknown()));
    const model::IncomingMessage shown = echo("77", "@mira We open at 9.", desk.clock.utcNow());
    const std::int64_t messages = desk.messages();
    SECTION("the agent first") {
        need(desk.resolve(reply, store::AgentArrived{}));
        CHECK(desk.take({shown}).newOwn == 0);
    }
    SECTION("the poll first") {
        CHECK(desk.take({shown}).newOwn == 1);
        need(desk.resolve(reply, store::AgentArrived{}));
    }
    SECTION("the poll first, and the agent gave it up") {
        need(desk.resolve(reply, store::AgentDiscard{}));
        CHECK(desk.messageOf(reply).delivery == model::Delivery::Failed);
        CHECK(desk.take({shown}).newOwn == 0);
    }
    CHECK(desk.messages() == messages);
    CHECK(desk.row(reply).remoteId == "77");
    CHECK(desk.state(reply) == "sent");
    CHECK(desk.messageOf(reply).delivery == model::Delivery::Sent);
    CHECK(desk.state(other) == "queued");
    CHECK(desk.conversationOf("1").state == model::ConversationState::Answered);
    CHECK(desk.faults() == "");
}

TEST_CASE("whenever the echo comes, it is one message, one row and the right turn answered") {
    Desk desk;
    desk.guarantee = GENERATE(test::kNone, test::kFiftyMinutes);
    const bool promised = desk.guarantee.kind != model::RepeatGuarantee::Kind::None;
    const base::ReplyId reply = desk.queue("We open at 9.");
    REQUIRE(desk.claim());
    const base::UtcTime arrived = desk.clock.utcNow();
    const auto poll = [&] { desk.take({echo("77", "@mira We open at 9.", arrived)}); };
    const auto decide = [&](const store::Resolution& resolution) {
        if (promised) {
            // Nobody is asked before the guarantee has ended.
            desk.clock.advance(51 * kMinute);
            REQUIRE_FALSE(desk.claim());
        }
        REQUIRE(desk.state(reply) == "uncertain");
        need(desk.resolve(reply, resolution));
    };
    SECTION("after the answer to sending") {
        REQUIRE(desk.sent(reply, "77"));
        poll();
    }
    SECTION("before it") {
        poll();
        REQUIRE(desk.sent(reply, "77"));
    }
    SECTION("before a crash, and the look-up finds it") {
        poll();
        desk.crash();
        decide(store::Found{{.remoteId = "77", .at = arrived}});
    }
    SECTION("after a crash, and the look-up finds it") {
        desk.crash();
        poll();
        decide(store::Found{{.remoteId = "77", .at = arrived}});
        poll();
    }
    SECTION("after the agent saw it arrive") {
        need(desk.settle(reply, test::unknown()));
        decide(store::AgentArrived{});
        poll();
    }
    SECTION("before the agent saw it arrive") {
        need(desk.settle(reply, test::unknown()));
        poll();
        decide(store::AgentArrived{});
    }
    SECTION("while it waits to be repeated, and the repeat is recognised by the server") {
        need(desk.settle(reply, test::unknown()));
        poll();
        desk.clock.advance(kMinute);
        if (promised) {
            REQUIRE(desk.claim());
            need(desk.settle(reply, store::SettledSent{{.remoteId = "77", .at = arrived}}));
        } else {
            decide(store::Found{{.remoteId = "77", .at = arrived}});
        }
        poll();
    }
    CHECK(desk.state(reply) == "sent");
    CHECK(desk.row(reply).remoteId == "77");
    CHECK(desk.number("SELECT count(*) FROM message WHERE direction = 'outbound'") == 1);
    CHECK(desk.message("77").id == desk.row(reply).message);
    CHECK(desk.message("77").text == "We open at 9.");
    CHECK(desk.message("1").turn->outcome == model::TurnOutcome::Answered);
    CHECK(desk.message("1").turn->endedAt == arrived);
    CHECK(desk.message("2").turn->outcome == model::TurnOutcome::Open);
    CHECK(desk.conversationOf("1").state == model::ConversationState::Answered);
    CHECK(desk.conversationOf("2").state == model::ConversationState::NeedsReply);
    CHECK(desk.faults() == "");
}

TEST_CASE("an echo is recognised also when it is of an attempt before the last") {
    Desk desk;
    const base::ReplyId reply = desk.queue("We open at 9.");
    REQUIRE(desk.claim());
    model::IncomingMessage shown = echo("77", "@mira We open at 9.", desk.clock.utcNow());
    SECTION("the agent had it sent again, and that was lost") {
        need(desk.settle(reply, test::unknown()));
        need(desk.resolve(reply, store::AgentResend{}));
        desk.clock.advance(60 * kMinute);
        REQUIRE(desk.claim());
    }
    SECTION("the calendar was put back after one that never left") {
        need(desk.settle(reply, test::retryAt(desk.clock.utcNow())));
        desk.clock.jump(-60 * kMinute);
        REQUIRE(desk.claim());
        shown.at = desk.clock.utcNow();
    }
    need(desk.settle(reply, test::unknown()));
    desk.take({shown});
    need(desk.resolve(reply, store::AgentArrived{}));
    CHECK(desk.row(reply).remoteId == "77");
    CHECK(desk.number("SELECT count(*) FROM message WHERE direction = 'outbound'") == 1);
    CHECK(desk.faults() == "");
}

TEST_CASE("an echo is not taken for a reply with another text, another parent or of another time") {
    Desk desk;
    const base::ReplyId reply = desk.queue("We open at 9.");
    REQUIRE(desk.claim());
    need(desk.settle(reply, test::unknown()));
    need(desk.resolve(reply, store::AgentArrived{}));
    const base::UtcTime now = desk.clock.utcNow();
    desk.take({echo("71", "@mira We open at 10.", now), echo("72", "@mira We open at 9.", now, "2"),
               echo("73", "@mira We open at 9.", now - 2 * kMinute)});
    CHECK(desk.row(reply).remoteId.empty());
    desk.take({echo("74", "@mira We open at 9.", now), echo("75", "@mira We open at 9.", now)});
    CHECK(desk.row(reply).remoteId == "74");
    CHECK(desk.message("75").id != desk.row(reply).message);
    CHECK(desk.faults() == "");
}

TEST_CASE("an own reply that somebody edited on the platform shows the new text and keeps the agent's") {
    Desk desk;
    const base::ReplyId reply = desk.queue("We open at 9.");
    REQUIRE(desk.claim());
    model::IncomingMessage edited = echo("77", "@mira We open at 10.", minute(21));
    edited.editedAt = minute(30);
    const auto bothAreThere = [&] {
        CHECK(desk.message("77").text == "@mira We open at 10.");
        CHECK(desk.message("77").editedAt == minute(30));
        const auto former = need(desk.store->read().formerTexts(desk.message("77").id));
        REQUIRE(former.size() == 1);
        CHECK(former.front().text == "We open at 9.");
        CHECK(desk.faults() == "");
    };
    SECTION("after it was confirmed") {
        need(desk.sent(reply, "77"));
        desk.take({echo("77", "@mira We open at 9.", minute(21))});
        desk.take({edited});
        bothAreThere();
    }
    SECTION("before") {
        desk.take({edited});
        need(desk.sent(reply, "77"));
        bothAreThere();
    }
}

TEST_CASE("two replies with one id are two replies all the same") {
    Desk desk;
    const base::ReplyId first = desk.queue("one", "1");
    REQUIRE(desk.claim());
    need(desk.sent(first, "77"));
    const base::ReplyId second = desk.queue("two", "1");
    REQUIRE(desk.claim());
    need(desk.sent(second, "77"));
    CHECK(desk.state(second) == "sent");
    CHECK(desk.row(first).remoteId == "77");
    CHECK(desk.row(second).remoteId.empty());
    CHECK(desk.faults() == "");
}
