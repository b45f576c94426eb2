// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/search_fold.h"

#include <utf8proc.h>

#include <algorithm>
#include <vector>

namespace base {
namespace {

struct Range {
    char32_t first = 0;
    char32_t last = 0;
};

/// Sorted. Scripts that are written without spaces between words; and Hangul, whose words take their endings
/// and their neighbours without a space, so that people look for the middle of a word.
constexpr auto kUnspaced = std::to_array<Range>({
    {0x0E00, 0x0EFF},    // Thai, Lao
    {0x1000, 0x109F},    // Myanmar
    {0x1100, 0x11FF},    // Hangul jamo
    {0x1780, 0x17FF},    // Khmer
    {0x2E80, 0x2FDF},    // Han radicals
    {0x3005, 0x3007},    // iteration mark and the like
    {0x3021, 0x3029},    // Hangzhou numerals
    {0x3031, 0x3035},    // kana repeat marks
    {0x3038, 0x303C},    // more numerals and repeat marks
    {0x3041, 0x318E},    // Hiragana, Katakana, Bopomofo, Hangul compatibility jamo
    {0x31A0, 0x31FF},    // more Bopomofo and Katakana
    {0x3400, 0x4DBF},    // Han, extension A
    {0x4E00, 0xA4CF},    // Han, Yi
    {0xA960, 0xA97F},    // Hangul jamo
    {0xAC00, 0xD7FF},    // Hangul
    {0xF900, 0xFAFF},    // Han, compatibility
    {0x16FE0, 0x1B2FF},  // Tangut, Khitan, kana, Nushu
    {0x20000, 0x3FFFD},  // Han, further extensions
});

bool isUnspaced(char32_t c) {
    const auto* const range =
        std::ranges::lower_bound(kUnspaced, c, {}, [](const Range& candidate) { return candidate.last; });
    return range != kUnspaced.end() && range->first <= c;
}

struct Replacement {
    char32_t from = 0;
    std::array<char32_t, 2> to{};  ///< the second one may be 0
};

/// Sorted. What Unicode keeps apart and people don't when they type in a hurry or on another keyboard.
constexpr auto kLooseForms = std::to_array<Replacement>({
    {0x00E6, {'a', 'e'}},  // æ
    {0x00F0, {'d'}},       // ð
    {0x00F8, {'o'}},       // ø
    {0x00FE, {'t', 'h'}},  // þ
    {0x0111, {'d'}},       // đ
    {0x0127, {'h'}},       // ħ
    {0x0131, {'i'}},       // ı
    {0x0142, {'l'}},       // ł
    {0x0153, {'o', 'e'}},  // œ
    {0x0629, {0x0647}},    // teh marbuta → heh
    {0x0649, {0x064A}},    // alef maksura → yeh
    {0x0671, {0x0627}},    // alef wasla → alef
    {0x0672, {0x0627}},    // alef with wavy hamza
    {0x0673, {0x0627}},    // alef with wavy hamza below
    {0x06A9, {0x0643}},    // Persian kaf → kaf
    {0x06AA, {0x0643}},    // swash kaf
    {0x06BE, {0x0647}},    // heh doachashmee → heh
    {0x06C1, {0x0647}},    // heh goal
    {0x06C3, {0x0647}},    // teh marbuta goal
    {0x06CC, {0x064A}},    // Persian yeh → yeh
    {0x06D5, {0x0647}},    // ae
});

/// The first digits of sets whose users also type 0 to 9.
constexpr auto kZeros = std::to_array<char32_t>({0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50});

constexpr char32_t kTatweel = 0x0640;
constexpr char32_t kZeroWidthJoiner = 0x200D;
constexpr char32_t kNewEmojiFirst = 0x1F000;
constexpr char32_t kNewEmojiLast = 0x1FAFF;

FoldKind kindOf(char32_t c) {
    if (c == kZeroWidthJoiner) {
        return FoldKind::Joiner;
    }
    const bool skinTone = c >= 0x1F3FB && c <= 0x1F3FF;
    if (c == kTatweel || skinTone) {
        return FoldKind::Mark;
    }
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return isUnspaced(c) ? FoldKind::Unspaced : FoldKind::Letter;
    case UTF8PROC_CATEGORY_SO:
    case UTF8PROC_CATEGORY_CO:
        return c == 0xFFFD ? FoldKind::Separator : FoldKind::Symbol;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
        return FoldKind::Mark;
    case UTF8PROC_CATEGORY_CN:  // an emoji that is younger than the library
        return c >= kNewEmojiFirst && c <= kNewEmojiLast ? FoldKind::Symbol : FoldKind::Separator;
    default:
        return FoldKind::Separator;
    }
}

/// Writes the loose form of one decomposed code point; returns how many there are now.
std::size_t put(char32_t c, FoldBuffer& buffer, std::size_t count) {
    const auto add = [&](char32_t folded) {
        if (count < buffer.size()) {
            buffer[count++] = {folded, kindOf(folded)};
        }
    };
    if (c < 0x80) {
        add(c);
        return count;
    }
    for (const char32_t zero : kZeros) {
        if (c >= zero && c <= zero + 9) {
            add('0' + (c - zero));
            return count;
        }
    }
    const auto* const form = std::ranges::lower_bound(kLooseForms, c, {}, &Replacement::from);
    if (form == kLooseForms.end() || form->from != c) {
        add(c);
        return count;
    }
    add(form->to[0]);
    if (form->to[1] != 0) {
        add(form->to[1]);
    }
    return count;
}

std::size_t foldSlowly(char32_t c, FoldBuffer& buffer) {
    if (c == kZeroWidthJoiner) {  // "ignorable" to the library
        buffer[0] = {c, FoldKind::Joiner};
        return 1;
    }
    std::array<utf8proc_int32_t, 24> parts{};
    int lastBoundClass = 0;
    // The library's flags are an enum. NOLINTNEXTLINE(clang-analyzer-optin.core.EnumCastOutOfRange)
    const auto options = static_cast<utf8proc_option_t>(
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_STRIPMARK);
    const utf8proc_ssize_t size =
        utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts.data(),
                                static_cast<utf8proc_ssize_t>(parts.size()), options, &lastBoundClass);
    if (size <= 0 || static_cast<std::size_t>(size) > parts.size()) {
        buffer[0] = {c, size == 0 ? FoldKind::Mark : FoldKind::Separator};
        return 1;
    }
    std::size_t count = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(size); ++i) {
        count = put(static_cast<char32_t>(parts[i]), buffer, count);
    }
    return count;
}

