// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/batch_order.h"
#include "store/contact_table.h"
#include "store/own_echo.h"
#include "store/placement.h"
#include "store/turn_keeper.h"

#include "support/catch.h"

#include <algorithm>

using model::Direction;
using model::MentionOfUs;
using model::Visibility;
using store::Grouping;
using store::MessageFacts;
using store::Place;

namespace {

const base::ContactId kMira{1};
const base::ContactId kJuri{2};

MessageFacts theirs(MentionOfUs mention, bool reply = true) {
    return {.remoteId = "m", .reply = reply, .author = kMira, .mention = mention};
}
MessageFacts ours() {
    return {.remoteId = "o", .addressee = kJuri, .direction = Direction::Outbound};
}
MessageFacts privately(MessageFacts message) {
    message.visibility = Visibility::Private;
    return message;
}

}  // namespace

TEST_CASE("a message addresses us when it answers us or mentions us in its own words") {
    const MessageFacts own = ours();
    const MessageFacts mentioning = theirs(MentionOfUs::Leading);
    const MessageFacts writing = theirs(MentionOfUs::Written);
    const MessageFacts stranger = theirs(MentionOfUs::None);
    const MessageFacts direct = privately(theirs(MentionOfUs::Leading));
    struct Row {
        const char* what;
        MessageFacts message;
        const MessageFacts* parent;
        bool addresses;
    };
    const std::vector<Row> table = {
        {"a mention that answers nothing", theirs(MentionOfUs::Leading, false), nullptr, true},
        {"a written mention that answers nothing", theirs(MentionOfUs::Written, false), nullptr, true},
        {"a post that does not mention us", theirs(MentionOfUs::None, false), nullptr, false},
        {"a reply to us without any mention", theirs(MentionOfUs::None), &own, true},
        {"a reply to us", theirs(MentionOfUs::Leading), &own, true},
        {"a leading mention in a reply to something unknown", theirs(MentionOfUs::Leading), nullptr, true},
        {"a reply to something unknown", theirs(MentionOfUs::None), nullptr, false},
        {"a mention carried over from the parent", theirs(MentionOfUs::Leading), &mentioning, false},
        {"a mention carried over from a written one", theirs(MentionOfUs::Leading), &writing, false},
        {"a mention written below one that mentions us", theirs(MentionOfUs::Written), &mentioning, true},
        {"a leading mention below a stranger's post", theirs(MentionOfUs::Leading), &stranger, true},
        {"a reply to a stranger", theirs(MentionOfUs::None), &stranger, false},
        {"a reply to a customer without a mention", theirs(MentionOfUs::None), &mentioning, false},
        {"a public mention that answers a private message", theirs(MentionOfUs::Leading), &direct, true},
        {"our own message", ours(), &mentioning, false},
    };
    for (const Row& row : table) {
        INFO(row.what);
        CHECK(store::addressesUs(row.message, row.parent) == row.addresses);
    }
    MessageFacts unreadable = theirs(MentionOfUs::None, false);
    unreadable.unreadable = true;
    CHECK(store::addressesUs(unreadable, nullptr));
}

TEST_CASE("a post that we took up tops a conversation and asked us nothing, unless it mentions us") {
    const MessageFacts stranger = theirs(MentionOfUs::None);
    MessageFacts found = theirs(MentionOfUs::None);
    found.takenUp = true;
    CHECK(store::addressesUs(found, &stranger));
    CHECK(store::groupingOf(found, &stranger, false) == Grouping::Own);
    CHECK(store::publicPlace(found, &stranger) == Place{.key = "top:m", .customer = kMira});
    CHECK_FALSE(store::opensTurn(found, &stranger, true, kMira));
    found.mention = MentionOfUs::Written;
    CHECK(store::opensTurn(found, &stranger, true, kMira));
    MessageFacts own = ours();
    own.takenUp = true;
    CHECK_FALSE(store::addressesUs(own, nullptr));
}

TEST_CASE("a public message joins the conversation above it, and only one that addresses us begins its own") {
    const MessageFacts own = ours();
    const MessageFacts stranger = theirs(MentionOfUs::None);
    CHECK(store::groupingOf(theirs(MentionOfUs::Written), &stranger, true) == Grouping::WithParent);
    CHECK(store::groupingOf(theirs(MentionOfUs::Written), &stranger, false) == Grouping::Own);
    CHECK(store::groupingOf(theirs(MentionOfUs::None), &stranger, false) == Grouping::WithParent);
    CHECK(store::groupingOf(theirs(MentionOfUs::None), &own, false) == Grouping::Own);
    CHECK(store::groupingOf(ours(), &stranger, false) == Grouping::WithParent);
    CHECK(store::groupingOf(ours(), nullptr, false) == Grouping::Own);
    CHECK(store::publicPlace(theirs(MentionOfUs::Leading), nullptr) ==
          Place{.key = "top:m", .customer = kMira});
    CHECK(store::publicPlace(theirs(MentionOfUs::None), nullptr) ==
          Place{.key = "context:m", .listed = false});
    CHECK(store::publicPlace(ours(), nullptr) == Place{.key = "context:o", .listed = false});
}

TEST_CASE("private and public never share a conversation") {
    const MessageFacts open = theirs(MentionOfUs::Leading);
    const MessageFacts direct = privately(open);
    CHECK(store::groupingOf(direct, &open, true) == Grouping::Own);
    CHECK(store::groupingOf(open, &direct, true) == Grouping::Own);
    CHECK(store::groupingOf(direct, &direct, true) == Grouping::WithParent);
    CHECK(store::groupingOf(direct, &direct, false) == Grouping::Own);
    CHECK(store::answersFromPrivate(privately(ours()), open));
    CHECK_FALSE(store::answersFromPrivate(ours(), open));
    CHECK_FALSE(store::answersFromPrivate(direct, open));
}

