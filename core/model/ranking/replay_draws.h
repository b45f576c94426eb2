// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace model {

/// Which earlier examples are looked at again (xorshift64): by chance, and yet the same everywhere and every
/// time, so that the same examples in the same order teach the same. A copy draws on from where it was made.
class ReplayDraws {
public:
    /// Of so many; `count` > 0.
    [[nodiscard]] std::size_t below(std::size_t count) {
        m_state ^= m_state << 13U;
        m_state ^= m_state >> 7U;
        m_state ^= m_state << 17U;
        return m_state % count;
    }

private:
    std::uint64_t m_state = 88'172'645'463'325'252ULL;
};

}  // namespace model
