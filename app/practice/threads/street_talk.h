// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/threads/server_state.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace app::practice::threads {

/// What people say around the shop on this platform alone: about it without naming it, deep in a thread, and
/// what is hidden or taken back.
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
    std::string m_last{};
};

}  // namespace app::practice::threads
