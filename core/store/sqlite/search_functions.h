// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

struct sqlite3;

namespace store {

/// Teaches a connection the functions that the schema and the queries of search call:
/// search_text(text), what the index holds of a message (indexedText), and
/// search_holds(text, sequences), 1 or 0 (holdsSequences). Returns SQLite's code.
[[nodiscard]] int addSearchFunctions(sqlite3* database);

}  // namespace store
