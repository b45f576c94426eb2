// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/cost.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace model {

/// What one of a kind costs.
struct PriceOfKind {
    std::string kind;     ///< of a Charge
    std::string meaning;  ///< "a mention read"
    Micros each = 0;
};

/// What a platform takes money for, with the prices of one account; without kinds it takes none.
struct PriceList {
    std::vector<PriceOfKind> kinds;
    std::optional<Micros> budget{};  ///< of a month, for reading; nothing = as much as it costs
};

/// What one kind has cost in this month, and of that today.
struct CostSum {
    std::string kind;
    std::int64_t itemsMonth = 0;
    Micros month = 0;
    std::int64_t itemsDay = 0;
    Micros day = 0;
    bool operator==(const CostSum&) const = default;
};

}  // namespace model
