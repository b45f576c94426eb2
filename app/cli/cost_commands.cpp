// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cost_commands.h"

#include "cli/json_output.h"

#include "platform/account_settings.h"
#include "platform/price_list.h"
#include "platform/registry.h"
#include "view/cost_view.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace cli {
namespace {

struct ShownCosts {
    Json json;
    std::string text;
};

ShownCosts shown(const platform::PlatformAdapter& adapter, const model::Account& account,
                 const view::AccountCosts& costs) {
    Json list = Json::array();
    std::string lines;
    for (const view::CostLine& line : costs.lines) {
        const model::Micros each = line.each.value_or(0);
        list.push_back({{"kind", line.kind},
                        {"meaning", line.meaning},
                        {"price_micros", each},
                        {"items_month", line.itemsMonth},
                        {"micros_month", line.month},
                        {"items_day", line.itemsDay},
                        {"micros_day", line.day}});
        lines += fmt::format("  {}: ${} each, {} this month for ${}, {} today\n", line.meaning,
                             platform::dollars(each), line.itemsMonth, platform::dollars(line.month),
                             line.itemsDay);
    }
    std::string text =
        fmt::format("{} {} on {}: ${} this month{}, ${} today\n", account.id.value,
                    base::cleanName(account.handle), adapter.displayName(), platform::dollars(costs.month),
                    costs.budget ? fmt::format(" of ${}", platform::dollars(*costs.budget))
                                 : std::string(", without a limit"),
                    platform::dollars(costs.day));
    return {.json = {{"id", account.id.value},
                     {"platform", account.platform},
                     {"month_micros", costs.month},
                     {"day_micros", costs.day},
                     {"budget_micros", costs.budget ? Json(*costs.budget) : Json()},
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
        const auto sums = context.reader.costsOfMonth(account.id, now);
        if (!sums) {
            return refused(sums.error());
        }
        ShownCosts costs = shown(*adapter, account,
                                 view::accountCosts(platform::priceListOf(*adapter, account), *sums, now));
        list.push_back(std::move(costs.json));
        text += costs.text;
    }
    text += list.empty() ? "No platform takes money for this.\n"
                         : "Estimated by the published prices; the bill is the platform's.\n";
    return answer(arguments.json, {{"accounts", std::move(list)}}, text);
}

}  // namespace cli
