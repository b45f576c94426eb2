// SPDX-License-Identifier: GPL-3.0-or-later
// Replies that the agent sends at opening.
#include "desk.h"

#include "support/catch.h"

using base::Duration;
using store::Outbox;
using test::Desk;
using test::kMinute;
using test::need;
using test::retryAt;

TEST_CASE("a reply for later waits for its moment, and nothing waits for it") {
    Desk desk;
    const base::UtcTime opening = desk.clock.utcNow() + std::chrono::hours(12);
    const base::ReplyId later = desk.queue("at nine", "1", Duration{10'000}, false, opening);
    CHECK(desk.row(later).sendAt == opening);
    CHECK(desk.row(later).notBefore == opening);
    CHECK(desk.row(later).isForLater(desk.clock.utcNow()));
    const base::ReplyId second = desk.queue("at once", "1");
    CHECK(desk.claim()->id == second);
    need(desk.sent(second, "77"));
    CHECK_FALSE(desk.claim());
    SECTION("not a millisecond sooner") {
        need(desk.change([&](Outbox& outbox) { return outbox.hurry(desk.account); }));
        desk.clock.advance(std::chrono::hours(12) - Duration{1});
        CHECK_FALSE(desk.claim());
        desk.clock.advance(Duration{1});
        CHECK_FALSE(desk.row(later).isForLater(desk.clock.utcNow()));
        CHECK(desk.claim()->id == later);
    }
    SECTION("the agent changes their mind") {
        need(desk.change([&](Outbox& outbox) { return outbox.retry(later); }));
        CHECK_FALSE(desk.row(later).sendAt);
        CHECK(desk.claim()->id == later);
    }
    SECTION("once its time has come it keeps its place") {
        desk.clock.advance(std::chrono::hours(12));
        const base::ReplyId third = desk.queue("after nine", "1");
        CHECK(desk.claim()->id == later);
        CHECK_FALSE(desk.claim());
        need(desk.settle(later, retryAt(desk.clock.utcNow() + kMinute)));
        CHECK(desk.row(later).sendAt == opening);
        CHECK_FALSE(desk.claim());
        // The clock is put back: it was tried, and so it's no longer one for later.
        desk.clock.jump(-20 * kMinute);
        CHECK_FALSE(desk.row(later).isForLater(desk.clock.utcNow()));
        CHECK_FALSE(desk.claim());
        desk.clock.jump(20 * kMinute);
        desk.write([&](store::WriteTx& tx) { need(Outbox(tx).cancel(later)); });
        CHECK(desk.claim()->id == third);
    }
}

TEST_CASE("a moment that has passed holds nothing back, and the time to undo counts all the same") {
    Desk desk;
    const base::ReplyId reply =
        desk.queue("at nine", "1", Duration{10'000}, false, desk.clock.utcNow() - kMinute);
    CHECK_FALSE(desk.claim());
    desk.clock.advance(Duration{10'000});
    CHECK(desk.claim()->id == reply);
}
