// SPDX-License-Identifier: GPL-3.0-or-later
#include "cases.h"
#include "oracle.h"

#include "support/catch.h"

#include <string>

using namespace oracle;
using namespace oracle::cases;

namespace {

// A Friday, 10:00 UTC; all of these are always open unless they say so.
const Ms kTen = at("2026-11-20 10:00 +00:00");

Ms minute(Ms count) {
    return kTen + count * kMinute;
}

std::string stamp(Ms count) {
    return std::to_string(minute(count));
}

}  // namespace

TEST_CASE("every message of a turn runs from its own time to the turn's end") {
    History history = emptyHistory();
    theirs(history, 2, minute(0));
    theirs(history, 2, minute(20));
    ours(history, 2, minute(30));
    ours(history, 2, minute(31));
    const Result result = evaluate(history, minute(500));
    CHECK(badges(result) == "answered 30m 30m / answered 10m 10m / answered 30m 30m / none");
    CHECK(turns(result, 2) == "1,2 answered by 3 at " + stamp(30));
}

TEST_CASE("a turn does not move when the customer writes again") {
    History history = emptyHistory();
    theirs(history, 2, minute(0));
    theirs(history, 2, minute(50));
    const Result result = evaluate(history, minute(61));
    CHECK(badges(result) == "overdue 61m 61m / overdue 11m 11m");
    CHECK(result.conversations.at(2).waitingSince == minute(0));
}

TEST_CASE("who writes again after a week begins another turn") {
    History history = emptyHistory();
    theirs(history, 1, minute(0));
    ours(history, 1, minute(9), 1);
    theirs(history, 1, minute(7 * 1440));
    const Result result = evaluate(history, minute(7 * 1440 + 30));
    CHECK(badges(result) == "answered 9m 9m / answered 9m 9m / waiting 30m 30m");
    CHECK(turns(result, 1) == "1 answered by 2 at " + stamp(9) + " / 3 open");
}

TEST_CASE("a reply to a bystander leaves the customer waiting") {
    History history = emptyHistory();
    theirs(history, 1, minute(0));
    theirs(history, 1, minute(5), 2).parent = 1;  // said to the customer
    ours(history, 1, minute(10), 2);
    theirs(history, 1, minute(20), 2).parent = 3;  // said to us
    Result result = evaluate(history, minute(25));
    CHECK(badges(result) == "waiting 25m 25m / none / none / waiting 5m 5m");
    ours(history, 1, minute(30), 4);
    result = evaluate(history, minute(40));
    CHECK(badges(result) == "waiting 40m 40m / none / none / answered 10m 10m / answered 10m 10m");
    CHECK(turns(result, 1) == "1 open / 4 answered by 5 at " + stamp(30));
}

TEST_CASE("a bystander is heard who mentions us in writing and not by what an app carries over") {
    History history = emptyHistory();
    theirs(history, 1, minute(0));
    theirs(history, 1, minute(1), 2).parent = 1;
    theirs(history, 1, minute(2), 3).mentionsUs = true;
    theirs(history, 1, minute(3), 4).carriedMention = true;  // leads a text of its own
    theirs(history, 1, minute(4), 5).carriedMention = true;
    history.messages[4].parent = 1;
    theirs(history, 1, minute(5), 3).parent = 1;  // more from somebody who is waiting already
    const Result result = evaluate(history, minute(10));
    CHECK(badges(result) == "waiting 10m 10m / none / waiting 8m 8m / waiting 7m 7m / none / waiting 5m 5m");
    CHECK(turns(result, 1) == "1 open / 3,6 open / 4 open");
}

