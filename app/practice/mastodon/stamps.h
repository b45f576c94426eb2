// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace app::practice::mastodon {

/// "2026-08-01T13:51:39.138Z"
[[nodiscard]] std::string isoMilliseconds(std::int64_t ms);
/// "2026-08-01T13:55:00.248623Z", as the rate limit headers write it; the last three digits stand in for
/// those of the moment, which a street of milliseconds does not have.
[[nodiscard]] std::string isoMicroseconds(std::int64_t ms);
/// "2026-08-01"
[[nodiscard]] std::string isoDay(std::int64_t ms);

}  // namespace app::practice::mastodon
