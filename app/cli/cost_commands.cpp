// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cost_commands.h"

#include "cli/json_output.h"

#include "model/cost.h"
#include "platform/account_settings.h"
#include "platform/price_list.h"
#include "platform/registry.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace cli {
namespace {

struct KindOfCost {
    std::string kind;
    std::string meaning;
    model::Micros price = 0;
    std::int64_t itemsMonth = 0, itemsDay = 0;
    model::Micros month = 0, day = 0;
};

/// Every kind that has a price, and those that had one earlier this month.
std::vector<KindOfCost> kindsOf(const platform::PlatformAdapter& adapter, const model::Account& account,
                                const std::vector<model::Cost>& costs, model::BillingDay today) {
    std::vector<KindOfCost> kinds;
    for (const platform::Price& price : adapter.prices()) {
        kinds.push_back({.kind = std::string(price.kind),
                         .meaning = std::string(price.meaning),
                         .price = platform::priceOf(account, price)});
    }
    for (const model::Cost& cost : costs) {
        auto kind = std::ranges::find(kinds, cost.kind, &KindOfCost::kind);
        if (kind == kinds.end()) {
            kind = kinds.insert(kinds.end(), {.kind = cost.kind, .meaning = cost.kind});
        }
        kind->itemsMonth += cost.items;
        kind->month += cost.micros;
        if (cost.day == today) {
            kind->itemsDay += cost.items;
            kind->day += cost.micros;
        }
    }
    return kinds;
}

struct AccountCosts {
    Json json;
    std::string text;
};

AccountCosts costsOf(const platform::PlatformAdapter& adapter, const model::Account& account,
                     const std::vector<model::Cost>& costs, base::UtcTime now) {
    model::Micros month = 0;
    model::Micros day = 0;
    Json list = Json::array();
    std::string lines;
    for (const KindOfCost& kind : kindsOf(adapter, account, costs, model::billingDay(now))) {
        month += kind.month;
        day += kind.day;
        list.push_back({{"kind", kind.kind},
                        {"meaning", kind.meaning},
                        {"price_micros", kind.price},
                        {"items_month", kind.itemsMonth},
                        {"micros_month", kind.month},
                        {"items_day", kind.itemsDay},
                        {"micros_day", kind.day}});
        lines += fmt::format("  {}: ${} each, {} this month for ${}, {} today\n", kind.meaning,
                             platform::dollars(kind.price), kind.itemsMonth, platform::dollars(kind.month),
                             kind.itemsDay);
    }
    const auto budget = platform::monthlyBudget(account);
    std::string text = fmt::format(
        "{} {} on {}: ${} this month{}, ${} today\n", account.id.value, base::cleanName(account.handle),
        adapter.displayName(), platform::dollars(month),
        budget ? fmt::format(" of ${}", platform::dollars(*budget)) : std::string(", without a limit"),
        platform::dollars(day));
    return {.json = {{"id", account.id.value},
                     {"platform", account.platform},
                     {"month_micros", month},
                     {"day_micros", day},
                     {"budget_micros", budget ? Json(*budget) : Json()},
                     {"kinds", std::move(list)}},
            .text = text + lines};
}

}  // namespace

CommandResult showCosts(const Arguments& arguments, const ReadContext& context) {
    const base::AccountId only{arguments.id};
    auto accounts = context.reader.accounts();
    if (!accounts) {
        return refused(accounts.error());
    }
    if (only && std::ranges::find(*accounts, only, &model::Account::id) == accounts->end()) {
        return refused({.kind = base::ErrorKind::NotFound,
                        .message = fmt::format("there is no account {}", only.value)});
    }
    const platform::Registry platforms;
    const base::UtcTime now = context.clock.utcNow();
    Json list = Json::array();
    std::string text;
    for (const model::Account& account : *accounts) {
        const platform::PlatformAdapter* adapter = platforms.adapter(account.platform);
        const bool asked = !only || account.id == only;
        if (!asked || adapter == nullptr || adapter->prices().empty()) {
            continue;
        }
        const auto costs = context.reader.costs(account.id, model::firstDayOfMonth(now));
        if (!costs) {
            return refused(costs.error());
        }
        AccountCosts shown = costsOf(*adapter, account, *costs, now);
        list.push_back(std::move(shown.json));
        text += shown.text;
    }
    text += list.empty() ? "No platform takes money for this.\n"
                         : "Estimated by the published prices; the bill is the platform's.\n";
    return answer(arguments.json, {{"accounts", std::move(list)}}, text);
}

}  // namespace cli
