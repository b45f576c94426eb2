// SPDX-License-Identifier: GPL-3.0-or-later
// Every state of a reply against everything that can happen to it: the one documented way on, or a refusal
// that changes nothing.
#include "desk.h"

#include "support/catch.h"

#include <map>
#include <vector>

using test::Desk;
using test::kMinute;
using test::need;

namespace {

/// Brings a fresh reply into a state.
using Way = std::function<void(Desk&, base::ReplyId)>;
/// What happens; false: it was refused.
using Event = std::function<bool(Desk&, base::ReplyId)>;

void attempt(Desk& desk) {
    REQUIRE(desk.claim());
}

void attemptUnknown(Desk& desk, base::ReplyId reply) {
    attempt(desk);
    need(desk.settle(reply, test::unknown()));
    desk.clock.advance(kMinute);
}

const std::map<std::string, Way> kStates = {
    {"new", [](Desk&, base::ReplyId) {}},
    {"waits after a failure",
     [](Desk& desk, base::ReplyId reply) {
         attempt(desk);
         need(desk.settle(reply, test::retryAt(desk.clock.utcNow())));
     }},
    {"waits, may have arrived", attemptUnknown},
    {"in flight", [](Desk& desk, base::ReplyId) { attempt(desk); }},
    {"in flight again",
     [](Desk& desk, base::ReplyId reply) {
         attemptUnknown(desk, reply);
         attempt(desk);
     }},
    {"uncertain",
     [](Desk& desk, base::ReplyId reply) {
         attempt(desk);
         desk.clock.advance(51 * kMinute);
         need(desk.settle(reply, test::unknown()));
     }},
    {"failed",
     [](Desk& desk, base::ReplyId reply) {
         attempt(desk);
         need(desk.settle(reply, test::failed()));
     }},
    {"sent",
     [](Desk& desk, base::ReplyId reply) {
         attempt(desk);
         need(desk.sent(reply, "77"));
     }},
    {"discarded",
     [](Desk& desk, base::ReplyId reply) {
         attempt(desk);
         desk.clock.advance(51 * kMinute);
         need(desk.settle(reply, test::unknown()));
         need(desk.resolve(reply, store::AgentDiscard{}));
     }},
};

bool accepted(const base::Status& status) {
    if (!status) {
        CHECK(status.error().kind == base::ErrorKind::BadInput);
        CHECK_FALSE(status.error().message.empty());
    }
    return status.has_value();
}

Event settled(store::Settlement (*outcome)(Desk&)) {
    return [outcome](Desk& desk, base::ReplyId reply) { return accepted(desk.settle(reply, outcome(desk))); };
}

Event resolved(store::Resolution resolution) {
    return
        [resolution](Desk& desk, base::ReplyId reply) { return accepted(desk.resolve(reply, resolution)); };
}

const std::map<std::string, Event> kEvents = {
    {"sent", settled([](Desk& desk) -> store::Settlement {
         return store::SettledSent{{.remoteId = "88", .at = desk.clock.utcNow()}};
     })},
    {"retry", settled([](Desk& desk) { return test::retryAt(desk.clock.utcNow()); })},
    {"refused", settled([](Desk&) { return test::failed(); })},
    {"unknown", settled([](Desk&) { return test::unknown(); })},
    {"unknown, late",
     [](Desk& desk, base::ReplyId reply) {
         desk.clock.advance(51 * kMinute);
         return accepted(desk.settle(reply, test::unknown()));
     }},
    {"found", resolved(store::Found{{.remoteId = "88", .at = test::minute(50)}})},
    {"not found", resolved(store::NotFound{})},
    {"agent: arrived", resolved(store::AgentArrived{})},
    {"agent: resend", resolved(store::AgentResend{})},
    {"agent: discard", resolved(store::AgentDiscard{})},
    {"cancel",
     [](Desk& desk, base::ReplyId reply) {
         return accepted(desk.change([&](store::Outbox& outbox) -> base::Status {
             const auto text = outbox.cancel(reply);
             return text ? base::Status{} : base::fail(text.error());
         }));
     }},
    {"try again",
     [](Desk& desk, base::ReplyId reply) {
         return accepted(desk.change([&](store::Outbox& outbox) { return outbox.retry(reply); }));
     }},
    {"claim", [](Desk& desk, base::ReplyId) { return desk.claim().has_value(); }},
    {"claim, late",
     [](Desk& desk, base::ReplyId) {
         desk.clock.advance(51 * kMinute);
         return desk.claim().has_value();
     }},
    {"crash", [](Desk& desk, base::ReplyId) { return desk.crash() > 0; }},
    {"crash, late",
     [](Desk& desk, base::ReplyId) {
         desk.clock.advance(51 * kMinute);
         return desk.crash() > 0;
     }},
};

/// state -> event -> next state. What is not here is refused, or nothing happens.
const std::map<std::string, std::map<std::string, std::string>> kTable = {
    {"new",
     {{"agent: discard", "gone"},
      {"cancel", "gone"},
      {"try again", "queued"},
      {"claim", "in_flight"},
      {"claim, late", "in_flight"}}},
    {"waits after a failure",
     {{"found", "sent"},
      {"agent: discard", "discarded"},
      {"cancel", "gone"},
      {"try again", "queued"},
      {"claim", "in_flight"},
      {"claim, late", "in_flight"}}},
    {"waits, may have arrived",
     {{"found", "sent"}, {"agent: discard", "discarded"}, {"try again", "queued"}, {"claim", "in_flight"}}},
    {"in flight",
     {{"sent", "sent"},
      {"retry", "queued"},
      {"refused", "failed"},
      {"unknown", "queued"},
      {"unknown, late", "uncertain"},
      {"crash", "queued"},
      {"crash, late", "uncertain"}}},
    {"in flight again",
     {{"sent", "sent"},
      {"retry", "queued"},
      {"refused", "uncertain"},
      {"unknown", "queued"},
      {"unknown, late", "uncertain"},
      {"crash", "queued"},
      {"crash, late", "uncertain"}}},
    {"uncertain",
     {{"found", "sent"},
      {"not found", "uncertain"},
      {"agent: arrived", "sent"},
      {"agent: resend", "queued"},
      {"agent: discard", "discarded"}}},
    {"failed", {{"agent: discard", "discarded"}, {"cancel", "gone"}, {"try again", "queued"}}},
    {"sent", {}},
    {"discarded", {}},
};

/// Everything that is stored of the reply.
std::string stored(Desk& desk, base::ReplyId reply) {
    const std::string id = std::to_string(reply.value);
    return desk.text(
        "SELECT state || attempts || ' ' || first_attempt_at || ' ' || last_attempt_at || ' ' || not_before "
        "|| "
        "' ' || safe_until || ' ' || may_have_arrived || look_ups || error || frozen_body || repeat_key || "
        "(SELECT delivery || remote_id || text FROM message WHERE id = message_id) FROM outbox WHERE id = " +
        id);
}

}  // namespace

