// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/weighted_url.h"

#include "base/top_domain.h"
#include "base/utf8.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace model {
namespace {

constexpr std::size_t kLongestLabel = 63;
constexpr std::size_t kLongestUrl = 4096;
constexpr std::size_t kLongestShortName = 40;
/// No top-level domain is longer; a label of any length is compared with no more.
constexpr std::size_t kLongestEnding = 32;
/// No host has more than 253 letters. Whoever writes on without end is not followed further.
constexpr std::size_t kLongestHost = 300;

bool isAny(char32_t c, std::u32string_view letters) {
    return letters.find(c) != std::u32string_view::npos;
}

bool isAsciiLetter(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

bool isDigit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

bool isLatinAccent(char32_t c) {
    return (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
           isAny(c, U"\u0253\u0254\u0256\u0257\u0259\u025B\u0263\u0268\u026F\u0272\u0289\u028B\u02BB") ||
           (c >= 0x300 && c <= 0x36F) || (c >= 0x1E00 && c <= 0x1EFF);
}

bool isNoCharacter(char32_t c) {
    return c == 0xFFFE || c == 0xFEFF || c == 0xFFFF;
}

bool isDirectionMark(char32_t c) {
    return (c >= 0x202A && c <= 0x202E) || c == 0x061C || c == 0x200E || c == 0x200F ||
           (c >= 0x2066 && c <= 0x2069);
}

bool isSpace(char32_t c) {
    return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 || c == 0x180E ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

/// Letters of every script, and all that is neither space nor punctuation.
bool isHostLetter(char32_t c) {
    return !isAny(c, U"!'#%&()*+,\\-./:;<=>?@[]^_{|}~$") && !isSpace(c) && !isNoCharacter(c) &&
           !isDirectionMark(c);
}

bool isPathLetter(char32_t c) {
    return isAsciiLetter(c) || isDigit(c) || (c >= 0x400 && c <= 0x4FF) || isLatinAccent(c) ||
           isAny(c, U"!*';:=+,.$/%#[]-\u2013_~@|&");
}

bool endsPath(char32_t c) {
    return isAsciiLetter(c) || isDigit(c) || (c >= 0x400 && c <= 0x4FF) || isLatinAccent(c) ||
           isAny(c, U"+-=_#/");
}

bool isQueryLetter(char32_t c) {
    return isAsciiLetter(c) || isDigit(c) || isAny(c, U"!?*'@();:&=+$/%#[]-_.,~|");
}

bool endsQuery(char32_t c) {
    return isAsciiLetter(c) || isDigit(c) || isAny(c, U"-_&=#/");
}

/// After these no URL begins.
bool forbidsUrlBehind(char32_t c) {
    return isAsciiLetter(c) || isDigit(c) || isAny(c, U"@\uFF20$#\uFF03") || isNoCharacter(c);
}

class Finder {
public:
    explicit Finder(std::u32string_view text) : m_text(text) {}

    std::vector<WeightedUrl> all() {
        // A first character that may stand before a URL is taken for that before it is taken for its
        // beginning.
        std::size_t at = 0;
        if (m_text.size() > 1 && !forbidsUrlBehind(m_text[0]) && tryAt(1) && m_free > 0) {
            at = m_free;
        }
        while (at < m_text.size()) {
            if (mayBegin(at) && tryAt(at)) {
                at = m_free;
            } else {
                at = std::max(at + 1, schemeIn(at + 1, m_hopelessUntil));
            }
        }
        return std::move(m_found);
    }

private:
    /// A host name, and what is known of it.
    struct Host {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    [[nodiscard]] char32_t letter(std::size_t at) const { return at < m_text.size() ? m_text[at] : U'\0'; }

    /// The rules count UTF-16 units: of such a character the first one stands before, the second one begins.
    [[nodiscard]] bool isTwoUnits(std::size_t at) const { return letter(at) > 0xFFFF; }

    /// Behind a character that is not part of the URL before, and forbids none.
    [[nodiscard]] bool mayBegin(std::size_t at) const {
        return at == 0 || isTwoUnits(at) || (at > m_free && !forbidsUrlBehind(m_text[at - 1]));
    }

    /// Without a scheme no URL begins right behind these.
    [[nodiscard]] bool standsBehindMark(std::size_t at) const {
        const bool counts = at > m_free && !forbidsUrlBehind(m_text[at - 1]);
        return counts && isAny(m_text[at - 1], U"-_./");
    }

    [[nodiscard]] bool reads(std::size_t at, std::u32string_view word) const {
        for (std::size_t i = 0; i < word.size(); ++i) {
            const char32_t c = letter(at + i);
            if ((c >= U'A' && c <= U'Z' ? c + 32 : c) != word[i]) {
                return false;
            }
        }
        return true;
    }

    /// Whether something there reads as a URL, be it valid or not: then `m_free` is its end.
    bool tryAt(std::size_t at) {
        const std::size_t scheme = reads(at, U"https://") ? 8 : reads(at, U"http://") ? 7 : 0;
        std::size_t runEnd = at + 1;
        const auto host = hostAt(at + scheme, runEnd);
        if (!host) {
            m_hopelessUntil = scheme > 0 ? 0 : runEnd;
            return false;
        }
        const std::size_t port = portEnd(host->end);
        const std::size_t path = pathEnd(port);
        const std::size_t end = queryEnd(path);
        const bool valid = end - at <= kLongestUrl && labelsFit(*host);
        if (valid && scheme > 0) {
            addWithScheme(at, end);
        } else if (valid && !standsBehindMark(at)) {
            addWithout(*host, path > port ? std::optional(end) : std::nullopt);
        }
        m_free = end;
        return true;
    }

    /// A start inside a run whose endings are none would fail as well, unless a scheme begins there.
    [[nodiscard]] std::size_t schemeIn(std::size_t from, std::size_t end) const {
        while (from < end && !(mayBegin(from) && reads(from, U"http"))) {
            ++from;
        }
        return from;
    }

    /// The longest host that begins here; without one `runEnd` is where another may begin.
    std::optional<Host> hostAt(std::size_t begin, std::size_t& runEnd) const {
        std::vector<std::size_t> labels;  // where each begins
        std::size_t at = begin;
        while (at < m_text.size() && isHostLetter(m_text[at]) && at - begin < kLongestHost) {
            labels.push_back(at);
            while (at < m_text.size() && (isHostLetter(m_text[at]) || isAny(m_text[at], U"-_"))) {
                ++at;
            }
            if (letter(at) != U'.' || isAny(m_text[at - 1], U"-_")) {
                break;
            }
            ++at;
        }
        runEnd = at;
        for (std::size_t last = labels.size(); last-- > 1;) {
            const std::size_t name = labels[last - 1];
            const std::size_t end = endingAt(labels[last]);
            if (end == labels[last]) {
                continue;
            }
            const auto underscore = m_text.substr(name, labels[last] - 1 - name).rfind(U'_');
            if (underscore == std::u32string_view::npos) {
                return Host{begin, end};
            }
            // Not this name, but what of it stands behind the underscore.
            runEnd = std::min(runEnd, name + underscore + 1);
        }
        return std::nullopt;
    }

    /// Where a top-level domain that begins here ends; the same place when there is none.
    [[nodiscard]] std::size_t endingAt(std::size_t at) const {
        const auto closes = [this](std::size_t end) {
            const char32_t c = letter(end);
            return !isAsciiLetter(c) && !isDigit(c) && !isAny(c, U"@+-");
        };
        if (reads(at, U"xn--")) {
            std::size_t end = at + 4;
            while (isAsciiLetter(letter(end)) || isDigit(letter(end)) || letter(end) == U'-') {
                ++end;
            }
            return end > at + 4 ? end : at;
        }
        std::string utf8;
        std::size_t best = at;
        for (std::size_t end = at; end < m_text.size() && end - at < kLongestEnding;) {
            if (!isHostLetter(m_text[end])) {
                break;
            }
            base::appendUtf8(utf8, m_text[end]);
            ++end;
            if (closes(end) && base::isTopDomain(utf8)) {
                best = end;
            }
        }
        return best;
    }

    [[nodiscard]] std::size_t portEnd(std::size_t at) const {
        std::size_t end = at + 1;
        while (letter(at) == U':' && isDigit(letter(end))) {
            ++end;
        }
        return end > at + 1 ? end : at;
    }

    /// "(…)" with at most one pair inside; the same place where none is.
    [[nodiscard]] std::size_t bracketEnd(std::size_t at) const {
        const auto letters = [this](std::size_t from) {
            while (from < m_text.size() && isPathLetter(m_text[from])) {
                ++from;
            }
            return from;
        };
        if (letter(at) != U'(') {
            return at;
        }
        std::size_t end = letters(at + 1);
        if (letter(end) == U')') {
            return end > at + 1 ? end + 1 : at;
        }
        if (letter(end) != U'(') {
            return at;
        }
        const std::size_t inner = letters(end + 1);
        if (inner == end + 1 || letter(inner) != U')') {
            return at;
        }
        end = letters(inner + 1);
        return letter(end) == U')' ? end + 1 : at;
    }

    [[nodiscard]] std::size_t pathEnd(std::size_t at) const {
        if (letter(at) != U'/') {
            return at;
        }
        std::size_t good = at + 1;
        for (std::size_t end = at + 1; end < m_text.size();) {
            if (isPathLetter(m_text[end])) {
                ++end;
                good = endsPath(m_text[end - 1]) ? end : good;
                continue;
            }
            const std::size_t bracket = bracketEnd(end);
            if (bracket == end) {
                break;
            }
            good = end = bracket;
        }
        return good;
    }

    [[nodiscard]] std::size_t queryEnd(std::size_t at) const {
        std::size_t good = at;
        if (letter(at) == U'?') {
            for (std::size_t end = at + 1; end < m_text.size() && isQueryLetter(m_text[end]); ++end) {
                good = endsQuery(m_text[end]) ? end + 1 : good;
            }
        }
        return good;
    }

    [[nodiscard]] bool labelsFit(const Host& host) const {
        std::size_t length = 0;
        for (std::size_t at = host.begin; at < host.end; ++at) {
            length = m_text[at] == U'.' ? 0 : length + 1;
            if (length > kLongestLabel) {
                return false;
            }
        }
        return true;
    }

    /// A short link of X's own ends with its name.
    void addWithScheme(std::size_t begin, std::size_t end) {
        for (const std::u32string_view own : {U"https://t.co/", U"http://t.co/"}) {
            if (!reads(begin, own)) {
                continue;
            }
            const std::size_t name = begin + own.size();
            std::size_t nameEnd = name;
            while (isAsciiLetter(letter(nameEnd)) || isDigit(letter(nameEnd))) {
                ++nameEnd;
            }
            if (nameEnd - name > kLongestShortName) {
                return;
            }
            end = nameEnd > name ? queryEnd(nameEnd) : end;
        }
        m_found.push_back({begin, end});
    }

    /// Without a scheme only Latin names are links: in "見てexample.comとexample.org" the two alone. What
    /// follows the host belongs to the last of them.
    void addWithout(const Host& host, std::optional<std::size_t> behindPath) {
        const std::size_t before = m_found.size();
        for (std::size_t at = host.begin; at < host.end;) {
            std::vector<std::size_t> labels;
            std::size_t next = at;
            while (next < host.end && isLatinHost(m_text[next])) {
                labels.push_back(next);
                while (next < host.end && isLatinHost(m_text[next])) {
                    ++next;
                }
                if (next >= host.end || m_text[next] != U'.') {
                    break;
                }
                ++next;
            }
            if (next > at && next < host.end && m_text[next - 1] == U'.') {
                labels.push_back(next);  // an ending of another script
            }
            std::size_t end = at;
            for (std::size_t last = labels.size(); end == at && last-- > 1;) {
                const std::size_t ending = endingAt(labels[last]);
                end = ending > labels[last] && ending <= host.end ? ending : at;
            }
            if (end > at) {
                m_found.push_back({at, end});
                at = end;
            } else {
                at = std::max(next, at + 1);
            }
        }
        if (behindPath && m_found.size() > before) {
            // As long as both together: where other letters stand between them, the rules count those twice.
            m_found.back().end += *behindPath - host.end;
        }
    }

    static bool isLatinHost(char32_t c) {
        return isAsciiLetter(c) || isDigit(c) || c == U'-' || isLatinAccent(c);
    }

    std::u32string_view m_text;
    std::vector<WeightedUrl> m_found;
    std::size_t m_free = 0;           ///< the end of the last match
    std::size_t m_hopelessUntil = 0;  ///< no URL without a scheme begins before
};

}  // namespace

std::vector<WeightedUrl> findWeightedUrls(std::u32string_view text) {
    return Finder(text).all();
}

}  // namespace model
