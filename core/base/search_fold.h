// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace base {

/// What a folded code point does to the words of the search index.
enum class FoldKind : std::uint8_t {
    Separator,
    Letter,    ///< a letter or digit of a script that parts its words
    Unspaced,  ///< a letter of a script without spaces between words, or searched inside of words (Hangul)
    Symbol,    ///< an emoji or the like: a word by itself
    Mark,      ///< dropped, belongs to what stands before it
    Joiner,    ///< dropped, makes one picture of the symbols on both sides
};

struct FoldedChar {
    char32_t codePoint = 0;
    FoldKind kind = FoldKind::Separator;
};

/// Room for the longest decomposition (U+FDFA has 18 code points).
using FoldBuffer = std::array<FoldedChar, 24>;

/// NFKC_Casefold of one code point, decomposed, without marks, and with the letter forms joined that people
/// mix when they type (Arabic alef, yeh, kaf and heh forms, Arabic digits, ø, ł, æ and the like). The answer
/// lives in the buffer or in static memory.
[[nodiscard]] std::span<const FoldedChar> foldForSearch(char32_t codePoint, FoldBuffer& buffer);

/// The Hangul syllable of two code points that compose to one, else 0.
[[nodiscard]] char32_t composeHangul(char32_t first, char32_t second);

}  // namespace base
