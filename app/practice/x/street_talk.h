// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/x/server_state.h"

#include <cstddef>
#include <cstdint>

namespace app::practice::x {

/// What people say around the shop on this platform alone: about it without naming it, so that it may not
/// answer; in quotes of its posts, which are no mentions; and at length.
class StreetTalk {
public:
    explicit StreetTalk(std::int64_t startMs) : m_startMs(startMs) {}

    /// From the first post of the shop that is older than the street: only then is there a past to talk
    /// about.
    void awake(std::int64_t atMs) { m_isAwake = m_isAwake || atMs < m_startMs; }
    /// Says everything that is due.
    void catchUp(ServerState& state, std::int64_t nowMs);

private:
    std::int64_t m_startMs;
    bool m_isAwake = false;
    std::size_t m_next = 0;
    Id m_last = 0;
};

}  // namespace app::practice::x
