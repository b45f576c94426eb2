// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include "base/utf8.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace base {
namespace {

constexpr std::size_t kMarksPerBase = 32;

bool isAscii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The first place from `at` on that is not, in steps of eight bytes, ASCII without NUL.
std::size_t skipPlain(std::string_view text, std::size_t at) {
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    constexpr std::uint64_t kTops = 0x8080808080808080U;
    for (std::uint64_t word = 0; at + sizeof(word) <= text.size(); at += sizeof(word)) {
        std::memcpy(&word, text.data() + at, sizeof(word));
        // The first half finds bytes of 0x80 and above, the second half zeros.
        if ((word & kTops) != 0 || ((word - kOnes) & ~word & kTops) != 0) {
            break;
        }
    }
    return at;
}

/// Unicode's White_Space.
bool isSpace(char32_t c) {
    if (c < 0x80) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

utf8proc_category_t categoryOf(char32_t c) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

bool isMark(char32_t c) {
    if (c < 0x300) {
        return false;
    }
    const utf8proc_category_t category = categoryOf(c);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ME;
}

/// Shows nothing, or changes the order of what stands around it.
bool isInvisible(char32_t c) {
    if (c < 0x80) {
        return c < 0x20 || c == 0x7F;
    }
    switch (c) {
    case 0x034F:  // combining grapheme joiner
    case 0x115F:  // the Hangul fillers are letters without a picture
    case 0x1160:
    case 0x17B4:  // Khmer vowels without a picture
    case 0x17B5:
    case 0x3164:
    case 0xFFA0:
        return true;
    default:
        break;
    }
    const utf8proc_category_t category = categoryOf(c);
    return category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_CC;
}

constexpr char32_t kZeroWidthJoiner = 0x200D;

/// An emoji that may be part of a joined one. © and the like below U+2190 are not: they sit in names as
/// letters do.
bool isPicture(char32_t c) {
    return c >= 0x2190 && utf8proc_get_property(static_cast<utf8proc_int32_t>(c))->boundclass ==
                              UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/// Skin tones and the sign that asks for the coloured form.
bool modifiesPicture(char32_t c) {
    return c == 0xFE0F || (c >= 0x1F3FB && c <= 0x1F3FF);
}

/// Tells where a new grapheme cluster begins, code point by code point.
class GraphemeBreaker {
public:
    bool beginsCluster(char32_t c) {
        if (isPrintableAscii(m_last) && isPrintableAscii(c)) {
            m_state = 0;  // nothing to remember of what stood before
            m_last = c;
            return true;
        }
        const bool begins =
            m_first || utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(m_last),
                                                        static_cast<utf8proc_int32_t>(c), &m_state);
        m_first = false;
        m_last = c;
        return begins;
    }

private:
    static bool isPrintableAscii(char32_t c) { return c >= ' ' && c <= '~'; }

    bool m_first = true;
    char32_t m_last = 0;
    utf8proc_int32_t m_state = 0;
};

/// Collects whole graphemes up to a limit.
class GraphemeCollector {
public:
    GraphemeCollector(std::size_t limit, std::size_t marksPerBase)
        : m_limit(limit), m_marksPerBase(marksPerBase) {}

    /// False when the code point would begin one grapheme too many; it is not taken then.
    bool take(char32_t c) {
        if (m_breaker.beginsCluster(c)) {
            if (m_count == m_limit) {
                return false;
            }
            ++m_count;
        }
        m_marks = isMark(c) ? m_marks + 1 : 0;
        if (m_marks <= m_marksPerBase) {
            appendUtf8(m_text, c);
        }
        return true;
    }
    [[nodiscard]] std::string& text() { return m_text; }

private:
    std::size_t m_limit;
    std::size_t m_marksPerBase;
    std::size_t m_count = 0;
    std::size_t m_marks = 0;
    GraphemeBreaker m_breaker;
    std::string m_text;
};

/// White space runs become one space, ends trimmed.
std::string joinSpaces(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    bool spaceDue = false;
    for (std::size_t at = 0; at < utf8.size();) {
        const Utf8Step step = utf8At(utf8, at);
        if (isSpace(step.codePoint)) {
            spaceDue = !out.empty();
        } else {
            if (spaceDue) {
                out.push_back(' ');
                spaceDue = false;
            }
            out.append(utf8, at, step.size);
        }
        at += step.size;
    }
    return out;
}

}  // namespace

std::string sanitizeUtf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    std::size_t kept = 0;
    for (std::size_t at = skipPlain(bytes, 0); at < bytes.size();) {
        const Utf8Step step = utf8At(bytes, at);
        if (!step.valid || step.codePoint == 0) {
            out.append(bytes, kept, at - kept);
            appendUtf8(out, kReplacement);
            kept = at + step.size;
        }
        at = skipPlain(bytes, at + step.size);
    }
    out.append(bytes, kept);
    return out;
}

