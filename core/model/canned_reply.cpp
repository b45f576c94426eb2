// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/canned_reply.h"

#include "base/text.h"
#include "base/utf8.h"

#include <algorithm>
#include <optional>

namespace model {
namespace {

/// "{{name}}" or "{{name|fallback}}" as it stands in a text.
struct Placeholder {
    std::string_view name;
    std::optional<std::string_view> fallback{};
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The next placeholder at or behind `at`. Braces that are never closed on their line are ordinary text.
std::optional<Placeholder> nextPlaceholder(std::string_view text, std::size_t at) {
    for (std::size_t open = text.find("{{", at); open != text.npos; open = text.find("{{", open + 1)) {
        const std::size_t close = text.find("}}", open + 2);
        if (close == text.npos) {
            return std::nullopt;
        }
        const std::string_view inside = text.substr(open + 2, close - open - 2);
        if (inside.find_first_of("{\n") != inside.npos) {
            continue;
        }
        Placeholder found{.name = base::trim(inside), .begin = open, .end = close + 2};
        if (const std::size_t bar = inside.find('|'); bar != inside.npos) {
            found.name = base::trim(inside.substr(0, bar));
            found.fallback = base::trim(inside.substr(bar + 1));
        }
        return found;
    }
    return std::nullopt;
}

/// A customer may be called "{{x}}": that must neither be filled nor be taken for something left to fill.
std::string withoutBraces(std::string_view value) {
    std::string kept(value);
    std::erase_if(kept, [](char c) { return c == '{' || c == '}'; });
    return kept;
}

bool isUpper(char32_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) ||
           (c >= 0x400 && c <= 0x42F);
}

/// The scripts that write names without spaces and the family name first.
bool isHanOrHangul(char32_t c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

/// What matters of a word when it may be a name.
struct WordShape {
    int letters = 0;
    int upper = 0;
    int digits = 0;
    int others = 0;
    int hanOrHangul = 0;
};

WordShape shapeOf(std::string_view word) {
    WordShape shape;
    for (std::size_t at = 0; at < word.size();) {
        const base::Utf8Step step = base::utf8At(word, at);
        const char32_t c = step.codePoint;
        // Anything foreign passes for a letter but punctuation, symbols and emoji.
        const bool foreign = c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF) &&
                             !(c >= 0x3000 && c <= 0x303F) && !(c >= 0xE000 && c <= 0xF8FF) &&
                             !(c >= 0xFE00 && c <= 0xFE6F) && !(c >= 0xFF00 && c <= 0xFF20) &&
                             c != base::kReplacement && !(c >= 0x1D400 && c <= 0x1FAFF);
        if (foreign || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            ++shape.letters;
            shape.upper += isUpper(c) ? 1 : 0;
            shape.hanOrHangul += isHanOrHangul(c) ? 1 : 0;
        } else if (c >= '0' && c <= '9') {
            ++shape.digits;
        } else if (at == 0 || at + step.size == word.size() || (c != '-' && c != '\'' && c != 0x2019)) {
            ++shape.others;
        }
        at += step.size;
    }
    return shape;
}

std::vector<std::string_view> wordsOf(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = text.find_first_not_of(' '); at != text.npos;
         at = text.find_first_not_of(' ', at)) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        words.push_back(text.substr(at, end - at));
        at = end;
    }
    return words;
}

/// The first name in a cleaned display name, or an empty one: "Hi there" is better than "Hi ACME-Reisen24".
std::string firstNameOf(std::string_view name, std::string_view handle) {
    if (name.empty() || name == handle || name == handle.substr(0, handle.find('@')) ||
        name.starts_with('@')) {
        return {};
    }
    const std::vector<std::string_view> words = wordsOf(name);
    std::string_view first;
    for (const std::string_view word : words) {
        const WordShape shape = shapeOf(word);
        if (shape.digits > 0) {
            return {};
        }
        // What has no letters is decoration ("🌸", "|"); so is what stands in brackets.
        if (first.empty() && shape.letters > 0) {
            first = word;
        }
    }
    const WordShape shape = shapeOf(first);
    const bool oneOfManyInHan = shape.hanOrHangul > 0 && words.size() > 1;
    const bool allCapitals = shape.upper > 1 && shape.upper == shape.letters;
    if (shape.letters < 2 && shape.hanOrHangul == 0) {
        return {};
    }
    return shape.others > 0 || allCapitals || oneOfManyInHan ? std::string{} : std::string(first);
}

}  // namespace

FilledReply fillPlaceholders(std::string_view text, const PlaceholderValues& values) {
    FilledReply filled;
    std::size_t copied = 0;
    for (auto found = nextPlaceholder(text, 0); found; found = nextPlaceholder(text, copied)) {
        filled.text += text.substr(copied, found->begin - copied);
        copied = found->end;
        const auto value = values.find(found->name);
        const std::string known = value == values.end() ? std::string{} : withoutBraces(value->second);
        if (!known.empty()) {
            filled.text += known;
        } else if (found->fallback) {
            filled.text += *found->fallback;
        } else {
            const std::size_t begin = filled.text.size();
            filled.text += text.substr(found->begin, found->end - found->begin);
            filled.open.push_back(
                {.name = std::string(found->name), .begin = begin, .end = filled.text.size()});
        }
    }
    filled.text += text.substr(copied);
    return filled;
}

std::vector<OpenPlaceholder> openPlaceholders(std::string_view text) {
    std::vector<OpenPlaceholder> open;
    for (auto found = nextPlaceholder(text, 0); found; found = nextPlaceholder(text, found->end)) {
        open.push_back({.name = std::string(found->name), .begin = found->begin, .end = found->end});
    }
    return open;
}

std::string withoutPlaceholders(std::string_view text) {
    std::string kept;
    std::size_t copied = 0;
    for (const OpenPlaceholder& placeholder : openPlaceholders(text)) {
        kept += text.substr(copied, placeholder.begin - copied);
        kept += ' ';
        copied = placeholder.end;
    }
    kept += text.substr(copied);
    return kept;
}

PlaceholderValues placeholderValues(std::string_view name, std::string_view handle, std::string_view shop,
                                    std::string_view agent) {
    PlaceholderValues values;
    const auto set = [&values](std::string_view key, std::string value) {
        if (!value.empty()) {
            values.emplace(key, std::move(value));
        }
    };
    std::string cleanHandle = base::cleanName(handle);
    if (cleanHandle.starts_with('@')) {
        cleanHandle.erase(0, 1);
    }
    const std::string cleanName = base::cleanName(name);
    set("customer.first_name", firstNameOf(cleanName, cleanHandle));
    set("customer.name", cleanName);
    set("customer.handle", cleanHandle.empty() ? std::string{} : "@" + cleanHandle);
    set("shop.name", base::cleanName(shop));
    set("agent.name", base::cleanName(agent));
    return values;
}

}  // namespace model
