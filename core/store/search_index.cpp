// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/search_index.h"

#include "store/sqlite/query.h"

#include "base/text.h"

#include <fmt/format.h>

#include <vector>

namespace store {

namespace {

/// Longer input is a paste by mistake: the first words decide, and no query grows without bounds.
constexpr std::size_t kMostTypedBytes = 1000;
constexpr std::size_t kMostWords = 32;

/// As the view message_search joins them.
std::string indexedText(const SearchableText& text) {
    std::string joined;
    joined.reserve(text.subject.size() + text.text.size() + text.described.size() + 2);
    joined.append(text.subject).append(1, ' ').append(text.text).append(1, ' ').append(text.described);
    return base::searchText(joined);
}

/// The size of the white space at the front, 0 = none. Also the spaces that people's input methods type.
std::size_t spaceAt(std::string_view text) {
    const auto byte = static_cast<unsigned char>(text.front());
    if (byte <= 0x20) {
        return 1;
    }
    for (const std::string_view space :
         {"\u00A0", "\u1680", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"}) {
        if (text.starts_with(space)) {
            return space.size();
        }
    }
    // U+2000 to U+200A
    const bool narrow = text.size() >= 3 && text.starts_with("\xE2\x80") &&
                        static_cast<unsigned char>(text[2]) >= 0x80 &&
                        static_cast<unsigned char>(text[2]) <= 0x8A;
    return narrow ? 3 : 0;
}

std::vector<std::string_view> typedWords(std::string_view typed) {
    std::vector<std::string_view> words;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < typed.size() && words.size() < kMostWords;) {
        const std::size_t space = spaceAt(typed.substr(at));
        if (space == 0) {
            ++at;
            continue;
        }
        if (at > begin) {
            words.push_back(typed.substr(begin, at - begin));
        }
        at += space;
        begin = at;
    }
    if (begin < typed.size() && words.size() < kMostWords) {
        words.push_back(typed.substr(begin));
    }
    return words;
}

/// The last character of a script without spaces stands at the end of a run in the query, but mostly inside
/// of one in the message, where it begins a pair. Such scripts are known by what the fold makes of a doubled
/// character.
bool mayGoOn(std::string_view folded) {
    const std::size_t space = folded.rfind(' ');
    const std::string_view last = space == std::string_view::npos ? folded : folded.substr(space + 1);
    return static_cast<unsigned char>(last.front()) >= 0x80 && base::countUtf16(last) <= 2 &&
           base::searchText(std::string(last) + std::string(last)).find(' ') != std::string::npos;
}

std::string_view cutAtCharacter(std::string_view text, std::size_t most) {
    if (text.size() <= most) {
        return text;
    }
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) {
        --most;
    }
    return text.substr(0, most);
}

}  // namespace

base::Status addToSearch(sqlite::Connection& connection, base::MessageId message,
                         const SearchableText& text) {
    const std::string indexed = indexedText(text);
    return sqlite::run(connection, "INSERT INTO message_fts (rowid, text) VALUES (?, ?)", message, indexed);
}

base::Status removeFromSearch(sqlite::Connection& connection, base::MessageId message,
                              const SearchableText& text) {
    const std::string indexed = indexedText(text);
    return sqlite::run(connection,
                       "INSERT INTO message_fts (message_fts, rowid, text) VALUES ('delete', ?, ?)", message,
                       indexed);
}

std::vector<std::string> searchWords(std::string_view typed) {
    std::vector<std::string> words;
    const std::string clean = base::sanitizeUtf8(cutAtCharacter(typed, kMostTypedBytes));
    for (const std::string_view word : typedWords(clean)) {
        if (std::string folded = base::searchText(word); !folded.empty()) {
            words.push_back(std::move(folded));
        }
    }
    return words;
}

Search searchFor(std::string_view typed) {
    Search search;
    const std::vector<std::string> words = searchWords(typed);
    for (const std::string& word : words) {
        const bool open = &word == &words.back() || mayGoOn(word);
        // Folded text holds letters, digits, symbols and single spaces: nothing in it can end the quotation.
        for (std::size_t begin = 0; begin < word.size();) {
            const std::size_t end = std::min(word.find(' ', begin), word.size());
            search.expression.append(search.expression.empty() ? "\"" : " \"");
            search.expression.append(word, begin, end - begin).append(1, '"');
            begin = end + 1;
        }
        if (open) {
            search.expression += " *";
        }
        if (word.find(' ') != std::string::npos) {
            search.sequences.append(1, ' ').append(word).append(open ? "\n" : " \n");
        }
    }
    return search;
}

bool holdsSequences(std::string_view text, std::string_view sequences) {
    const std::string folded = ' ' + base::searchText(text) + ' ';
    while (!sequences.empty()) {
        const std::size_t end = sequences.find('\n');
        if (folded.find(sequences.substr(0, end)) == std::string::npos) {
            return false;
        }
        sequences.remove_prefix(end + 1);
    }
    return true;
}

base::Status checkSearch(sqlite::Connection& connection) {
    base::Status sound =
        sqlite::run(connection, "INSERT INTO message_fts (message_fts, rank) VALUES ('integrity-check', 1)");
    if (!sound && sound.error().kind == base::ErrorKind::DatabaseCorrupt) {
        return base::fail(base::ErrorKind::DatabaseCorrupt,
                          "the full-text index does not agree with the messages; it can be built anew");
    }
    return sound;
}

base::Status rebuildSearch(sqlite::Connection& connection) {
    base::Status rebuilt =
        sqlite::run(connection, "INSERT INTO message_fts (message_fts) VALUES ('rebuild')");
    if (rebuilt || rebuilt.error().kind != base::ErrorKind::DatabaseCorrupt) {
        return rebuilt;
    }
    // The index is too damaged even for that: it is made anew as the schema says.
    const auto sql = sqlite::first(connection, "SELECT sql FROM sqlite_schema WHERE name = 'message_fts'",
                                   [](const sqlite::Statement& row) { return row.text(0); });
    if (!sql) {
        return base::fail(sql.error());
    }
    if (!*sql) {
        return rebuilt;
    }
    rebuilt = connection.execute("DROP TABLE message_fts");
    if (rebuilt) {
        rebuilt = connection.execute(**sql);
    }
    if (rebuilt) {
        rebuilt = sqlite::run(connection, "INSERT INTO message_fts (message_fts) VALUES ('rebuild')");
    }
    return rebuilt;
}

}  // namespace store
