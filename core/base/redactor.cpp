// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "base/text.h"
#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <optional>

namespace base {
namespace {

constexpr std::string_view kRedacted = "[redacted]";
constexpr std::size_t kShortestSecret = 4;

std::optional<unsigned> hexDigits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) {
        return std::nullopt;
    }
    unsigned value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        const char c = text[i];
        if (c >= '0' && c <= '9') {
            value = value * 16 + static_cast<unsigned>(c - '0');
        } else if (c >= 'a' && c <= 'f') {
            value = value * 16 + static_cast<unsigned>(c - 'a' + 10);
        } else if (c >= 'A' && c <= 'F') {
            value = value * 16 + static_cast<unsigned>(c - 'A' + 10);
        } else {
            return std::nullopt;
        }
    }
    return value;
}

/// Bytes that a piece of text stands for, and how long the piece is.
struct Piece {
    std::string bytes;
    std::size_t size = 0;
};

/// "\n", "\/", "\u00e4", "\ud83d\ude00" at `at`, if one is there.
std::optional<Piece> jsonEscape(std::string_view text, std::size_t at) {
    if (text[at] != '\\' || at + 1 >= text.size()) {
        return std::nullopt;
    }
    switch (const char kind = text[at + 1]; kind) {
    case 'b':
        return Piece{"\b", 2};
    case 'f':
        return Piece{"\f", 2};
    case 'n':
        return Piece{"\n", 2};
    case 'r':
        return Piece{"\r", 2};
    case 't':
        return Piece{"\t", 2};
    case '"':
    case '\\':
    case '/':
        return Piece{std::string(1, kind), 2};
    case 'u':
        break;
    default:
        return std::nullopt;
    }
    const auto unit = hexDigits(text, at + 2, 4);
    if (!unit) {
        return std::nullopt;
    }
    Piece piece{{}, 6};
    char32_t codePoint = *unit;
    if (codePoint >= 0xD800 && codePoint <= 0xDFFF) {
        const auto low = text.substr(at + 6).starts_with("\\u") ? hexDigits(text, at + 8, 4) : std::nullopt;
        if (!low || *low < 0xDC00 || *low > 0xDFFF || codePoint > 0xDBFF) {
            return std::nullopt;
        }
        codePoint = 0x10000 + ((codePoint - 0xD800) << 10U) + (*low - 0xDC00);
        piece.size = 12;
    }
    appendUtf8(piece.bytes, codePoint);
    return piece;
}

/// The length of the text at `at` that spells the secret in any mixture of plain, percent-encoded,
/// form-encoded and JSON-escaped characters; 0 when it does not.
std::size_t lengthOfSecretAt(std::string_view text, std::size_t start, std::string_view secret) {
    std::size_t at = start;
    std::string_view rest = secret;
    while (!rest.empty()) {
        if (at >= text.size()) {
            return 0;
        }
        const char c = text[at];
        if (c == '%') {
            const auto byte = hexDigits(text, at + 1, 2);
            if (byte && *byte == static_cast<unsigned char>(rest.front())) {
                at += 3;
                rest.remove_prefix(1);
                continue;
            }
        }
        if (const auto escape = jsonEscape(text, at); escape && rest.starts_with(escape->bytes)) {
            at += escape->size;
            rest.remove_prefix(escape->bytes.size());
            continue;
        }
        if (c != rest.front() && !(c == '+' && rest.front() == ' ')) {
            return 0;
        }
        ++at;
        rest.remove_prefix(1);
    }
    return at - start;
}

std::string withoutSecret(std::string_view text, std::string_view secret) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        const bool candidate = c == secret.front() || c == '%' || c == '\\' || c == '+';
        const std::size_t length = candidate ? lengthOfSecretAt(text, at, secret) : 0;
        if (length > 0) {
            out += kRedacted;
            at += length;
        } else {
            out.push_back(c);
            ++at;
        }
    }
    return out;
}

bool isKeyChar(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

enum class KeyKind {
    Harmless,
    Secret,  ///< its value is a credential
    Code,    ///< the same, but small numbers are error codes
    Line,    ///< a header whose whole line is a credential
};

KeyKind kindOfKey(std::string_view key) {
    const std::string lower = asciiLower(key);
    constexpr auto kLines =
        std::to_array<std::string_view>({"authorization", "proxy-authorization", "cookie", "set-cookie"});
    constexpr auto kEndings = std::to_array<std::string_view>(
        {"token", "secret", "password", "passphrase", "passwd", "api_key", "apikey", "api-key", "private_key",
         "code_verifier", "appsecret_proof", "session"});
    constexpr auto kCodes = std::to_array<std::string_view>(
        {"code", "auth_code", "authorization_code", "device_code", "user_code"});
    if (std::ranges::find(kLines, lower) != kLines.end()) {
        return KeyKind::Line;
    }
    if (std::ranges::any_of(kEndings, [&](std::string_view ending) { return lower.ends_with(ending); })) {
        return KeyKind::Secret;
    }
    return std::ranges::find(kCodes, lower) != kCodes.end() ? KeyKind::Code : KeyKind::Harmless;
}

/// The first of `tokens` that the text has at `at`; empty when there is none.
template <std::size_t N>
std::string_view tokenAt(std::string_view text, std::size_t at,
                         const std::array<std::string_view, N>& tokens) {
    for (const std::string_view token : tokens) {
        if (text.substr(at).starts_with(token)) {
            return token;
        }
    }
    return {};
}

constexpr auto kQuotes = std::to_array<std::string_view>({"\\\"", "\"", "'", "%22"});
constexpr auto kEquals = std::to_array<std::string_view>({"=", ":", "%3D", "%3d", "%3A", "%3a"});
constexpr auto kValueEnds = std::to_array<std::string_view>(
    {"&", ";", ",", " ", "\t", "\r", "\n", "\"", "\\\"", "'", "}", "]", ")", "<", ">", "%26", "%22", "%7D"});

std::size_t skipSpaces(std::string_view text, std::size_t at) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) {
        ++at;
    }
    return at;
}

