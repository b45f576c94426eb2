// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/bill.h"

#include "base/clock.h"
#include "base/iso8601.h"

#include <array>
#include <string_view>

namespace app::practice::x {
namespace {

struct Price {
    Charge charge;
    std::string_view name;
    std::int64_t micros;  ///< millionths of a dollar
};

// Prices of April 2026.
constexpr std::array kPrices{Price{Charge::OwnedRead, "owned_read", 1'000},
                             Price{Charge::PostRead, "post_read", 5'000},
                             Price{Charge::UserRead, "user_read", 10'000},
                             Price{Charge::MessageRead, "dm_read", 10'000},
                             Price{Charge::PostCreate, "post_create", 15'000},
                             Price{Charge::PostWithLink, "post_with_url", 200'000},
                             Price{Charge::SummonedReply, "summoned_reply", 10'000},
                             Price{Charge::MessageCreate, "dm_create", 15'000}};

Json itemized(const std::map<Charge, std::int64_t>& items) {
    std::int64_t sum = 0;
    Json kinds = Json::object();
    for (const Price& price : kPrices) {
        if (const auto found = items.find(price.charge); found != items.end()) {
            kinds[std::string(price.name)] = {{"items", found->second},
                                              {"micros", found->second * price.micros}};
            sum += found->second * price.micros;
        }
    }
    return {{"micros", sum}, {"kinds", kinds}};
}

}  // namespace

void Bill::read(Charge charge, Id resource, std::int64_t atMs) {
    const std::string day = dayOf(atMs);
    if (m_paid.emplace(day, resource).second) {
        ++m_days[day][charge];
    }
}

void Bill::wrote(Charge charge, std::int64_t atMs) {
    ++m_days[dayOf(atMs)][charge];
}

Json Bill::toJson() const {
    Items all;
    Json days = Json::object();
    for (const auto& [day, items] : m_days) {
        days[day] = itemized(items);
        for (const auto& [charge, count] : items) {
            all[charge] += count;
        }
    }
    Json json = itemized(all);
    json["days"] = days;
    return json;
}

std::int64_t Bill::postsRead(const std::string& day) const {
    const auto found = m_days.find(day);
    if (found == m_days.end()) {
        return 0;
    }
    std::int64_t count = 0;
    for (const Charge charge : {Charge::OwnedRead, Charge::PostRead}) {
        const auto items = found->second.find(charge);
        count += items == found->second.end() ? 0 : items->second;
    }
    return count;
}

std::string dayOf(std::int64_t ms) {
    return base::toIso8601(base::fromMs(ms)).substr(0, 10);
}

}  // namespace app::practice::x
