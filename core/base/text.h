// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// Valid UTF-8 without NUL: each broken sequence becomes one U+FFFD (Unicode's "maximal subpart" practice).
[[nodiscard]] std::string sanitizeUtf8(std::string_view bytes);
/// NUL counts as valid here.
[[nodiscard]] bool isValidUtf8(std::string_view bytes);

/// Extended grapheme clusters (UAX #29).
[[nodiscard]] std::size_t countGraphemes(std::string_view utf8);
/// The first `count` graphemes; at most `marksPerBase` combining marks of each are kept.
[[nodiscard]] std::string firstGraphemes(std::string_view utf8, std::size_t count,
                                         std::size_t marksPerBase = 32);
[[nodiscard]] std::size_t countUtf16(std::string_view utf8);

/// One line: white space runs become one space, ends trimmed; cut after `graphemes` with "…".
[[nodiscard]] std::string snippet(std::string_view utf8, std::size_t graphemes);
[[nodiscard]] std::string_view trim(std::string_view text);
/// ASCII only; for header names, hosts, media types.
[[nodiscard]] std::string asciiLower(std::string_view text);

/// A person's, host's or file's name made safe to show: bidi controls, zero-width and control characters
/// removed, white space joined. Bodies are never rewritten this way.
[[nodiscard]] std::string cleanName(std::string_view utf8);

/// For comparing a sent text with what the platform shows: NFC, CRLF as LF, white space runs joined, trimmed.
/// In Unicode's composed form (NFC); broken bytes as U+FFFD.
[[nodiscard]] std::string composed(std::string_view utf8);
[[nodiscard]] std::string normalizeForCompare(std::string_view utf8);

/// The text that full-text search indexes and queries: the words of foldedWords(), parted by single spaces.
/// NFKC case-folded, marks removed in every script, look-alike letter forms joined (Arabic, ø, ł). A run of a
/// script without spaces (Han, kana, Hangul, Thai …) becomes its overlapping bigrams plus its last character,
/// so that a phrase whose last word is a prefix finds every part of it; each emoji is a word. Deterministic.
[[nodiscard]] std::string searchText(std::string_view utf8);

/// A word of the search index with the byte range of the original it came from, to highlight hits on the
/// original. The range of a bigram is that of its first character. Ranges ascend; parts of one joined emoji
/// share theirs.
struct FoldedWord {
    std::string folded;
    std::size_t begin = 0;
    std::size_t end = 0;
};
[[nodiscard]] std::vector<FoldedWord> foldedWords(std::string_view utf8);

}  // namespace base
