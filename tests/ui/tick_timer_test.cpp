// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catch.h"

#include "ui/models/tick_timer.h"

#include <QTimer>

namespace {

constexpr base::Duration kMinute{60'000};

/// Shows what it is told to, and runs at any speed.
struct OddClock final : base::Clock {
    [[nodiscard]] base::UtcTime utcNow() const override { return now; }
    [[nodiscard]] base::SteadyTime steadyNow() const override { return {}; }
    [[nodiscard]] base::Duration realDuration(base::Duration shown) const override {
        return standsStill ? base::Duration::max() : shown * slowness;
    }
    base::UtcTime now = base::fromMs(1'777'885'200'000);
    int slowness = 1;
    bool standsStill = false;
};

struct Ticking {
    Ticking() {
        QObject::connect(&timer, &ui::TickTimer::due, [this] { ++due; });
    }
    [[nodiscard]] QTimer& inner() const { return *timer.findChild<QTimer*>(); }
    /// Its time is over, by the machine.
    void fire() { QMetaObject::invokeMethod(&inner(), "timeout", Qt::DirectConnection); }

    OddClock clock;
    ui::TickTimer timer{clock};
    int due = 0;
};

}  // namespace

TEST_CASE("a timer waits until the badge changes and not longer than five minutes at a time") {
    Ticking ticking;
    ticking.timer.wakeAt(ticking.clock.now + kMinute);
    CHECK(ticking.inner().interval() == 60'000);
    ticking.timer.wakeAt(ticking.clock.now + 60 * kMinute);
    CHECK(ticking.inner().interval() == 5 * 60'000);
    ticking.timer.wakeAt(base::UtcTime::max());
    CHECK_FALSE(ticking.inner().isActive());
}

TEST_CASE("a change that lies in the past is due soon and never in negative time") {
    Ticking ticking;
    ticking.timer.wakeAt(ticking.clock.now - 24 * 60 * kMinute);
    CHECK(ticking.inner().isActive());
    CHECK(ticking.inner().interval() > 0);
    CHECK(ticking.inner().interval() <= 1'000);
    ticking.timer.wakeAt(base::UtcTime::min());
    CHECK(ticking.inner().interval() > 0);
    CHECK(ticking.inner().interval() <= 1'000);
    ticking.fire();
    CHECK(ticking.due == 1);
}

TEST_CASE("a clock that stands still or crawls does not overflow the timer") {
    Ticking ticking;
    ticking.clock.standsStill = true;
    ticking.timer.wakeAt(ticking.clock.now + kMinute);
    CHECK(ticking.inner().isActive());
    CHECK(ticking.inner().interval() == 5 * 60'000);
    ticking.clock.standsStill = false;
    ticking.clock.slowness = 1'000'000;
    ticking.timer.wakeAt(ticking.clock.now + kMinute);
    CHECK(ticking.inner().interval() == 5 * 60'000);
}

TEST_CASE("a timer that is early says nothing and waits for the rest") {
    Ticking ticking;
    const base::UtcTime planned = ticking.clock.now + kMinute;
    ticking.timer.wakeAt(planned);
    ticking.clock.now = planned - base::Duration{2'000};
    ticking.fire();
    CHECK(ticking.due == 0);
    CHECK(ticking.timer.plannedFor() == planned);
    CHECK(ticking.inner().interval() == 2'000);
    ticking.clock.now = planned;
    ticking.fire();
    CHECK(ticking.due == 1);
}