TEST_CASE("in public a reply answers whose message it stands under and whom it mentions") {
    History history = emptyHistory();
    theirs(history, 1, minute(0));
    theirs(history, 1, minute(1), 2).mentionsUs = true;
    theirs(history, 1, minute(2), 3).mentionsUs = true;
    ours(history, 1, minute(10), 3).automatic = true;
    ours(history, 1, minute(20), 4).mentions = {2};  // under our own under 3
    ours(history, 1, minute(30));                    // under nothing, to nobody
    const Result result = evaluate(history, minute(40));
    // Under person 3's, so it has person 3's figures, though person 2 waited longer.
    CHECK(badges(result) ==
          "waiting 40m 40m / answered 19m 19m / answered 18m 18m / none / answered 18m 18m / none");
}

TEST_CASE("a reply that is nobody's own has the figures of the turn that began first") {
    History history = emptyHistory();
    theirs(history, 1, minute(0), 3).mentionsUs = true;
    theirs(history, 1, minute(1), 2).mentionsUs = true;
    ours(history, 1, minute(20)).mentions = {2, 3};
    CHECK(badges(evaluate(history, minute(40))) == "answered 20m 20m / answered 19m 19m / answered 20m 20m");
}

TEST_CASE("an automatic reply, one in the outbox and a note stop no clock") {
    History history = emptyHistory();
    theirs(history, 2, minute(0));
    ours(history, 2, minute(1)).automatic = true;
    ours(history, 2, minute(2)).unsent = true;
    ours(history, 2, minute(3)).kind = Kind::Note;
    CHECK(badges(evaluate(history, minute(30))) == "waiting 30m 30m / none / none / none");
}

TEST_CASE("a logged phone call answers the one who was called") {
    History history = emptyHistory();
    theirs(history, 1, minute(0));
    theirs(history, 1, minute(1), 2).mentionsUs = true;
    ours(history, 1, minute(5), 2).kind = Kind::PhoneCall;
    CHECK(badges(evaluate(history, minute(30))) == "waiting 30m 30m / answered 4m 4m / answered 4m 4m");
    ours(history, 1, minute(6)).kind = Kind::PhoneCall;
    CHECK(badges(evaluate(history, minute(30))) ==
          "answered 6m 6m / answered 4m 4m / answered 4m 4m / answered 6m 6m");
}

TEST_CASE("a private reply to a comment ends the comment's turn and all private ones") {
    History history = emptyHistory();
    theirs(history, 1, minute(0));
    theirs(history, 1, minute(2), 2).mentionsUs = true;
    theirs(history, 2, minute(4));
    theirs(history, 2, minute(6), 2).mentionsUs = true;
    ours(history, 2, minute(10), 2);
    const Result result = evaluate(history, minute(30));
    CHECK(badges(result) ==
          "waiting 30m 30m / answered 8m 8m / answered 6m 6m / answered 4m 4m / answered 8m 8m");
    // A public reply does not end a private turn.
    theirs(history, 2, minute(40));
    ours(history, 1, minute(41), 1);
    CHECK(turns(evaluate(history, minute(50)), 2) ==
          "3 answered by 5 at " + stamp(10) + " / 4 answered by 5 at " + stamp(10) + " / 6 open");
}

TEST_CASE("at the same ms the id decides which came later") {
    History history = emptyHistory();
    theirs(history, 2, minute(0));
    ours(history, 2, minute(5));
    theirs(history, 2, minute(5));
    const Result result = evaluate(history, minute(10));
    CHECK(badges(result) == "answered 5m 5m / answered 5m 5m / waiting 5m 5m");
    ours(history, 2, minute(5));
    CHECK(badges(evaluate(history, minute(10))) ==
          "answered 5m 5m / answered 5m 5m / answered 0m 0m / answered 0m 0m");
}

TEST_CASE("a message waits until it is deleted") {
    History history = emptyHistory();
    theirs(history, 2, minute(0)).deletedAt = minute(10);
    theirs(history, 2, minute(5));
    CHECK(badges(evaluate(history, minute(20))) == "none / waiting 15m 15m");
    ours(history, 2, minute(10));
    CHECK(badges(evaluate(history, minute(20))) == "none / answered 5m 5m / answered 5m 5m");
    history.messages[0].deletedAt += 1;
    CHECK(badges(evaluate(history, minute(20))) == "answered 10m 10m / answered 5m 5m / answered 10m 10m");
    history.messages[2].deletedAt = minute(11);  // our reply: it was read
    CHECK(badges(evaluate(history, minute(20))) == "answered 10m 10m / answered 5m 5m / answered 10m 10m");
}

