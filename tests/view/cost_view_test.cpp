// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/cost_view.h"

#include "support/catch.h"

namespace {

const base::UtcTime kNow = std::chrono::sys_days{std::chrono::year{2026} / 12 / 31} + std::chrono::hours{9};

model::PriceList prices(std::optional<model::Micros> budget) {
    return {.kinds = {{.kind = "read", .meaning = "a mention read", .each = 1'000},
                      {.kind = "reply", .meaning = "a reply", .each = 10'000}},
            .budget = budget};
}

}  // namespace

TEST_CASE("costs list every kind with a price, and sum up the month and the day") {
    const auto costs = view::accountCosts(
        prices(1'000'000),
        {{.kind = "read", .itemsMonth = 300, .month = 300'000, .itemsDay = 20, .day = 20'000}}, kNow);
    REQUIRE(costs.lines.size() == 2);
    CHECK(costs.lines[0].meaning == "a mention read");
    CHECK(costs.lines[0].each == 1'000);
    CHECK(costs.lines[0].itemsMonth == 300);
    CHECK(costs.lines[0].itemsDay == 20);
    CHECK(costs.lines[1].itemsMonth == 0);
    CHECK(costs.month == 300'000);
    CHECK(costs.day == 20'000);
    CHECK(costs.percentUsed == 30);
    CHECK(costs.nextMonth == std::chrono::sys_days{std::chrono::year{2027} / 1 / 1});
}

TEST_CASE("what had a price earlier this month still counts, without one") {
    const auto costs = view::accountCosts(
        prices({}), {{.kind = "tea", .itemsMonth = 1, .month = 5, .itemsDay = 0, .day = 0}}, kNow);
    REQUIRE(costs.lines.size() == 3);
    CHECK(costs.lines[2].meaning == "tea");
    CHECK_FALSE(costs.lines[2].each.has_value());
    CHECK(costs.month == 5);
    CHECK(costs.day == 0);
}

TEST_CASE("a budget that is nearly used up is not shown as used up, and none has no share") {
    const auto used = [](std::optional<model::Micros> budget, model::Micros month) {
        return view::accountCosts(
                   prices(budget),
                   {{.kind = "read", .itemsMonth = 1, .month = month, .itemsDay = 0, .day = 0}}, kNow)
            .percentUsed;
    };
    CHECK(used(1'000'000, 999'999) == 99);
    CHECK(used(1'000'000, 1'000'000) == 100);
    CHECK(used(1'000'000, 2'500'000) == 250);
    CHECK_FALSE(used(std::nullopt, 5).has_value());
    CHECK_FALSE(used(0, 5).has_value());
}
