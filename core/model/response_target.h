// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <string>

namespace model {

/// Which clock counts: that of the opening hours, or every hour of the day.
enum class TimeUnit { Business, Calendar };

/// Answer within this time.
struct ResponseTarget {
    base::Duration length{60 * 60'000};
    TimeUnit unit = TimeUnit::Business;
    bool operator==(const ResponseTarget&) const = default;
};

/// The owner's own target for a platform; without one the adapter's holds.
struct PlatformTarget {
    std::string platform;  ///< the adapter's folder name
    ResponseTarget target;
    bool operator==(const PlatformTarget&) const = default;
};

}  // namespace model
