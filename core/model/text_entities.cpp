// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/text_entities.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace model {
namespace {

constexpr std::size_t kLongestUrl = 4096;    // code points; the server leaves longer ones alone
constexpr std::size_t kLongestDomain = 253;  // of a mention
constexpr std::size_t kLongestLabel = 63;

/// The code point at `at`; size 0 at the end of the text.
base::Utf8Step codePointAt(std::string_view text, std::size_t at) {
    return at < text.size() ? base::utf8At(text, at) : base::Utf8Step{.codePoint = 0, .size = 0};
}

struct Range {
    char32_t first;
    char32_t last;
};

template <std::size_t size>
bool isIn(const std::array<Range, size>& ranges, char32_t value) {
    return std::ranges::any_of(ranges,
                               [value](Range range) { return value >= range.first && value <= range.last; });
}

bool isAsciiLetter(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isAsciiDigit(char32_t c) {
    return c >= '0' && c <= '9';
}
bool isAsciiAlnum(char32_t c) {
    return isAsciiLetter(c) || isAsciiDigit(c);
}
bool isOneOf(std::string_view set, char32_t c) {
    return c < 0x80 && set.find(static_cast<char>(c)) != set.npos;
}

bool isWhiteSpace(char32_t c) {
    constexpr std::array<Range, 9> kSpaces{{{0x09, 0x0D},
                                            {0x20, 0x20},
                                            {0x85, 0x85},
                                            {0xA0, 0xA0},
                                            {0x1680, 0x1680},
                                            {0x2000, 0x200A},
                                            {0x2028, 0x2029},
                                            {0x202F, 0x202F},
                                            {0x205F, 0x205F}}};
    return isIn(kSpaces, c) || c == 0x3000;
}

bool isDirectional(char32_t c) {
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

bool isNoCharacter(char32_t c) {
    return c == 0xFFFE || c == 0xFEFF || c == 0xFFFF;
}

/// Letters, marks, digits and connectors. Outside ASCII everything counts but the blocks of punctuation,
/// symbols and emoji: Unicode's own tables are not at hand in this layer, and here they only tell a mention
/// from an address.
bool isWord(char32_t c) {
    if (c < 0x80) {
        return isAsciiAlnum(c) || c == '_';
    }
    constexpr std::array<Range, 17> kNoWords{{
        {0x80, 0xA9},
        {0xAB, 0xB4},
        {0xB6, 0xB9},
        {0xBB, 0xBF},
        {0xD7, 0xD7},
        {0xF7, 0xF7},
        {0x2000, 0x203E},
        {0x2041, 0x2053},
        {0x2055, 0x2070},
        {0x207A, 0x207E},
        {0x208A, 0x208E},
        {0x20A0, 0x20CF},
        {0x2190, 0x2BFF},
        {0x2E00, 0x2E7F},
        {0x3000, 0x3004},
        {0x3008, 0x3020},
        {0xE000, 0xF8FF},
    }};
    constexpr std::array<Range, 9> kNoWordsAbove{{
        {0xFD3E, 0xFD3F},
        {0xFE10, 0xFE1F},
        {0xFE30, 0xFE32},
        {0xFE35, 0xFE4C},
        {0xFE50, 0xFE6F},
        {0xFF01, 0xFF0F},
        {0xFF1A, 0xFF20},
        {0xFFE0, 0xFFFF},
        {0x1F000, 0x1FAFF},
    }};
    return !isIn(kNoWords, c) && !isIn(kNoWordsAbove, c) && c != 0x30FB;
}

bool isLatinAccent(char32_t c) {
    constexpr std::array<Range, 16> kAccents{{
        {0xC0, 0xD6},
        {0xD8, 0xF6},
        {0xF8, 0x24F},
        {0x253, 0x254},
        {0x256, 0x257},
        {0x259, 0x259},
        {0x25B, 0x25B},
        {0x263, 0x263},
        {0x268, 0x268},
        {0x26F, 0x26F},
        {0x272, 0x272},
        {0x289, 0x289},
        {0x28B, 0x28B},
        {0x2BB, 0x2BB},
        {0x300, 0x36F},

        {0x1E00, 0x1EFF},
    }};
    return isIn(kAccents, c);
}

/// May a URL begin behind this character?
bool mayPrecedeUrl(char32_t c) {
    return isDirectional(c) || !(isAsciiAlnum(c) || c == '@' || c == 0xFF20 || c == '$' || c == '#' ||
                                 c == 0xFF03 || isNoCharacter(c));
}

bool isDomainCharacter(char32_t c) {
    if (c < 0x80) {
        return isAsciiAlnum(c);
    }
    return !isDirectional(c) && !isNoCharacter(c) && !isWhiteSpace(c) && c != 0x180E;
}

bool isPathCharacter(char32_t c) {
    return !isWhiteSpace(c) && !isOneOf("<>()?", c);
}
bool mayEndPath(char32_t c) {
    return isPathCharacter(c) && !isOneOf("!*\"';:=,.$%[]~&|@", c) && c != 0x300C && c != 0x300D;
}
bool isBeyondAscii(char32_t c) {
    return c >= 0xA0 && c != 0xFFFE && c != 0xFFFF;
}
bool isQueryCharacter(char32_t c) {
    return isAsciiAlnum(c) || isOneOf("!?*'();:&=+$/%#[]-_.,~|@^", c) || isBeyondAscii(c);
}
bool mayEndQuery(char32_t c) {
    return isAsciiAlnum(c) || isOneOf("_&=#/-", c) || isBeyondAscii(c);
}

std::size_t skipPathCharacters(std::string_view text, std::size_t at) {
    for (base::Utf8Step c = codePointAt(text, at); c.size != 0 && isPathCharacter(c.codePoint);
         c = codePointAt(text, at)) {
        at += c.size;
    }
    return at;
}

bool isAt(std::string_view text, std::size_t at, char c) {
    return at < text.size() && text[at] == c;
}

/// Behind the balanced parentheses that open at `open`, with one pair inside them at most; nothing when they
/// are not.
std::optional<std::size_t> closingOf(std::string_view text, std::size_t open) {
    std::size_t at = skipPathCharacters(text, open + 1);
    if (isAt(text, at, '(')) {
        const std::size_t inner = skipPathCharacters(text, at + 1);
        if (inner == at + 1 || !isAt(text, inner, ')')) {
            return std::nullopt;
        }
        at = skipPathCharacters(text, inner + 1);
    } else if (at == open + 1) {
        return std::nullopt;
    }
    return isAt(text, at, ')') ? std::optional(at + 1) : std::nullopt;
}

/// The end of the path that begins with the slash at `at`: the longest one that ends well.
std::size_t pathEnd(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    for (at = end; at < text.size();) {
        const base::Utf8Step c = codePointAt(text, at);
        if (c.codePoint == '(') {
            const auto closing = closingOf(text, at);
            if (!closing) {
                break;
            }
            end = at = *closing;
            continue;
        }
        if (!isPathCharacter(c.codePoint)) {
            break;
        }
        at += c.size;
        if (mayEndPath(c.codePoint)) {
            end = at;
        }
    }
    return end;
}

/// The end of the query that begins with the question mark at `mark`, or `mark`: a bare one belongs to the
/// sentence.
std::size_t queryEnd(std::string_view text, std::size_t mark) {
    std::size_t end = mark;
    for (std::size_t at = mark + 1; at < text.size();) {
        const base::Utf8Step c = codePointAt(text, at);
        if (!isQueryCharacter(c.codePoint)) {
            break;
        }
        at += c.size;
        if (mayEndQuery(c.codePoint)) {
            end = at;
        }
    }
    return end;
}

/// The end of a top-level domain that begins at `at`, or `at`.
std::size_t topLevelEnd(std::string_view text, std::size_t at) {
    std::size_t end = at;
    if (text.substr(at, 4) == "xn--") {
        for (end = at + 4; end < text.size() && isAsciiAlnum(static_cast<unsigned char>(text[end]));) {
            ++end;
        }
        return end > at + 4 ? end : at;
    }
    const bool ascii = codePointAt(text, at).codePoint < 0x80;
    std::size_t letters = 0;
    for (base::Utf8Step c = codePointAt(text, at); c.size != 0; c = codePointAt(text, end)) {
        const bool letter =
            ascii ? isAsciiLetter(c.codePoint) : c.codePoint >= 0x80 && isDomainCharacter(c.codePoint);
        if (!letter) {
            break;
        }
        end += c.size;
        ++letters;
    }
    const base::Utf8Step after = codePointAt(text, end);
    const bool cutOff = isAsciiAlnum(after.codePoint) || isOneOf("@+-", after.codePoint);
    return letters < 2 || (after.size != 0 && cutOff) ? at : end;
}

/// The end of the part of a domain that begins at `at`: letters, digits, and hyphens or underscores between
/// them. Returns `at` when there is none.
std::size_t labelEnd(std::string_view text, std::size_t at) {
    const std::size_t begin = at;
    bool endsWell = false;
    for (base::Utf8Step c = codePointAt(text, at); c.size != 0; c = codePointAt(text, at)) {
        const bool joint = at != begin && isOneOf("-_", c.codePoint);
        if (!joint && !isDomainCharacter(c.codePoint)) {
            break;
        }
        endsWell = !joint;
        at += c.size;
    }
    return endsWell && at - begin <= kLongestLabel ? at : begin;
}

/// The end of the domain that begins at `at`, or nothing. The last part that may be a top-level domain ends
/// it.
std::optional<std::size_t> domainEnd(std::string_view text, std::size_t at) {
    std::optional<std::size_t> end;
    bool mayEndHere = false;
    for (;;) {
        if (const std::size_t top = topLevelEnd(text, at); mayEndHere && top != at) {
            end = top;
        }
        const std::size_t label = labelEnd(text, at);
        if (label == at || !isAt(text, label, '.')) {
            return end;
        }
        // "a_b.shop.com" is fine, "a_b.com" is not.
        mayEndHere = text.substr(at, label - at).find('_') == text.npos;
        at = label + 1;
    }
}

std::size_t countCodePoints(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<std::uint8_t>(c) & 0xC0U) != 0x80U; }));
}

