// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace model {

/// What the shop and its agent are called in replies; empty = not given.
struct ShopNames {
    std::string shop;
    std::string agent;
    bool operator==(const ShopNames&) const = default;
};

/// A longer one is refused.
inline constexpr int kLongestName = 100;  // graphemes

}  // namespace model
