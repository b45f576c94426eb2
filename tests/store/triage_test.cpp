// SPDX-License-Identifier: GPL-3.0-or-later
// What messages are taken for, what the agent's word does to it, and what is set aside.
#include "desk.h"

#include "support/catch.h"

#include <map>

using model::ConversationState;
using model::TriageKind;
using test::Desk;
using test::minute;
using test::need;
using test::says;
using test::weSay;
using test::whispers;

namespace {

/// Told by the words alone: "complaint …", "spam …".
model::Triage byFirstWord(std::string_view message) {
    model::Triage told;
    told.kind = model::triageKindNamed(message.substr(0, message.find(' '))).value_or(TriageKind::Other);
    told.probability.at(model::placeOf(told.kind)) = 0.99;
    told.because = {"one", "two"};
    told.hereNow = message.find("here now") != std::string_view::npos;
    return told;
}

struct TriageDesk : Desk {
    store::TriageTeller tell = byFirstWord;

    model::Change triage() {
        model::Change all;
        for (bool more = true; more;) {
            all.merge(write([&](store::WriteTx& tx) { more = need(tx.triage(tell)); }));
        }
        return all;
    }
    /// A message of this person, looked at.
    model::Change comes(const std::string& id, const std::string& who, int at, const std::string& text,
                        const std::string& parent = {}) {
        model::IncomingMessage message = says(id, who, at, parent);
        message.text = text;
        take({message});
        return triage();
    }
    void correct(const std::string& remoteId, std::optional<TriageKind> kind) {
        correct({.conversation = conversationOf(remoteId).id, .message = {}, .kind = kind});
    }
    void correct(const model::SetTriage& correction) {
        write([&](store::WriteTx& tx) { need(tx.setTriage(correction)); });
    }
    [[nodiscard]] std::optional<TriageKind> kindOf(const std::string& remoteId) {
        const auto mark = conversationOf(remoteId).triage;
        return mark ? std::optional(mark->kind) : std::nullopt;
    }
    [[nodiscard]] std::vector<model::TriageLesson> lessons() {
        return need(store->read().triageLessons(100));
    }
    [[nodiscard]] std::vector<std::int64_t> byUrgency() {
        std::vector<std::int64_t> ids;
        for (const auto& row :
             need(store->read().inbox(ConversationState::NeedsReply, 50, {}, model::InboxOrder::Urgency))) {
            ids.push_back(row.id.value);
        }
        return ids;
    }
};

}  // namespace

TEST_CASE("a conversation is what its open turn's weightiest message is") {
    TriageDesk desk;
    desk.comes("a", "lena", 10, "praise of the bread");
    CHECK(desk.kindOf("a") == TriageKind::Praise);
    desk.comes("b", "lena", 11, "complaint about the cake", "a");
    desk.comes("c", "lena", 12, "just words", "b");
    const auto mark = desk.conversationOf("a").triage;
    REQUIRE(mark);
    CHECK(mark->kind == TriageKind::Complaint);
    CHECK(mark->probability == Approx(0.99));
    CHECK(mark->because == "one\ntwo");
    CHECK(mark->message == desk.message("b").id);
    CHECK(mark->source == model::TriageMark::Source::Told);
    CHECK(desk.faults() == "");
}

TEST_CASE("what was answered keeps what it was taken for, and a new turn is told by itself") {
    TriageDesk desk;
    desk.comes("a", "lena", 10, "complaint about the cake");
    desk.take({weSay("b", 12, "a")});
    desk.triage();
    CHECK(desk.stateOf("a") == "answered");
    CHECK(desk.kindOf("a") == TriageKind::Complaint);
    desk.comes("c", "lena", 20, "just words", "b");
    CHECK(desk.stateOf("a") == "needs_reply");
    CHECK_FALSE(desk.kindOf("a"));
}

