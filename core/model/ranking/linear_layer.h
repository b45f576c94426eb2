// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ranking/replay_draws.h"
#include "model/ranking/reply_index.h"

#include <cstdint>
#include <span>
#include <vector>

namespace model {

/// Corrects where counting alone confuses replies: a passive-aggressive classifier (PA-I) with one sparse
/// weight per feature and reply. After each example it looks again at some earlier ones, chosen by their
/// number alone, so that the same examples in the same order give the same weights.
class LinearLayer {
public:
    explicit LinearLayer(const ReplyIndex& index) : m_index(index) {}

    /// An example that the index has been given.
    void learn(std::uint16_t reply, std::span<const MessageFeature> features);
    /// Takes back the latest learn(), to the bit, while the index still has its example. Once.
    void unlearn();
    /// About -1 … 1 for each reply, the larger the likelier.
    void score(std::span<const MessageFeature> features, std::vector<double>& scores) const;
    /// What one feature adds to a reply's score, given length() of the message.
    [[nodiscard]] double share(const MessageFeature& feature, std::uint16_t reply, double length) const;
    /// Of the message as a vector: weights are for vectors of length 1.
    [[nodiscard]] double length(std::span<const MessageFeature> features) const;

private:
    struct Weight {
        float value = 0;
        std::uint16_t reply = 0;
    };
    /// A feature of a message, and how much of the message's length it is.
    struct Term {
        std::uint32_t place = 0;  ///< ReplyIndex::placeOf()
        double value = 0;
    };
    struct Example {
        std::uint32_t begin = 0;  ///< in m_features
        std::uint32_t end = 0;
        std::uint16_t reply = 0;
    };
    struct Changed {
        std::uint32_t place = 0;
        float before = 0;
        std::uint16_t reply = 0;
    };
    [[nodiscard]] double valueAt(std::uint32_t place, MessageFeature::Kind kind) const;
    /// Lets them have length 1 together; false: there is nothing to be judged by.
    [[nodiscard]] static bool normalise(std::vector<Term>& terms);
    void score(std::span<const Term> terms, std::vector<double>& scores) const;
    void improve(const Example& example);
    void change(std::vector<Weight>& weights, std::uint32_t place, std::uint16_t reply, double by);

    const ReplyIndex& m_index;
    std::vector<std::vector<Weight>> m_weights;  ///< by place, ascending by reply
    std::vector<Example> m_examples;
    std::vector<std::uint32_t> m_features;  ///< of all examples: place, and above it the kind
    ReplayDraws m_draws;
    ReplayDraws m_drawsBefore;
    std::vector<Changed> m_changed;  ///< by the latest learn()
    std::vector<double> m_scores;
    std::vector<Term> m_terms;
};

}  // namespace model