/// Where the scheme ends whose "://" stands at `colon`, reading backwards; nothing when it is none that is
/// linked.
std::optional<std::size_t> schemeBegin(std::string_view text, std::size_t least, std::size_t colon) {
    constexpr std::array<std::string_view, 9> kSchemes{"https", "http", "dat",    "dweb",  "ipfs",
                                                       "ipns",  "ssb",  "gopher", "gemini"};
    std::size_t begin = colon;
    while (begin > least && isAsciiAlnum(static_cast<unsigned char>(text[begin - 1])) && colon - begin < 8) {
        --begin;
    }
    const std::string_view word = text.substr(begin, colon - begin);
    const bool known = std::ranges::any_of(kSchemes, [word](std::string_view scheme) {
        return std::ranges::equal(word, scheme, {}, [](char c) { return static_cast<char>(c | 0x20); });
    });
    return known ? std::optional(begin) : std::nullopt;
}

/// The code point that ends right before `at`.
char32_t before(std::string_view text, std::size_t at) {
    std::size_t begin = at - 1;
    while (begin > 0 && at - begin < 4 && (static_cast<std::uint8_t>(text[begin]) & 0xC0U) == 0x80U) {
        --begin;
    }
    return codePointAt(text, begin).codePoint;
}

void findUrls(std::string_view text, std::vector<TextEntity>& found) {
    std::size_t least = 0;
    for (std::size_t colon = text.find("://"); colon != text.npos;
         colon = text.find("://", std::max(least, colon + 3))) {
        const auto begin = schemeBegin(text, least, colon);
        if (!begin || (*begin > 0 && !mayPrecedeUrl(before(text, *begin)))) {
            continue;
        }
        const auto domain = domainEnd(text, colon + 3);
        if (!domain) {
            continue;
        }
        std::size_t end = *domain;
        if (isAt(text, end, ':') && isAsciiDigit(codePointAt(text, end + 1).codePoint)) {
            for (++end; end < text.size() && isAsciiDigit(static_cast<unsigned char>(text[end]));) {
                ++end;
            }
        }
        if (isAt(text, end, '/')) {
            end = pathEnd(text, end);
        }
        if (isAt(text, end, '?')) {
            end = queryEnd(text, end);
        }
        least = end;
        if (countCodePoints(text.substr(*begin, end - *begin)) <= kLongestUrl) {
            found.push_back({.kind = TextEntity::Kind::Url, .begin = *begin, .end = end, .nameEnd = end});
        }
    }
}

