// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/money.h"

#include <fmt/format.h>

namespace view {
namespace {

constexpr model::Micros kDollar = 1'000'000;
constexpr model::Micros kCent = 10'000;

}  // namespace

std::string priceText(model::Micros micros) {
    std::string text = fmt::format("${}.{:06}", micros / kDollar, micros % kDollar);
    while (text.ends_with('0') && text[text.size() - 3] != '.') {
        text.pop_back();
    }
    return text;
}

std::string costText(model::Micros micros) {
    const model::Micros cents = (micros + kCent - 1) / kCent;
    return fmt::format("${}.{:02}", cents / 100, cents % 100);
}

}  // namespace view
