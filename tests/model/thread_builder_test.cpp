// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/thread_builder.h"

#include "support/catch.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

using model::buildThread;
using model::Message;
using model::ThreadItem;
using model::Visibility;

namespace {

Message message(std::int64_t id, std::int64_t at, std::int64_t parent = 0) {
    Message made;
    made.id = {id};
    made.at = base::fromMs(at);
    made.parent = {parent};
    made.remoteId = "r" + std::to_string(id);
    return made;
}

/// "id@depth" in the order shown, "?" where something above is missing.
std::vector<std::string> shown(const std::vector<Message>& messages,
                               Visibility visibility = Visibility::Public) {
    std::vector<std::string> lines;
    for (const ThreadItem& item : buildThread(messages, visibility)) {
        lines.push_back(std::to_string(messages[item.index].id.value) + "@" + std::to_string(item.depth) +
                        (item.parentMissing ? "?" : ""));
    }
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a public thread is shown depth first, siblings by time and then id") {
    CHECK(shown({message(5, 50, 2), message(2, 20, 1), message(4, 30, 1), message(3, 30, 1),
                 message(1, 10)}) == Lines{"1@0", "2@1", "5@2", "3@1", "4@1"});
}

TEST_CASE("a private conversation is flat, by time and then id") {
    CHECK(shown({message(3, 10), message(2, 10, 3), message(1, 20, 99)}, Visibility::Private) ==
          Lines{"2@0", "3@0", "1@0"});
}

TEST_CASE("a reply may be dated before what it answers and still stands below it") {
    CHECK(shown({message(1, 100), message(2, 5, 1)}) == Lines{"1@0", "2@1"});
}

TEST_CASE("a parent that is known only by its remote id is found") {
    Message child = message(2, 20);
    child.parentRemoteId = "r1";
    CHECK(shown({message(1, 10), child}) == Lines{"1@0", "2@1"});
}

TEST_CASE("a message whose parent is not there stands at the top and says so") {
    Message lost = message(2, 20);
    lost.parentRemoteId = "gone";
    CHECK(shown({message(1, 10), lost, message(3, 30, 77), message(4, 40, 2)}) ==
          Lines{"1@0", "2@0?", "4@1", "3@0?"});
}

TEST_CASE("messages that answer each other in a circle are all shown, the earliest on top") {
    CHECK(shown({message(1, 30, 2), message(2, 10, 3), message(3, 20, 1), message(4, 40, 1)}) ==
          Lines{"2@0", "1@1", "3@2", "4@2"});
}

TEST_CASE("what hangs on a circle stays below the message that it answers") {
    CHECK(shown({message(1, 10, 2), message(2, 20, 1), message(3, 30, 2)}) == Lines{"1@0", "2@1", "3@2"});
}

TEST_CASE("a message that answers itself is shown once, as a top") {
    CHECK(shown({message(1, 10, 1)}) == Lines{"1@0"});
    CHECK(shown({message(1, 10, 1), message(2, 20)}) == Lines{"1@0", "2@0"});
}

TEST_CASE("whatever the parents say, each message appears exactly once") {
    std::mt19937 random(42);
    for (int round = 0; round < 500; ++round) {
        std::vector<Message> messages;
        const int count = std::uniform_int_distribution(0, 30)(random);
        std::uniform_int_distribution anybody(0, count + 3);
        for (int id = 1; id <= count; ++id) {
            messages.push_back(message(id, anybody(random), anybody(random)));
        }
        std::set<std::size_t> seen;
        for (const ThreadItem& item : buildThread(messages, Visibility::Public)) {
            REQUIRE(seen.insert(item.index).second);
        }
        REQUIRE(seen.size() == messages.size());
    }
}

TEST_CASE("messages in any order give the same thread") {
    std::mt19937 random(43);
    std::vector<Message> messages;
    for (int id = 1; id <= 60; ++id) {
        messages.push_back(message(id, id / 3, std::uniform_int_distribution(0, id - 1)(random)));
    }
    const Lines before = shown(messages);
    std::ranges::shuffle(messages, random);
    CHECK(shown(messages) == before);
}

TEST_CASE("a thread fifty thousand replies deep is built without recursion") {
    std::vector<Message> messages;
    for (int id = 1; id <= 50'000; ++id) {
        messages.push_back(message(id, id, id - 1));
    }
    const auto items = buildThread(messages, Visibility::Public);
    REQUIRE(items.size() == 50'000);
    CHECK(items.back().depth == 49'999);
}
