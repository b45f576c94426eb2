// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/text.h"

#include "base/digest.h"
#include "base/text.h"

#include <algorithm>
#include <array>

namespace app::practice::x {
namespace {

constexpr std::size_t kLengthOfUrl = 23;

bool isNameByte(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '_';
}

bool isHostByte(char letter) {
    return letter == '-' || letter == '.' || (isNameByte(letter) && letter != '_');
}

/// The endings that people of the street use.
bool endsInDomain(std::string_view host) {
    static constexpr std::array<std::string_view, 9> kEndings{"com", "org", "net", "de", "es",
                                                              "fr",  "co",  "io",  "uk"};
    const auto dot = host.rfind('.');
    return dot != std::string_view::npos && dot > 0 &&
           std::ranges::find(kEndings, base::asciiLower(host.substr(dot + 1))) != kEndings.end();
}

/// The end of a URL that begins here, or the same place.
std::size_t urlEnd(const std::string& text, std::size_t begin) {
    std::size_t at = begin;
    const std::string_view rest = std::string_view(text).substr(begin);
    const bool scheme = rest.starts_with("https://") || rest.starts_with("http://");
    if (scheme) {
        at += rest.find("//") + 2;
    } else if (begin > 0 && (isHostByte(text[begin - 1]) || text[begin - 1] == '@' ||
                             text[begin - 1] == '_' || text[begin - 1] == '/')) {
        return begin;
    }
    std::size_t end = at;
    while (end < text.size() && isHostByte(text[end])) {
        ++end;
    }
    while (end > at && (text[end - 1] == '.' || text[end - 1] == '-')) {
        --end;
    }
    const std::string_view host = std::string_view(text).substr(at, end - at);
    if (host.empty() || !endsInDomain(host) || (end < text.size() && text[end] == '@')) {
        return begin;
    }
    if (end < text.size() && (text[end] == '/' || text[end] == '?' || text[end] == ':')) {
        std::size_t path = end;
        while (path < text.size() && static_cast<unsigned char>(text[path]) > ' ' &&
               static_cast<unsigned char>(text[path]) < 0x80) {
            ++path;
        }
        while (path > end && std::string_view(".,;:!?)'\"").find(text[path - 1]) != std::string_view::npos) {
            --path;
        }
        end = path;
    }
    return end;
}

std::size_t mentionEnd(const std::string& text, std::size_t begin) {
    constexpr std::size_t kLongest = 15;
    if (text[begin] != '@' || (begin > 0 && (isNameByte(text[begin - 1]) || text[begin - 1] == '@'))) {
        return begin;
    }
    std::size_t end = begin + 1;
    while (end < text.size() && isNameByte(text[end])) {
        ++end;
    }
    const std::size_t length = end - begin - 1;
    return length > 0 && length <= kLongest ? end : begin;
}

char32_t codePointAt(std::string_view text, std::size_t at, std::size_t& size) {
    const auto byte = [&](std::size_t index) {
        return static_cast<char32_t>(static_cast<unsigned char>(text[std::min(index, text.size() - 1)]));
    };
    const char32_t first = byte(at);
    size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t point = size == 1 ? first : first & (0xFFU >> (size + 1));
    for (std::size_t index = 1; index < size; ++index) {
        point = (point << 6U) | (byte(at + index) & 0x3FU);
    }
    return point;
}

bool isEmoji(std::string_view cluster) {
    std::size_t size = 0;
    const char32_t first = codePointAt(cluster, 0, size);
    return first >= 0x1F000 || cluster.find("\xEF\xB8\x8F") != std::string_view::npos ||
           (first >= 0x2600 && first <= 0x27BF) || first == 0x2B50 || first == 0x231A || first == 0x231B;
}

std::size_t weightOf(std::string_view text) {
    std::size_t weight = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::string cluster = base::firstGraphemes(text.substr(at), 1);
        const std::size_t bytes = std::max<std::size_t>(cluster.size(), 1);
        const std::string_view shown = text.substr(at, bytes);
        if (isEmoji(shown)) {
            weight += 2;
        } else {
            for (std::size_t inner = 0; inner < shown.size();) {
                std::size_t size = 0;
                const char32_t point = codePointAt(shown, inner, size);
                const bool light = point <= 0x10FF || (point >= 0x2000 && point <= 0x200D) ||
                                   (point >= 0x2010 && point <= 0x201F) ||
                                   (point >= 0x2032 && point <= 0x2037);
                weight += light ? 1 : 2;
                inner += size;
            }
        }
        at += bytes;
    }
    return weight;
}

std::size_t codePoints(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        out += letter == '&'   ? "&amp;"
               : letter == '<' ? "&lt;"
               : letter == '>' ? "&gt;"
                               : std::string(1, letter);
    }
    return out;
}