TEST_CASE("the customer's every message opens a turn, a bystander's only one that addresses us") {
    const MessageFacts mentioning = theirs(MentionOfUs::Leading);
    const MessageFacts own = ours();
    CHECK(store::opensTurn(theirs(MentionOfUs::None), &mentioning, true, kMira));
    CHECK_FALSE(store::opensTurn(theirs(MentionOfUs::None), &mentioning, true, kJuri));
    CHECK_FALSE(store::opensTurn(theirs(MentionOfUs::Leading), &mentioning, true, kJuri));
    CHECK(store::opensTurn(theirs(MentionOfUs::Written), &mentioning, true, kJuri));
    CHECK(store::opensTurn(theirs(MentionOfUs::None), &own, true, kJuri));
    CHECK_FALSE(store::opensTurn(theirs(MentionOfUs::Written), nullptr, false, {}));
    CHECK_FALSE(store::opensTurn(ours(), &mentioning, true, {}));
}

TEST_CASE("our reply answers the nearest customer above it") {
    const Place open{.key = "top:m", .customer = kMira};
    const Place direct{.key = "private:x", .visibility = Visibility::Private, .customer = kMira};
    MessageFacts customer = theirs(MentionOfUs::Leading);
    customer.author = kJuri;
    const MessageFacts own = ours();
    CHECK(store::addresseeOf(ours(), &customer, open) == kJuri);
    CHECK(store::addresseeOf(ours(), &own, open) == kJuri);
    CHECK(store::addresseeOf(ours(), nullptr, open) == base::ContactId{});
    CHECK(store::addresseeOf(privately(ours()), nullptr, direct) == kMira);
    CHECK(store::addresseeOf(customer, &own, open) == base::ContactId{});
}

TEST_CASE("a batch is stored parents first, then by time, and loses nothing") {
    const auto message = [](const char* id, int at, const char* parent) {
        return model::IncomingMessage{.remoteId = id, .parentRemoteId = parent, .at = base::fromMs(at)};
    };
    const auto order = [](const std::vector<model::IncomingMessage>& messages) {
        std::string ids;
        for (const std::size_t index : store::parentsFirst(messages)) {
            ids += messages[index].remoteId;
        }
        return ids;
    };
    CHECK(order({message("c", 3, ""), message("a", 1, ""), message("b", 2, "")}) == "abc");
    CHECK(order({message("b", 1, "a"), message("a", 2, ""), message("c", 0, "b")}) == "abc");
    CHECK(order({message("b", 5, ""), message("a", 5, "")}) == "ab");
    std::string circle =
        order({message("a", 1, "b"), message("b", 2, "a"), message("c", 3, "c"), message("d", 4, "x")});
    std::ranges::sort(circle);
    CHECK(circle == "abcd");
    CHECK(order({}) == "");
}

TEST_CASE("a handle is one person with and without at sign, domain and port") {
    using Spellings = std::vector<std::string>;
    CHECK(store::handleSpellings("mira@else.example", "https://shop.example") ==
          Spellings{"mira@else.example"});
    CHECK(store::handleSpellings("@mira", "https://shop.example") == Spellings{"mira", "mira@shop.example"});
    CHECK(store::handleSpellings("mira@shop.example", "https://shop.example") ==
          Spellings{"mira", "mira@shop.example"});
    CHECK(store::handleSpellings("mira", "http://127.0.0.1:8001") ==
          Spellings{"mira", "mira@127.0.0.1", "mira@127.0.0.1:8001"});
    CHECK(store::handleSpellings("mira@127.0.0.1", "http://127.0.0.1:8001") ==
          Spellings{"mira", "mira@127.0.0.1", "mira@127.0.0.1:8001"});
    CHECK(store::handleSpellings("mira@else.example:9", "https://shop.example") ==
          Spellings{"mira@else.example", "mira@else.example:9"});
    CHECK(store::handleSpellings("", "https://shop.example").empty());
}

TEST_CASE("a reply is recognised with the mentions that the platform shows in front of it") {
    CHECK(store::saysTheSame("We open at 9.", "We open at 9."));
    CHECK(store::saysTheSame("We open at 9.", "@mira@else.example We open  at 9.\r\n"));
    CHECK(store::saysTheSame("@mira we do", "@mira@else.example @juri we do"));
    CHECK_FALSE(store::saysTheSame("We open at 9.", "We open at 10."));
    CHECK_FALSE(store::saysTheSame("We open at 9.", "@mira@else.example"));
}

TEST_CASE("recomputing begins where no turn reaches past it") {
    const auto turn = [](int start, int end) {
        return store::TurnRow{
            .turn = {.startedAt = base::fromMs(start),
                     .outcome = end == 0 ? model::TurnOutcome::Open : model::TurnOutcome::Answered,
                     .endedAt = end == 0 ? std::nullopt : std::optional(base::fromMs(end))}};
    };
    const auto start = [&](int from, std::vector<store::TurnRow> turns) {
        return base::toMs(store::startOfChange(base::fromMs(from), turns));
    };
    CHECK(start(50, {}) == 50);
    CHECK(start(50, {turn(10, 20), turn(30, 40)}) == 50);
    CHECK(start(50, {turn(10, 20), turn(30, 0)}) == 30);
    // The open turn pulls in the one that ended after it began, and that one another.
    CHECK(start(50, {turn(1, 3), turn(5, 12), turn(10, 35), turn(30, 0)}) == 5);
    CHECK(start(50, {turn(60, 70)}) == 50);
    CHECK(start(50, {turn(10, 50)}) == 10);
}
