// SPDX-License-Identifier: GPL-3.0-or-later
// The disk fails at its n-th call, for every n of a whole round of checking and sending on two platforms.
#include "extent.h"
#include "round_shop.h"

#include "support/failing_vfs.h"

#include <fmt/format.h>

#include <vector>

using support::FailingVfs;
using test::RoundShop;

namespace {

using Failure = FailingVfs::Failure;
using Times = FailingVfs::Times;

struct Outcome {
    int calls = 0;
    int refused = 0;  ///< rounds that said that something went wrong
    std::vector<std::string> faults;
    std::vector<std::string> silent;  ///< trouble without a sentence
};

enum class Afterwards { GoesOn, StartsAgain };

Outcome failEach(const FailingVfs::Plan& plan, Afterwards afterwards, int stride) {
    Outcome outcome;
    for (long at = 1;; at += stride) {
        FailingVfs vfs;
        RoundShop shop(vfs.name());
        FailingVfs::Plan now = plan;
        now.at = at;
        vfs.arm(now);
        const RoundShop::Said said = shop.round();
        for (const std::string& one : said.silent) {
            outcome.silent.push_back(fmt::format("call {}: {}", at, one));
        }
        const bool failed = vfs.failed() > 0;
        vfs.disarm();
        if (!failed) {
            return outcome;
        }
        ++outcome.calls;
        outcome.refused += said.trouble ? 1 : 0;
        if (afterwards == Afterwards::StartsAgain) {
            shop.reopen(vfs.name());
        }
        shop.goOn();
        for (const std::string& fault : shop.faults()) {
            outcome.faults.push_back(fmt::format("call {}: {}", at, fault));
        }
        REQUIRE(at < 5'000);
    }
}

}  // namespace

TEST_CASE("whatever call of the disk fails in a round, nothing is lost, doubled or left unsaid") {
    const int stride = test::extent(29, 2, 1);
    const Afterwards afterwards = GENERATE(Afterwards::GoesOn, Afterwards::StartsAgain);
    Outcome all;
    for (const Failure failure : {Failure::IoError, Failure::DiskFull, Failure::ReadOnly}) {
        for (const Times times : {Times::Once, Times::FromThenOn}) {
            for (const auto& calls : {std::set{FailingVfs::Call::Open, FailingVfs::Call::Write,
                                               FailingVfs::Call::Sync, FailingVfs::Call::Truncate},
                                      std::set{FailingVfs::Call::Read}}) {
                const Outcome one =
                    failEach({.calls = calls, .failure = failure, .times = times}, afterwards, stride);
                all.calls += one.calls;
                all.refused += one.refused;
                all.faults.insert(all.faults.end(), one.faults.begin(), one.faults.end());
                all.silent.insert(all.silent.end(), one.silent.begin(), one.silent.end());
            }
        }
    }
    test::figure(fmt::format("the n-th call of the disk, {}: {} calls, {} rounds said so, {} faults",
                             afterwards == Afterwards::GoesOn ? "going on" : "starting again", all.calls,
                             all.refused, all.faults.size()));
    CAPTURE(all.faults, all.silent);
    CHECK(all.faults.empty());
    CHECK(all.silent.empty());
    CHECK(all.calls > 20);
    CHECK(all.refused * 2 > all.calls);
}

TEST_CASE("the judge of failed rounds sees a message that is missing and a reply that is there twice") {
    RoundShop shop;
    CHECK(shop.faults().size() >= 4);  // nothing was done yet
    static_cast<void>(shop.syncOnce());
    CHECK(shop.faults().empty());
    static_cast<void>(shop.reply(shop.posts[0], "until six"));
    static_cast<void>(shop.syncOnce());
    shop.posts.push_back(shop.server.says("eva", "hello?"));
    CHECK(shop.faults().size() == 2);
}
