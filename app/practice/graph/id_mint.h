// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/dice.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace app::practice::graph {

/// Numbers and names of things. Numbers of one series grow and are above 2^53, so that a double does not hold
/// them.
class IdMint {
public:
    explicit IdMint(const Dice& dice) : m_dice(dice.fork("ids")) {}

    /// 18 digits, above the last one: posts, comments, attachments.
    [[nodiscard]] std::string next();
    /// 17 digits that mean nothing: people, pages.
    [[nodiscard]] std::string person();
    /// `prefix` and this many random bytes as text.
    [[nodiscard]] std::string name(std::string_view prefix, std::size_t bytes);

private:
    Dice m_dice;
    std::int64_t m_last = 122'100'000'000'000'000;
};

}  // namespace app::practice::graph
