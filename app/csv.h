// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace app {

struct CsvRow {
    std::size_t line = 0;  ///< of the file, the first is 1
    std::vector<std::string> fields;
};

struct CsvTable {
    std::vector<CsvRow> rows;       ///< lines without any letter are left out
    std::size_t openQuoteLine = 0;  ///< where a quoted field begins that is never closed; 0 = there is none
};

/// RFC 4180: fields may be quoted, a quote in a quoted field is doubled, quoted fields may hold line ends.
[[nodiscard]] CsvTable parseCsv(std::string_view content);
[[nodiscard]] std::string csvField(std::string_view text);

}  // namespace app
