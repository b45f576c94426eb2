// SPDX-License-Identifier: GPL-3.0-or-later
#include "cases.h"
#include "histories.h"
#include "oracle.h"

#include "support/catch.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>

using namespace oracle;

namespace {

constexpr std::uint64_t kSeeds = 2000;

std::set<std::string> featuresOf(const History& history) {
    std::set<std::string> found;
    const auto add = [&found](bool isThere, const char* name) {
        if (isThere) {
            found.insert(name);
        }
    };
    add(history.hours.empty(), "no hours");
    add(history.hours.size() == 3, "three versions");
    add(history.windows.has_value(), "windows");
    add(!history.joined.empty(), "joined");
    add(history.conversations.size() == 2, "two conversations");
    add(history.messages.size() == 1, "one message");
    add(history.messages.size() == 14, "fourteen messages");
    for (const HoursVersion& each : history.hours) {
        add(each.rule == Rule::AlwaysOpen, "always open");
        add(each.rule == Rule::ByWeek && each.week.empty(), "never open");
        add(!each.exceptions.empty(), "exceptions");
        add(each.validFrom % cases::kMinute != 0, "a version within a minute");
        for (const WeekInterval& interval : each.week) {
            add(interval.to < interval.from, "past midnight");
        }
    }
    std::set<Ms> times;
    for (const Message& each : history.messages) {
        const bool isOurs = each.author == 0;
        const bool isPrivate = each.conversation == 2;
        add(!times.insert(each.at).second, "the same ms");
        add(!isOurs && each.author > 1, "somebody else");
        add(each.kind == Kind::Note, "note");
        add(each.kind == Kind::PhoneCall, "phone call");
        add(each.automatic, "automatic");
        add(each.unsent, "unsent");
        add(!each.mentions.empty(), "mentions");
        add(each.mentionsUs, "mentions us");
        add(each.carriedMention && each.parent != 0, "carried mention");
        add(each.deletedAt != 0, isOurs ? "ours deleted" : "theirs deleted");
        add(each.closing == Closing::Done, "done");
        add(each.closing == Closing::NoReplyNeeded, "no reply needed");
        add(each.editedAt != 0, "edited");
        add(isOurs && isPrivate && each.parent != 0 &&
                history.messages[static_cast<std::size_t>(each.parent) - 1].conversation == 1,
            "private reply to a comment");
    }
    return found;
}

}  // namespace

TEST_CASE("random histories hold everything that the definition speaks of") {
    std::map<std::string, int> counts;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        for (const std::string& each : featuresOf(randomHistory(seed))) {
            ++counts[each];
        }
    }
    CHECK(counts.size() == 27);
    for (const auto& [name, count] : counts) {
        INFO(name << ": " << count << " of " << kSeeds);
        CHECK(count >= 40);
    }
}

TEST_CASE("random histories come to every state and outcome") {
    std::map<State, int> states;
    std::map<Outcome, int> outcomes;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        const History history = randomHistory(seed);
        const Result result = evaluate(history, history.now);
        for (const auto& [id, badge] : result.badges) {
            ++states[badge.state];
        }
        for (const auto& [id, conversation] : result.conversations) {
            for (const Turn& each : conversation.turns) {
                ++outcomes[each.outcome];
            }
        }
    }
    CHECK(states.size() == 9);
    for (const auto& [state, count] : states) {
        INFO(nameOf(state) << ": " << count);
        CHECK(count >= 50);
    }
    CHECK(outcomes.size() == 4);
}

TEST_CASE("a seed gives one history and another seed another") {
    CHECK(describe(randomHistory(7)) == describe(randomHistory(7)));
    CHECK(describe(randomHistory(7)) != describe(randomHistory(8)));
}

TEST_CASE("a random history is sound") {
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        const History history = randomHistory(seed);
        INFO(describe(history));
        Ms first = history.messages.front().at;
        Ms last = first;
        for (std::size_t index = 0; index < history.messages.size(); ++index) {
            const Message& each = history.messages[index];
            REQUIRE(each.id == static_cast<int>(index) + 1);
            REQUIRE((each.deletedAt == 0 || each.deletedAt > each.at));
            REQUIRE(each.parent != each.id);
            REQUIRE((each.parent == 0 ||
                     history.messages[static_cast<std::size_t>(each.parent) - 1].at <= each.at));
            first = std::min(first, each.at);
            last = std::max(last, each.at);
        }
        REQUIRE(last - first < 60 * cases::kDay);
        for (const HoursVersion& each : history.hours) {
            REQUIRE(each.week.size() <= 28);
        }
    }
}

TEST_CASE(
    "figures are never negative, business time is never the longer one and a due time uses up the target") {
    int dues = 0;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        const History history = randomHistory(seed);
        OpeningMinutes hours(history.hours);
        const Result result = evaluate(history, hours, history.now);
        INFO(describe(history));
        for (const auto& [id, badge] : result.badges) {
            REQUIRE(badge.calendarMs.has_value() == (badge.state != State::None));
            REQUIRE(badge.businessMs.has_value() == (badge.state != State::None));
            REQUIRE(badge.businessMs.value_or(0) >= 0);
            REQUIRE(badge.businessMs.value_or(0) <= badge.calendarMs.value_or(0));
        }
        for (const auto& [id, conversation] : result.conversations) {
            if (conversation.dueAt && history.target.unit == Unit::Business) {
                const Ms start = *conversation.waitingSince;
                REQUIRE(hours.businessMs(start, *conversation.dueAt) == history.target.length);
                REQUIRE(hours.businessMs(start, *conversation.dueAt - 1) == history.target.length - 1);
                ++dues;
            }
        }
    }
    CHECK(dues > 300);
}

TEST_CASE("what is delivered in a random order is the whole history in the end") {
    bool isOutOfOrder = false;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        const History history = randomHistory(seed);
        std::map<int, Message> known;
        std::map<Ms, int> lastIdAt;
        Ms latest = 0;
        for (const Delivery& each : randomDeliveries(history, seed)) {
            const bool isNew = known.find(each.message.id) == known.end();
            REQUIRE((each.what == Delivered::Arrives) == isNew);
            if (isNew) {
                REQUIRE(each.message.deletedAt == 0);
                REQUIRE(each.message.closing == Closing::None);
                REQUIRE(lastIdAt[each.message.at] < each.message.id);
                lastIdAt[each.message.at] = each.message.id;
                isOutOfOrder = isOutOfOrder || each.message.at < latest;
                latest = std::max(latest, each.message.at);
            }
            known[each.message.id] = each.message;
        }
        REQUIRE(known.size() == history.messages.size());
        for (const Message& each : history.messages) {
            REQUIRE(known.at(each.id) == each);
        }
    }
    CHECK(isOutOfOrder);
}
