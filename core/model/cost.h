// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace model {

/// Money is counted in millionths of a US dollar.
using Micros = std::int64_t;

/// Something that a platform charges for.
struct Charge {
    std::string kind;  ///< the adapter's name for it: "post_read", "reply"
    /// The platform's id of what was read, charged for once a UTC day; empty = charged for each time.
    std::string item{};
    std::int64_t count = 1;  ///< of those without an item
    bool operator==(const Charge&) const = default;
};

}  // namespace model