/// Where a value stands in the text.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The value behind a key that ends at `keyEnd`, if an equals sign or a colon follows.
std::optional<Span> valueBehind(std::string_view text, std::size_t keyEnd, KeyKind kind) {
    std::size_t at = keyEnd;
    at += tokenAt(text, at, kQuotes).size();
    at = skipSpaces(text, at);
    const std::string_view sign = tokenAt(text, at, kEquals);
    if (sign.empty()) {
        return std::nullopt;
    }
    at = skipSpaces(text, at + sign.size());
    const std::string_view quote = tokenAt(text, at, kQuotes);
    at += quote.size();
    std::size_t end = at;
    if (kind == KeyKind::Line && quote.empty()) {
        end = std::min(text.find_first_of("\r\n", at), text.size());
        return Span{at, end};
    }
    while (end < text.size()) {
        if (quote.empty() ? !tokenAt(text, end, kValueEnds).empty() : text.substr(end).starts_with(quote)) {
            break;
        }
        // A quote inside of a quoted value is escaped.
        end += !quote.empty() && text[end] == '\\' ? 2 : 1;
    }
    return Span{at, std::min(end, text.size())};
}

bool isHarmlessValue(std::string_view value, KeyKind kind) {
    constexpr std::size_t kLongestErrorCode = 5;
    const bool number = std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
    return value.empty() || value == "null" || value == "true" || value == "false" || value == kRedacted ||
           (kind == KeyKind::Code && number && value.size() <= kLongestErrorCode);
}

/// "Bearer abc" and "Basic abc" without a header's name before them.
std::optional<Span> credentialBehindScheme(std::string_view text, std::size_t keyEnd, std::string_view key) {
    const std::string scheme = asciiLower(key);
    if (scheme != "bearer" && scheme != "basic") {
        return std::nullopt;
    }
    std::size_t at = keyEnd;
    while (at < text.size() && (text[at] == ' ' || text[at] == '+')) {
        ++at;
    }
    at += text.substr(at).starts_with("%20") ? 3 : 0;
    std::size_t end = at;
    while (end < text.size() && tokenAt(text, end, kValueEnds).empty()) {
        ++end;
    }
    constexpr std::size_t kShortest = 4;  // "basic set" is prose
    return at > keyEnd && end - at >= kShortest ? std::optional(Span{at, end}) : std::nullopt;
}

/// Removes what looks like a credential by its surroundings.
std::string withoutCredentials(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        // A percent-encoded separator ends in letters or digits that belong to no key.
        if (text[at] == '%' && hexDigits(text, at + 1, 2)) {
            out.append(text, at, 3);
            at += 3;
            continue;
        }
        if (!isKeyChar(text[at])) {
            out.push_back(text[at++]);
            continue;
        }
        std::size_t keyEnd = at;
        while (keyEnd < text.size() && isKeyChar(text[keyEnd])) {
            ++keyEnd;
        }
        const std::string_view key = text.substr(at, keyEnd - at);
        const KeyKind kind = kindOfKey(key);
        std::optional<Span> value = credentialBehindScheme(text, keyEnd, key);
        if (!value && kind != KeyKind::Harmless) {
            value = valueBehind(text, keyEnd, kind);
        }
        if (value && !isHarmlessValue(text.substr(value->begin, value->end - value->begin), kind)) {
            out.append(text, at, value->begin - at).append(kRedacted);
            at = value->end;
        } else {
            out.append(key);
            at = keyEnd;
        }
    }
    return out;
}

}  // namespace

void Redactor::addSecret(std::string_view secret) {
    if (secret.size() < kShortestSecret) {
        return;
    }
    const std::lock_guard lock(m_mutex);
    if (std::ranges::find(m_secrets, secret) == m_secrets.end()) {
        m_secrets.emplace_back(secret);
        // The longest first: a secret may be a part of another one.
        std::ranges::sort(m_secrets, std::ranges::greater{}, &std::string::size);
    }
}

std::string Redactor::redact(std::string_view text) const {
    std::string out(text);
    {
        const std::lock_guard lock(m_mutex);
        for (const std::string& secret : m_secrets) {
            out = withoutSecret(out, secret);
        }
    }
    return withoutCredentials(out);
}

}  // namespace base
