// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/ids.h"

#include <optional>
#include <string>

namespace model {

/// The agent's working period, started and ended by hand.
struct Shift {
    base::ShiftId id;
    std::string agent;
    base::UtcTime startedAt;
    std::optional<base::UtcTime> endedAt{};
    std::string note;  ///< for whoever comes next; may be written while the shift lasts
    bool operator==(const Shift&) const = default;
};

}  // namespace model