/// The end of words joined by dots and hyphens that begin at `at`, or `at`.
template <class IsPart>
std::size_t wordsEnd(std::string_view text, std::size_t at, IsPart isPart) {
    std::size_t end = at;
    bool begun = false;
    for (base::Utf8Step c = codePointAt(text, at); c.size != 0; c = codePointAt(text, at)) {
        const bool part = isPart(c.codePoint);
        if (!part && !(begun && isOneOf(".-", c.codePoint))) {
            break;
        }
        begun = true;
        at += c.size;
        end = part ? at : end;
    }
    return end;
}

/// The mention whose @ stands at `at`, or an empty range that says where to go on.
TextEntity mentionAt(std::string_view text, std::size_t at) {
    TextEntity mention{.kind = TextEntity::Kind::Mention, .begin = at, .end = at, .nameEnd = at};
    const std::size_t name = wordsEnd(text, at + 1, [](char32_t c) { return isAsciiAlnum(c) || c == '_'; });
    if (name == at + 1 || (at > 0 && (isOneOf("=/", before(text, at)) || isWord(before(text, at))))) {
        return mention;
    }
    std::size_t end = name;
    if (isAt(text, name, '@')) {
        const std::size_t domain = wordsEnd(text, name + 1, isWord);
        end = domain == name + 1 ? name : domain;
    }
    // "@a@b@c" and "@word://" are something else.
    const char32_t next = codePointAt(text, end).codePoint;
    const bool somethingElse =
        next == '@' || next == 0xFF20 || isLatinAccent(next) || text.substr(end, 3) == "://";
    if (somethingElse ||
        (end != name && countCodePoints(text.substr(name + 1, end - name - 1)) > kLongestDomain)) {
        return mention;
    }
    mention.nameEnd = name;
    mention.end = end;
    return mention;
}

