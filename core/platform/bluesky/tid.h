// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/digest.h"

#include <optional>
#include <string>
#include <string_view>

/// Record keys that sort by time: 53 bits of microseconds and 10 of a clock id, in 13 letters.
namespace platform::bluesky {

/// One that nobody else has: what `now` leaves open is random.
[[nodiscard]] std::string makeTid(base::UtcTime now, base::Random& random);
/// One whose rest `bytes` (4 at least) decide: the same for the same.
[[nodiscard]] std::string tidFor(base::UtcTime at, std::string_view bytes);
/// The time in it, cut to milliseconds; nothing for what is none.
[[nodiscard]] std::optional<base::UtcTime> timeOfTid(std::string_view tid);

/// "at://did/collection/rkey" taken apart; empty parts when it is none.
struct AtUri {
    std::string_view did;
    std::string_view collection;
    std::string_view key;
};
[[nodiscard]] AtUri partsOf(std::string_view uri);
/// Where people see a post in a browser.
[[nodiscard]] std::string webAddressOf(std::string_view uri);

}  // namespace platform::bluesky
