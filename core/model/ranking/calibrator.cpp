// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ranking/calibrator.h"

#include <algorithm>
#include <cmath>

namespace model {
namespace {

constexpr std::size_t kShown = 3;
constexpr double kFirstStep = 0.3;
constexpr double kSlowing = 0.01;  ///< steps are half as long after 300 rankings

}  // namespace

const Calibrator::Inputs Calibrator::kPrior{-2, 4, 4.2, 18, 2};

Calibrator::Inputs Calibrator::inputsOf(const Certainty& certainty) {
    return {1, certainty.top, certainty.overSecond, certainty.overFourth,
            std::log1p(static_cast<double>(certainty.examples)) / 10};
}

double Calibrator::probability(const Certainty& certainty) const {
    if (certainty.top <= 0) {
        return 0;
    }
    const Inputs inputs = inputsOf(certainty);
    double sum = 0;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        sum += m_weights.at(i) * inputs.at(i);
    }
    return 1 / (1 + std::exp(-sum));
}

void Calibrator::learn(const Certainty& certainty, bool used) {
    if (certainty.top <= 0) {
        return;
    }
    const double error = (used ? 1 : 0) - probability(certainty);
    const double step = kFirstStep / std::sqrt(1 + kSlowing * static_cast<double>(++m_learnt));
    const Inputs inputs = inputsOf(certainty);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        m_weights.at(i) += step * error * inputs.at(i);
    }
}

void Calibrator::fill(std::span<Suggestion> suggestions, const Certainty& certainty) const {
    const double likely = probability(certainty);
    const double second = certainty.top - certainty.overSecond;
    const double third = certainty.top - certainty.overThird;
    const double squares = certainty.top * certainty.top + second * second + third * third;
    double rest = 1 - likely;
    double before = 1;
    for (std::size_t i = 0; i < suggestions.size(); ++i) {
        Suggestion& one = suggestions[i];
        rest /= 2;
        const double part = squares > 0 ? likely * one.score * one.score / squares : 0;
        one.probability = std::min(before, i < kShown ? part : std::min(part, rest));
        before = one.probability;
    }
}

}  // namespace model
