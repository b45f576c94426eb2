// SPDX-License-Identifier: GPL-3.0-or-later
// Every state of a reply against everything that can happen to it: the one documented way on, or a refusal
// that changes nothing.
#include "desk.h"

#include "support/catch.h"

#include <fmt/format.h>

#include <array>
#include <sstream>
#include <string>
#include <vector>

using test::Desk;
using test::kMinute;
using test::need;

namespace {

/// Longer than a guarantee that ends, and than any pause.
constexpr base::Duration kLate = 51 * kMinute;

void attempt(Desk& desk) {
    REQUIRE(desk.claim());
}

void attemptInVain(Desk& desk, base::ReplyId reply) {
    attempt(desk);
    need(desk.settle(reply, test::retryAt(desk.clock.utcNow())));
}

void attemptUnknown(Desk& desk, base::ReplyId reply) {
    attempt(desk);
    need(desk.settle(reply, test::unknown()));
    desk.clock.advance(kMinute);
}

void attemptInDoubt(Desk& desk, base::ReplyId reply) {
    if (desk.guarantee.kind == model::RepeatGuarantee::Kind::None) {
        return attemptUnknown(desk, reply);
    }
    // Repeated, and the repeat refused: that says nothing of the attempt before it.
    attemptUnknown(desk, reply);
    attempt(desk);
    need(desk.settle(reply, test::failed()));
}

/// Brings a fresh reply into a state.
struct State {
    std::string name;
    std::string stored;
    std::function<void(Desk&, base::ReplyId)> reach;
    base::Duration holdBack{0};
};

const std::vector<State> kStates{
    {"new", "queued", [](Desk&, base::ReplyId) {}},
    {"held", "queued", [](Desk&, base::ReplyId) {}, 10 * kMinute},
    {"waits", "queued", attemptInVain},
    {"waits?", "queued", attemptUnknown},
    {"resent", "queued",
     [](Desk& desk, base::ReplyId reply) {
         attemptInDoubt(desk, reply);
         need(desk.resolve(reply, store::AgentResend{}));
     }},
    {"flies", "in_flight", [](Desk& desk, base::ReplyId) { attempt(desk); }},
    {"again", "in_flight",
     [](Desk& desk, base::ReplyId reply) {
         attemptInVain(desk, reply);
         // Hours without a network: they use up nothing of the guarantee.
         desk.clock.advance(5 * kLate);
         attempt(desk);
     }},
    {"again?", "in_flight",
     [](Desk& desk, base::ReplyId reply) {
         attemptUnknown(desk, reply);
         attempt(desk);
     }},
    {"uncertain", "uncertain", attemptInDoubt},
    {"failed", "failed",
     [](Desk& desk, base::ReplyId reply) {
         attempt(desk);
         need(desk.settle(reply, test::failed()));
     }},
    {"sent", "sent",
     [](Desk& desk, base::ReplyId reply) {
         attempt(desk);
         need(desk.sent(reply, "77"));
     }},
    {"discarded", "discarded",
     [](Desk& desk, base::ReplyId reply) {
         attemptInDoubt(desk, reply);
         need(desk.resolve(reply, store::AgentDiscard{}));
     }},
};

/// What an event did: it was refused with this sentence, or it had an effect or none.
struct Effect {
    std::string refusal;
    bool happened = false;
    std::string text{};  ///< handed back
};

Effect effectOf(const base::Status& status) {
    if (status) {
        return {.happened = true};
    }
    CHECK(status.error().kind == base::ErrorKind::BadInput);
    return {.refusal = status.error().message};
}

struct Event {
    std::string name;
    std::string refused;  ///< "reply 1 is sent and can't be …"; empty: it is never refused
    std::function<Effect(Desk&, base::ReplyId)> happen;
};

using Outcome = std::function<store::Settlement(Desk&)>;

Event settles(const std::string& name, const Outcome& outcome, base::Duration later = {}) {
    return {name, "settled, since it is not on its way", [=](Desk& desk, base::ReplyId reply) {
                desk.clock.jump(later);
                return effectOf(desk.settle(reply, outcome(desk)));
            }};
}

Event resolves(const std::string& name, const std::string& refused, const store::Resolution& resolution) {
    return {name, refused,
            [=](Desk& desk, base::ReplyId reply) { return effectOf(desk.resolve(reply, resolution)); }};
}

Event claims(const std::string& name, base::Duration later) {
    return {name, "", [=](Desk& desk, base::ReplyId) {
                desk.clock.jump(later);
                return Effect{.happened = desk.claim().has_value()};
            }};
}

Event crashes(const std::string& name, base::Duration later) {
    return {name, "", [=](Desk& desk, base::ReplyId) {
                desk.clock.jump(later);
                return Effect{.happened = desk.crash() > 0};
            }};
}

Effect cancel(Desk& desk, base::ReplyId reply) {
    std::string text;
    Effect effect = effectOf(desk.change([&](store::Outbox& outbox) -> base::Status {
        auto words = outbox.cancel(reply);
        text = words.value_or("");
        return words ? base::Status{} : base::fail(words.error());
    }));
    effect.text = text;
    return effect;
}

const Outcome kUnknown = [](Desk&) { return test::unknown(); };

/// In the order of the table's columns.
const std::vector<Event> kEvents{
    settles("sent",
            [](Desk& desk) { return store::SettledSent{{.remoteId = "88", .at = desk.clock.utcNow()}}; }),
    settles("retry", [](Desk& desk) { return test::retryAt(desk.clock.utcNow()); }),
    settles("refused", [](Desk&) { return test::failed(); }),
    settles("unknown", kUnknown),
    settles("unknown, late", kUnknown, kLate),
    settles("unknown, clock put back", kUnknown, -kLate),
    resolves("found", "found on the platform", store::Found{{.remoteId = "88", .at = test::minute(50)}}),
    resolves("not found", "looked for", store::NotFound{}),
    resolves("agent: arrived", "declared as arrived", store::AgentArrived{}),
    resolves("agent: resend", "sent again on somebody's decision", store::AgentResend{}),
    resolves("agent: discard", "discarded", store::AgentDiscard{}),
    {"cancel", "taken back", cancel},
    {"try again", "tried again",
     [](Desk& desk, base::ReplyId reply) {
         return effectOf(desk.change([&](store::Outbox& outbox) { return outbox.retry(reply); }));
     }},
    claims("claim", {}),
    claims("claim, late", kLate),
    claims("claim, clock put back", -kLate),
    crashes("crash", {}),
    crashes("crash, late", kLate),
    crashes("crash, clock put back", -kLate),
};

/// A cell: Q queued, I in flight, S sent, F failed, U uncertain, D discarded, 0 gone without a trace, -
/// refused, and nothing changed, . nothing to be done, and nothing changed. The columns are kEvents, in four
/// groups: the outcome of an attempt (sent, retry, refused, unknown in time, late, with the clock put back),
/// what was found and decided (found, not found, arrived, resend, discard, cancel, try again), the next claim
/// and a crash (both in time, late, with the clock put back).
struct Table {
    std::string title;
    model::RepeatGuarantee guarantee;
    std::string cells;
};

const std::array<Table, 3> kTables{
    Table{"no guarantee", test::kNone, R"(
        new        ------  ----00Q  III  ...
        held       ------  ----00Q  .I.  ...
        waits      ------  S---00Q  III  ...
        resent     ------  S---00Q  III  ...
        flies      SQFUUU  -------  ...  UUU
        again      SQFUUU  -------  ...  UUU
        uncertain  ------  SUSQD--  ...  ...
        failed     ------  ----00Q  ...  ...
        sent       ------  -------  ...  ...
        discarded  ------  -------  ...  ...
    )"},
    Table{"a guarantee of fifty minutes", test::kFiftyMinutes, R"(
        new        ------  ----00Q  III  ...
        held       ------  ----00Q  .I.  ...
        waits      ------  S---00Q  III  ...
        waits?     ------  S---D-Q  IUU  ...
        resent     ------  S---00Q  III  ...
        flies      SQFQUU  -------  ...  QUU
        again      SQFQUU  -------  ...  QUU
        again?     SQUQUU  -------  ...  QUU
        uncertain  ------  SUSQD--  ...  ...
        failed     ------  ----00Q  ...  ...
        sent       ------  -------  ...  ...
        discarded  ------  -------  ...  ...
    )"},
    Table{"a guarantee without end", test::kAlways, R"(
        new        ------  ----00Q  III  ...
        held       ------  ----00Q  .I.  ...
        waits      ------  S---00Q  III  ...
        waits?     ------  S---D-Q  III  ...
        resent     ------  S---00Q  III  ...
        flies      SQFQQQ  -------  ...  QQQ
        again      SQFQQQ  -------  ...  QQQ
        again?     SQUQQQ  -------  ...  QQQ
        uncertain  ------  SUSQD--  ...  ...
        failed     ------  ----00Q  ...  ...
        sent       ------  -------  ...  ...
        discarded  ------  -------  ...  ...
    )"},
};

/// The state that a letter stands for, as it is stored.
std::string stateOf(char cell) {
    switch (cell) {
    case 'Q':
        return "queued";
    case 'I':
        return "in_flight";
    case 'S':
        return "sent";
    case 'F':
        return "failed";
    case 'U':
        return "uncertain";
    case 'D':
        return "discarded";
    default:
        return "";
    }
}

/// Everything that is stored of the reply.
std::string stored(Desk& desk, base::ReplyId reply) {
    const std::string id = std::to_string(reply.value);
    return desk.text(
        "SELECT state || attempts || ' ' || first_attempt_at || ' ' || last_attempt_at || ' ' || "
        "not_before || ' ' || own_pause || safe_until || ' ' || may_have_arrived || look_ups || error "
        "|| frozen_body || repeat_key || (SELECT delivery || remote_id || text FROM message WHERE id = "
        "message_id) FROM outbox WHERE id = " +
        id);
}

bool mayHaveArrived(Desk& desk, base::ReplyId reply) {
    return desk.number("SELECT may_have_arrived FROM outbox WHERE id = " + std::to_string(reply.value)) == 1;
}

/// The words and the state of the reply, in the outbox and in its thread.
void checkRow(Desk& desk, base::ReplyId reply, const std::string& expected) {
    REQUIRE(desk.state(reply) == expected);
    const std::string shown = expected == "discarded" ? "failed" : expected;
    CHECK(desk.text("SELECT text || ' ' || delivery FROM message WHERE text = 'words'") == "words " + shown);
}

void checkCell(Desk& desk, const Table& table, const State& state, const Event& event, char cell) {
    INFO(table.title << ": " << state.name << " × " << event.name << " = " << cell);
    desk.renew();
    desk.guarantee = table.guarantee;
    const base::ReplyId reply = desk.queue("words", "1", state.holdBack);
    state.reach(desk, reply);
    REQUIRE(desk.state(reply) == state.stored);
    const std::string before = stored(desk, reply);
    const Effect effect = event.happen(desk, reply);
    switch (cell) {
    case '-': {
        CHECK(stored(desk, reply) == before);
        const bool since = event.name == "cancel" && mayHaveArrived(desk, reply);
        CHECK(effect.refusal == fmt::format("reply {} is {} and can't be {}{}", reply.value, state.stored,
                                            event.refused, since ? ", since it may have arrived" : ""));
        break;
    }
    case '.':
        CHECK(effect.refusal.empty());
        CHECK_FALSE(effect.happened);
        CHECK(stored(desk, reply) == before);
        break;
    case '0':
        CHECK(effect.happened);
        CHECK(desk.number("SELECT count(*) FROM outbox WHERE id = " + std::to_string(reply.value)) == 0);
        CHECK(desk.number("SELECT count(*) FROM message WHERE direction = 'outbound'") == 0);
        // Taken back, the words return; discarded, they are gone.
        CHECK(effect.text == (event.name == "cancel" ? "words" : ""));
        break;
    default:
        // A claim that finds the guarantee ended makes no attempt.
        CHECK(effect.happened == !(cell == 'U' && state.name == "waits?"));
        checkRow(desk, reply, stateOf(cell));
    }
    REQUIRE(desk.faults() == "");
}

const State& stateNamed(const std::string& name) {
    for (const State& state : kStates) {
        if (state.name == name) {
            return state;
        }
    }
    FAIL("no state " << name);
    return kStates.front();
}

}  // namespace

