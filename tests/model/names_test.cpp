// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capabilities.h"
#include "model/names.h"

#include "support/catch.h"

#include <string>

using namespace model;

TEST_CASE("the words of SQL and JSON are spelled as the product spells them") {
    CHECK(name(Direction::Inbound) == "inbound");
    CHECK(name(Direction::Note) == "note");
    CHECK(name(Visibility::Private) == "private");
    CHECK(name(ConversationState::NeedsReply) == "needs_reply");
    CHECK(name(ConversationState::Spam) == "spam");
    CHECK(name(Delivery::InFlight) == "in_flight");
    CHECK(name(Delivery::Sent) == "sent");
    CHECK(name(AccountState::NeedsLogin) == "needs_login");
    CHECK(name(AccountState::Paused) == "paused");
    CHECK(name(BadgeState::DueSoon) == "due_soon");
    CHECK(name(BadgeState::Overdue) == "overdue");
    CHECK(name(BadgeState::Missed) == "missed");
    CHECK(name(BadgeState::Answered) == "answered");
    CHECK(name(BadgeState::AnsweredLate) == "answered_late");
    CHECK(name(BadgeState::BeforeOpening) == "before_opening");
    CHECK(name(BadgeState::NoReplyNeeded) == "no_reply_needed");
    CHECK(name(TurnOutcome::Open) == "open");
    CHECK(name(TurnOutcome::Missed) == "missed");
}

TEST_CASE("every word reads back as the value that it names") {
    for (const auto value : {Direction::Inbound, Direction::Outbound, Direction::Note}) {
        CHECK(directionNamed(name(value)) == value);
    }
    for (const auto value : {Visibility::Public, Visibility::Private}) {
        CHECK(visibilityNamed(name(value)) == value);
    }
    for (const auto value : {ConversationState::NeedsReply, ConversationState::Answered,
                             ConversationState::Snoozed, ConversationState::Done, ConversationState::Spam}) {
        CHECK(conversationStateNamed(name(value)) == value);
    }
    for (const auto value : {Delivery::None, Delivery::Queued, Delivery::InFlight, Delivery::Uncertain,
                             Delivery::Failed, Delivery::Sent}) {
        CHECK(deliveryNamed(name(value)) == value);
    }
    for (const auto value : {AccountState::Ok, AccountState::NeedsLogin, AccountState::Limited,
                             AccountState::Offline, AccountState::Paused}) {
        CHECK(accountStateNamed(name(value)) == value);
    }
    for (const auto value :
         {TurnOutcome::Open, TurnOutcome::Answered, TurnOutcome::NoReplyNeeded, TurnOutcome::Missed}) {
        CHECK(turnOutcomeNamed(name(value)) == value);
    }
}

TEST_CASE("a word that is not on the list names nothing") {
    CHECK_FALSE(directionNamed("Inbound"));
    CHECK_FALSE(conversationStateNamed("needs-reply"));
    CHECK_FALSE(deliveryNamed(""));
    CHECK_FALSE(accountStateNamed("okay"));
    CHECK_FALSE(turnOutcomeNamed("open "));
}

TEST_CASE("an account's kind of reply is found by its visibility, or not at all") {
    Capabilities capabilities;
    CHECK(capabilities.find(Visibility::Public) == nullptr);
    capabilities.replies.push_back({.visibility = Visibility::Private, .length = {.limit = 7}});
    REQUIRE(capabilities.find(Visibility::Private) != nullptr);
    CHECK(capabilities.find(Visibility::Private)->length.limit == 7);
    CHECK(capabilities.find(Visibility::Public) == nullptr);
}
