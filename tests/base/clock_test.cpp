// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include "support/catch.h"
#include "support/fake_clock.h"
#include "support/manual_executor.h"

#include <string>

using base::Duration;

TEST_CASE("a scaled clock shows a day in minutes and says how long a wait really is") {
    support::FakeClock real;
    const auto start = base::fromMs(1'000'000);
    const auto clock = base::makeScaledClock(real, start, 60);
    CHECK(clock->utcNow() == start);
    const base::SteadyTime steadyStart = clock->steadyNow();
    real.advance(Duration{1'000});
    CHECK(clock->utcNow() - start == Duration{60'000});
    CHECK(clock->steadyNow() - steadyStart == Duration{60'000});
    CHECK(clock->realDuration(Duration{60'000}) == Duration{1'000});
    CHECK(clock->realDuration(Duration{1}) == Duration{1});  // never early
}

TEST_CASE("a scaled clock does not follow when somebody sets the calendar") {
    support::FakeClock real;
    const auto clock = base::makeScaledClock(real, base::fromMs(0), 2);
    real.jump(Duration{-3'600'000});
    CHECK(clock->utcNow() == base::fromMs(0));
}

TEST_CASE("a clock of speed 0 stands still") {
    support::FakeClock real;
    const auto clock = base::makeScaledClock(real, base::fromMs(5), 0);
    real.advance(Duration{1'000});
    CHECK(clock->utcNow() == base::fromMs(5));
    CHECK(clock->realDuration(Duration{1}) == Duration::max());
}

TEST_CASE("the machine's clock runs in real time") {
    const auto clock = base::makeSystemClock();
    CHECK(clock->utcNow() > base::fromMs(1'700'000'000'000));
    const base::SteadyTime before = clock->steadyNow();
    CHECK(clock->steadyNow() >= before);
    CHECK(clock->realDuration(Duration{77}) == Duration{77});
}

TEST_CASE("the manual executor runs timers at their own time and in their order") {
    support::FakeClock clock;
    support::ManualExecutor executor(clock);
    const base::SteadyTime start = clock.steadyNow();
    std::string order;
    const auto note = [&](char letter) {
        return [&, letter] { order += letter + std::to_string((clock.steadyNow() - start).count()) + " "; };
    };
    executor.postAfter(Duration{20}, note('c'));
    executor.postAfter(Duration{10}, [&] {
        note('b')();
        executor.post(note('p'));
        executor.postAfter(Duration{5}, note('n'));
    });
    const auto cancelled = executor.postAfter(Duration{15}, note('x'));
    executor.post(note('a'));
    executor.cancel(cancelled);
    executor.advance(Duration{20});
    CHECK(order == "a0 b10 p10 n15 c20 ");
    CHECK(clock.steadyNow() - start == Duration{20});
    CHECK(executor.timers() == 0);
}
