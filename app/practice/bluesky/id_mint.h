// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/dice.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace app::practice::bluesky {

/// Ids as atproto gives them out, fixed by the seed.
class IdMint {
public:
    explicit IdMint(const Dice& dice) : m_dice(dice.fork("ids")), m_clockId(m_dice.below(1024)) {}

    /// 53 bits of microseconds and 10 of the clock in 13 sortable letters, always above the last one.
    [[nodiscard]] std::string tid(std::int64_t atMs);
    /// "did:plc:" and 24 letters.
    [[nodiscard]] std::string did();
    /// "abcd-efgh-ijkl-mnop"
    [[nodiscard]] std::string appPassword();
    /// Random letters of base32.
    [[nodiscard]] std::string letters(std::size_t count);

private:
    Dice m_dice;
    std::uint64_t m_clockId;
    std::uint64_t m_lastMicros = 0;
};

/// Thirteen letters of the sortable alphabet, the first of them not above 'j'.
[[nodiscard]] bool isTid(std::string_view text);

}  // namespace app::practice::bluesky
