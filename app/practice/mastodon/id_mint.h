// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/dice.h"
#include "practice/mastodon/model.h"

namespace app::practice::mastodon {

/// Ids as the server's database gives them out.
class IdMint {
public:
    explicit IdMint(const Dice& dice) : m_dice(dice.fork("ids")) {}

    /// Time in the upper 48 bits, chance in the lower 16; always above the last one.
    [[nodiscard]] Id snowflake(std::int64_t atMs);
    /// The id of something that is older than what has ids already.
    [[nodiscard]] Id oldSnowflake(std::int64_t atMs);
    /// Notifications are simply counted. They start just below a power of ten, so that the ids get longer
    /// soon: who compares them as text, or reads them as a double, goes wrong here and not at a customer's.
    [[nodiscard]] Id notification() { return m_notification++; }
    [[nodiscard]] Id conversation() { return m_conversation++; }

private:
    Dice m_dice;
    Id m_last = 0;
    Id m_notification = 9'999'999'999'999'981;
    Id m_conversation = 95;
};

}  // namespace app::practice::mastodon
