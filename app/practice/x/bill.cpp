// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/bill.h"

#include <array>
#include <string_view>

namespace app::practice::x {
namespace {

struct Listed {
    std::string_view kind;
    std::int64_t micros;
};
constexpr std::array<Listed, 7> kList{{{"owned_read", 1'000},
                                       {"post_read", 5'000},
                                       {"user_read", 10'000},
                                       {"dm_read", 10'000},
                                       {"reply", 10'000},
                                       {"reply_with_url", 200'000},
                                       {"dm_sent", 15'000}}};
constexpr std::int64_t kDayMs = 86'400'000;

}  // namespace

void Bill::read(const std::string& kind, const std::string& id, std::int64_t atMs) {
    if (atMs / kDayMs != m_day) {
        m_day = atMs / kDayMs;
        m_today.clear();
    }
    if (m_today.emplace(kind, id).second) {
        ++m_items[kind];
    }
}

void Bill::wrote(const std::string& kind) {
    ++m_items[kind];
}

Json Bill::toJson() const {
    Json kinds = Json::object();
    std::int64_t sum = 0;
    for (const auto& [kind, micros] : kList) {
        const auto found = m_items.find(std::string(kind));
        const std::int64_t items = found == m_items.end() ? 0 : found->second;
        sum += items * micros;
        kinds[std::string(kind)] = {{"items", items}, {"micros", items * micros}};
    }
    return {{"micros", sum}, {"kinds", kinds}};
}

}  // namespace app::practice::x
