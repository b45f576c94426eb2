// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/wire.h"

#include <cstdint>
#include <map>
#include <string>

namespace app::practice::mastodon {

/// Which of the server's limits a request counts towards. Each has windows of its own length.
enum class RateFamily {
    Requests,  ///< 300 in 5 minutes
    Posts,     ///< 300 in 3 hours
    Deletes,   ///< 30 in 30 minutes
    Media,     ///< 30 in 30 minutes
};

/// Counts requests by token and family in windows that start at round street times, as the server does.
class RateMeter {
public:
    struct Reading {
        int limit = 0;
        int remaining = 0;
        std::int64_t resetMs = 0;
        bool exceeded = false;
    };
    Reading count(const std::string& who, RateFamily family, std::int64_t nowMs);

private:
    struct Window {
        std::int64_t number = -1;
        int used = 0;
    };
    std::map<std::pair<std::string, RateFamily>, Window> m_windows;
};

/// X-RateLimit-Limit, -Remaining and -Reset.
[[nodiscard]] HeaderList rateHeaders(const RateMeter::Reading& reading);

}  // namespace app::practice::mastodon
