// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace model {

/// Which way words point: those that are used alike point alike ("refund" and "reimburse"). Read from a file
/// that a shop may have, in which frequent words are short and what all words share is taken off.
class WordVectors {
public:
    static constexpr std::size_t kDimensions = 100;

    /// The bytes of such a file: kHead, two numbers of four bytes (words, dimensions), and of each word, in
    /// the order of their bytes, its length (one byte), itself, its scale (four bytes, in ten-millionths) and
    /// its dimensions (a signed byte each). Numbers have their lowest byte first.
    [[nodiscard]] static base::Result<WordVectors> read(std::string bytes);
    static constexpr std::string_view kHead = "shopbell word vectors 1\n";

    struct Vector {
        double scale = 0;
        std::string_view values;  ///< as signed bytes
        [[nodiscard]] double at(std::size_t dimension) const {
            return scale * static_cast<double>(static_cast<std::int8_t>(values[dimension]));
        }
    };
    /// Of a folded word.
    [[nodiscard]] std::optional<Vector> find(std::string_view word) const;
    [[nodiscard]] std::size_t size() const { return m_words.size(); }

private:
    [[nodiscard]] std::string_view wordAt(std::uint32_t place) const;

    std::string m_bytes;
    std::vector<std::uint32_t> m_words;  ///< where each begins, with its length
};

}  // namespace model
