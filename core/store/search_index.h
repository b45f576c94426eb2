// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "base/error.h"
#include "base/ids.h"

#include <string>
#include <string_view>
#include <vector>

namespace store {

/// What of a message can be found. The view message_search puts the same three together.
struct SearchableText {
    std::string_view subject;
    std::string_view text;
    std::string_view described;
    bool operator==(const SearchableText&) const = default;
};

/// What the index holds of a message's text: its folded words and their beginnings, each once, in no order of
/// meaning.
[[nodiscard]] std::string indexedText(std::string_view text);
/// Puts a new message into the full-text index, in the transaction that stores it. Only the writer's
/// connection.
[[nodiscard]] base::Status addToSearch(sqlite::Connection& connection, base::MessageId message,
                                       const SearchableText& text);
/// Takes a message out. `text` is exactly what was put in: another text would damage the index.
[[nodiscard]] base::Status removeFromSearch(sqlite::Connection& connection, base::MessageId message,
                                            const SearchableText& text);

/// What a person typed, made ready: every word must be there, the last one may go on.
struct Search {
    /// For FTS5. Folded like the indexed text and quoted, so that nothing typed is ever a syntax error.
    /// Empty: nothing that could be searched for.
    std::string expression;
    /// The index does not know where in a message a word stands. Typed words that are several of the index
    /// ("e-mail", a run of Chinese), for holdsSequences(); empty when there are none.
    std::string sequences;
};
[[nodiscard]] Search searchFor(std::string_view typed);

/// Whether the words of each sequence stand behind one another in a message's text (search_holds in SQL).
[[nodiscard]] bool holdsSequences(std::string_view text, std::string_view sequences);

/// The typed words, folded: each a word of the index or, behind one another, several.
[[nodiscard]] std::vector<std::string> searchWords(std::string_view typed);

/// Merges some parts of the index, of which each commit leaves one: a bounded step of some milliseconds.
/// Writes nothing when there is nothing to merge.
[[nodiscard]] base::Status tidySearch(sqlite::Connection& connection);
/// What FTS5 remembers of the index from transaction to transaction is read anew: to be called outside of
/// one, after one that broke off. Where reading the index's totals fails and SQLite rolls back beneath it (no
/// memory, an unreadable page), FTS5 holds them to be 0 and would store that with the next message.
[[nodiscard]] base::Status readSearchAnew(sqlite::Connection& connection);
/// Compares the index with the messages (rank = 1). DatabaseCorrupt when they differ.
[[nodiscard]] base::Status checkSearch(sqlite::Connection& connection);
/// Fills the index anew from the messages.
[[nodiscard]] base::Status rebuildSearch(sqlite::Connection& connection);

}  // namespace store