TEST_CASE("triage goes on where it stopped, and without news it writes nothing") {
    TriageDesk desk;
    std::vector<model::IncomingMessage> many;
    for (int i = 0; i < 250; ++i) {
        model::IncomingMessage message = says("m" + std::to_string(i), "p" + std::to_string(i), 10 + i);
        message.text = "question " + std::to_string(i);
        many.push_back(message);
    }
    desk.take(many);
    bool more = false;
    desk.write([&](store::WriteTx& tx) { more = need(tx.triage(desk.tell)); });
    CHECK(more);
    desk.triage();
    CHECK(desk.number("SELECT count(*) FROM triage") == 250);
    CHECK(desk.triage().empty());
}

TEST_CASE("an edited message is looked at again") {
    TriageDesk desk;
    desk.comes("a", "lena", 10, "question about bread");
    model::IncomingMessage edited = says("a", "lena", 10);
    edited.text = "complaint about bread";
    edited.editedAt = minute(14);
    desk.take({edited});
    desk.triage();
    CHECK(desk.kindOf("a") == TriageKind::Complaint);
}

TEST_CASE("a deleted message no longer speaks for its conversation") {
    TriageDesk desk;
    desk.comes("a", "lena", 10, "question about bread");
    desk.comes("b", "lena", 11, "complaint about bread", "a");
    desk.erase({"b"});
    desk.triage();
    CHECK(desk.kindOf("a") == TriageKind::Question);
}

TEST_CASE("the agent's word stands over what was told, and is taken back exactly") {
    TriageDesk desk;
    desk.comes("a", "lena", 10, "question about bread");
    const model::ConversationRow before = desk.conversationOf("a");
    desk.correct("a", TriageKind::Complaint);
    const auto mark = desk.conversationOf("a").triage;
    REQUIRE(mark);
    CHECK(mark->kind == TriageKind::Complaint);
    CHECK(mark->source == model::TriageMark::Source::Corrected);
    CHECK(desk.lessons() == std::vector<model::TriageLesson>{
                                {.kind = TriageKind::Complaint, .message = desk.message("a").text}});
    desk.triage();
    CHECK(desk.kindOf("a") == TriageKind::Complaint);
    desk.correct("a", std::nullopt);
    CHECK(desk.conversationOf("a").triage == before.triage);
    CHECK(desk.conversationOf("a").urgentAt == before.urgentAt);
    CHECK(desk.lessons().empty());
}

TEST_CASE("a correction to nothing special is a lesson as well") {
    TriageDesk desk;
    desk.comes("a", "lena", 10, "complaint about bread");
    desk.correct("a", TriageKind::Other);
    CHECK(desk.kindOf("a") == TriageKind::Other);
    REQUIRE(desk.lessons().size() == 1);
    CHECK(desk.lessons()[0].kind == TriageKind::Other);
}

TEST_CASE("the mark of the lessons changes with them and comes back with them") {
    TriageDesk desk;
    const auto mark = [&] { return need(desk.store->read().triageLessonsMark()); };
    const std::string empty = mark();
    desk.comes("a", "lena", 10, "question about bread");
    desk.comes("b", "olaf", 11, "question about cake");
    desk.correct("a", TriageKind::Praise);
    const std::string one = mark();
    desk.correct("b", TriageKind::Praise);
    CHECK(one != empty);
    CHECK(mark() != one);
    desk.erase({"b"});
    CHECK(mark() == one);
    desk.correct("a", std::nullopt);
    CHECK(mark() == empty);
}

TEST_CASE("an account that goes with its history takes all of triage along") {
    TriageDesk desk;
    desk.comes("a", "lena", 10, "question about bread");
    desk.correct("a", TriageKind::Praise);
    desk.write([&](store::WriteTx& tx) {
        need(tx.triageAgain("1 1 0"));
        need(tx.removeAccount(desk.account, true));
    });
    for (const char* table : {"triage", "triage_correction", "triage_wanted"}) {
        CHECK(desk.number(std::string("SELECT count(*) FROM ") + table) == 0);
    }
    CHECK(desk.store->check());
}

TEST_CASE("what is spam beyond doubt is set aside, told, and leaves no unread behind") {
    TriageDesk desk;
    const int unread = need(desk.store->read().counts()).unread;
    const model::Change change = desk.comes("a", "seller", 10, "spam of the worst");
    CHECK(desk.stateOf("a") == "spam");
    CHECK(change.setAside == std::set{desk.conversationOf("a").id});
    CHECK(need(desk.store->read().counts()).spam == 1);
    CHECK(need(desk.store->read().counts()).unread == unread);
    CHECK(desk.faults() == "");
    desk.comes("b", "seller", 12, "spam again", "a");
    CHECK(desk.stateOf("a") == "spam");
    CHECK(desk.faults() == "");
}

