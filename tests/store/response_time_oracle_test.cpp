// SPDX-License-Identifier: GPL-3.0-or-later
// What the store keeps of response times is what an oracle says that shares no code with it.
#include "told_history.h"

#include "support/catch.h"

#include <cstdlib>

namespace {

/// Each told in an order of its own; every other one twice, so that the order is seen to make no difference.
int historiesToTell() {
    return std::getenv("SHOPBELL_LONG") != nullptr ? 100'000 : 5'000;
}

void tellHistories(int part) {
    test::Shop shop;
    shop.hurry();
    for (int number = 0; number < historiesToTell() / 4; ++number) {
        const auto seed = static_cast<std::uint64_t>(number) * 4 + static_cast<std::uint64_t>(part);
        const oracle::History history = test::tellable(oracle::randomHistory(seed));
        const oracle::Result expected = oracle::evaluate(history, history.now);
        for (std::uint64_t order = 0; order < 1 + seed % 2; ++order) {
            test::ToldHistory told(shop, history);
            told.tell(oracle::randomDeliveries(history, seed * 7 + order), (seed + order) % 3 == 0);
            const std::string difference = told.difference(expected);
            if (!difference.empty()) {
                FAIL("history " << seed << ", order " << order << ": " << difference
                                << oracle::describe(history));
            }
        }
    }
    SUCCEED();
}

}  // namespace

TEST_CASE("response times of random histories are those of the oracle, first quarter") {
    tellHistories(0);
}

TEST_CASE("response times of random histories are those of the oracle, second quarter") {
    tellHistories(1);
}

TEST_CASE("response times of random histories are those of the oracle, third quarter") {
    tellHistories(2);
}

TEST_CASE("response times of random histories are those of the oracle, last quarter") {
    tellHistories(3);
}
