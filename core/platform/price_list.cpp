// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/price_list.h"

#include "base/text.h"

#include <fmt/format.h>

#include <charconv>

namespace platform {
namespace {

constexpr int kDecimals = 6;
constexpr model::Micros kOneDollar = 1'000'000;
constexpr model::Micros kMostDollars = 1'000'000;

std::optional<model::Micros> digits(std::string_view text) {
    model::Micros number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc{} && end == text.data() + text.size() && number >= 0;
    return whole && text.front() != '-' ? std::optional(number) : std::nullopt;
}

}  // namespace

std::string priceSetting(std::string_view kind) {
    return "price_" + std::string(kind);
}

std::optional<model::Micros> microsOf(std::string_view dollars) {
    dollars = base::trim(dollars);
    if (dollars.starts_with('$')) {
        dollars.remove_prefix(1);
    }
    const auto point = dollars.find('.');
    const std::string_view whole = dollars.substr(0, point);
    std::string part(point == std::string_view::npos ? std::string_view() : dollars.substr(point + 1));
    if (whole.empty() || part.size() > kDecimals || (point != std::string_view::npos && part.empty())) {
        return std::nullopt;
    }
    part.append(kDecimals - part.size(), '0');
    const auto before = digits(whole);
    const auto behind = digits(part);
    return before && behind && *before <= kMostDollars ? std::optional(*before * kOneDollar + *behind)
                                                       : std::nullopt;
}

std::string dollars(model::Micros micros) {
    std::string text = fmt::format("{}.{:06}", micros / kOneDollar, micros % kOneDollar);
    while (text.ends_with('0') && text[text.size() - 3] != '.') {
        text.pop_back();
    }
    return text;
}

model::Micros priceOf(const model::Account& account, const Price& listed) {
    const auto set = account.settings.find(priceSetting(listed.kind));
    const auto corrected = set == account.settings.end() ? std::nullopt : microsOf(set->second);
    return corrected.value_or(listed.micros);
}

}  // namespace platform
