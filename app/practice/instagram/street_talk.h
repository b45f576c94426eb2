// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/instagram/server_state.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace app::practice::instagram {

/// What people do around the account on this platform alone: answer its stories, mention it in theirs, share
/// what they saw, react with a heart, and send what no client can show.
class StreetTalk {
public:
    explicit StreetTalk(std::int64_t startMs) : m_startMs(startMs) {}

    /// From the first picture of the shop that is older than the street: only then is there a past to talk
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

}  // namespace app::practice::instagram
