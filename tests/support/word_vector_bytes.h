// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace support {

/// A word, and along which two dimensions it points: those with the same pair mean the same.
using Directions = std::map<std::string, std::pair<std::size_t, std::size_t>>;

/// A file of word vectors, written without what reads it.
inline std::string wordVectorBytes(const Directions& words, std::uint32_t dimensions = 100) {
    const auto number = [](std::uint32_t value) {
        std::string bytes;
        for (unsigned i = 0; i < 4; ++i) {
            bytes += static_cast<char>(value >> (8U * i) & 0xFFU);
        }
        return bytes;
    };
    std::string bytes =
        "shopbell word vectors 1\n" + number(static_cast<std::uint32_t>(words.size())) + number(dimensions);
    for (const auto& [word, along] : words) {
        std::string values(100, '\0');
        values[along.first] = 100;
        values[along.second] = -50;
        bytes += static_cast<char>(word.size()) + word + number(20'000) + values;
    }
    return bytes;
}

}  // namespace support
