// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/id_mint.h"

#include <algorithm>

namespace app::practice::x {
namespace {

constexpr std::int64_t kEpochMs = 1'288'834'974'657;
constexpr unsigned kLowBits = 22;

}  // namespace

Id firstIdAt(std::int64_t atMs) {
    return atMs <= kEpochMs ? 0 : static_cast<Id>(atMs - kEpochMs) << kLowBits;
}

Id IdMint::snowflake(std::int64_t atMs) {
    m_last = std::max(m_last + 1, firstIdAt(atMs) | m_dice.below(1U << kLowBits));
    return m_last;
}

}  // namespace app::practice::x