/// The folds of everything up to the kana, worked out once. Code points that fold to several are left to the
/// slow way.
class FoldTable {
public:
    static constexpr char32_t kSize = 0x3400;

    FoldTable() : m_folds(kSize) {
        FoldBuffer buffer;
        for (char32_t c = 0; c < kSize; ++c) {
            if (foldSlowly(c, buffer) == 1) {
                m_folds[c] = buffer[0];
            } else {
                m_folds[c].codePoint = kSeveral;
            }
        }
    }

    /// Null when there are several.
    [[nodiscard]] const FoldedChar* find(char32_t c) const {
        return m_folds[c].codePoint == kSeveral ? nullptr : &m_folds[c];
    }

private:
    static constexpr char32_t kSeveral = 0x110000;
    std::vector<FoldedChar> m_folds;
};

}  // namespace

std::span<const FoldedChar> foldForSearch(char32_t codePoint, FoldBuffer& buffer) {
    static const FoldTable table;
    if (codePoint < FoldTable::kSize) {
        if (const FoldedChar* const folded = table.find(codePoint); folded != nullptr) {
            return {folded, 1};
        }
    }
    const bool han = codePoint >= 0x4E00 && codePoint <= 0x9FFF;
    const bool hangul = codePoint >= 0xAC00 && codePoint <= 0xD7A3;
    if (han || hangul) {
        buffer[0] = {codePoint, FoldKind::Unspaced};
        return {buffer.data(), 1};
    }
    return {buffer.data(), foldSlowly(codePoint, buffer)};
}

char32_t composeHangul(char32_t first, char32_t second) {
    constexpr char32_t kSyllables = 0xAC00;
    constexpr char32_t kVowels = 21;
    constexpr char32_t kTails = 28;  // "no tail" included
    const bool leading = first >= 0x1100 && first < 0x1113;
    if (leading && second >= 0x1161 && second < 0x1161 + kVowels) {
        return kSyllables + ((first - 0x1100) * kVowels + (second - 0x1161)) * kTails;
    }
    const bool open = first >= kSyllables && first <= 0xD7A3 && (first - kSyllables) % kTails == 0;
    if (open && second > 0x11A7 && second < 0x11A7 + kTails) {
        return first + (second - 0x11A7);
    }
    return 0;
}

}  // namespace base
