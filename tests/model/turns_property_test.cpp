// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/response_time.h"

#include "support/catch.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <tuple>
#include <vector>

using base::fromMs;
using model::computeTurns;
using model::Direction;
using model::Turn;
using model::TurnInput;
using model::TurnOutcome;
using model::Visibility;

namespace {

/// A conversation as wild as the rules allow: few people, close times, deletions, mentions, notes,
/// unconfirmed replies.
class WildConversation {
public:
    explicit WildConversation(unsigned seed) : m_random(seed) {}

    std::vector<TurnInput> messages() {
        std::vector<TurnInput> messages;
        const int count = pick(0, 40);
        for (int id = 1; id <= count; ++id) {
            messages.push_back(message(id));
        }
        std::ranges::sort(messages, {}, [](const TurnInput& m) { return std::tuple(m.at, m.id); });
        return messages;
    }

    Visibility visibility() { return pick(0, 1) == 0 ? Visibility::Public : Visibility::Private; }

    template <class T>
    void shuffle(std::vector<T>& items) {
        std::ranges::shuffle(items, m_random);
    }

    int pick(int least, int most) { return std::uniform_int_distribution<int>(least, most)(m_random); }

private:
    TurnInput message(int id) {
        TurnInput message{.id = {id}, .at = fromMs(pick(0, 60)), .contact = {pick(0, 3)}};
        const int kind = pick(0, 9);
        if (kind < 5) {
            message.contact = {pick(1, 3)};
            message.opensTurn = pick(0, 4) != 0;
        } else if (kind < 9) {
            message.direction = Direction::Outbound;
            message.endsTurns = pick(0, 4) != 0;
            for (int mentions = pick(0, 4) - 2; mentions > 0; --mentions) {
                message.mentions.push_back({pick(1, 3)});
            }
        } else {
            message.direction = Direction::Note;
            message.endsTurns = pick(0, 2) == 0;  // a telephone call
        }
        if (pick(0, 4) == 0) {
            message.deletedAt = message.at + base::Duration{pick(0, 30)};
        }
        return message;
    }

    std::mt19937 m_random;
};

constexpr int kConversations = 3'000;

bool answers(const TurnInput& reply, base::ContactId contact, Visibility visibility) {
    const bool answersAll = visibility == Visibility::Private && reply.direction == Direction::Outbound;
    return reply.direction != Direction::Inbound && reply.endsTurns &&
           (answersAll || reply.contact == contact ||
            std::ranges::find(reply.mentions, contact) != reply.mentions.end());
}

/// The rule once more, read from the customer's side and as slowly as it is simple.
std::vector<Turn> turnsBySearching(const std::vector<TurnInput>& messages, Visibility visibility) {
    std::vector<Turn> turns;
    std::map<std::pair<base::ContactId, base::MessageId>, std::size_t> turnOf;
    for (auto message = messages.begin(); message != messages.end(); ++message) {
        if (message->direction != Direction::Inbound) {
            continue;
        }
        const auto reply = std::find_if(message + 1, messages.end(), [&](const TurnInput& later) {
            return answers(later, message->contact, visibility);
        });
        const bool open = reply == messages.end();
        if (message->deletedAt && (open || *message->deletedAt <= reply->at)) {
            continue;
        }
        const auto key = std::pair(message->contact, open ? base::MessageId{} : reply->id);
        // What is said to others opens nothing, but belongs to a turn that is open.
        if (!message->opensTurn && !turnOf.contains(key)) {
            continue;
        }
        const auto [place, isNew] = turnOf.try_emplace(key, turns.size());
        if (isNew) {
            turns.push_back({.contact = message->contact, .first = message->id, .startedAt = message->at});
            if (!open) {
                turns.back().outcome = TurnOutcome::Answered;
                turns.back().endedAt = reply->at;
                turns.back().endedBy = reply->id;
            }
        }
        turns[place->second].messages.push_back(message->id);
    }
    return turns;
}

}  // namespace

TEST_CASE("the turns of any conversation are those that a search for each message's reply finds") {
    WildConversation wild(20'260'317);
    std::size_t found = 0;
    for (int round = 0; round < kConversations; ++round) {
        const auto messages = wild.messages();
        const Visibility visibility = wild.visibility();
        const auto turns = computeTurns(messages, {.visibility = visibility});
        REQUIRE(turns == turnsBySearching(messages, visibility));
        found += turns.size();
    }
    CHECK(found > kConversations);
}

TEST_CASE("messages that arrive in another order give the same turns") {
    WildConversation wild(7);
    for (int round = 0; round < kConversations; ++round) {
        auto messages = wild.messages();
        const Visibility visibility = wild.visibility();
        const auto turns = computeTurns(messages, {.visibility = visibility});
        wild.shuffle(messages);
        REQUIRE(computeTurns(messages, {.visibility = visibility}) == turns);
    }
}

TEST_CASE("notes, automatic and unconfirmed replies change no turn of any conversation") {
    WildConversation wild(11);
    for (int round = 0; round < kConversations; ++round) {
        const auto messages = wild.messages();
        const Visibility visibility = wild.visibility();
        std::vector<TurnInput> counting;
        std::ranges::copy_if(messages, std::back_inserter(counting), [](const TurnInput& message) {
            return message.direction == Direction::Inbound || message.endsTurns;
        });
        REQUIRE(computeTurns(messages, {.visibility = visibility}) ==
                computeTurns(counting, {.visibility = visibility}));
    }
}

TEST_CASE("a reply to somebody else changes nothing of anybody's turns in any public conversation") {
    WildConversation wild(13);
    for (int round = 0; round < kConversations; ++round) {
        auto messages = wild.messages();
        const auto turns = computeTurns(messages, {.visibility = Visibility::Public});
        messages.push_back({.id = {100},
                            .at = fromMs(wild.pick(0, 60)),
                            .contact = {9},
                            .direction = Direction::Outbound,
                            .mentions = {{8}}});
        REQUIRE(computeTurns(messages, {.visibility = Visibility::Public}) == turns);
    }
}

TEST_CASE("one more message of a person who waits moves no start of any conversation") {
    WildConversation wild(17);
    int waiting = 0;
    for (int round = 0; round < kConversations; ++round) {
        auto messages = wild.messages();
        const Visibility visibility = wild.visibility();
        auto turns = computeTurns(messages, {.visibility = visibility});
        const auto open = std::ranges::find(turns, TurnOutcome::Open, &Turn::outcome);
        if (open == turns.end()) {
            continue;
        }
        ++waiting;
        messages.push_back({.id = {100}, .at = fromMs(100), .contact = open->contact});
        open->messages.push_back({100});
        REQUIRE(computeTurns(messages, {.visibility = visibility}) == turns);
    }
    CHECK(waiting > 500);
}

TEST_CASE("every turn of any conversation begins with its first message and holds each message once") {
    WildConversation wild(19);
    for (int round = 0; round < kConversations; ++round) {
        const auto messages = wild.messages();
        std::set<base::MessageId> seen;
        base::UtcTime last{};
        for (const Turn& turn : computeTurns(messages, {.visibility = wild.visibility()})) {
            REQUIRE_FALSE(turn.messages.empty());
            REQUIRE(turn.messages.front() == turn.first);
            REQUIRE(turn.startedAt >= last);
            last = turn.startedAt;
            REQUIRE((turn.outcome == TurnOutcome::Open) == !turn.endedAt.has_value());
            for (const base::MessageId id : turn.messages) {
                REQUIRE(seen.insert(id).second);
            }
        }
    }
}
