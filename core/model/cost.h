// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <string>

namespace model {

/// Money is counted in millionths of a US dollar.
using Micros = std::int64_t;

/// Something that a platform charges for.
struct Charge {
    std::string kind;  ///< the adapter's name for it: "post_read", "reply"
    /// What was read, by class and id ("post:1899…"): charged for once a UTC day, whatever else it is read as
    /// later. Empty = charged for each time.
    std::string item{};
    std::int64_t count = 1;  ///< of those without an item
    bool operator==(const Charge&) const = default;
};

/// A charge with the price of one.
struct PricedCharge {
    Charge charge;
    Micros each = 0;
};

/// Platforms bill by days and months of UTC. Days since 1970-01-01.
using BillingDay = std::int64_t;
[[nodiscard]] BillingDay billingDay(base::UtcTime time);
/// The first day of the month that `time` is in.
[[nodiscard]] BillingDay firstDayOfMonth(base::UtcTime time);
[[nodiscard]] base::UtcTime nextMonth(base::UtcTime time);

/// What one kind cost on one day.
struct Cost {
    BillingDay day = 0;
    std::string kind;
    std::int64_t items = 0;
    Micros micros = 0;
    bool operator==(const Cost&) const = default;
};

}  // namespace model
