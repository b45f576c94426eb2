// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/suggestion.h"

#include <array>
#include <cstddef>
#include <span>

namespace model {

/// How likely it is that one of the first three suggestions is used: a logistic curve that learns from each
/// time suggestions were shown. It begins with what was measured on public data, among it messages that none
/// of the starter replies answers.
class Calibrator {
public:
    [[nodiscard]] double probability(const Certainty& certainty) const;
    /// `used`: one of the first three. Shown and ignored counts as not used, and teaches nothing else.
    void learn(const Certainty& certainty, bool used);
    /// Gives each suggestion its part of the probability, by the squares of the scores; what stands behind
    /// the third gets of the rest, each half as much as the one before at most. Together they are no more
    /// than certain.
    void fill(std::span<Suggestion> suggestions, const Certainty& certainty) const;

private:
    static constexpr std::size_t kInputs = 5;
    using Inputs = std::array<double, kInputs>;
    [[nodiscard]] static Inputs inputsOf(const Certainty& certainty);

    Inputs m_weights = kPrior;
    std::size_t m_learnt = 0;
    static const Inputs kPrior;
};

}  // namespace model
