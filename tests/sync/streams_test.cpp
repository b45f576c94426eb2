// SPDX-License-Identifier: GPL-3.0-or-later
// A post that a search found, answered and taken back, and judged.
#include "bench.h"

#include "store/write_tx.h"

#include "support/catch.h"

using test::Bench;
using test::need;

namespace {

/// A stranger's post, and below it one about the shop that a search found.
struct Desk : Bench {
    Desk() {
        model::IncomingMessage above{.remoteId = "s1",
                                     .author = {.remoteId = "juri", .handle = "juri", .name = "Juri"},
                                     .audience = "public",
                                     .text = "where does one buy lamps?",
                                     .at = clock.utcNow()};
        model::IncomingMessage found = above;
        found.remoteId = "s2";
        found.parentRemoteId = "s1";
        found.author = {.remoteId = "ada", .handle = "ada", .name = "Ada"};
        found.text = "at the lamp shop";
        found.foundBy = "lamp shop";
        need(store->write("test", [&](store::WriteTx& tx) -> base::Status {
            model::IncomingBatch batch;
            batch.messages = {above, found};
            need(tx.ingest(account, batch));
            return {};
        }));
    }
    [[nodiscard]] std::size_t hits() { return need(store->read().streamHits(account, 10)).size(); }
};

}  // namespace

TEST_CASE("an answer to a hit that is taken back is its draft, and the hit is a hit again") {
    Desk desk;
    REQUIRE(desk.hits() == 1);
    const base::ConversationId before = desk.conversationOf("s2").id;
    const base::ReplyId reply = desk.reply("s2", "thank you, Ada", 10 * test::kSecond);
    CHECK(desk.hits() == 0);
    CHECK(desk.conversationOf("s2").customerName == "Ada");
    need(desk.engine->carryOut(model::CancelReply{reply}));
    CHECK(desk.hits() == 1);
    CHECK(desk.conversationOf("s2").id == before);
    CHECK(need(desk.store->read().draft(before)) == "thank you, Ada");
    need(desk.store->check());
}

TEST_CASE("an answer to a hit is sent as any other") {
    Desk desk;
    const base::ReplyId reply = desk.reply("s2", "thank you, Ada");
    desk.syncAccount();
    CHECK(desk.row(reply).to == desk.message("s2").id);
    CHECK(desk.row(reply).attempts == 1);
    CHECK(desk.hits() == 0);
    CHECK(need(desk.store->read().counts()).needsReply == 0);
}

TEST_CASE("not for us is an intent, taken back by another") {
    Desk desk;
    const base::MessageId hit = desk.message("s2").id;
    need(desk.engine->carryOut(model::JudgeHit{.message = hit}));
    CHECK(desk.hits() == 0);
    need(desk.engine->carryOut(model::JudgeHit{.message = hit, .verdict = model::JudgeHit::Verdict::ForUs}));
    CHECK(desk.hits() == 1);
    CHECK_FALSE(desk.engine->carryOut(model::JudgeHit{.message = desk.message("s1").id}));
}
