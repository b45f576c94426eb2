// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include "model/price_list.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the owner can set for an account: the adapter's own settings and, where the platform takes money, its
/// prices and a budget.
namespace platform {

/// As Setting, with words of its own.
struct AccountSetting {
    enum class Kind {
        Text,
        Switch,  ///< on or off
        Price,   ///< in US dollars, of one of what the platform takes money for
    };
    std::string name;
    std::string usual;
    std::string meaning;
    std::string label{};  ///< as on screen
    Kind kind = Kind::Text;
};
/// As they are for this account: prices in a meaning are what it pays.
[[nodiscard]] std::vector<AccountSetting> settingsOf(const PlatformAdapter& adapter,
                                                     const model::Account& account = {});
/// BadInput: there is no such setting, or the value makes no sense; then the message says what to write and
/// the context is the name. An empty value is the usual one.
[[nodiscard]] base::Status checkSettingOf(const PlatformAdapter& adapter, std::string_view name,
                                          std::string_view value);

/// What reading may cost in a month; nothing = as much as it does.
[[nodiscard]] std::optional<model::Micros> monthlyBudget(const model::Account& account);
/// What the platform takes money for, as this account pays it.
[[nodiscard]] model::PriceList priceListOf(const PlatformAdapter& adapter, const model::Account& account);
/// The charges with this account's prices. A kind without a price costs nothing.
[[nodiscard]] std::vector<model::PricedCharge>
priced(const PlatformAdapter& adapter, const model::Account& account, std::vector<model::Charge> charges);

}  // namespace platform
