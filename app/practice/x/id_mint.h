// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/dice.h"
#include "practice/x/model.h"

namespace app::practice::x {

/// Snowflakes: milliseconds since November 2010 in the upper bits, 22 bits of machine and count below. Above
/// 2^53 since 2011, so that a double does not hold them.
class IdMint {
public:
    explicit IdMint(const Dice& dice) : m_dice(dice.fork("ids")) {}

    /// Always above the last one.
    [[nodiscard]] Id snowflake(std::int64_t atMs);

private:
    Dice m_dice;
    Id m_last = 0;
};

/// The smallest id of that time.
[[nodiscard]] Id firstIdAt(std::int64_t atMs);

}  // namespace app::practice::x
