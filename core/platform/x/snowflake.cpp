// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/snowflake.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace platform::x {
namespace {

constexpr std::int64_t kEpochMs = 1'288'834'974'657;
constexpr int kTimeBits = 22;

}  // namespace

std::optional<base::UtcTime> timeOfId(std::string_view id) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    // Ids that were counted one by one ended below a day of the new ones.
    constexpr std::uint64_t kFirst = std::uint64_t{86'400'000} << kTimeBits;
    constexpr std::uint64_t kLast = std::uint64_t{1} << 63U;
    if (error != std::errc{} || end != id.data() + id.size() || number < kFirst || number >= kLast) {
        return std::nullopt;
    }
    return base::fromMs(static_cast<std::int64_t>(number >> kTimeBits) + kEpochMs);
}

std::string idAt(base::UtcTime time) {
    const std::int64_t since = std::max<std::int64_t>(base::toMs(time) - kEpochMs, 0);
    constexpr std::int64_t kMost = (std::int64_t{1} << (63 - kTimeBits)) - 1;
    const auto id = static_cast<std::uint64_t>(std::min(since, kMost)) << kTimeBits;
    return std::to_string(std::max<std::uint64_t>(id, 1));
}

}  // namespace platform::x
