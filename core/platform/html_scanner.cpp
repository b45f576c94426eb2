// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/html_scanner.h"

#include "platform/html_builder.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

namespace platform::html {

namespace {

bool isSpace(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f';
}
bool isLetter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}
bool isNameByte(char byte) {
    return isLetter(byte) || (byte >= '0' && byte <= '9') || byte == '-' || byte == ':' || byte == '_';
}
char lower(char byte) {
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte | 0x20) : byte;
}

/// Printable, and no code that libraries treat each in their own way.
bool isOrdinary(std::uint32_t point) {
    return (point >= 0x20 && point < 0x7F) || (point >= 0xA0 && point < 0xD800) ||
           (point >= 0xE000 && point < 0xFDD0) || (point > 0xFDEF && point < 0xFFFE) ||
           (point >= 0x10000 && point <= 0x10FFFF && (point & 0xFFFE) != 0xFFFE);
}

struct Entity {
    std::uint32_t point = 0;
    std::size_t length = 0;
};

/// The entity at the start of `text` ("&amp;…"), if it is one of the usual ones.
std::optional<Entity> entityAt(std::string_view text) {
    constexpr auto kNames = std::to_array<std::pair<std::string_view, std::uint32_t>>(
        {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&nbsp;", 0xA0}, {"&apos;", '\''}});
    for (const auto& [name, point] : kNames) {
        if (text.starts_with(name)) {
            return Entity{point, name.size()};
        }
    }
    if (!text.starts_with("&#")) {
        return std::nullopt;
    }
    const bool isHex = text.size() > 2 && lower(text[2]) == 'x';
    const std::size_t start = isHex ? 3 : 2;
    std::uint32_t point = 0;
    const auto [end, error] = std::from_chars(text.data() + std::min(start, text.size()),
                                              text.data() + text.size(), point, isHex ? 16 : 10);
    if (error != std::errc{} || end == text.data() + text.size() || *end != ';' || !isOrdinary(point)) {
        return std::nullopt;
    }
    return Entity{point, static_cast<std::size_t>(end - text.data()) + 1};
}

enum class Care { Strict, Any };

class Scanner {
public:
    Scanner(std::string_view html, Care care) : m_rest(html), m_care(care), m_builder(html.size()) {}

    /// False when the text holds something that strict reading leaves to the library.
    bool run() {
        while (!m_rest.empty()) {
            const char next = m_rest.front();
            const bool understood = next == '<' ? readTag() : next == '&' ? readEntity() : readText();
            if (!understood) {
                return false;
            }
        }
        return m_care == Care::Any || m_open.empty();
    }
    HtmlText finish() { return m_builder.finish(); }

private:
    bool readText();
    bool readEntity();
    bool readTag();
    bool readCloseTag(std::string_view name);
    bool readAttributes(Attributes& attributes, bool& selfClosed);
    bool readValue(std::string_view& value);
    bool decodeValue(std::string_view raw, std::string_view& value);
    bool openTag(Tag tag, std::string_view name, const Attributes& attributes);
    bool asText() {
        m_builder.characters(m_rest.substr(0, 1));
        m_rest.remove_prefix(1);
        return true;
    }
    void skipSpace() {
        while (!m_rest.empty() && isSpace(m_rest.front())) {
            m_rest.remove_prefix(1);
        }
    }
    std::string_view takeName();

    std::string_view m_rest;
    Care m_care;
    TextBuilder m_builder;
    std::vector<std::string_view> m_open;
    std::array<std::string, 3> m_values;  ///< decoded attribute values of the tag at hand
    std::size_t m_valueCount = 0;
    std::string m_name;
};

bool Scanner::readText() {
    std::size_t length = 0;
    while (length < m_rest.size()) {
        const auto byte = static_cast<unsigned char>(m_rest[length]);
        if (byte == '<' || byte == '&') {
            break;
        }
        const bool odd = (byte < 0x20 && !isSpace(static_cast<char>(byte))) || byte == 0x7F || byte == '\f';
        // C1 controls and U+FFFE, U+FFFF: each reader has its own idea of them.
        const bool oddPair =
            (byte == 0xC2 && length + 1 < m_rest.size() &&
             static_cast<unsigned char>(m_rest[length + 1]) < 0xA0) ||
            (byte == 0xEF && m_rest.substr(length, 2) == "\xEF\xBF" && length + 2 < m_rest.size() &&
             static_cast<unsigned char>(m_rest[length + 2]) >= 0xBE);
        if (m_care == Care::Strict && (odd || oddPair)) {
            return false;
        }
        ++length;
    }
    m_builder.characters(m_rest.substr(0, length));
    m_rest.remove_prefix(length);
    return true;
}

bool Scanner::readEntity() {
    const auto entity = entityAt(m_rest);
    if (!entity) {
        return m_care == Care::Any && asText();
    }
    std::string text;
    base::appendUtf8(text, entity->point);
    m_builder.characters(text);
    m_rest.remove_prefix(entity->length);
    return true;
}

std::string_view Scanner::takeName() {
    std::size_t length = 0;
    while (length < m_rest.size() && isNameByte(m_rest[length])) {
        ++length;
    }
    const auto name = m_rest.substr(0, length);
    m_rest.remove_prefix(length);
    return name;
}

bool Scanner::decodeValue(std::string_view raw, std::string_view& value) {
    if (raw.find('&') == std::string_view::npos) {
        value = raw;
        return true;
    }
    if (m_valueCount == m_values.size()) {
        return m_care == Care::Any;
    }
    std::string& decoded = m_values[m_valueCount++];
    decoded.clear();
    while (!raw.empty()) {
        if (raw.front() == '&') {
            if (const auto entity = entityAt(raw)) {
                base::appendUtf8(decoded, entity->point);
                raw.remove_prefix(entity->length);
                continue;
            }
            if (m_care == Care::Strict) {
                return false;
            }
        }
        decoded.push_back(raw.front());
        raw.remove_prefix(1);
    }
    value = decoded;
    return true;
}

/// The value behind "=". Strict: in double quotes, without control characters.
bool Scanner::readValue(std::string_view& value) {
    if (m_care == Care::Any) {
        skipSpace();
    }
    const char quote = m_rest.empty() ? ' ' : m_rest.front();
    if (quote == '"' || (quote == '\'' && m_care == Care::Any)) {
        const auto end = m_rest.find(quote, 1);
        if (end == std::string_view::npos) {
            m_rest.remove_prefix(m_rest.size());
            return m_care == Care::Any;
        }
        const auto raw = m_rest.substr(1, end - 1);
        m_rest.remove_prefix(end + 1);
        for (const char byte : raw) {
            if (m_care == Care::Strict && (static_cast<unsigned char>(byte) < 0x20 || byte == '<')) {
                return false;
            }
        }
        return decodeValue(raw, value);
    }
    if (m_care == Care::Strict) {
        return false;
    }
    std::size_t length = 0;
    while (length < m_rest.size() && !isSpace(m_rest[length]) && m_rest[length] != '>') {
        ++length;
    }
    const auto raw = m_rest.substr(0, length);
    m_rest.remove_prefix(length);
    return decodeValue(raw, value);
}

/// Up to and with ">".
bool Scanner::readAttributes(Attributes& attributes, bool& selfClosed) {
    while (!m_rest.empty()) {
        const bool spaced = isSpace(m_rest.front());
        skipSpace();
        if (m_rest.starts_with('>')) {
            m_rest.remove_prefix(1);
            return true;
        }
        if (m_rest.starts_with("/>")) {
            m_rest.remove_prefix(2);
            selfClosed = true;
            return true;
        }
        const auto name = takeName();
        if (name.empty() || (m_care == Care::Strict && !spaced)) {
            if (m_care == Care::Strict) {
                return false;
            }
            m_rest.remove_prefix(name.empty() && !m_rest.empty() ? 1 : 0);
            continue;
        }
        std::string_view value;
        if (m_rest.starts_with('=')) {
            m_rest.remove_prefix(1);
            if (!readValue(value)) {
                return false;
            }
        } else if (m_care == Care::Strict) {
            return false;
        }
        const auto named = [&name](std::string_view wanted) {
            return std::ranges::equal(name, wanted, {}, lower);
        };
        std::string_view* const target = named("href")    ? &attributes.href
                                         : named("class") ? &attributes.classes
                                         : named("alt")   ? &attributes.alt
                                                          : nullptr;
        if (target != nullptr) {
            if (target->data() != nullptr && m_care == Care::Strict) {
                return false;
            }
            *target = value;
        }
    }
    return m_care == Care::Any;
}

bool Scanner::openTag(Tag tag, std::string_view name, const Attributes& attributes) {
    if (m_care == Care::Strict && tag != Tag::Break) {
        // Paragraphs stand outermost and links never in links; all else would be rearranged by a real HTML
        // parser.
        if (tag == Tag::Paragraph && !m_open.empty()) {
            return false;
        }
        for (const auto open : m_open) {
            if (tag == Tag::Anchor && open == "a") {
                return false;
            }
        }
        constexpr std::size_t kDeepest = 16;
        if (m_open.size() == kDeepest) {
            return false;
        }
        m_open.push_back(name);
    }
    m_builder.open(tag, attributes);
    return true;
}

bool Scanner::readCloseTag(std::string_view name) {
    if (m_care == Care::Strict) {
        if (!m_rest.starts_with('>') || m_open.empty() || m_open.back() != name) {
            return false;
        }
        m_open.pop_back();
    }
    const auto end = m_rest.find('>');
    m_rest.remove_prefix(end == std::string_view::npos ? m_rest.size() : end + 1);
    m_name.assign(name);
    for (char& letter : m_name) {
        letter = lower(letter);
    }
    m_builder.close(tagNamed(m_name));
    return true;
}

/// A tag that strict reading knows, as a name that lives for ever.
std::string_view plainTag(std::string_view name) {
    for (const std::string_view known :
         {"p", "br", "a", "span", "strong", "em", "b", "i", "u", "del", "code"}) {
        if (name == known) {
            return known;
        }
    }
    return {};
}

bool Scanner::readTag() {
    if (m_care == Care::Any) {
        if (m_rest.starts_with("<!") || m_rest.starts_with("<?")) {
            const bool comment = m_rest.starts_with("<!--");
            const auto end = m_rest.find(comment ? "-->" : ">", 2);
            m_rest.remove_prefix(end == std::string_view::npos ? m_rest.size() : end + (comment ? 3 : 1));
            return true;
        }
        const std::size_t start = m_rest.starts_with("</") ? 2 : 1;
        if (m_rest.size() <= start || !isLetter(m_rest[start])) {
            return asText();
        }
    }
    m_rest.remove_prefix(1);
    const bool closes = m_rest.starts_with('/');
    m_rest.remove_prefix(closes ? 1 : 0);
    std::string_view name = takeName();
    if (m_care == Care::Strict) {
        name = plainTag(name);
        if (name.empty()) {
            return false;
        }
    }
    if (closes) {
        return readCloseTag(name);
    }
    m_valueCount = 0;
    Attributes attributes;
    bool selfClosed = false;
    if (!readAttributes(attributes, selfClosed) || (m_care == Care::Strict && selfClosed && name != "br")) {
        return false;
    }
    m_name.assign(name);
    for (char& letter : m_name) {
        letter = lower(letter);
    }
    return openTag(tagNamed(m_name), name, attributes);
}

}  // namespace

std::optional<HtmlText> readPlainHtml(std::string_view html) {
    Scanner scanner(html, Care::Strict);
    if (!scanner.run()) {
        return std::nullopt;
    }
    return scanner.finish();
}

HtmlText readAnyHtml(std::string_view html) {
    Scanner scanner(html, Care::Any);
    static_cast<void>(scanner.run());
    return scanner.finish();
}

}  // namespace platform::html
