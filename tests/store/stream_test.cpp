// SPDX-License-Identifier: GPL-3.0-or-later
// Posts that a search found: people who talk about the shop and do not mention it.
#include "desk.h"

#include "support/catch.h"

using model::MentionOfUs;
using test::Desk;
using test::minute;
using test::need;
using test::says;
using test::weSay;

namespace {

model::IncomingMessage found(const std::string& remoteId, const std::string& who, int minutes,
                             const std::string& parent = {}) {
    model::IncomingMessage message = says(remoteId, who, minutes, parent, MentionOfUs::None);
    message.foundBy = "\"kettle shop\"";
    return message;
}

struct StreamDesk : Desk {
    /// Remote ids, newest first.
    [[nodiscard]] std::vector<std::string> hits(base::AccountId of = {}) {
        std::vector<std::string> ids;
        for (const model::StreamHit& hit : need(store->read().streamHits(of, 50))) {
            ids.push_back(need(store->read().message(hit.message)).remoteId);
        }
        return ids;
    }
    void judge(const std::string& remoteId, model::JudgeHit::Verdict verdict) {
        const base::MessageId id = message(remoteId).id;
        write([&](store::WriteTx& tx) { need(tx.judgeHit({.message = id, .verdict = verdict})); });
    }
    [[nodiscard]] std::size_t listed() { return need(store->read().inbox({}, 50)).size(); }
};

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a post that a search found counts nowhere and is listed with the search that found it") {
    StreamDesk desk;
    const store::Counts before = need(desk.store->read().counts());
    const store::Ingested done = desk.take({found("7", "ada", 10), found("8", "sam", 12)});
    CHECK(done.newMessages == 0);
    CHECK(desk.hits() == Ids{"8", "7"});
    CHECK(desk.hits(desk.account) == Ids{"8", "7"});
    CHECK(desk.hits({99}).empty());
    CHECK(desk.listed() == 2);
    const store::Counts after = need(desk.store->read().counts());
    CHECK(after.needsReply == before.needsReply);
    CHECK(after.unread == before.unread);
    CHECK_FALSE(desk.message("7").turn);
    const model::StreamHit hit = need(desk.store->read().streamHits({}, 1)).at(0);
    CHECK(hit.foundBy == "\"kettle shop\"");
    CHECK(hit.authorName == "sam");
    CHECK(hit.text == "text of 8");
    CHECK(hit.url == "https://else.example/8");
    CHECK(hit.at == minute(12));
    const auto next = need(desk.store->read().streamHits({}, 5, model::StreamPlace{hit.at, hit.message}));
    REQUIRE(next.size() == 1);
    CHECK(next[0].at == minute(10));
    CHECK(desk.faults() == "");
}

TEST_CASE("what is found again and again is one hit and writes nothing") {
    StreamDesk desk;
    desk.take({found("7", "ada", 10)});
    const auto changes = [&] { return desk.number("SELECT total_changes()"); };
    const std::int64_t before = changes();
    CHECK(desk.take({found("7", "ada", 10)}).changed == 0);
    CHECK(changes() == before);
    CHECK(desk.hits() == Ids{"7"});
}

TEST_CASE("what addresses us, or stands in a conversation with us, is no hit though a search finds it") {
    StreamDesk desk;
    model::IncomingMessage mention = found("7", "ada", 10);
    mention.mentionOfUs = MentionOfUs::Written;
    model::IncomingMessage own = weSay("8", 11);
    own.foundBy = "x";
    desk.take({mention, own, found("9", "sam", 12, "1")});
    CHECK(desk.hits().empty());
    CHECK(desk.stateOf("7") == "needs_reply");
    CHECK(desk.keyOf("9") == "top:1");
    CHECK(desk.faults() == "");
}

TEST_CASE("a hit that mentions us later is an ordinary message then") {
    StreamDesk desk;
    desk.take({found("7", "ada", 10, "unknown")});
    CHECK(desk.wanted().empty());
    model::IncomingMessage edited = says("7", "ada", 10, "unknown", MentionOfUs::Written);
    edited.text = "@shop, what about it?";
    edited.editedAt = minute(20);
    desk.take({edited});
    CHECK(desk.hits().empty());
    CHECK(desk.stateOf("7") == "needs_reply");
    CHECK(desk.message("7").turn.has_value());
    CHECK(desk.wanted() == std::set<std::string>{"7"});
    CHECK(desk.faults() == "");
}

