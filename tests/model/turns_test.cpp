// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/response_time.h"

#include "support/catch.h"

#include <vector>

using base::fromMs;
using model::computeTurns;
using model::Direction;
using model::Turn;
using model::TurnInput;
using model::TurnOutcome;
using model::Visibility;

namespace {

constexpr base::ContactId kMira{1};
constexpr base::ContactId kOkke{2};

TurnInput asks(std::int64_t id, std::int64_t at, base::ContactId who = kMira) {
    return {.id = {id}, .at = fromMs(at), .contact = who};
}

TurnInput answers(std::int64_t id, std::int64_t at, base::ContactId whom = kMira) {
    return {.id = {id}, .at = fromMs(at), .contact = whom, .direction = Direction::Outbound};
}

std::vector<Turn> publicTurns(const std::vector<TurnInput>& messages) {
    return computeTurns(messages, {.visibility = Visibility::Public});
}

std::vector<Turn> privateTurns(const std::vector<TurnInput>& messages) {
    return computeTurns(messages, {.visibility = Visibility::Private});
}

}  // namespace

TEST_CASE("a turn runs from the first unanswered message to the reply") {
    const auto turns = publicTurns({asks(1, 1'000), answers(2, 61'000)});
    REQUIRE(turns.size() == 1);
    CHECK(turns[0].contact == kMira);
    CHECK(turns[0].first == base::MessageId{1});
    CHECK(turns[0].startedAt == fromMs(1'000));
    CHECK(turns[0].endedAt == fromMs(61'000));
    CHECK(turns[0].endedBy == base::MessageId{2});
    CHECK(turns[0].outcome == TurnOutcome::Answered);
}

TEST_CASE("a second message does not move the start") {
    const auto turns = publicTurns({asks(1, 1'000), asks(2, 50'000), asks(3, 90'000)});
    REQUIRE(turns.size() == 1);
    CHECK(turns[0].startedAt == fromMs(1'000));
    CHECK(turns[0].messages == std::vector<base::MessageId>{{1}, {2}, {3}});
    CHECK(turns[0].outcome == TurnOutcome::Open);
    CHECK_FALSE(turns[0].endedAt);
    CHECK_FALSE(turns[0].endedBy);
}

TEST_CASE("what is written after the reply begins the next turn") {
    const auto turns = privateTurns({asks(1, 1'000), answers(2, 2'000), asks(3, 3'000), asks(4, 4'000)});
    REQUIRE(turns.size() == 2);
    CHECK(turns[1].startedAt == fromMs(3'000));
    CHECK(turns[1].messages == std::vector<base::MessageId>{{3}, {4}});
}

TEST_CASE("only the first of two replies ends the turn") {
    const auto turns = publicTurns({asks(1, 1'000), answers(2, 2'000), answers(3, 3'000)});
    REQUIRE(turns.size() == 1);
    CHECK(turns[0].endedBy == base::MessageId{2});
}

TEST_CASE("in public a reply to somebody else ends nothing") {
    const auto turns = publicTurns({asks(1, 1'000), asks(2, 2'000, kOkke), answers(3, 3'000, kOkke)});
    REQUIRE(turns.size() == 2);
    CHECK(turns[0].contact == kMira);
    CHECK(turns[0].outcome == TurnOutcome::Open);
    CHECK(turns[1].contact == kOkke);
    CHECK(turns[1].outcome == TurnOutcome::Answered);
}

TEST_CASE("in public a reply to nobody ends nothing") {
    const auto turns = publicTurns({asks(1, 1'000), answers(2, 2'000, base::ContactId{})});
    REQUIRE(turns.size() == 1);
    CHECK(turns[0].outcome == TurnOutcome::Open);
}

TEST_CASE("in public a written mention ends the turn of whom it mentions, once") {
    TurnInput reply = answers(3, 3'000, kOkke);
    reply.mentions = {kMira, kMira, kOkke};
    const auto turns = publicTurns({asks(1, 1'000), asks(2, 2'000, kOkke), reply});
    REQUIRE(turns.size() == 2);
    CHECK(turns[0].endedBy == base::MessageId{3});
    CHECK(turns[1].endedBy == base::MessageId{3});
}

TEST_CASE("in private any reply ends every open turn") {
    const auto turns =
        privateTurns({asks(1, 1'000), asks(2, 2'000, kOkke), answers(3, 3'000, base::ContactId{})});
    REQUIRE(turns.size() == 2);
    CHECK(turns[0].outcome == TurnOutcome::Answered);
    CHECK(turns[1].outcome == TurnOutcome::Answered);
}

TEST_CASE("an automatic or unconfirmed reply ends nothing") {
    TurnInput reply = answers(2, 2'000);
    reply.endsTurns = false;
    for (const Visibility visibility : {Visibility::Public, Visibility::Private}) {
        const auto turns = computeTurns(std::vector{asks(1, 1'000), reply}, {.visibility = visibility});
        REQUIRE(turns.size() == 1);
        CHECK(turns[0].outcome == TurnOutcome::Open);
    }
}

TEST_CASE("a note ends nothing") {
    TurnInput note = answers(2, 2'000);
    note.direction = Direction::Note;
    note.endsTurns = false;
    for (const Visibility visibility : {Visibility::Public, Visibility::Private}) {
        const auto turns = computeTurns(std::vector{asks(1, 1'000), note}, {.visibility = visibility});
        REQUIRE(turns.size() == 1);
        CHECK(turns[0].outcome == TurnOutcome::Open);
    }
}

TEST_CASE("a bystander's chatter opens no turn, but belongs to one that is open") {
    TurnInput chatter = asks(2, 2'000, kOkke);
    chatter.opensTurn = false;
    TurnInput more = asks(4, 4'000, kOkke);
    more.opensTurn = false;
    const auto turns = publicTurns({asks(1, 1'000), chatter, asks(3, 3'000, kOkke), more});
    REQUIRE(turns.size() == 2);
    CHECK(turns[1].contact == kOkke);
    CHECK(turns[1].startedAt == fromMs(3'000));
    CHECK(turns[1].messages == std::vector<base::MessageId>{{3}, {4}});
}

TEST_CASE("a message deleted before the reply leaves no turn") {
    TurnInput gone = asks(1, 1'000);
    gone.deletedAt = fromMs(2'000);
    CHECK(publicTurns({gone}).empty());
    CHECK(publicTurns({gone, answers(2, 3'000)}).empty());
    CHECK(publicTurns({gone, answers(2, 2'000)}).empty());
}

TEST_CASE("a message deleted after the reply keeps its turn") {
    TurnInput gone = asks(1, 1'000);
    gone.deletedAt = fromMs(3'000);
    const auto turns = publicTurns({gone, answers(2, 2'999)});
    REQUIRE(turns.size() == 1);
    CHECK(turns[0].startedAt == fromMs(1'000));
    CHECK(turns[0].endedBy == base::MessageId{2});
}

TEST_CASE("a turn whose first message was taken back runs from the first that stays") {
    TurnInput gone = asks(1, 1'000);
    gone.deletedAt = fromMs(5'000);
    const auto turns = publicTurns({gone, asks(2, 2'000), answers(3, 9'000)});
    REQUIRE(turns.size() == 1);
    CHECK(turns[0].first == base::MessageId{2});
    CHECK(turns[0].startedAt == fromMs(2'000));
    CHECK(turns[0].messages == std::vector<base::MessageId>{{2}});
}

TEST_CASE("deleting our own reply later does not open the turn again") {
    TurnInput reply = answers(2, 2'000);
    reply.deletedAt = fromMs(3'000);
    const auto turns = publicTurns({asks(1, 1'000), reply});
    REQUIRE(turns.size() == 1);
    CHECK(turns[0].outcome == TurnOutcome::Answered);
}

TEST_CASE("at the same millisecond the id decides which came first") {
    CHECK(publicTurns({asks(1, 1'000), answers(2, 1'000)})[0].outcome == TurnOutcome::Answered);
    CHECK(publicTurns({answers(1, 1'000), asks(2, 1'000)})[0].outcome == TurnOutcome::Open);
}

TEST_CASE("no messages, no turns") {
    CHECK(publicTurns({}).empty());
    CHECK(privateTurns({answers(1, 1'000)}).empty());
}

TEST_CASE("a closing ends the turn at its message, and the next message begins another one") {
    TurnInput thanks = asks(2, 50'000);
    thanks.closing = {.outcome = TurnOutcome::NoReplyNeeded, .at = fromMs(60'000)};
    const auto turns = publicTurns({asks(1, 1'000), thanks, asks(3, 70'000), answers(4, 80'000)});
    REQUIRE(turns.size() == 2);
    CHECK(turns[0].outcome == TurnOutcome::NoReplyNeeded);
    CHECK(turns[0].messages == std::vector<base::MessageId>{{1}, {2}});
    CHECK(turns[0].endedAt == fromMs(60'000));
    CHECK_FALSE(turns[0].endedBy);
    CHECK(turns[1].outcome == TurnOutcome::Answered);
    CHECK(turns[1].startedAt == fromMs(70'000));
}

TEST_CASE("a turn that was closed by a clock behind the platform's does not end before it began") {
    TurnInput last = asks(1, 50'000);
    last.closing = {.outcome = TurnOutcome::Missed, .at = fromMs(10'000)};
    const auto turns = publicTurns({last});
    REQUIRE(turns.size() == 1);
    CHECK(turns[0].outcome == TurnOutcome::Missed);
    CHECK(turns[0].endedAt == fromMs(50'000));
}

TEST_CASE("in private one reply answers what was set to done and what is open") {
    TurnInput missed = asks(1, 1'000);
    missed.closing = {.outcome = TurnOutcome::Missed, .at = fromMs(10'000)};
    const auto turns = privateTurns({missed, asks(2, 20'000, kOkke), answers(3, 30'000)});
    REQUIRE(turns.size() == 2);
    CHECK(turns[0].outcome == TurnOutcome::Answered);
    CHECK(turns[1].outcome == TurnOutcome::Answered);
}
