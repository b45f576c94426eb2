// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <optional>
#include <string_view>

namespace net {

/// The three forms of RFC 9110 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT" and
/// "Sun Nov  6 08:49:37 1994". Nothing for all else.
[[nodiscard]] std::optional<base::UtcTime> parseHttpDate(std::string_view text);

}  // namespace net
