// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "shapes.h"

#include "store/store.h"

#include "support/catch.h"
#include "support/log_guard.h"

namespace {

constexpr std::int64_t kBudget = 12'500'000;

/// An account on X that was charged for, without a server: nothing here asks for one.
std::int64_t chargedAccount(const Console& console) {
    const auto clock = base::makeSystemClock();
    support::LogGuard guard(*clock);
    std::filesystem::create_directories(console.profile());
    auto store = store::Store::open({.path = (console.profile() / "shopbell.db").string(), .vfs = {}}, *clock,
                                    guard.log());
    REQUIRE(store);
    std::int64_t id = 0;
    const auto written = (*store)->write("test", [&](store::WriteTx& tx) -> base::Status {
        model::Account account;
        account.platform = "x";
        account.server = "https://api.x.com";
        account.remoteId = "7";
        account.handle = "@brambleby";
        const auto added = tx.addAccount(account);
        if (!added) {
            return std::unexpected(added.error());
        }
        id = added->value;
        return tx.charge(*added, {{.charge = {.kind = "reply", .count = 2}, .each = 10'000},
                                  {.charge = {.kind = "owned_read", .item = "1"}, .each = 1'000}});
    });
    REQUIRE(written);
    return id;
}

}  // namespace

TEST_CASE("costs names what was charged for, this month and today, with prices and budget") {
    const Console console;
    const std::int64_t id = chargedAccount(console);
    console.done({"account", "set", std::to_string(id), "monthly_budget=12.50", "price_reply=0.02"});
    const Json accounts = console.done({"costs", "--account", std::to_string(id)})["accounts"];
    REQUIRE(accounts.size() == 1);
    checkShape(accounts[0], {{"id", "int"},
                             {"platform", "x"},
                             {"month_micros", "int"},
                             {"day_micros", "int"},
                             {"budget_micros", "int?"},
                             {"kinds", "list"}});
    CHECK(accounts[0]["month_micros"] == 21'000);
    CHECK(accounts[0]["budget_micros"] == kBudget);
    std::int64_t seen = 0;
    for (const Json& kind : accounts[0]["kinds"]) {
        checkShape(kind, {{"kind", "text"},
                          {"meaning", "text"},
                          {"price_micros", "int"},
                          {"items_month", "int"},
                          {"micros_month", "int"},
                          {"items_day", "int"},
                          {"micros_day", "int"}});
        seen += kind["items_month"].get<std::int64_t>();
        if (kind["kind"] == "reply") {
            CHECK(kind["items_month"] == 2);
            CHECK(kind["micros_month"] == 20'000);
            CHECK(kind["price_micros"] == 20'000);  // from now on
        }
    }
    CHECK(seen == 3);
    CHECK(console.run({"costs"}).out.find("$0.021 this month of $12.50") != std::string::npos);

    console.done({"account", "set", std::to_string(id), "monthly_budget=none"});
    CHECK(console.done({"costs"})["accounts"][0]["budget_micros"].is_null());
    console.refused({"account", "set", std::to_string(id), "monthly_budget=plenty"}, 1);
}

TEST_CASE("costs of nothing are an empty list, of no account a refusal") {
    const Console console;
    chargedAccount(console);
    console.refused({"costs", "--account", "77"}, 1);
    const Console empty;
    empty.done({"account", "list"});
    CHECK(empty.done({"costs"})["accounts"].empty());
}
