// SPDX-License-Identifier: GPL-3.0-or-later
// What happened to a reply is there for whoever has to decide on it.
#include "desk.h"

#include "store/sqlite/query.h"

#include "support/catch.h"

using Kind = model::ReplyEvent::Kind;
using test::Desk;
using test::kMinute;
using test::need;

namespace {

std::vector<Kind> kinds(Desk& desk, base::ReplyId reply) {
    std::vector<Kind> all;
    for (const model::ReplyEvent& event : need(desk.store->read().replyEvents(reply))) {
        all.push_back(event.kind);
    }
    return all;
}

}  // namespace

TEST_CASE("each try, each look and each decision on a reply is noted with its time") {
    Desk desk;
    const base::ReplyId reply = desk.queue("We open at 9.");
    desk.clock.advance(kMinute);
    const base::UtcTime left = desk.clock.utcNow();
    REQUIRE(desk.claim());
    desk.clock.advance(kMinute);
    need(desk.settle(reply, test::unknown()));
    need(desk.resolve(reply, store::NotFound{}));
    need(desk.resolve(reply, store::AgentResend{}));
    REQUIRE(desk.claim());
    need(desk.settle(reply, store::SettledSent{{.remoteId = "77", .at = desk.clock.utcNow()}}));
    CHECK(kinds(desk, reply) == std::vector{Kind::Written, Kind::Left, Kind::CutOff, Kind::NotFound,
                                            Kind::SentAgain, Kind::Left, Kind::Confirmed});
    const auto events = need(desk.store->read().replyEvents(reply));
    CHECK(events[1].at == left);
    CHECK(events[2].at == left + kMinute);
    CHECK(events[2].detail == "trouble");
}

TEST_CASE("a refusal is noted with its reason, and being tried again on the agent's wish") {
    Desk desk;
    const base::ReplyId reply = desk.queue("We open at 9.");
    REQUIRE(desk.claim());
    need(desk.settle(reply, test::failed()));
    need(desk.change([&](store::Outbox& outbox) { return outbox.retry(reply); }));
    CHECK(kinds(desk, reply) == std::vector{Kind::Written, Kind::Left, Kind::Refused, Kind::TriedAgain});
    CHECK(need(desk.store->read().replyEvents(reply))[2].detail == "trouble");
}

TEST_CASE("what happened to a reply goes when it is taken back") {
    Desk desk;
    const base::ReplyId reply = desk.queue("We open at 9.");
    desk.write([&](store::WriteTx& tx) { need(store::Outbox(tx).cancel(reply)); });
    desk.write([&](store::WriteTx& tx) {
        CHECK(need(store::sqlite::first(
                  tx.connection(), "SELECT count(*) FROM reply_event",
                  [](const store::sqlite::Statement& row) { return row.integer(0); })) == 0);
    });
}

TEST_CASE("replies sent since a moment come with the latest first") {
    Desk desk;
    const auto send = [&](const std::string& text, const std::string& remoteId) {
        const base::ReplyId reply = desk.queue(text);
        REQUIRE(desk.claim());
        need(desk.settle(reply, store::SettledSent{{.remoteId = remoteId, .at = desk.clock.utcNow()}}));
        desk.clock.advance(kMinute);
        return reply;
    };
    send("yesterday's", "70");
    const base::UtcTime since = desk.clock.utcNow();
    const base::ReplyId first = send("We open at 9.", "71");
    const base::ReplyId second = send("And close at 6.", "72");
    const auto sent = need(desk.store->read().sentSince(since, 10));
    REQUIRE(sent.size() == 2);
    CHECK(sent[0].id == second);
    CHECK(sent[1].id == first);
    CHECK(need(desk.store->read().sentSince(since, 1)).size() == 1);
}
