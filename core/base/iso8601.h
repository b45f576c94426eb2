// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace base {

/// A time as platforms write it: "2026-05-03T10:15:30.123Z", up to nine digits of fraction (cut to
/// milliseconds), an offset as Z, +02:00, +0200 or +02, or none (then UTC); a date alone is its midnight in
/// UTC. Nothing for all else.
[[nodiscard]] std::optional<UtcTime> parseIso8601(std::string_view text);

/// "2026-05-03T10:15:30.123Z", always with milliseconds.
[[nodiscard]] std::string toIso8601(UtcTime time);

}  // namespace base
