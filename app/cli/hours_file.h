// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/result.h"

#include "model/business_hours.h"

#include "base/clock.h"
#include "base/error.h"

#include <string>
#include <vector>

namespace cli {

/// A file of opening hours, product.md section 6: {"time_zone", "valid_from", "week", "exceptions"}, or
/// {"as_shop": true, "valid_from"} for an account that is to have the shop's hours again. What
/// "hours show --json" prints is one too. "valid_from" is UTC ms, a date of the time zone or an ISO time;
/// without it they are valid from `now` on. Refusals name the file and the place in it.
[[nodiscard]] base::Result<model::HoursVersion> parseHoursFile(const std::string& name,
                                                               const std::string& content, base::UtcTime now);

/// One version, with the keys of a file.
[[nodiscard]] Json hoursJson(const model::HoursVersion& version);
/// A line a day, then one an exception.
[[nodiscard]] std::string hoursText(const model::HoursVersion& version);

}  // namespace cli
