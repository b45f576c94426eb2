// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/id_mint.h"

#include <algorithm>

namespace app::practice::mastodon {

Id IdMint::snowflake(std::int64_t atMs) {
    m_last = std::max(m_last + 1, oldSnowflake(atMs));
    return m_last;
}

Id IdMint::oldSnowflake(std::int64_t atMs) {
    return (static_cast<Id>(atMs) << 16U) | m_dice.below(0x10000);
}

}  // namespace app::practice::mastodon
