// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace base {

/// What a broken byte sequence is shown as.
inline constexpr char32_t kReplacement = 0xFFFD;

/// One code point of a text and the number of bytes that it takes (1 to 4). A broken sequence gives
/// kReplacement, `valid` false and the length of its maximal subpart.
struct Utf8Step {
    char32_t codePoint = kReplacement;
    std::size_t size = 1;
    bool valid = false;
};

namespace detail {

/// How a lead byte of 0xC0 and above goes on: its own bits, its continuation bytes, the range of the first of
/// them.
struct Utf8Lead {
    unsigned bits = 0;
    std::size_t more = 0;  ///< 0: no lead byte at all
    unsigned char least = 0x80;
    unsigned char most = 0xBF;
};

[[nodiscard]] constexpr Utf8Lead utf8Lead(unsigned char byte) {
    if (byte >= 0xC2 && byte <= 0xDF) {
        return {byte & 0x1FU, 1};
    }
    if (byte >= 0xE0 && byte <= 0xEF) {
        const auto least = static_cast<unsigned char>(byte == 0xE0 ? 0xA0 : 0x80);
        const auto most = static_cast<unsigned char>(byte == 0xED ? 0x9F : 0xBF);
        return {byte & 0x0FU, 2, least, most};
    }
    if (byte >= 0xF0 && byte <= 0xF4) {
        const auto least = static_cast<unsigned char>(byte == 0xF0 ? 0x90 : 0x80);
        const auto most = static_cast<unsigned char>(byte == 0xF4 ? 0x8F : 0xBF);
        return {byte & 0x07U, 3, least, most};
    }
    return {};
}

}  // namespace detail

/// Reads the code point at `at`, which must be inside the text.
[[nodiscard]] inline Utf8Step utf8At(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) {
        return {first, 1, true};
    }
    const detail::Utf8Lead lead = detail::utf8Lead(first);
    if (lead.more == 0) {
        return {};
    }
    char32_t codePoint = lead.bits;
    unsigned char least = lead.least;
    unsigned char most = lead.most;
    for (std::size_t i = 1; i <= lead.more; ++i) {
        const auto byte =
            at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : static_cast<unsigned char>(0);
        if (byte < least || byte > most) {
            return {kReplacement, i, false};
        }
        codePoint = (codePoint << 6U) | (byte & 0x3FU);
        least = 0x80;
        most = 0xBF;
    }
    return {codePoint, lead.more + 1, true};
}

/// Writes a code point, which must be a Unicode scalar value, and returns where it ends: 1 to 4 bytes on.
inline char* putUtf8(char* out, char32_t codePoint) {
    const auto put = [&out](char32_t value) {
        *out++ = static_cast<char>(static_cast<unsigned char>(value));
    };
    if (codePoint < 0x80) {
        put(codePoint);
        return out;
    }
    if (codePoint < 0x800) {
        put(0xC0 | (codePoint >> 6U));
    } else {
        if (codePoint < 0x10000) {
            put(0xE0 | (codePoint >> 12U));
        } else {
            put(0xF0 | (codePoint >> 18U));
            put(0x80 | ((codePoint >> 12U) & 0x3F));
        }
        put(0x80 | ((codePoint >> 6U) & 0x3F));
    }
    put(0x80 | (codePoint & 0x3F));
    return out;
}

/// Appends a code point, which must be a Unicode scalar value.
inline void appendUtf8(std::string& out, char32_t codePoint) {
    std::array<char, 4> bytes{};
    const char* const end = putUtf8(bytes.data(), codePoint);
    out.append(bytes.data(), static_cast<std::size_t>(end - bytes.data()));
}

}  // namespace base
