// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/account_settings.h"

#include "platform/price_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace platform {
namespace {

constexpr std::string_view kBudget = "monthly_budget";
constexpr std::string_view kUsualBudget = "10";
constexpr std::string_view kNoLimit = "none";

bool isPrice(const std::vector<Price>& prices, std::string_view name) {
    return std::ranges::any_of(prices,
                               [name](const Price& price) { return priceSetting(price.kind) == name; });
}

base::Status noSuchSetting(const PlatformAdapter& adapter, std::string_view name) {
    std::string names;
    for (const AccountSetting& each : settingsOf(adapter)) {
        names.append(names.empty() ? "" : ", ").append(each.name);
    }
    return base::fail(base::ErrorKind::BadInput,
                      names.empty() ? fmt::format("{} has no settings", adapter.displayName())
                                    : fmt::format("{} has no setting \"{}\"; it has {}",
                                                  adapter.displayName(), name, names));
}

}  // namespace

std::vector<AccountSetting> settingsOf(const PlatformAdapter& adapter) {
    std::vector<AccountSetting> all;
    for (const Setting& own : adapter.settings()) {
        all.push_back({std::string(own.name), std::string(own.usual), std::string(own.meaning)});
    }
    const std::vector<Price> prices = adapter.prices();
    if (prices.empty()) {
        return all;
    }
    all.push_back({std::string(kBudget), std::string(kUsualBudget),
                   fmt::format("What reading {} may cost in a month, in US dollars: 0 = it is not read, none "
                               "= no limit. Replies always go.",
                               adapter.displayName())});
    for (const Price& price : prices) {
        all.push_back({priceSetting(price.kind), dollars(price.micros),
                       fmt::format("The price of {}, in US dollars.", price.meaning)});
    }
    return all;
}

base::Status checkSettingOf(const PlatformAdapter& adapter, std::string_view name, std::string_view value) {
    const std::vector<AccountSetting> known = settingsOf(adapter);
    if (std::ranges::find(known, name, &AccountSetting::name) == known.end()) {
        return noSuchSetting(adapter, name);
    }
    if (value.empty()) {
        return {};
    }
    const std::vector<Price> prices = adapter.prices();
    const bool budget = !prices.empty() && name == kBudget;
    if (!budget && !isPrice(prices, name)) {
        return adapter.checkSetting(name, value);
    }
    if (microsOf(value) || (budget && value == kNoLimit)) {
        return {};
    }
    return base::fail(base::ErrorKind::BadInput,
                      fmt::format("{} is an amount of US dollars such as {}{}", name,
                                  budget ? "12.50" : "0.005", budget ? ", or none" : ""));
}

std::optional<model::Micros> monthlyBudget(const model::Account& account) {
    const auto set = account.settings.find(std::string(kBudget));
    const std::string_view value =
        set == account.settings.end() ? kUsualBudget : std::string_view(set->second);
    return value == kNoLimit ? std::nullopt : std::optional(microsOf(value).value_or(0));
}

std::vector<model::PricedCharge> priced(const PlatformAdapter& adapter, const model::Account& account,
                                        std::vector<model::Charge> charges) {
    const std::vector<Price> prices = adapter.prices();
    std::vector<model::PricedCharge> all;
    all.reserve(charges.size());
    for (model::Charge& charge : charges) {
        const auto listed = std::ranges::find(prices, std::string_view(charge.kind), &Price::kind);
        const model::Micros each = listed == prices.end() ? 0 : priceOf(account, *listed);
        all.push_back({.charge = std::move(charge), .each = each});
    }
    return all;
}

}  // namespace platform
