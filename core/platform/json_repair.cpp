// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/json_repair.h"

#include "base/text.h"
#include "base/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>

namespace platform::json {

namespace {

bool isSpace(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/// The position behind the closing quote of a text that starts at `position` (behind the opening one); behind
/// the end when there is none.
std::size_t endOfText(std::string_view json, std::size_t position) {
    for (std::size_t quote = json.find('"', position); quote != std::string_view::npos;
         quote = json.find('"', quote + 1)) {
        std::size_t escapes = 0;
        while (quote - escapes > position && json[quote - escapes - 1] == '\\') {
            ++escapes;
        }
        if (escapes % 2 == 0) {
            return quote + 1;
        }
    }
    return json.size() + 1;
}

struct Element {
    std::size_t end = 0;  ///< of the comma or bracket that ends it
    int depth = 0;
};

/// Where the element that starts at `position` ends: at a comma or closing bracket of the list itself.
std::optional<Element> endOfElement(std::string_view json, std::size_t position) {
    int depth = 0;
    int deepest = 0;
    while (position < json.size()) {
        switch (json[position]) {
        case '"':
            position = endOfText(json, position + 1);
            continue;
        case '[':
        case '{':
            deepest = std::max(deepest, ++depth);
            break;
        case ']':
        case '}':
            if (depth == 0) {
                return Element{position, deepest};
            }
            --depth;
            break;
        case ',':
            if (depth == 0) {
                return Element{position, deepest};
            }
            break;
        default:
            break;
        }
        ++position;
    }
    return std::nullopt;
}

std::string_view trimmed(std::string_view json) {
    while (!json.empty() && isSpace(json.front())) {
        json.remove_prefix(1);
    }
    while (!json.empty() && isSpace(json.back())) {
        json.remove_suffix(1);
    }
    return json;
}

int hexDigit(char letter) {
    if (letter >= '0' && letter <= '9') {
        return letter - '0';
    }
    const char lower = static_cast<char>(letter | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The four digits of "\uXXXX"; nothing when they are not there. Stops at a quote, so it never leaves the
/// text.
std::optional<std::uint32_t> fourDigits(const char* digits) {
    std::uint32_t value = 0;
    for (int index = 0; index < 4; ++index) {
        const int digit = hexDigit(digits[index]);
        if (digit < 0) {
            return std::nullopt;
        }
        value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    return value;
}

/// Reads what follows "\u" and writes the character; returns where reading goes on.
const char* unescapeUnicode(const char* digits, char*& target) {
    constexpr std::uint32_t kReplacement = 0xFFFD;
    const auto first = fourDigits(digits);
    if (!first) {
        *target++ = 'u';
        return digits;
    }
    digits += 4;
    std::uint32_t point = *first;
    if (point >= 0xD800 && point < 0xDC00 && digits[0] == '\\' && digits[1] == 'u') {
        const auto second = fourDigits(digits + 2);
        if (second && *second >= 0xDC00 && *second < 0xE000) {
            point = 0x10000 + ((point - 0xD800) << 10) + (*second - 0xDC00);
            digits += 6;
        }
    }
    target = base::putUtf8(target, point >= 0xD800 && point < 0xE000 ? kReplacement : point);
    return digits;
}

}  // namespace

base::Result<std::vector<Item>> splitList(const Item& list) {
    const auto failed = [&list](std::string_view why) {
        return base::fail(base::ErrorKind::Unreadable,
                          list.path.empty() ? std::string(why) : fmt::format("{}: {}", list.path, why));
    };
    const std::string_view json = trimmed(list.json);
    if (json.empty() || json.front() != '[') {
        return failed("expected a list");
    }
    std::vector<Item> items;
    std::size_t position = 1;
    while (true) {
        const auto element = endOfElement(json, position);
        if (!element) {
            return failed("the list has no end");
        }
        const auto text = trimmed(json.substr(position, element->end - position));
        const bool last = json[element->end] != ',';
        if (!(text.empty() && last && items.empty())) {
            items.push_back({text, fmt::format("{}[{}]", list.path, items.size()), element->depth});
        }
        position = element->end + 1;
        if (last) {
            return items;
        }
    }
}

std::string mendBytes(std::string_view json) {
    std::string bytes(json);
    bool inText = false;
    for (std::size_t position = 0; position < bytes.size(); ++position) {
        char& byte = bytes[position];
        if (inText && byte == '\\') {
            ++position;
        } else if (byte == '"') {
            inText = !inText;
        } else if (static_cast<unsigned char>(byte) < 0x20) {
            // A bare line break inside a text means a line break far more often than nothing, yet JSON has no
            // such thing; a space keeps the words apart.
            byte = ' ';
        }
    }
    return base::sanitizeUtf8(bytes);
}

std::string_view unescapeLeniently(const char* text, char* target) {
    char* const start = target;
    while (*text != '"') {
        if (*text != '\\') {
            *target++ = *text++;
            continue;
        }
        const char letter = text[1];
        text += 2;
        switch (letter) {
        case 'b':
            *target++ = '\b';
            break;
        case 'f':
            *target++ = '\f';
            break;
        case 'n':
            *target++ = '\n';
            break;
        case 'r':
            *target++ = '\r';
            break;
        case 't':
            *target++ = '\t';
            break;
        case 'u':
            text = unescapeUnicode(text, target);
            break;
        default:
            *target++ = letter;
            break;
        }
    }
    return {start, static_cast<std::size_t>(target - start)};
}

}  // namespace platform::json
