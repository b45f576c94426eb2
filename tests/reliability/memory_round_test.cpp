// SPDX-License-Identifier: GPL-3.0-or-later
// The store finds no memory at the n-th allocation, for every n of a whole round of checking and sending on
// two platforms.
#include "extent.h"
#include "round_shop.h"

#include "support/failing_memory.h"

#include <fmt/format.h>

#include <vector>

using support::FailingMemory;
using test::RoundShop;

namespace {

// Before any test touches SQLite.
const bool isInstalled = FailingMemory::install();

}  // namespace

TEST_CASE("whatever allocation of the store fails in a round, nothing is lost, doubled or left unsaid") {
    REQUIRE(isInstalled);
    const FailingMemory::Times times = GENERATE(FailingMemory::Times::Once, FailingMemory::Times::FromThenOn);
    const int stride = test::extent(61, 5, 1);
    int calls = 0;
    int said = 0;
    std::vector<std::string> faults;
    for (long at = 1;; at += stride) {
        RoundShop shop;
        FailingMemory::arm(at, times);
        const RoundShop::Said round = shop.round();
        const bool failed = FailingMemory::failed() > 0;
        FailingMemory::disarm();
        if (!failed) {
            break;
        }
        ++calls;
        said += round.trouble ? 1 : 0;
        for (const std::string& one : round.silent) {
            faults.push_back(fmt::format("allocation {}: said {}", at, one));
        }
        shop.goOn();
        for (const std::string& fault : shop.faults()) {
            faults.push_back(fmt::format("allocation {}: {}", at, fault));
        }
        REQUIRE(at < 10'000'000);
    }
    test::figure(fmt::format(
        "the n-th allocation of the store fails, {}: {} tried, every {}th, {} rounds said so, {} faults",
        times == FailingMemory::Times::Once ? "once" : "and all after it", calls, stride, said,
        faults.size()));
    CAPTURE(faults);
    CHECK(faults.empty());
    CHECK(calls > 20);
    CHECK(said * 2 > calls);
}

// SQLite rolls back beneath FTS5 when memory ends while the index's totals are read.
TEST_CASE(
    "whatever allocation fails while a reply is queued, the next one leaves a full-text index that agrees") {
    REQUIRE(isInstalled);
    test::Bench bench;
    bench.guard.expectAnything();
    const std::string post = bench.server.says("mira", "are you open?");
    static_cast<void>(bench.syncAccount());
    const model::Message to = bench.message(post);
    int refused = 0;
    for (long at = 1;; ++at) {
        FailingMemory::arm(at, FailingMemory::Times::Once);
        const auto queued = bench.engine->carryOut(
            model::QueueReply{.conversation = to.conversation, .to = to.id, .text = "until six"});
        const bool failed = FailingMemory::failed() > 0;
        FailingMemory::disarm();
        refused += queued ? 0 : 1;
        static_cast<void>(bench.reply(post, "and tomorrow from nine"));
        const base::Status sound = bench.store->check();
        CAPTURE(at, sound ? std::string() : sound.error().what());
        REQUIRE(sound);
        if (!failed) {
            break;
        }
    }
    CHECK(refused > 50);
}