TEST_CASE("a turn of which everything was deleted never was") {
    History history = emptyHistory();
    theirs(history, 2, minute(0)).deletedAt = minute(5);
    CHECK(turns(evaluate(history, minute(20)), 2).empty());
    ours(history, 2, minute(10));
    const Result result = evaluate(history, minute(20));
    CHECK(badges(result) == "none / none");
    CHECK(turns(result, 2).empty());
}

TEST_CASE("thanks that need no reply close a turn for good and the next message begins another") {
    History history = emptyHistory();
    theirs(history, 2, minute(0));
    ours(history, 2, minute(10));
    Message& thanks = theirs(history, 2, minute(20));
    thanks.closing = Closing::NoReplyNeeded;
    thanks.closedAt = minute(25);
    CHECK(badges(evaluate(history, minute(90))) ==
          "answered 10m 10m / answered 10m 10m / no_reply_needed 5m 5m");
    ours(history, 2, minute(30));
    theirs(history, 2, minute(40));
    const Result result = evaluate(history, minute(90));
    CHECK(badges(result) ==
          "answered 10m 10m / answered 10m 10m / no_reply_needed 5m 5m / none / due_soon 50m 50m");
    CHECK(turns(result, 2) ==
          "1 answered by 2 at " + stamp(10) + " / 3 no reply needed at " + stamp(25) + " / 5 open");
}

TEST_CASE("a turn set to done is missed until a reply comes before the person writes again") {
    History history = emptyHistory();
    theirs(history, 2, minute(0));
    Message& last = theirs(history, 2, minute(4));
    last.closing = Closing::Done;
    last.closedAt = minute(3);  // by a clock that was slow
    CHECK(badges(evaluate(history, minute(90))) == "missed 4m 4m / missed 0m 0m");
    ours(history, 2, minute(70));
    Result result = evaluate(history, minute(90));
    CHECK(badges(result) == "answered_late 70m 70m / answered_late 66m 66m / answered_late 70m 70m");
    CHECK(turns(result, 2) == "1,2 answered by 3 at " + stamp(70));
    history.messages.pop_back();
    theirs(history, 2, minute(50));
    ours(history, 2, minute(70));
    result = evaluate(history, minute(90));
    CHECK(badges(result) == "missed 4m 4m / missed 0m 0m / answered 20m 20m / answered 20m 20m");
    CHECK(turns(result, 2) == "1,2 done at " + stamp(4) + " / 3 answered by 4 at " + stamp(70));
}

TEST_CASE("a turn set to done stays missed when its person wrote again, be it to somebody else") {
    History history = emptyHistory();
    theirs(history, 1, minute(0));
    Message& done = theirs(history, 1, minute(1), 2);
    done.mentionsUs = true;
    done.closing = Closing::Done;
    done.closedAt = minute(2);
    theirs(history, 1, minute(3), 2).parent = 1;  // an aside
    ours(history, 1, minute(5), 2);
    CHECK(badges(evaluate(history, minute(10))) == "waiting 10m 10m / missed 1m 1m / none / none");
    history.messages[2].deletedAt = minute(5);
    CHECK(badges(evaluate(history, minute(10))) ==
          "waiting 10m 10m / answered 4m 4m / none / answered 4m 4m");
}

