// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/wire.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace app::practice::x {

/// Counts requests by who asks and by endpoint, in windows of 15 minutes that start with their first request.
class RateMeter {
public:
    struct Reading {
        int limit = 0;
        int remaining = 0;
        std::int64_t resetMs = 0;
        bool exceeded = false;
    };
    Reading count(const std::string& who, const std::string& endpoint, int limit, std::int64_t nowMs);

private:
    struct Window {
        std::int64_t startMs = -1;
        int used = 0;
    };
    std::map<std::pair<std::string, std::string>, Window> m_windows;
};

/// x-rate-limit-limit, -remaining and -reset (Unix seconds).
[[nodiscard]] HeaderList rateHeaders(const RateMeter::Reading& reading);

}  // namespace app::practice::x