TEST_CASE("every event takes a reply on by the table, or is refused by name and changes nothing") {
    Desk desk;
    desk.hurry();
    for (const Table& table : kTables) {
        std::istringstream lines(table.cells);
        std::string name;
        std::size_t rows = 0;
        for (; lines >> name; ++rows) {
            std::string cells;
            for (std::string group; cells.size() < kEvents.size() && lines >> group;) {
                cells += group;
            }
            INFO(table.title << ": " << name);
            REQUIRE(cells.size() == kEvents.size());
            for (std::size_t column = 0; column < cells.size(); ++column) {
                checkCell(desk, table, stateNamed(name), kEvents[column], cells[column]);
            }
        }
        // Only with a guarantee is there a reply that waits, or is on its way again, and may have arrived.
        const bool none = table.guarantee.kind == model::RepeatGuarantee::Kind::None;
        REQUIRE(rows == kStates.size() - (none ? 2 : 0));
    }
}

TEST_CASE("what the agent decides on an uncertain reply is done to the letter") {
    Desk desk;
    const base::ReplyId reply = desk.queue("words");
    const base::UtcTime first = desk.clock.utcNow();
    attempt(desk);
    need(desk.settle(reply, test::unknown()));
    REQUIRE(desk.state(reply) == "uncertain");
    SECTION("it arrived: sent, by an id that nobody knows yet") {
        need(desk.resolve(reply, store::AgentArrived{}));
        CHECK(desk.messageOf(reply).delivery == model::Delivery::Sent);
        CHECK(desk.messageOf(reply).remoteId.empty());
        CHECK(desk.conversationOf("1").state == model::ConversationState::Answered);
    }
    SECTION("send it again: a new reply in all but its text") {
        need(desk.resolve(reply, store::NotFound{}));
        CHECK(desk.row(reply).lookUps == 1);
        need(desk.resolve(reply, store::AgentResend{}));
        const model::OutboxRow row = desk.row(reply);
        CHECK(row.frozen.body.empty());
        CHECK(row.firstAttemptAt == first);
        CHECK_FALSE(row.safeUntil);
        CHECK(row.lookUps == 0);
        desk.guarantee = test::kFiftyMinutes;
        desk.clock.advance(300 * kMinute);
        const auto claimed = desk.claim();
        REQUIRE(claimed);
        CHECK(claimed->frozen.repeatKey == "key 2");
        CHECK(claimed->safeUntil == desk.clock.utcNow() + 50 * kMinute);
    }
    SECTION("discard it: it stays in sight, since it may have arrived") {
        need(desk.resolve(reply, store::AgentDiscard{}));
        CHECK(desk.row(reply).error == "discarded by you; it may have arrived");
        CHECK(desk.messageOf(reply).delivery == model::Delivery::Failed);
        CHECK(need(desk.store->read().outbox()).empty());
        CHECK(desk.conversationOf("1").state == model::ConversationState::NeedsReply);
    }
    CHECK(desk.faults() == "");
}

TEST_CASE("there is no reply that nobody queued") {
    Desk desk;
    const base::ReplyId nobodys{99};
    CHECK(test::needError(desk.settle(nobodys, test::unknown())).kind == base::ErrorKind::NotFound);
    CHECK(test::needError(desk.resolve(nobodys, store::NotFound{})).kind == base::ErrorKind::NotFound);
    CHECK(test::needError(desk.change([&](store::Outbox& outbox) { return outbox.retry(nobodys); })).kind ==
          base::ErrorKind::NotFound);
}
