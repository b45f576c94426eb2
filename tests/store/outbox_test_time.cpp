// SPDX-License-Identifier: GPL-3.0-or-later
// How long a repeat is safe: from the first attempt that may have arrived, by a calendar that can't be put
// back.
#include "desk.h"

#include "support/catch.h"

using base::Duration;
using test::Desk;
using test::kFiftyMinutes;
using test::kMinute;
using test::need;
using test::retryAt;
using test::says;
using test::unknown;

namespace {

/// A desk with a reply that may have arrived, ten minutes after its attempt.
struct AtRisk : Desk {
    base::ReplyId reply;

    AtRisk() {
        guarantee = kFiftyMinutes;
        reply = queue("one");
        REQUIRE(claim());
        need(settle(reply, unknown()));
        clock.advance(10 * kMinute);
    }
    /// Is not sent again, also later.
    void checkNotRepeated() {
        CHECK_FALSE(claim());
        CHECK(state(reply) == "uncertain");
    }
};

}  // namespace

TEST_CASE("hours in which nothing can have left use up nothing of the guarantee") {
    Desk desk;
    desk.guarantee = kFiftyMinutes;
    const base::ReplyId reply = desk.queue("one");
    const base::UtcTime first = desk.clock.utcNow();
    for (int attempt = 0; attempt < 5; ++attempt) {
        REQUIRE(desk.claim());
        need(desk.settle(reply, retryAt(desk.clock.utcNow() + 60 * kMinute)));
        CHECK_FALSE(desk.row(reply).safeUntil);
        desk.clock.advance(60 * kMinute);
    }
    const auto claimed = desk.claim();
    REQUIRE(claimed);
    CHECK(claimed->firstAttemptAt == first);
    CHECK(claimed->safeUntil == desk.clock.utcNow() + 50 * kMinute);
    CHECK(desk.freezes == 1);
    // This one may have arrived: from here it counts, whatever comes of the repeats.
    const base::UtcTime end = *claimed->safeUntil;
    need(desk.settle(reply, unknown()));
    CHECK(desk.state(reply) == "queued");
    desk.clock.advance(30 * kMinute);
    REQUIRE(desk.claim());
    need(desk.settle(reply, retryAt(desk.clock.utcNow())));
    CHECK(desk.row(reply).safeUntil == end);
    desk.clock.advance(20 * kMinute);
    CHECK_FALSE(desk.claim());
    CHECK(desk.state(reply) == "uncertain");
}

TEST_CASE("a refused reply that is tried again hours later begins a guarantee of its own") {
    Desk desk;
    desk.guarantee = kFiftyMinutes;
    const base::ReplyId reply = desk.queue("one");
    REQUIRE(desk.claim());
    need(desk.settle(reply, test::failed()));
    desk.clock.advance(300 * kMinute);
    need(desk.change([&](store::Outbox& outbox) { return outbox.retry(reply); }));
    REQUIRE(desk.claim());
    CHECK(desk.crash() == 1);
    CHECK(desk.state(reply) == "queued");
}

TEST_CASE("what an account promises now counts for an attempt, while none may have arrived") {
    Desk desk;
    desk.guarantee = kFiftyMinutes;
    const base::ReplyId reply = desk.queue("one");
    REQUIRE(desk.claim());
    need(desk.settle(reply, retryAt(desk.clock.utcNow())));
    // The server was probed again: its software promises nothing.
    desk.guarantee = test::kNone;
    REQUIRE(desk.claim());
    need(desk.settle(reply, unknown()));
    CHECK(desk.state(reply) == "uncertain");
}

TEST_CASE("a calendar that was put back does not lengthen a guarantee, though it has caught up since") {
    AtRisk desk;
    desk.take({says("3", "ada", 30)});
    desk.clock.jump(-8 * kMinute);
    // It shows 47 minutes after the attempt then; it is 55.
    SECTION("while the program runs") {
        desk.clock.advance(45 * kMinute);
        desk.checkNotRepeated();
    }
    SECTION("with a restart in between, before it has caught up") {
        desk.crash();
        desk.clock.advance(45 * kMinute);
        desk.checkNotRepeated();
    }
}

TEST_CASE("a message that comes after the calendar was put back does not hide that it was") {
    AtRisk desk;
    desk.take({says("3", "ada", 30)});
    desk.clock.jump(-9 * kMinute);
    desk.take({says("4", "ada", 31)});
    desk.crash();
    desk.checkNotRepeated();
}

TEST_CASE("time that passes as it should leaves a repeat to the last moment of the guarantee") {
    AtRisk desk;
    desk.take({says("3", "ada", 30)});
    desk.crash();
    desk.clock.advance(40 * kMinute - Duration{1});
    CHECK(desk.claim());
}
