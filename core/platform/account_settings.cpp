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

bool isSwitch(std::string_view usual) {
    return usual == "on" || usual == "off";
}

/// "{dm_read}" becomes what this account pays for one.
std::string withPrices(std::string text, const std::vector<Price>& prices, const model::Account& account) {
    for (const Price& price : prices) {
        const std::string place = fmt::format("{{{}}}", price.kind);
        for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at)) {
            text.replace(at, place.size(), fmt::format("${}", dollars(priceOf(account, price))));
        }
    }
    return text;
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

std::vector<AccountSetting> settingsOf(const PlatformAdapter& adapter, const model::Account& account) {
    using Kind = AccountSetting::Kind;
    std::vector<AccountSetting> all;
    const std::vector<Price> prices = adapter.prices();
    for (const Setting& own : adapter.settings()) {
        all.push_back({.name = std::string(own.name),
                       .usual = std::string(own.usual),
                       .meaning = withPrices(std::string(own.meaning), prices, account),
                       .label = std::string(own.label.empty() ? own.name : own.label),
                       .kind = isSwitch(own.usual) ? Kind::Switch : Kind::Text});
    }
    if (prices.empty()) {
        return all;
    }
    all.push_back({.name = std::string(kBudget),
                   .usual = std::string(kUsualBudget),
                   .meaning = fmt::format("At this sum reading {} stops until the next month; replies always "
                                          "go. Write 0 to read nothing, none for no limit.",
                                          adapter.displayName()),
                   .label = "Monthly budget, in US dollars"});
    for (const Price& price : prices) {
        all.push_back({.name = priceSetting(price.kind),
                       .usual = dollars(price.micros),
                       .meaning = fmt::format("The price of {}, in US dollars.", price.meaning),
                       .label = std::string(price.meaning),
                       .kind = Kind::Price});
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
        base::Status fits = adapter.checkSetting(name, value);
        return fits ? fits : base::fail(fits.error().within(std::string(name)));
    }
    if (microsOf(value) || (budget && value == kNoLimit)) {
        return {};
    }
    return base::fail(base::Error{.kind = base::ErrorKind::BadInput,
                                  .message = budget ? "write an amount of US dollars such as 12.50, or none"
                                                    : "write an amount of US dollars such as 0.005",
                                  .context = {std::string(name)}});
}

std::optional<model::Micros> monthlyBudget(const model::Account& account) {
    const auto set = account.settings.find(std::string(kBudget));
    const std::string_view value =
        set == account.settings.end() ? kUsualBudget : std::string_view(set->second);
    return value == kNoLimit ? std::nullopt : std::optional(microsOf(value).value_or(0));
}

model::PriceList priceListOf(const PlatformAdapter& adapter, const model::Account& account) {
    model::PriceList list;
    for (const Price& price : adapter.prices()) {
        list.kinds.push_back({.kind = std::string(price.kind),
                              .meaning = std::string(price.meaning),
                              .each = priceOf(account, price)});
    }
    if (!list.kinds.empty()) {
        list.budget = monthlyBudget(account);
    }
    return list;
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
