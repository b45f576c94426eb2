// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace store {

/// One step of the schema: core/store/migrations/000N_name.sql, compiled in. A shipped one never changes.
struct Migration {
    int version = 0;
    std::string_view name;
    std::string_view sql;
};

/// In order of version, from 1, without holes.
[[nodiscard]] std::span<const Migration> allMigrations();

}  // namespace store
