// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/backoff.h"
#include "net/rate_budget.h"

#include "support/catch.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using base::Duration;
using net::RateBudget;

constexpr auto kNow = base::fromMs(1'777'885'200'000);  // 2026-05-04T09:00:00Z
constexpr Duration kDay{24 * 60 * 60 * 1'000};

using HeaderRows = std::vector<std::pair<std::string, std::string>>;

net::HttpResponse response(int status, const HeaderRows& headers = {}) {
    net::HttpResponse made{.status = status, .headers = {}, .body = {}};
    for (const auto& [name, value] : headers) {
        made.headers.add(name, value);
    }
    return made;
}

}  // namespace

TEST_CASE("every form of \"try again later\" is understood, and none waits longer than a day") {
    struct Row {
        std::string why;
        int status;
        HeaderRows headers;
        std::optional<Duration> wait;
    };
    const std::vector<Row> rows = {
        {"nothing said", 429, {}, {}},
        {"seconds", 429, {{"Retry-After", "120"}}, Duration{120'000}},
        {"seconds of a 503", 503, {{"retry-after", " 7 "}}, Duration{7'000}},
        {"a fraction", 429, {{"Retry-After", "1.5"}}, Duration{1'500}},
        {"a date", 429, {{"Retry-After", "Mon, 04 May 2026 09:01:30 GMT"}}, Duration{90'000}},
        {"a date in the past", 429, {{"Retry-After", "Mon, 04 May 2026 08:00:00 GMT"}}, Duration{1'000}},
        {"at once", 429, {{"Retry-After", "0"}}, Duration{1'000}},
        {"negative", 429, {{"Retry-After", "-5"}}, Duration{1'000}},
        {"absurd", 429, {{"Retry-After", "99999999999999999999"}}, kDay},
        {"an absurd date", 503, {{"Retry-After", "Mon, 04 May 2099 09:00:00 GMT"}}, kDay},
        {"rubbish", 429, {{"Retry-After", "soon"}}, {}},
        {"a reset in thousands of years", 429, {{"X-RateLimit-Reset", "99999999999999999999"}}, {}},
        {"ISO 8601", 429, {{"X-RateLimit-Reset", "2026-05-04T09:05:00.123456Z"}}, Duration{300'123}},
        {"Unix seconds", 429, {{"X-RateLimit-Reset", "1777885260"}}, Duration{60'000}},
        {"Unix seconds, as X writes it", 429, {{"x-rate-limit-reset", "1777885260"}}, Duration{60'000}},
        {"Unix milliseconds", 429, {{"X-RateLimit-Reset", "1777885260500"}}, Duration{60'500}},
        {"draft, Unix seconds", 429, {{"RateLimit-Reset", "1777885230"}}, Duration{30'000}},
        {"draft, seconds from now", 429, {{"RateLimit-Reset", "30"}}, Duration{30'000}},
        {"seconds from now", 429, {{"x-ratelimit-reset", "417.0"}}, Duration{417'000}},
        {"Retry-After wins",
         429,
         {{"X-RateLimit-Reset", "1777885260"}, {"Retry-After", "3"}},
         Duration{3'000}},
        {"rubbish, then a reset", 429, {{"Retry-After", "soon"}, {"RateLimit-Reset", "4"}}, Duration{4'000}},
        {"a reset next year", 429, {{"X-RateLimit-Reset", "2027-05-04T09:05:00Z"}}, kDay},
        {"not a number", 429, {{"X-RateLimit-Reset", "nan"}}, {}},
        {"the budget of a 503 says nothing about its trouble",
         503,
         {{"X-RateLimit-Reset", "1777885260"}},
         {}},
        {"an answer", 200, {{"Retry-After", "120"}, {"X-RateLimit-Reset", "1777885260"}}, {}},
        {"our clock is five hours behind",
         429,
         {{"Date", "Mon, 04 May 2026 14:00:00 GMT"}, {"X-RateLimit-Reset", "2026-05-04T14:02:00Z"}},
         Duration{120'000}},
        {"our clock is a day ahead",
         429,
         {{"Date", "Sun, 03 May 2026 09:00:00 GMT"}, {"Retry-After", "Sun, 03 May 2026 09:02:00 GMT"}},
         Duration{120'000}},
        {"our clock is about right",
         429,
         {{"Date", "Mon, 04 May 2026 09:00:20 GMT"}, {"X-RateLimit-Reset", "2026-05-04T09:02:00Z"}},
         Duration{120'000}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto time = net::retryTime(response(row.status, row.headers), kNow);
        REQUIRE(time.has_value() == row.wait.has_value());
        if (row.wait) {
            CHECK(*time - kNow == *row.wait);
        }
    }
}

TEST_CASE("a server that says \"too many\" is left alone until its time has come") {
    RateBudget budget;
    CHECK_FALSE(budget.blockedUntil(kNow));
    budget.learn(response(429, {{"Retry-After", "60"}}), kNow);
    CHECK(budget.blockedUntil(kNow) == kNow + Duration{60'000});
    CHECK_FALSE(budget.allows(RateBudget::Urgency::Reply, kNow + Duration{59'999}));
    CHECK(budget.allows(RateBudget::Urgency::Poll, kNow + Duration{60'000}));
    CHECK_FALSE(budget.blockedUntil(kNow + Duration{60'000}));
}

TEST_CASE("a clock that was set back does not lock an account for longer than a day") {
    RateBudget budget;
    budget.learn(response(429, {{"Retry-After", "60"}}), kNow);
    CHECK(budget.allows(RateBudget::Urgency::Poll, kNow - 2 * kDay));
    CHECK_FALSE(budget.allows(RateBudget::Urgency::Poll, kNow - Duration{3'600'000}));
}

TEST_CASE("polling leaves the last requests for replies") {
    RateBudget budget;
    const auto learn = [&](const std::string& remaining) {
        budget.learn(response(200, {{"X-RateLimit-Limit", "300"},
                                    {"X-RateLimit-Remaining", remaining},
                                    {"X-RateLimit-Reset", "2026-05-04T09:05:00.000000Z"}}),
                     kNow);
    };
    CHECK(budget.allows(RateBudget::Urgency::Poll, kNow));
    learn("31");
    CHECK(budget.allows(RateBudget::Urgency::Poll, kNow));
    learn("30");
    CHECK_FALSE(budget.allows(RateBudget::Urgency::Poll, kNow));
    CHECK(budget.allows(RateBudget::Urgency::Reply, kNow));
    learn("0");
    CHECK_FALSE(budget.allows(RateBudget::Urgency::Reply, kNow));
    // The window is over: what was left of it means nothing.
    CHECK(budget.allows(RateBudget::Urgency::Poll, kNow + Duration{300'000}));
}

TEST_CASE("the pause between polls spreads what is left over the time that is left") {
    RateBudget budget;
    CHECK(budget.leastPollInterval(3, kNow) == Duration{0});
    budget.learn(response(200, {{"RateLimit-Limit", "100, 100;w=300"},
                                {"RateLimit-Remaining", "70"},
                                {"RateLimit-Reset", "300"}}),
                 kNow);
    // 70 less the reserve of 10 are 20 polls of 3 requests in 300 s.
    CHECK(budget.leastPollInterval(3, kNow) == Duration{15'000});
    CHECK(budget.leastPollInterval(3, kNow + Duration{150'000}) == Duration{7'500});
    CHECK(budget.leastPollInterval(100, kNow) == Duration{300'000});
    CHECK(budget.leastPollInterval(0, kNow) == Duration{5'000});
    CHECK(budget.leastPollInterval(3, kNow + Duration{300'000}) == Duration{0});
}

TEST_CASE("headers that make no sense change nothing") {
    RateBudget budget;
    for (const HeaderRows& headers : std::vector<HeaderRows>{
             {{"X-RateLimit-Remaining", "0"}},                                       // until when?
             {{"X-RateLimit-Remaining", "x"}, {"X-RateLimit-Reset", "1777885260"}},  // how many?
             {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "never"}},
             {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "2020-01-01T00:00:00Z"}},
         }) {
        budget.learn(response(200, headers), kNow);
        CHECK(budget.allows(RateBudget::Urgency::Poll, kNow));
        CHECK(budget.leastPollInterval(1, kNow) == Duration{0});
    }
    budget.learn(response(200, {{"X-RateLimit-Remaining", "-3"}, {"X-RateLimit-Reset", "60"}}), kNow);
    CHECK_FALSE(budget.allows(RateBudget::Urgency::Reply, kNow));
}

TEST_CASE("the waits after failures double, stay inside their bounds and begin anew after a success") {
    constexpr Duration kFirst{2'000};
    constexpr Duration kLongest{15 * 60'000};
    Duration longestSeen{0};
    Duration shortestLate = kLongest;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        base::SeededRandom random(seed);
        net::Backoff backoff(random, kFirst, kLongest);
        Duration ceiling = kFirst;
        for (int failure = 1; failure <= 40; ++failure) {
            ceiling = std::min(ceiling * 2, kLongest);
            const Duration wait = backoff.afterFailure();
            REQUIRE(backoff.failures() == failure);
            REQUIRE(wait >= kFirst);
            REQUIRE(wait <= ceiling);
            longestSeen = std::max(longestSeen, wait);
            shortestLate = failure > 20 ? std::min(shortestLate, wait) : shortestLate;
        }
        backoff.succeeded();
        CHECK(backoff.failures() == 0);
        CHECK(backoff.afterFailure() <= 2 * kFirst);
    }
    CHECK(longestSeen > kLongest / 2);    // the ceiling is used
    CHECK(shortestLate < kLongest / 10);  // and so is the whole room below it
}

TEST_CASE("the same seed gives the same waits") {
    base::SeededRandom one(5);
    base::SeededRandom two(5);
    net::Backoff first(one);
    net::Backoff second(two);
    for (int i = 0; i < 10; ++i) {
        CHECK(first.afterFailure() == second.afterFailure());
    }
}

TEST_CASE("bounds that cross each other still give a wait") {
    base::SeededRandom random(1);
    net::Backoff backoff(random, Duration{5'000}, Duration{1'000});
    CHECK(backoff.afterFailure() == Duration{5'000});
}

TEST_CASE("endpoints with limits of their own do not know of each other") {
    RateBudget budget;
    budget.learn(response(200, {{"x-rate-limit-limit", "15"},
                                {"x-rate-limit-remaining", "0"},
                                {"x-rate-limit-reset", "1777885500"}}),
                 kNow, "messages");
    using Urgency = RateBudget::Urgency;
    CHECK_FALSE(budget.allows(Urgency::Reply, kNow, "messages"));
    CHECK(budget.opensAt(Urgency::Reply, kNow, "messages") == kNow + Duration{300'000});
    CHECK(budget.allows(Urgency::Poll, kNow, "mentions"));
    CHECK(budget.allows(Urgency::Poll, kNow));
    budget.holdUntil(kNow + Duration{60'000}, "mentions");
    CHECK(budget.blockedUntil(kNow, "mentions"));
    CHECK_FALSE(budget.blockedUntil(kNow));
    CHECK_FALSE(budget.allows(Urgency::Poll, kNow, "mentions"));
}
