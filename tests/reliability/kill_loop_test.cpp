// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 on the built programs, against servers that count what reaches customers.
#include "extent.h"
#include "kill_lab.h"

#include "support/catch.h"

#include <array>
#include <exception>
#include <thread>

using test::KillLab;
using test::Program;
using test::Tally;
using test::Without;

namespace {

constexpr int kBetweenJudgements = 10;
constexpr int kLabs = 2;

Tally killIn(unsigned seed, int kills, Without without) {
    Tally tally;
    try {
        KillLab lab(seed, without);
        int since = 0;
        for (int tries = 0; lab.tally().kills < kills && tries < kills * 4; ++tries) {
            since += lab.kill(tries % 10 == 9 ? Program::Console : Program::CommandLine) ? 1 : 0;
            if (since == kBetweenJudgements) {
                lab.judge();
                since = 0;
            }
        }
        lab.judge();
        tally = lab.tally();
    } catch (const std::exception& error) {
        tally.broken.emplace_back(error.what());
    }
    return tally;
}

/// So many kills, in two labs at a time: most of a lab's time is waiting for its disk and its program.
Tally kill(int kills, Without without) {
    std::array<Tally, kLabs> tallies;
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < kLabs; ++i) {
        threads.emplace_back([&, i] { tallies.at(i) = killIn(i + 1, kills / kLabs, without); });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    Tally whole;
    for (const Tally& tally : tallies) {
        whole.add(tally);
    }
    return whole;
}

Without fromEnvironment() {
    return test::isWithout("claim")  ? Without::Claim
           : test::isWithout("keys") ? Without::Keys
           : test::isWithout("rows") ? Without::Rows
                                     : Without::Nothing;
}

}  // namespace

TEST_CASE("a program killed at any moment loses no reply and no message, and sends nothing twice") {
    const int kills = test::extent(100, 1'000, 5'000);
    const Tally tally = kill(kills, fromEnvironment());
    test::figure("kill -9: " + tally.words());
    CAPTURE(tally.lost, tally.doubled, tally.broken);
    CHECK(tally.lost.empty());
    CHECK(tally.doubled.empty());
    CHECK(tally.broken.empty());
    CHECK(tally.kills >= kills);
    CHECK(tally.delivered > kills / 4);
    CHECK(tally.phases.at(static_cast<std::size_t>(test::Phase::Claimed)) >= kills * 3 / 10);
    // In a hundred kills one of the rarer moments may be missed.
    if (kills >= 1'000) {
        CHECK(tally.consoles > kills / 20);
        for (const int phase : tally.phases) {
            CHECK(phase > 0);
        }
    }
}

TEST_CASE("the kill loop finds replies doubled by a program that sends before its claim is committed") {
    const Tally tally = kill(test::extent(30, 100, 100), Without::Claim);
    test::figure("kill -9 without the claim: " + tally.words());
    CHECK_FALSE(tally.doubled.empty());
}

TEST_CASE("the kill loop finds replies doubled by a server that promises to know repeats and does not") {
    const Tally tally = kill(test::extent(30, 100, 100), Without::Keys);
    test::figure("kill -9 without the server's memory: " + tally.words());
    CHECK_FALSE(tally.doubled.empty());
}

TEST_CASE("the kill loop finds a reply whose row is gone, and a customer whom nobody heard") {
    const Tally tally = kill(10, Without::Rows);
    CHECK_FALSE(tally.lost.empty());
    KillLab lab(9, Without::Nothing);
    lab.judgeUnheard();
    REQUIRE(lab.tally().lost.size() == 1);
    CHECK(lab.tally().lost.front().starts_with("a customer's question"));
}