bool isValidUtf8(std::string_view bytes) {
    for (std::size_t at = skipPlain(bytes, 0); at < bytes.size();) {
        const Utf8Step step = utf8At(bytes, at);
        if (!step.valid) {
            return false;
        }
        at = skipPlain(bytes, at + step.size);
    }
    return true;
}

std::size_t countGraphemes(std::string_view utf8) {
    GraphemeBreaker breaker;
    std::size_t count = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const Utf8Step step = utf8At(utf8, at);
        count += breaker.beginsCluster(step.codePoint) ? 1 : 0;
        at += step.size;
    }
    return count;
}

std::string firstGraphemes(std::string_view utf8, std::size_t count, std::size_t marksPerBase) {
    GraphemeCollector collector(count, marksPerBase);
    for (std::size_t at = 0; at < utf8.size();) {
        const Utf8Step step = utf8At(utf8, at);
        if (!collector.take(step.codePoint)) {
            break;
        }
        at += step.size;
    }
    return std::move(collector.text());
}

std::size_t countUtf16(std::string_view utf8) {
    std::size_t units = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const Utf8Step step = utf8At(utf8, at);
        units += step.codePoint >= 0x10000 ? 2 : 1;
        at += step.size;
    }
    return units;
}

std::string snippet(std::string_view utf8, std::size_t graphemes) {
    GraphemeCollector collector(graphemes, kMarksPerBase);
    bool spaceDue = false;
    bool cut = false;
    for (std::size_t at = 0; at < utf8.size() && !cut;) {
        const Utf8Step step = utf8At(utf8, at);
        const bool control = step.codePoint < 0x20 || step.codePoint == 0x7F;
        if (control || isSpace(step.codePoint)) {
            spaceDue = !collector.text().empty();
        } else {
            cut = (spaceDue && !collector.take(' ')) || !collector.take(step.codePoint);
            spaceDue = false;
        }
        at += step.size;
    }
    std::string line = std::move(collector.text());
    if (cut) {
        while (line.ends_with(' ')) {
            line.pop_back();
        }
        line += "…";
    }
    return line;
}

std::string_view trim(std::string_view text) {
    while (!text.empty()) {
        const Utf8Step step = utf8At(text, 0);
        if (!isSpace(step.codePoint)) {
            break;
        }
        text.remove_prefix(step.size);
    }
    while (!text.empty()) {
        std::size_t last = text.size() - 1;
        while (last > 0 && text.size() - last < 4 &&
               (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80U) {
            --last;
        }
        const Utf8Step step = utf8At(text, last);
        if (last + step.size != text.size() || !isSpace(step.codePoint)) {
            break;
        }
        text.remove_suffix(step.size);
    }
    return text;
}

std::string asciiLower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return lower;
}

std::string cleanName(std::string_view utf8) {
    std::string visible;
    visible.reserve(utf8.size());
    bool afterPicture = false;
    for (std::size_t at = 0; at < utf8.size();) {
        const Utf8Step step = utf8At(utf8, at);
        at += step.size;
        // A joiner between two pictures makes one of them (a family); anywhere else it only deceives.
        const bool joins = step.codePoint == kZeroWidthJoiner && afterPicture && at < utf8.size() &&
                           isPicture(utf8At(utf8, at).codePoint);
        if (joins || isSpace(step.codePoint) || !isInvisible(step.codePoint)) {
            appendUtf8(visible, step.codePoint);
        }
        afterPicture = isPicture(step.codePoint) || (afterPicture && modifiesPicture(step.codePoint));
    }
    return joinSpaces(visible);
}

std::string composed(std::string_view utf8) {
    std::string clean = sanitizeUtf8(utf8);
    if (isAscii(clean)) {
        return clean;
    }
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> made(
        utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(clean.c_str())), &std::free);
    // Without memory for it: the text as it stands.
    return made ? std::string(reinterpret_cast<const char*>(made.get())) : clean;
}

std::string normalizeForCompare(std::string_view utf8) {
    return joinSpaces(composed(utf8));
}

}  // namespace base
