// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace bench {

struct ImportFigures {
    double wallMs = 0;
    double cpuMs = 0;
    std::size_t rows = 0;
};

/// What the sqlite3 tool needs to `.import` the message rows of `database` into a table with the same columns
/// and the same UNIQUE key, in a fresh file in `folder`. Nothing when there is no such tool (Debian: apt
/// install sqlite3).
[[nodiscard]] std::optional<ImportFigures> timeImport(const std::string& database, const std::string& folder);

}  // namespace bench