TEST_CASE("every event takes a reply on by the table, or is refused and changes nothing") {
    Desk desk;
    desk.hurry();
    int transitions = 0;
    int refusals = 0;
    for (const auto& [state, way] : kStates) {
        for (const auto& [name, event] : kEvents) {
            INFO(state << " × " << name);
            desk.renew();
            desk.guarantee = test::kFiftyMinutes;
            const base::ReplyId reply = desk.queue("words");
            way(desk, reply);
            const std::string before = stored(desk, reply);
            const bool happened = event(desk, reply);
            const auto& row = kTable.at(state);
            if (const auto expected = row.find(name); expected != row.end()) {
                CHECK(happened);
                const std::string now = desk.state(reply);
                CHECK((now.empty() ? "gone" : now) == expected->second);
                ++transitions;
            } else if (state == "waits, may have arrived" && name == "claim, late") {
                // No attempt is made; but waiting any longer has no sense.
                CHECK_FALSE(happened);
                CHECK(desk.state(reply) == "uncertain");
            } else {
                CHECK_FALSE(happened);
                CHECK(stored(desk, reply) == before);
                ++refusals;
            }
            REQUIRE(desk.faults() == "");
        }
    }
    CHECK(transitions + refusals + 1 == static_cast<int>(kStates.size() * kEvents.size()));
    CHECK(transitions == 37);
}

TEST_CASE("what the agent decides on an uncertain reply is done to the letter") {
    Desk desk;
    const base::ReplyId reply = desk.queue("words");
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
        CHECK_FALSE(row.firstAttemptAt);
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