TEST_CASE("spam that may be none stays where it is seen") {
    TriageDesk desk;
    desk.tell = [](std::string_view message) {
        model::Triage told = byFirstWord(message);
        told.probability.at(model::placeOf(told.kind)) = model::kSetAsideAbove;
        return told;
    };
    CHECK(desk.comes("a", "seller", 10, "spam of the worst").setAside.empty());
    CHECK(desk.stateOf("a") == "needs_reply");
    CHECK(desk.kindOf("a") == TriageKind::Spam);
}

TEST_CASE("nobody is set aside who had an answer, wrote something else, or was taken out of spam") {
    TriageDesk desk;
    SECTION("an answer in this conversation") {
        desk.comes("a", "lena", 10, "question about bread");
        desk.take({weSay("b", 12, "a")});
        desk.comes("c", "lena", 14, "spam of the worst", "b");
        CHECK(desk.stateOf("c") == "needs_reply");
    }
    SECTION("an answer in another one") {
        desk.comes("a", "lena", 10, "question about bread");
        desk.take({weSay("b", 12, "a")});
        desk.comes("c", "lena", 14, "spam of the worst");
        CHECK(desk.stateOf("c") == "needs_reply");
    }
    SECTION("another word in the same turn") {
        desk.comes("a", "lena", 10, "just words");
        desk.comes("b", "lena", 11, "spam of the worst", "a");
        CHECK(desk.stateOf("b") == "needs_reply");
    }
    SECTION("taken out of spam by hand") {
        desk.comes("a", "lena", 10, "spam of the worst");
        REQUIRE(desk.stateOf("a") == "spam");
        desk.correct("a", TriageKind::Question);
        CHECK(desk.stateOf("a") == "needs_reply");
        desk.comes("b", "lena", 14, "spam of the worst");
        CHECK(desk.stateOf("b") == "needs_reply");
    }
}

TEST_CASE("marked as spam by hand and back again, everything is as it was") {
    TriageDesk desk;
    desk.comes("a", "lena", 10, "question about bread");
    desk.comes("b", "lena", 11, "question about cake", "a");
    const std::string before = desk.picture();
    const int unread = need(desk.store->read().counts()).unread;
    desk.correct("a", TriageKind::Spam);
    CHECK(desk.stateOf("a") == "spam");
    CHECK(desk.faults() == "");
    CHECK(desk.lessons().size() == 1);
    desk.correct({.conversation = desk.conversationOf("a").id,
                  .message = {},
                  .kind = std::nullopt,
                  .state = ConversationState::NeedsReply});
    CHECK(desk.picture() == before);
    CHECK(need(desk.store->read().counts()).unread == unread);
    CHECK(desk.lessons().empty());
    CHECK(desk.faults() == "");
}

TEST_CASE("what was done or snoozed is so again when spam is taken back") {
    TriageDesk desk;
    desk.comes("a", "lena", 10, "question about bread");
    const base::ConversationId id = desk.conversationOf("a").id;
    SECTION("done") {
        desk.write([&](store::WriteTx& tx) { need(tx.setDone({.conversation = id})); });
        desk.correct("a", TriageKind::Spam);
        desk.correct({.conversation = id, .message = {}, .kind = {}, .state = ConversationState::Done});
        CHECK(desk.stateOf("a") == "done");
    }
    SECTION("snoozed") {
        const base::UtcTime until = desk.clock.utcNow() + std::chrono::hours(5);
        desk.write([&](store::WriteTx& tx) { need(tx.snooze({.conversation = id, .until = until})); });
        desk.correct("a", TriageKind::Spam);
        desk.correct({.conversation = id,
                      .message = {},
                      .kind = {},
                      .state = ConversationState::Snoozed,
                      .snoozedUntil = until});
        CHECK(desk.stateOf("a") == "snoozed");
        CHECK(desk.conversationOf("a").snoozedUntil == until);
    }
    CHECK(desk.faults() == "");
}