std::string shortened(std::string_view url) {
    const auto digest = base::sha256(url);
    const std::string name = base::base64Url({reinterpret_cast<const char*>(digest.data()), digest.size()});
    std::string letters;
    std::ranges::copy_if(name, std::back_inserter(letters), [](char c) { return c != '-' && c != '_'; });
    return "https://t.co/" + letters.substr(0, 10);
}

}  // namespace

std::vector<Mark> marksOf(const std::string& text) {
    std::vector<Mark> marks;
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t url = urlEnd(text, at); url > at) {
            marks.push_back({Mark::Kind::Url, at, url});
            at = url;
        } else if (const std::size_t mention = mentionEnd(text, at); mention > at) {
            marks.push_back({Mark::Kind::Mention, at, mention});
            at = mention;
        } else {
            ++at;
        }
    }
    return marks;
}

std::vector<std::string> mentionNames(const std::string& text) {
    std::vector<std::string> names;
    for (const Mark& mark : marksOf(text)) {
        if (mark.kind == Mark::Kind::Mention) {
            names.push_back(text.substr(mark.begin + 1, mark.end - mark.begin - 1));
        }
    }
    return names;
}

std::string withoutLeadingMentions(const std::string& text) {
    std::size_t at = 0;
    while (at < text.size() && mentionEnd(text, at) > at) {
        const std::size_t next = text.find_first_not_of(' ', mentionEnd(text, at));
        if (next == std::string::npos) {
            break;
        }
        at = next;
    }
    return text.substr(at);
}

std::size_t weightedLength(const std::string& text) {
    std::size_t weight = 0;
    std::size_t from = 0;
    for (const Mark& mark : marksOf(text)) {
        if (mark.kind == Mark::Kind::Url) {
            weight += weightOf(std::string_view(text).substr(from, mark.begin - from)) + kLengthOfUrl;
            from = mark.end;
        }
    }
    return weight + weightOf(std::string_view(text).substr(from));
}

bool hasUrl(const std::string& text) {
    return std::ranges::any_of(marksOf(text), [](const Mark& mark) { return mark.kind == Mark::Kind::Url; });
}

WireText wireText(const std::string& text) {
    WireText wire;
    std::size_t from = 0;
    for (const Mark& mark : marksOf(text)) {
        wire.text += escaped(std::string_view(text).substr(from, mark.begin - from));
        const std::string whole = text.substr(mark.begin, mark.end - mark.begin);
        const std::size_t start = codePoints(wire.text);
        if (mark.kind == Mark::Kind::Url) {
            const bool scheme = whole.starts_with("http");
            const std::string expanded = scheme ? whole : "http://" + whole;
            const std::string url = shortened(expanded);
            wire.text += url;
            wire.urls.push_back({start, start + codePoints(url), url, expanded,
                                 scheme ? whole.substr(whole.find("//") + 2) : whole});
        } else {
            wire.text += whole;
            wire.mentions.push_back({start, start + codePoints(whole), whole.substr(1)});
        }
        from = mark.end;
    }
    wire.text += escaped(std::string_view(text).substr(from));
    return wire;
}

}  // namespace app::practice::x
