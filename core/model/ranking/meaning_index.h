// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ranking/message_features.h"
#include "model/ranking/word_vectors.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace model {

/// Which way a text points: its words together, function words apart.
struct Meaning {
    std::array<double, WordVectors::kDimensions> direction{};  ///< of length 1, or nothing at all
    bool isKnown = false;  ///< most words are, so that it may be judged by
};

/// Which way the examples of each reply point, taken together. Kept in whole numbers: what is added and taken
/// away again leaves no trace.
class MeaningIndex {
public:
    MeaningIndex(std::size_t replies, std::shared_ptr<const WordVectors> words);

    [[nodiscard]] Meaning meaningOf(const MessageFeatures& text) const;
    /// `times` below 0 takes away.
    void add(std::uint16_t reply, const Meaning& meaning, int times);
    /// How much each reply points the same way, 0 … 1.
    [[nodiscard]] std::vector<double> match(const Meaning& meaning) const;
    /// What each of the text's words adds to that of one reply.
    [[nodiscard]] std::vector<double> shares(const MessageFeatures& text, std::uint16_t reply) const;

private:
    struct Sum {
        std::array<std::int32_t, WordVectors::kDimensions> direction{};
        double length = 0;
    };
    [[nodiscard]] static double along(const Sum& sum, const Meaning& meaning);

    std::shared_ptr<const WordVectors> m_words;
    std::vector<Sum> m_sums;  ///< by reply
};

}  // namespace model