TEST_CASE("urgency orders who waits by kind and time, and in pages alike") {
    TriageDesk desk;
    desk.renew();
    desk.erase({"1", "2"});
    desk.comes("p", "ada", 10, "praise of bread");
    desk.comes("o", "ben", 11, "just words");
    desk.comes("q", "cleo", 12, "question about bread");
    desk.comes("k", "dora", 13, "complaint about bread");
    desk.comes("h", "emil", 14, "question, here now");
    const auto id = [&](const char* remote) { return desk.conversationOf(remote).id.value; };
    const std::vector<std::int64_t> wanted{id("h"), id("k"), id("q"), id("o"), id("p")};
    std::vector<std::int64_t> found = desk.byUrgency();
    std::erase_if(found, [&](std::int64_t one) { return std::ranges::find(wanted, one) == wanted.end(); });
    CHECK(found == wanted);
}

TEST_CASE("many people within an hour make a conversation urgent") {
    TriageDesk desk;
    desk.comes("a", "lena", 10, "just words");
    const auto before = desk.conversationOf("a").urgentAt;
    for (int i = 0; i < 4; ++i) {
        desk.comes("r" + std::to_string(i), "p" + std::to_string(i), 20 + i, "me too", "a");
    }
    CHECK(desk.conversationOf("a").urgentAt < before);
}

TEST_CASE("a message that only later turns out to be of a turn speaks for it") {
    TriageDesk desk;
    // The reply below ours comes before ours is known.
    model::IncomingMessage reply = says("r", "lena", 10, "ours", model::MentionOfUs::None);
    reply.text = "praise of the bread";
    desk.take({reply});
    desk.triage();
    desk.take({weSay("ours", 5)});
    desk.triage();
    REQUIRE(desk.stateOf("r") == "needs_reply");
    CHECK(desk.kindOf("r") == TriageKind::Praise);
}

TEST_CASE("complaints are counted for a shift and kinds for a report, as they were corrected") {
    TriageDesk desk;
    desk.comes("a", "lena", 10, "complaint about bread");
    desk.comes("b", "lena", 11, "praise of cake", "a");
    desk.comes("c", "olaf", 12, "praise of bread");
    const auto complaints = [&] {
        const auto counts = need(
            desk.store->read().shiftCounts({.since = minute(8), .now = minute(30), .midnight = minute(600)}));
        REQUIRE(counts.arrivals.size() == 1);
        return counts.arrivals.front().complaints;
    };
    const auto kinds = [&] {
        std::vector<TriageKind> found;
        for (const model::TurnFact& fact : need(desk.store->read().turnFacts(minute(8), minute(30)))) {
            found.push_back(fact.kind);
        }
        return found;
    };
    CHECK(complaints() == 1);
    CHECK(kinds() == std::vector{TriageKind::Complaint, TriageKind::Praise});
    desk.correct("a", TriageKind::Other);
    CHECK(complaints() == 0);
    CHECK(kinds() == std::vector{TriageKind::Praise, TriageKind::Praise});
    desk.correct("c", TriageKind::Complaint);
    CHECK(complaints() == 1);
}

TEST_CASE("who only thanks waits behind everybody else, until more is said") {
    TriageDesk desk;
    desk.comes("80", "zoe", 10, "thank you!");
    desk.comes("81", "uma", 400, "are you open");
    const auto urgent = [&](const std::string& id) { return desk.conversationOf(id).urgentAt.value(); };
    CHECK(urgent("81") < urgent("80"));
    desk.comes("82", "zoe", 401, "and are you open", "80");
    CHECK(urgent("80") < urgent("81"));
    CHECK(desk.faults().empty());
}

TEST_CASE("the agent's word that thanks are more stands") {
    TriageDesk desk;
    desk.comes("80", "zoe", 10, "thank you!");
    const auto before = desk.conversationOf("80").urgentAt;
    desk.correct("80", TriageKind::Complaint);
    CHECK(desk.conversationOf("80").urgentAt < before);
}
