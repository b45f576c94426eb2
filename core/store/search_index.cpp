// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/search_index.h"

#include "store/sqlite/query.h"
#include "store/sqlite/transaction.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace store {

namespace {

/// Longer input is a paste by mistake: the first words decide, and no query grows without bounds.
constexpr std::size_t kMostTypedBytes = 1000;
constexpr std::size_t kMostWords = 32;
/// Pages of 4 kB that one step of merging writes at most: three times what a commit of 2,000 messages brings,
/// since 16 parts become one of the next size, and each entry is merged twice or three times in all.
constexpr int kPagesOfOneStep = 800;

/// Stands before a beginning in the index. No folded word holds it.
constexpr char kBeginning = '_';
/// Longer ones are looked for among the words themselves: few enough begin alike.
constexpr std::size_t kLongestBeginning = 4;

/// Where the character after the one at `at` begins, or the word's end.
std::size_t nextCharacter(std::string_view word, std::size_t at) {
    ++at;
    while (at < word.size() && (static_cast<unsigned char>(word[at]) & 0xC0U) == 0x80U) {
        ++at;
    }
    return at;
}

/// Whether it has no more characters than a beginning of the index.
bool isShort(std::string_view word) {
    std::size_t size = 0;
    for (std::size_t count = 0; count < kLongestBeginning && size < word.size(); ++count) {
        size = nextCharacter(word, size);
    }
    return size >= word.size();
}

/// A word with its first eight bytes as a number, which decides most comparisons at once.
struct IndexWord {
    explicit IndexWord(std::string_view given) : word(given) {
        for (std::size_t i = 0; i < 8; ++i) {
            front = front << 8U | (i < word.size() ? static_cast<unsigned char>(word[i]) : 0U);
        }
    }
    bool operator<(const IndexWord& other) const {
        return front != other.front ? front < other.front : word < other.word;
    }
    std::uint64_t front = 0;
    std::string_view word;
};

/// As the view message_search joins them.
std::string joined(const SearchableText& text) {
    std::string all;
    all.reserve(text.subject.size() + text.text.size() + text.described.size() + 2);
    all.append(text.subject).append(1, ' ').append(text.text).append(1, ' ').append(text.described);
    return all;
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

std::string indexedText(std::string_view text) {
    const std::string folded = base::searchText(text);
    std::vector<IndexWord> words;
    words.reserve(folded.size() / 4 + 1);
    for (std::size_t begin = 0; begin < folded.size();) {
        const std::size_t end = std::min(folded.find(' ', begin), folded.size());
        words.emplace_back(std::string_view(folded).substr(begin, end - begin));
        begin = end + 1;
    }
    // Words that begin alike stand together then.
    std::sort(words.begin(), words.end());
    // Each word brings itself, and less than its length and two signs more for each beginning.
    std::string indexed((folded.size() + words.size() * 2) * (kLongestBeginning + 1), '\0');
    char* out = indexed.data();
    const auto put = [&out](std::string_view letters) {
        out = std::ranges::copy(letters, out).out;
        *out++ = ' ';
    };
    std::string_view former;
    for (const auto& [front, word] : words) {
        if (word == former) {
            continue;
        }
        put(word);
        const auto shared = static_cast<std::size_t>(std::ranges::mismatch(word, former).in1 - word.begin());
        std::size_t size = nextCharacter(word, 0);
        for (std::size_t count = 0; count < kLongestBeginning && size < word.size(); ++count) {
            // A longer former word that begins so has brought it.
            if (size > shared || size == former.size()) {
                *out++ = kBeginning;
                put(word.substr(0, size));
            }
            size = nextCharacter(word, size);
        }
        former = word;
    }
    indexed.resize(static_cast<std::size_t>(out - indexed.data()));
    return indexed;
}

base::Status addToSearch(sqlite::Connection& connection, base::MessageId message,
                         const SearchableText& text) {
    const std::string indexed = indexedText(joined(text));
    return sqlite::run(connection, "INSERT INTO message_fts (rowid, text) VALUES (?, ?)", message, indexed);
}

base::Status removeFromSearch(sqlite::Connection& connection, base::MessageId message,
                              const SearchableText& text) {
    const std::string indexed = indexedText(joined(text));
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
    const auto add = [&](std::string_view one) {
        search.expression.append(search.expression.empty() ? "" : " AND ").append(one);
    };
    const std::vector<std::string> words = searchWords(typed);
    for (const std::string& word : words) {
        const bool open = &word == &words.back() || mayGoOn(word);
        // Folded text holds letters, digits, symbols and single spaces: nothing in it can end the quotation.
        std::size_t begin = 0;
        for (std::size_t end = word.find(' '); end != std::string::npos; end = word.find(' ', begin)) {
            add(fmt::format("\"{}\"", std::string_view(word).substr(begin, end - begin)));
            begin = end + 1;
        }
        const std::string_view last = std::string_view(word).substr(begin);
        if (!open) {
            add(fmt::format("\"{}\"", last));
        } else if (isShort(last)) {
            add(fmt::format("(\"{0}\" OR \"{1}{0}\")", last, kBeginning));
        } else {
            add(fmt::format("\"{}\" *", last));
        }
        if (begin > 0) {
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

base::Status tidySearch(sqlite::Connection& connection) {
    return sqlite::run(connection, "INSERT INTO message_fts (message_fts, rank) VALUES ('merge', ?)",
                       kPagesOfOneStep);
}

base::Status readSearchAnew(sqlite::Connection& connection) {
    // It forgets at a rollback, if it was written to.
    const base::Result<sqlite::Transaction> rolledBack = sqlite::Transaction::begin(connection);
    if (!rolledBack) {
        return base::fail(rolledBack.error());
    }
    constexpr base::MessageId kNobodys{0};
    return sqlite::run(connection, "INSERT INTO message_fts (rowid, text) VALUES (?, '')", kNobodys);
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
        // As the schema did.
        rebuilt = connection.execute("INSERT INTO message_fts (message_fts, rank) VALUES ('automerge', 0), "
                                     "('usermerge', 16), ('crisismerge', 64)");
    }
    if (rebuilt) {
        rebuilt = sqlite::run(connection, "INSERT INTO message_fts (message_fts) VALUES ('rebuild')");
    }
    return rebuilt;
}

}  // namespace store
