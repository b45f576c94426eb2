// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace app::practice::x {

/// What X would charge: its list of 2026-04-20, each resource once a UTC day.
class Bill {
public:
    /// Of a resource that was read; `kind` is one of the list.
    void read(const std::string& kind, const std::string& id, std::int64_t atMs);
    void wrote(const std::string& kind);
    /// {"micros","kinds":{kind:{"items","micros"}}}
    [[nodiscard]] Json toJson() const;

private:
    std::map<std::string, std::int64_t> m_items;
    std::set<std::pair<std::string, std::string>> m_today;
    std::int64_t m_day = -1;
};

}  // namespace app::practice::x
