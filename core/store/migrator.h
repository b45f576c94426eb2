// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/migrations.h"
#include "store/sqlite/connection.h"

#include "base/error.h"

#include <span>

namespace store {

/// SQLite's application_id of a Shopbell database: "Bell".
inline constexpr int kApplicationId = 0x42656C6C;

/// What a file says of itself.
struct SchemaMark {
    int applicationId = 0;
    int version = 0;     ///< 0 = no schema yet
    bool empty = false;  ///< holds no table at all
};
[[nodiscard]] base::Result<SchemaMark> readMark(sqlite::Connection& connection);

/// May this program write the file? DatabaseTooNew for a later version's, Database for another program's.
/// Called before the writer opens it, so that a refused file keeps every byte.
[[nodiscard]] base::Status refuseForeign(const SchemaMark& mark, int newestKnown);

/// Brings the schema up to the last of `steps`, each step with its version number in one transaction: killed
/// at any moment the file has one version or the next, never something between. An error names the step;
/// those before it stay.
[[nodiscard]] base::Status migrate(sqlite::Connection& writer, std::span<const Migration> steps);

}  // namespace store
