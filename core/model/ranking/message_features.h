// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace model {

/// By what a message resembles others. Hashed, so that nothing has to be looked up and no vocabulary is kept.
struct MessageFeature {
    enum class Kind : std::uint8_t {
        Word,     ///< a folded word, or that there is an address, a number
        Pair,     ///< two words behind one another; beginning and end of the message count as words
        Start,    ///< of a word: its first three letters; in Hebrew and Arabic, which write little words
                  ///< in front of others without a space, all its pieces
        Letters,  ///< two to four behind one another in a word; its beginning and end count as letters
    };
    static constexpr std::uint32_t kIds = 1U << 18U;

    std::uint32_t id = 0;    ///< below kIds
    Kind kind = Kind::Word;  ///< where two kinds meet in one id, the first of them
    std::uint16_t word = 0;  ///< the first of MessageFeatures::words that has it
};

struct MessageFeatures {
    /// A word's bytes in the message.
    struct Range {
        std::size_t begin = 0;
        std::size_t end = 0;
        bool isFunctionWord = false;
        std::string folded{};  ///< "<num>", "<url>" and "<usr>" stand for what is no word
    };
    std::vector<MessageFeature> all;  ///< each id once, ascending; kMost at most
    std::vector<Range> words;

    static constexpr std::size_t kMost = 400;
};

enum class FeatureChoice { All, WordsOnly };

/// Of a very long message only its beginning counts (kMostBytes), and of what is left words come before pairs
/// and pairs before letters. Any bytes are taken.
inline constexpr std::size_t kMostMessageBytes = 8'000;
[[nodiscard]] std::string_view beginningThatCounts(std::string_view message);
[[nodiscard]] MessageFeatures featuresOf(std::string_view message, FeatureChoice choice = FeatureChoice::All);

}  // namespace model