TEST_CASE("a hit that is answered is the top of a conversation, and asked us nothing") {
    StreamDesk desk;
    desk.take({says("6", "juri", 8, "", MentionOfUs::None), found("7", "ada", 10, "6"),
               says("70", "ada", 11, "7", MentionOfUs::None)});
    const base::ReplyId reply = desk.queue("we mend those", "7");
    CHECK(desk.hits().empty());
    CHECK(desk.keyOf("6") == "context:6");
    CHECK(desk.keyOf("7") == "top:7");
    CHECK(desk.keyOf("70") == "top:7");
    CHECK(desk.conversationOf("7").customerName == "ada");
    CHECK_FALSE(desk.message("7").turn);
    CHECK(need(desk.store->read().reply(reply)).conversation == desk.message("7").conversation);
    CHECK(need(desk.store->read().context(desk.message("7").conversation)).size() == 1);
    REQUIRE(desk.claim());
    need(desk.sent(reply, "90"));
    CHECK(desk.stateOf("7") == "answered");
    CHECK(desk.faults() == "");
    // What they write below it is ordinary.
    model::IncomingMessage thanks = says("91", "ada", 0, "90", MentionOfUs::None);
    thanks.at = desk.message("90").at + test::kMinute;
    desk.take({thanks});
    CHECK(desk.stateOf("7") == "needs_reply");
    CHECK(desk.message("91").turn.has_value());
    CHECK(desk.conversationOf("7").unread == 1);
    CHECK(desk.faults() == "");
}

TEST_CASE("without a message named the hit is what a reply answers") {
    StreamDesk desk;
    desk.take({says("6", "juri", 8, "", MentionOfUs::None), found("7", "ada", 10, "6"),
               says("70", "sam", 11, "7", MentionOfUs::None)});
    const auto draft =
        need(desk.store->read().draftOf(desk.message("7").conversation, {}, false, "direct", "x"));
    CHECK(draft.parentRemoteId == "7");
    CHECK(draft.addresseeRemoteId == "u-ada");
    CHECK_FALSE(draft.parentAddressesUs);
}

TEST_CASE("a reply that is taken back leaves the hit as it was") {
    for (const bool below : {false, true}) {
        StreamDesk desk;
        if (below) {
            desk.take({says("6", "juri", 8, "", MentionOfUs::None)});
        }
        desk.take({found("7", "ada", 10, below ? "6" : "")});
        const std::string before = desk.picture();
        const base::ReplyId reply = desk.queue("we mend those", "7");
        CHECK(desk.listed() == 3);
        desk.write([&](store::WriteTx& tx) { need(store::Outbox(tx).cancel(reply)); });
        CHECK(desk.hits() == Ids{"7"});
        CHECK(desk.listed() == 2);
        CHECK(desk.picture() == before);
        CHECK(desk.faults() == "");
    }
}

TEST_CASE("a hit that we answered with another app is a conversation, whichever comes first") {
    StreamDesk desk;
    desk.take({found("7", "ada", 10)});
    CHECK(desk.take({weSay("90", 20, "7")}).newMessages == 0);
    desk.take({weSay("91", 21, "8")});
    CHECK(desk.take({found("8", "sam", 12)}).newMessages == 0);
    for (const std::string id : {"7", "8"}) {
        CHECK(desk.keyOf(id) == "top:" + id);
        CHECK(desk.stateOf(id) == "answered");
        CHECK_FALSE(desk.message(id).turn);
    }
    CHECK(desk.keyOf("91") == "top:8");
    CHECK(desk.hits().empty());
    CHECK(desk.faults() == "");
}

TEST_CASE("what is not for us stays away however often it is found, until we say that it is") {
    StreamDesk desk;
    desk.take({found("7", "ada", 10), found("8", "sam", 12)});
    desk.judge("8", model::JudgeHit::Verdict::NotForUs);
    desk.take({found("8", "sam", 12)});
    CHECK(desk.hits() == Ids{"7"});
    desk.judge("8", model::JudgeHit::Verdict::ForUs);
    CHECK(desk.hits() == Ids{"8", "7"});
    const base::MessageId ordinary = desk.message("1").id;
    const auto refused =
        desk.store->write("test", [&](store::WriteTx& tx) { return tx.judgeHit({.message = ordinary}); });
    CHECK(test::needError(refused).kind == base::ErrorKind::NotFound);
}

TEST_CASE("a hit that was deleted, whose author was erased or whose account was removed is shown no more") {
    StreamDesk desk;
    desk.take({found("7", "ada", 10), found("8", "sam", 12), found("9", "juri", 13)});
    desk.erase({"7"});
    CHECK(desk.hits() == Ids{"9", "8"});
    const base::ContactId sam{desk.number("SELECT id FROM contact WHERE name = 'sam'")};
    desk.write([&](store::WriteTx& tx) { need(tx.eraseCustomer(sam)); });
    desk.take({found("8", "sam", 12)});
    CHECK(desk.hits() == Ids{"9"});
    CHECK(desk.number("SELECT count(*) FROM stream_hit") == 2);
    desk.write([&](store::WriteTx& tx) { need(tx.removeAccount(desk.account, false)); });
    CHECK(desk.hits().empty());
    desk.write([&](store::WriteTx& tx) { need(tx.removeAccount(desk.account, true)); });
    CHECK(desk.number("SELECT count(*) FROM stream_hit") == 0);
}
