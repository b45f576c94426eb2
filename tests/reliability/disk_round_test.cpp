// SPDX-License-Identifier: GPL-3.0-or-later
// The disk fails at its n-th call, for every n of a whole round of checking and sending on two platforms.
#include "bench.h"
#include "extent.h"

#include "support/failing_vfs.h"

#include <fmt/format.h>

#include <vector>

using model::Delivery;
using support::FailingVfs;
using test::Bench;
using test::kMinute;
using test::need;

namespace {

using Failure = FailingVfs::Failure;
using Times = FailingVfs::Times;

/// A shop on two platforms, with replies that wait and customers who have written since.
struct Round : Bench {
    explicit Round(FailingVfs& vfs) {
        guard.expectAnything();
        reopen(vfs.name());
        store::sqlite::Connection* writer = nullptr;
        need(store->write("look", [&](store::WriteTx& tx) -> base::Status {
            writer = &tx.connection();
            return {};
        }));
        need(writer->execute("PRAGMA synchronous = FULL"));
        posts = {server.says("mira", "are you open?"), sky.says("ben", "does it fit?")};
        static_cast<void>(syncOnce());
        replies = {reply(posts[0], "until six"), reply(posts[1], "it does")};
        posts.push_back(server.says("eva", "and tomorrow?"));
        posts.push_back(sky.says("eva", "in blue?"));
    }

    /// What is wrong after the disk works again.
    [[nodiscard]] std::vector<std::string> faults() {
        std::vector<std::string> all;
        for (const std::string& post : posts) {
            if (stored(post) != 1) {
                all.push_back(fmt::format("message {} is there {} times", post, stored(post)));
            }
        }
        for (const base::ReplyId id : replies) {
            if (state(id) != Delivery::Sent) {
                all.push_back(fmt::format("reply {} is {}", id.value, model::name(state(id))));
            }
        }
        if (server.delivered("until six") != 1) {
            all.push_back(fmt::format("Mastodon has the reply {} times", server.delivered("until six")));
        }
        if (sky.records("it does") != 1) {
            all.push_back(fmt::format("Bluesky has the reply {} times", sky.records("it does")));
        }
        if (const base::Status sound = store->check(); !sound) {
            all.push_back(sound.error().what());
        }
        return all;
    }

    test::FakeBluesky& sky{addSky("https://sky.example")};
    base::AccountId skyAccount{addAccount(sky)};
    std::vector<std::string> posts;
    std::vector<base::ReplyId> replies;
};

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
        Round round(vfs);
        FailingVfs::Plan now = plan;
        now.at = at;
        vfs.arm(now);
        bool said = false;
        for (const syncing::RoundReport& report : round.syncOnce()) {
            said = said || report.trouble;
            if (report.trouble &&
                (report.trouble->what().empty() || report.trouble->what().find('\n') != std::string::npos)) {
                outcome.silent.push_back(fmt::format("call {}: \"{}\"", at, report.trouble->what()));
            }
        }
        const bool failed = vfs.failed() > 0;
        vfs.disarm();
        if (!failed) {
            return outcome;
        }
        ++outcome.calls;
        outcome.refused += said ? 1 : 0;
        if (afterwards == Afterwards::StartsAgain) {
            round.reopen(vfs.name());
        }
        for (int i = 0; i < 3; ++i) {
            round.pass(kMinute);
            static_cast<void>(round.syncOnce());
        }
        for (const std::string& fault : round.faults()) {
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
    FailingVfs vfs;
    Round round(vfs);
    CHECK(round.faults().size() >= 4);  // nothing was done yet
    static_cast<void>(round.syncOnce());
    CHECK(round.faults().empty());
    static_cast<void>(round.reply(round.posts[0], "until six"));
    static_cast<void>(round.syncOnce());
    round.posts.push_back(round.server.says("eva", "hello?"));
    CHECK(round.faults().size() == 2);
}
