// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/core_loop.h"

#include "net/curl_transport.h"
#include "support/catch.h"
#include "support/fake_clock.h"

#include <string>
#include <thread>
#include <vector>

namespace {

using base::Duration;

/// Lets the time pass that it was asked to wait, and remembers it.
class SleepingTransport final : public net::HttpTransport {
public:
    explicit SleepingTransport(support::FakeClock& clock) : m_clock(clock) {}

    RequestId start(net::HttpRequest, Duration, OnDone) override { return 0; }
    void cancel(RequestId) override {}
    void wake() override { ++wakes; }
    void pump(Duration longest) override {
        waits.push_back(longest);
        m_clock.advance(longest);
    }
    [[nodiscard]] bool busy() const override { return false; }

    std::vector<Duration> waits;
    int wakes = 0;

private:
    support::FakeClock& m_clock;
};

struct House {
    support::FakeClock clock;
    SleepingTransport transport{clock};
    net::CoreLoop loop{clock, transport};
    std::string order;

    base::Executor::Task note(char letter) {
        return [this, letter] { order += letter; };
    }
    base::Executor::Task quit() {
        return [this] { loop.quit(); };
    }
};

}  // namespace

TEST_CASE("posted tasks run in their order, and before timers of the same moment") {
    House house;
    house.loop.postAfter(Duration{0}, house.note('t'));
    house.loop.post(house.note('a'));
    house.loop.post([&] {
        house.order += 'b';
        house.loop.post(house.note('d'));
    });
    house.loop.postAfter(Duration{1}, house.quit());
    house.loop.run();
    CHECK(house.order == "abtd");
}

TEST_CASE("timers run at their time, in the order in which they were set") {
    House house;
    house.loop.postAfter(Duration{30}, house.note('c'));
    house.loop.postAfter(Duration{10}, house.note('a'));
    house.loop.postAfter(Duration{10}, house.note('b'));
    house.loop.postAfter(Duration{-5}, house.note('0'));
    house.loop.postAfter(Duration{40}, house.quit());
    const base::SteadyTime start = house.clock.steadyNow();
    house.loop.run();
    CHECK(house.order == "0abc");
    CHECK(house.clock.steadyNow() - start == Duration{40});
    CHECK(house.transport.waits == std::vector{Duration{0}, Duration{10}, Duration{20}, Duration{10}});
}

TEST_CASE("a cancelled timer does not run, also when it is due already") {
    House house;
    const auto later = house.loop.postAfter(Duration{20}, house.note('x'));
    base::Executor::TimerId same{};
    const auto ran = house.loop.postAfter(Duration{10}, [&] {
        house.order += 'a';
        house.loop.cancel(later);
        house.loop.cancel(same);
    });
    same = house.loop.postAfter(Duration{10}, house.note('y'));
    house.loop.postAfter(Duration{15}, [&] { house.loop.cancel(ran); });  // that did run: nothing happens
    house.loop.postAfter(Duration{30}, house.quit());
    house.loop.run();
    CHECK(house.order == "a");
}

TEST_CASE("a timer that sets itself anew for now does not starve the transfers") {
    House house;
    std::function<void()> again = [&] {
        if (house.order.size() < 5) {
            house.order += '.';
            house.loop.postAfter(Duration{0}, again);
        } else {
            house.loop.quit();
        }
    };
    house.loop.postAfter(Duration{0}, again);
    house.loop.run();
    CHECK(house.order == ".....");
    CHECK(house.transport.waits.size() == 6);  // a turn of the transport between any two
}

TEST_CASE("the calendar may jump: timers go by the time that passes") {
    House house;
    house.loop.postAfter(Duration{10}, [&] {
        house.order += 'a';
        house.clock.jump(Duration{-3'600'000});
    });
    house.loop.postAfter(Duration{20}, house.note('b'));
    house.loop.postAfter(Duration{30}, house.quit());
    house.clock.jump(Duration{3'600'000});
    house.loop.run();
    CHECK(house.order == "ab");
    CHECK(house.transport.waits.back() == Duration{10});
}

TEST_CASE("on a scaled clock a wait is as short in real time as the clock is fast") {
    support::FakeClock real;
    const auto shown = base::makeScaledClock(real, base::fromMs(0), 60);
    SleepingTransport transport(real);
    net::CoreLoop loop(*shown, transport);
    loop.postAfter(Duration{60'000}, [&] { loop.quit(); });
    const base::SteadyTime start = real.steadyNow();
    loop.run();
    CHECK(real.steadyNow() - start == Duration{1'000});
}

TEST_CASE("a timer at the end of time does not overflow into the past") {
    House house;
    house.loop.postAfter(Duration::max(), house.note('x'));
    house.loop.postAfter(Duration{5}, house.quit());
    house.loop.run();
    CHECK(house.order.empty());
}

TEST_CASE("with nothing to do the loop sleeps for long") {
    House house;
    int asked = 0;
    house.loop.runUntil([&] { return ++asked > 3; });
    REQUIRE(house.transport.waits.size() == 3);
    CHECK(house.transport.waits.front() >= Duration{60'000});
}

TEST_CASE("runUntil asks right after the task that makes it true") {
    House house;
    bool done = false;
    house.loop.postAfter(Duration{10}, [&] { done = true; });
    house.loop.runUntil([&] { return done; });
    CHECK(house.transport.waits == std::vector{Duration{10}});
}

TEST_CASE("after quit nothing runs any more") {
    House house;
    house.loop.quit();
    house.loop.post(house.note('x'));
    house.loop.run();
    house.loop.runUntil([] { return false; });
    CHECK(house.order.empty());
}

TEST_CASE("whatever is posted wakes the transport, and so does the wish to end") {
    House house;
    house.loop.post(house.note('a'));
    CHECK(house.transport.wakes == 1);
    house.loop.quit();
    CHECK(house.transport.wakes == 2);
}

TEST_CASE("a task from another thread wakes the loop out of its sleep") {
    const auto clock = base::makeSystemClock();
    const auto transport = net::makeCurlTransport({});
    net::CoreLoop loop(*clock, *transport);
    std::thread::id ranOn;
    std::thread other;
    loop.post([&] {
        other = std::thread([&] {
            loop.post([&] {
                ranOn = std::this_thread::get_id();
                loop.quit();
            });
        });
    });
    const base::SteadyTime start = clock->steadyNow();
    loop.run();  // would sleep for an hour
    CHECK(clock->steadyNow() - start < Duration{5'000});
    other.join();
    CHECK(ranOn == std::this_thread::get_id());
}
