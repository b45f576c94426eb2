// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ranking/reply_index.h"

#include <cstdint>
#include <span>
#include <vector>

namespace model {

/// Corrects where counting alone confuses replies: a passive-aggressive classifier (PA-I) with one sparse
/// weight per feature and reply, kept beside the counts. After each example it looks again at some earlier
/// ones, chosen by their number alone, so that the same examples in the same order give the same weights.
class LinearLayer {
public:
    explicit LinearLayer(ReplyIndex& index) : m_index(index) {}

    void learn(std::uint16_t reply, std::span<const MessageFeature> features);
    /// Takes back the latest learn(), to the bit. Once.
    void unlearn();
    /// About -1 … 1 for each reply, the larger the likelier.
    void score(std::span<const MessageFeature> features, std::vector<double>& scores) const;
    /// What one feature adds to a reply's score, given length() of the message.
    [[nodiscard]] double share(const MessageFeature& feature, std::uint16_t reply, double length) const;
    /// Of the message as a vector: weights are for vectors of length 1.
    [[nodiscard]] double length(std::span<const MessageFeature> features) const;

private:
    struct Example {
        std::uint32_t begin = 0;  ///< in m_features
        std::uint32_t end = 0;
        std::uint16_t reply = 0;
    };
    struct Changed {
        std::uint32_t feature = 0;
        float before = 0;
        std::uint16_t reply = 0;
    };
    [[nodiscard]] double value(const MessageFeature& feature) const;
    void improve(std::uint16_t reply, std::span<const MessageFeature> features);
    void change(std::uint32_t feature, std::uint16_t reply, double by);
    [[nodiscard]] std::span<const MessageFeature> featuresOf(const Example& example);
    [[nodiscard]] std::uint64_t draw();

    ReplyIndex& m_index;
    std::vector<Example> m_examples;
    std::vector<std::uint32_t> m_features;  ///< of all examples: id, and above it the kind
    std::uint64_t m_state = kSeed;
    std::uint64_t m_stateBefore = kSeed;
    std::vector<Changed> m_changed;  ///< by the latest learn()
    std::vector<double> m_scores;
    std::vector<MessageFeature> m_unpacked;
    static constexpr std::uint64_t kSeed = 88'172'645'463'325'252ULL;
};

}  // namespace model
