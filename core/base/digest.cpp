// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <cstdlib>

namespace base {
namespace {

const unsigned char* bytesOf(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned byteAt(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

}  // namespace

Sha256 sha256(std::string_view bytes) {
    Sha256 digest{};
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1) {
        std::abort();  // only without memory or without SHA-256 in the library
    }
    return digest;
}

Sha256 hmacSha256(std::string_view key, std::string_view bytes) {
    Sha256 digest{};
    // A null key means "the one from before" to OpenSSL; an empty one must not become that.
    const char* const keyBytes = key.empty() ? "" : key.data();
    if (HMAC(EVP_sha256(), keyBytes, static_cast<int>(key.size()), bytesOf(bytes), bytes.size(),
             digest.data(), nullptr) == nullptr) {
        std::abort();
    }
    return digest;
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        text.push_back(kDigits[byteAt(bytes, i) >> 4U]);
        text.push_back(kDigits[byteAt(bytes, i) & 0xFU]);
    }
    return text;
}

std::string base64Url(std::string_view bytes) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text;
    text.reserve((bytes.size() * 4 + 2) / 3);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t present = std::min<std::size_t>(3, bytes.size() - i);
        unsigned group = byteAt(bytes, i) << 16U;
        group |= present > 1 ? byteAt(bytes, i + 1) << 8U : 0;
        group |= present > 2 ? byteAt(bytes, i + 2) : 0;
        for (std::size_t digit = 0; digit <= present; ++digit) {
            text.push_back(kDigits[(group >> (18U - 6U * digit)) & 0x3FU]);
        }
    }
    return text;
}

std::string base64(std::string_view bytes) {
    std::string text = base64Url(bytes);
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

std::optional<std::string> fromBase64Url(std::string_view text) {
    while (text.ends_with('=')) {
        text.remove_suffix(1);
    }
    const auto valueOf = [](char digit) -> int {
        if (digit >= 'A' && digit <= 'Z') {
            return digit - 'A';
        }
        if (digit >= 'a' && digit <= 'z') {
            return digit - 'a' + 26;
        }
        if (digit >= '0' && digit <= '9') {
            return digit - '0' + 52;
        }
        return digit == '-' ? 62 : digit == '_' ? 63 : -1;
    };
    std::string bytes;
    unsigned group = 0;
    unsigned bits = 0;
    for (const char digit : text) {
        const int value = valueOf(digit);
        if (value < 0) {
            return std::nullopt;
        }
        group = (group << 6U) | static_cast<unsigned>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes.push_back(static_cast<char>((group >> bits) & 0xFFU));
        }
    }
    return text.size() % 4 == 1 ? std::nullopt : std::optional(bytes);
}

double Random::unit() {
    const std::string random = bytes(sizeof(std::uint64_t));
    std::uint64_t value = 0;
    for (const char byte : random) {
        value = (value << 8U) | static_cast<unsigned char>(byte);
    }
    constexpr double kStep = 1.0 / 9007199254740992.0;  // 2^-53: as many bits as a double holds
    return static_cast<double>(value >> 11U) * kStep;
}

std::string Random::uuid() {
    std::string random = bytes(16);
    random[6] = static_cast<char>((byteAt(random, 6) & 0x0FU) | 0x40U);
    random[8] = static_cast<char>((byteAt(random, 8) & 0x3FU) | 0x80U);
    std::string text = hex(random);
    for (const std::size_t at : {8U, 13U, 18U, 23U}) {
        text.insert(at, 1, '-');
    }
    return text;
}

std::string SystemRandom::bytes(std::size_t count) {
    std::string random(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(random.data()), static_cast<int>(count)) != 1) {
        std::abort();
    }
    return random;
}

std::string SeededRandom::bytes(std::size_t count) {
    std::string random;
    random.reserve(count + 8);
    while (random.size() < count) {
        // SplitMix64 (Steele, Lea, Flood 2014).
        m_state += 0x9E3779B97F4A7C15U;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        mixed ^= mixed >> 31U;
        for (unsigned shift = 0; shift < 64; shift += 8) {
            random.push_back(static_cast<char>(static_cast<unsigned char>(mixed >> shift)));
        }
    }
    random.resize(count);
    return random;
}

}  // namespace base