void findMentions(std::string_view text, std::vector<TextEntity>& found) {
    for (std::size_t at = text.find('@'); at != text.npos; at = text.find('@', at)) {
        const TextEntity mention = mentionAt(text, at);
        if (mention.end == mention.begin) {
            ++at;
            continue;
        }
        found.push_back(mention);
        at = mention.end;
    }
}

}  // namespace

std::string_view behindLeadingMentions(std::string_view text, std::size_t most) {
    std::size_t at = 0;
    for (std::size_t taken = 0; taken < most && at < text.size() && text[at] == '@'; ++taken) {
        const TextEntity mention = mentionAt(text, at);
        if (mention.end == mention.begin) {
            break;
        }
        const std::size_t next = text.find_first_not_of(" \t\n", mention.end);
        // "@mira's" is a word of the sentence, and a text that only mentions is shown as it stands.
        if (next == mention.end || next == std::string_view::npos) {
            break;
        }
        at = next;
    }
    return text.substr(at);
}

std::vector<TextEntity> findEntities(std::string_view text) {
    std::vector<TextEntity> found;
    findUrls(text, found);
    findMentions(text, found);
    std::ranges::stable_sort(found, {}, &TextEntity::begin);
    std::size_t taken = 0;
    std::erase_if(found, [&taken](const TextEntity& entity) {
        if (entity.begin < taken) {
            return true;
        }
        taken = entity.end;
        return false;
    });
    return found;
}

}  // namespace model
