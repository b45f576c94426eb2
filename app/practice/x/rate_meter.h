// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/wire.h"

#include <cstdint>
#include <map>
#include <string>

namespace app::practice::x {

/// Each endpoint has a budget of its own for a quarter of an hour.
class RateMeter {
public:
    struct Reading {
        HeaderList headers;  ///< x-rate-limit-limit, -remaining, -reset (Unix seconds)
        bool exceeded = false;
    };
    Reading count(const std::string& endpoint, int limit, std::int64_t nowMs);

private:
    struct Window {
        std::int64_t number = -1;
        int used = 0;
    };
    std::map<std::string, Window> m_windows;
};

}  // namespace app::practice::x
