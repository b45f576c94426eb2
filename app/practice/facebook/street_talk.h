// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/facebook/server_state.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace app::practice::facebook {

/// What people do around the page on this platform alone: post on its wall, tag it, comment without a name
/// to see, send pictures, stickers and files, unsend, and advertise below its posts.
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

/// The page's newest post; "" for none.
[[nodiscard]] std::string latestShopPost(const Network& network);

}  // namespace app::practice::facebook
