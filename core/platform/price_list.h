// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <optional>
#include <string>
#include <string_view>

/// Prices as the owner may have corrected them.
namespace platform {

/// The setting that corrects the price of a kind: "price_post_read".
[[nodiscard]] std::string priceSetting(std::string_view kind);
/// US dollars as people write them ("0.005", "$10") in millionths; nothing for what is no amount, is negative
/// or has more than six decimals.
[[nodiscard]] std::optional<model::Micros> microsOf(std::string_view dollars);
/// "0.005": as few decimals as tell it exactly, two at least.
[[nodiscard]] std::string dollars(model::Micros micros);
/// For this account: its correction, else the vendor's list.
[[nodiscard]] model::Micros priceOf(const model::Account& account, const Price& listed);

}  // namespace platform
