// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/picture.h"

#include "practice/dice.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace app::practice {
namespace {

std::string bigEndian(std::uint32_t value) {
    return {static_cast<char>(value >> 24U), static_cast<char>((value >> 16U) & 0xFFU),
            static_cast<char>((value >> 8U) & 0xFFU), static_cast<char>(value & 0xFFU)};
}

std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1U) ^ (0xEDB88320U & (0U - (crc & 1U)));
        }
    }
    return ~crc;
}

std::uint32_t adler32(std::string_view bytes) {
    constexpr std::uint32_t kModulus = 65521;
    std::uint32_t low = 1;
    std::uint32_t high = 0;
    for (const char byte : bytes) {
        low = (low + static_cast<unsigned char>(byte)) % kModulus;
        high = (high + low) % kModulus;
    }
    return (high << 16U) | low;
}

std::string chunk(std::string_view type, const std::string& content) {
    const std::string typed = std::string(type) + content;
    return bigEndian(static_cast<std::uint32_t>(content.size())) + typed + bigEndian(crc32(typed));
}

/// zlib's container around uncompressed blocks.
std::string stored(std::string_view bytes) {
    constexpr std::size_t kBlock = 65535;
    std::string out = "\x78\x01";
    const std::uint32_t check = adler32(bytes);
    while (true) {
        const std::size_t size = std::min(bytes.size(), kBlock);
        const bool isLast = size == bytes.size();
        out += isLast ? '\x01' : '\x00';
        for (const std::size_t length : {size, ~size}) {
            out += static_cast<char>(length & 0xFFU);
            out += static_cast<char>((length >> 8U) & 0xFFU);
        }
        out += bytes.substr(0, size);
        bytes.remove_prefix(size);
        if (isLast) {
            return out + bigEndian(check);
        }
    }
}

}  // namespace

std::string drawPicture(std::string_view name, int width, int height) {
    Dice dice = Dice(0).fork(name);
    std::string palette;
    for (int colour = 0; colour < 6; ++colour) {
        palette += static_cast<char>(dice.between(colour < 3 ? 150 : 20, colour < 3 ? 250 : 140));
    }
    const std::int64_t centreX = dice.between(width / 4, width * 3 / 4);
    const std::int64_t centreY = dice.between(height / 4, height * 3 / 4);
    const std::int64_t radius = std::min(width, height) / 3;
    const bool isRound = dice.chance(50);
    std::string pixels;
    for (std::int64_t y = 0; y < height; ++y) {
        pixels += '\0';  // no filter in this row
        for (std::int64_t x = 0; x < width; ++x) {
            const std::int64_t dx = std::abs(x - centreX);
            const std::int64_t dy = std::abs(y - centreY);
            const bool isInside = isRound ? dx * dx + dy * dy < radius * radius : dx + dy < radius;
            pixels += isInside ? '\1' : '\0';
        }
    }
    const std::string header = bigEndian(static_cast<std::uint32_t>(width)) +
                               bigEndian(static_cast<std::uint32_t>(height)) +
                               std::string("\x08\x03\x00\x00\x00", 5);
    return std::string("\x89PNG\r\n\x1a\n", 8) + chunk("IHDR", header) + chunk("PLTE", palette) +
           chunk("IDAT", stored(pixels)) + chunk("IEND", "");
}

}  // namespace app::practice