TEST_CASE("a reply after thanks that needed none does not answer the turn that was set to done before them") {
    History history = emptyHistory();
    Message& done = theirs(history, 2, minute(0));
    done.closing = Closing::Done;
    done.closedAt = minute(1);
    Message& thanks = theirs(history, 2, minute(5));
    thanks.closing = Closing::NoReplyNeeded;
    thanks.closedAt = minute(6);
    ours(history, 2, minute(10));
    CHECK(badges(evaluate(history, minute(20))) == "missed 1m 1m / no_reply_needed 1m 1m / none");
}

TEST_CASE("what was deleted when a turn was closed is not of the turn") {
    History history = emptyHistory();
    theirs(history, 2, minute(0)).deletedAt = minute(8);
    Message& last = theirs(history, 2, minute(4));
    last.closing = Closing::Done;
    last.closedAt = minute(8);
    CHECK(badges(evaluate(history, minute(90))) == "none / missed 4m 4m");
    last.deletedAt = minute(9);
    CHECK(badges(evaluate(history, minute(90))) == "none / missed 4m 4m");
    last.deletedAt = minute(7);
    CHECK(badges(evaluate(history, minute(90))) == "none / none");
}

TEST_CASE("persons on one card are one person") {
    History history = emptyHistory();
    history.conversations = {{1, Visibility::Public, 1}};
    theirs(history, 1, minute(0), 1);
    theirs(history, 1, minute(5), 2);
    ours(history, 1, minute(10), 2);
    CHECK(badges(evaluate(history, minute(20))) == "waiting 20m 20m / none / none");
    history.joined = {{3, 1}, {2, 3}};
    const Result result = evaluate(history, minute(20));
    CHECK(badges(result) == "answered 10m 10m / answered 5m 5m / answered 10m 10m");
    CHECK(result.conversations.at(1).turns.at(0).contact == 1);
}

TEST_CASE("a turn is missed from the instant on at which the last window closes") {
    History history = emptyHistory();
    history.target.length = 30 * 24 * kHour;
    history.windows = Windows{kDay, 7 * kDay};
    theirs(history, 2, minute(0));
    theirs(history, 1, minute(0));
    CHECK(text(evaluate(history, minute(0) + 7 * kDay - 1).badges.at(1)) ==
          "waiting 604799999ms 604799999ms");
    Result result = evaluate(history, minute(0) + 7 * kDay);
    CHECK(badges(result) == "missed 10080m 10080m / waiting 10080m 10080m");
    CHECK(result.conversations.at(2).windowClosesAt == minute(0) + kDay);
    CHECK_FALSE(result.conversations.at(1).windowClosesAt);
    CHECK(result.conversations.at(2).waitingSince == minute(0));
    // A reply that got out all the same is late, whatever the target says.
    ours(history, 2, minute(0) + 7 * kDay);
    CHECK(text(evaluate(history, minute(20000)).badges.at(1)) == "answered_late 10080m 10080m");
    history.messages[2].at -= 1;
    CHECK(text(evaluate(history, minute(20000)).badges.at(1)) == "answered 604799999ms 604799999ms");
    // What the customer writes afterwards does not open the window under it.
    history.messages[2].at += 1;
    theirs(history, 2, minute(1) + 7 * kDay);
    CHECK(text(evaluate(history, minute(20000)).badges.at(1)) == "answered_late 10080m 10080m");
}

TEST_CASE("a turn that was missed is open again when the customer writes") {
    History history = emptyHistory();
    history.windows = Windows{kDay, 7 * kDay};
    theirs(history, 2, minute(0));
    theirs(history, 2, minute(0) + 8 * kDay);
    const Result result = evaluate(history, minute(5) + 8 * kDay);
    CHECK(badges(result) == "overdue 11525m 11525m / overdue 5m 5m");
    CHECK(turns(result, 2) == "1,2 open");
    CHECK(result.conversations.at(2).windowClosesAt == minute(0) + 9 * kDay);
    history.messages[1].deletedAt = minute(1) + 8 * kDay;
    CHECK(badges(evaluate(history, minute(5) + 8 * kDay)) == "missed 11525m 11525m / none");
}
