// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "support/catch.h"

using test::Desk;
using test::need;

namespace {

using Charges = std::vector<model::PricedCharge>;

constexpr base::Duration kDay{24 * 60 * 60'000};

struct Till : Desk {
    void charge(const Charges& charges) {
        write([&](store::WriteTx& tx) { need(tx.charge(account, charges)); });
    }
    [[nodiscard]] model::BillingDay today() const { return model::billingDay(clock.utcNow()); }
    [[nodiscard]] std::vector<model::Cost> since(model::BillingDay day) {
        return need(store->read().costs(account, day));
    }
};

model::PricedCharge read(const std::string& item, model::Micros each = 5'000) {
    return {.charge = {.kind = "post_read", .item = item}, .each = each};
}

base::UtcTime at(int year, unsigned month, unsigned day, int hour = 0) {
    return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)} +
           std::chrono::hours{hour};
}

}  // namespace

TEST_CASE("an item is paid for once a day, and again on the next one") {
    Till till;
    till.charge({read("7"), read("8"), read("7")});
    till.charge({read("7")});
    const model::BillingDay first = till.today();
    CHECK(till.since(first) == std::vector<model::Cost>{{first, "post_read", 2, 10'000}});

    till.clock.advance(kDay);
    till.charge({read("7")});
    CHECK(till.since(first) ==
          std::vector<model::Cost>{{first, "post_read", 2, 10'000}, {first + 1, "post_read", 1, 5'000}});
    CHECK(till.since(first + 1).size() == 1);
    // Only today's items are remembered.
    CHECK(till.number("SELECT count(*) FROM charged_item") == 1);
}

TEST_CASE("one item of two kinds is paid for as the first, and what has no id each time") {
    Till till;
    till.charge({read("7"), {.charge = {.kind = "user_read", .item = "8"}, .each = 10'000}});
    till.charge({{.charge = {.kind = "owned_read", .item = "7"}, .each = 1'000}});
    const model::PricedCharge reply{.charge = {.kind = "reply"}, .each = 10'000};
    till.charge({reply});
    till.charge({reply, {.charge = {.kind = "reply", .count = 0}, .each = 10'000}});
    const model::BillingDay day = till.today();
    CHECK(till.since(day) == std::vector<model::Cost>{{day, "post_read", 1, 5'000},
                                                      {day, "reply", 2, 20'000},
                                                      {day, "user_read", 1, 10'000}});
}

TEST_CASE("another price changes nothing of what was paid before") {
    Till till;
    till.charge({read("1")});
    till.charge({read("2", 7'000)});
    CHECK(till.since(till.today()).front().micros == 12'000);
}

TEST_CASE("the costs of an account that is forgotten go with it") {
    Till till;
    till.charge({read("7")});
    till.write([&](store::WriteTx& tx) { need(tx.removeAccount(till.account, true)); });
    CHECK(till.number("SELECT count(*) FROM cost") == 0);
    CHECK(till.number("SELECT count(*) FROM charged_item") == 0);
}

TEST_CASE("the costs of an account whose history is kept stay") {
    Till till;
    till.charge({read("7")});
    till.write([&](store::WriteTx& tx) { need(tx.removeAccount(till.account, false)); });
    CHECK(till.number("SELECT count(*) FROM cost") == 1);
}

TEST_CASE("months are those of UTC, over the end of a year") {
    CHECK(model::firstDayOfMonth(at(2026, 11, 30, 23)) == model::billingDay(at(2026, 11, 1)));
    CHECK(model::firstDayOfMonth(at(2026, 12, 1)) == model::billingDay(at(2026, 12, 1)));
    CHECK(model::nextMonth(at(2026, 11, 1)) == at(2026, 12, 1));
    CHECK(model::nextMonth(at(2026, 12, 31, 23)) == at(2027, 1, 1));
    CHECK(model::nextMonth(at(2028, 2, 29, 12)) == at(2028, 3, 1));
}

TEST_CASE("the costs of a month are summed up by kind, and of its today") {
    Till till;
    till.clock.setUtc(at(2026, 3, 31, 12));
    till.charge({read("1")});
    till.clock.setUtc(at(2026, 4, 1, 12));
    till.charge({read("1"), read("2")});
    till.clock.setUtc(at(2026, 4, 2, 12));
    till.charge({read("2"), {.charge = {.kind = "reply"}, .each = 10'000}});
    const auto sums = need(till.store->read().costsOfMonth(till.account, till.clock.utcNow()));
    CHECK(sums == std::vector<model::CostSum>{
                      {.kind = "post_read", .itemsMonth = 3, .month = 15'000, .itemsDay = 1, .day = 5'000},
                      {.kind = "reply", .itemsMonth = 1, .month = 10'000, .itemsDay = 1, .day = 10'000}});
    till.clock.setUtc(at(2026, 5, 1));
    CHECK(need(till.store->read().costsOfMonth(till.account, till.clock.utcNow())).empty());
}
