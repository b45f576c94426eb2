// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite/search_functions.h"

#include "store/search_index.h"

#include <sqlite3.h>

#include <optional>
#include <string>
#include <string_view>

namespace store {

namespace {

std::optional<std::string_view> textOf(sqlite3_value* value) {
    const void* bytes = sqlite3_value_text(value);
    if (bytes == nullptr) {
        return std::nullopt;
    }
    return std::string_view(static_cast<const char*>(bytes),
                            static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

void searchText(sqlite3_context* context, int, sqlite3_value** values) {
    const auto text = textOf(values[0]);
    if (!text) {
        sqlite3_result_null(context);
        return;
    }
    const std::string indexed = indexedText(*text);
    sqlite3_result_text64(context, indexed.data(), indexed.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void searchHolds(sqlite3_context* context, int, sqlite3_value** values) {
    const auto text = textOf(values[0]);
    const auto sequences = textOf(values[1]);
    sqlite3_result_int(context, text && sequences && holdsSequences(*text, *sequences) ? 1 : 0);
}

}  // namespace

int addSearchFunctions(sqlite3* database) {
    constexpr int kPure = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    // Innocuous: it may be called from the view message_search although the schema is not trusted.
    const int code = sqlite3_create_function_v2(database, "search_text", 1, kPure | SQLITE_INNOCUOUS, nullptr,
                                                searchText, nullptr, nullptr, nullptr);
    return code != SQLITE_OK ? code
                             : sqlite3_create_function_v2(database, "search_holds", 2, kPure, nullptr,
                                                          searchHolds, nullptr, nullptr, nullptr);
}

}  // namespace store
