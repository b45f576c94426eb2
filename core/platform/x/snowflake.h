// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <optional>
#include <string>
#include <string_view>

/// X's ids tell their time: milliseconds since 2010-11-04T01:42:54.657Z in the bits from 22 on.
namespace platform::x {

/// Nothing for an id from before that time, and for what is no number.
[[nodiscard]] std::optional<base::UtcTime> timeOfId(std::string_view id);
/// The smallest id of that time: a list "since" it begins with what was written then. At least "1".
[[nodiscard]] std::string idAt(base::UtcTime time);

}  // namespace platform::x
