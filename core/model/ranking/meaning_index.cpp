// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ranking/meaning_index.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace model {
namespace {

/// Of one example; 20,000 of them, the most that are learnt from, fit into a sum.
constexpr double kUnit = 1U << 16U;
constexpr double kMostWords = 0.6;  ///< share of the words that are to be known

/// Function words say how something is asked, and titles do not ask; whom a message addresses, and a number,
/// is no word.
bool hasMeaning(const MessageFeatures::Range& word) {
    return !word.isFunctionWord && !word.folded.starts_with('<');
}

std::optional<WordVectors::Vector> find(const WordVectors& words, const MessageFeatures::Range& word) {
    return hasMeaning(word) ? words.find(word.folded) : std::nullopt;
}

}  // namespace

MeaningIndex::MeaningIndex(std::size_t replies, std::shared_ptr<const WordVectors> words)
    : m_words(std::move(words)), m_sums(replies) {}

Meaning MeaningIndex::meaningOf(const MessageFeatures& text) const {
    Meaning meaning;
    double all = 0;
    double known = 0;
    for (const MessageFeatures::Range& word : text.words) {
        all += hasMeaning(word) ? 1 : 0;
        if (const auto vector = find(*m_words, word)) {
            known += 1;
            for (std::size_t i = 0; i < meaning.direction.size(); ++i) {
                meaning.direction[i] += vector->at(i);
            }
        }
    }
    const double length = std::sqrt(std::inner_product(meaning.direction.begin(), meaning.direction.end(),
                                                       meaning.direction.begin(), 0.0));
    for (double& one : meaning.direction) {
        one = length > 0 ? one / length : 0;
    }
    meaning.isKnown = length > 0 && known >= kMostWords * all;
    return meaning;
}

void MeaningIndex::add(std::uint16_t reply, const Meaning& meaning, int times) {
    Sum& sum = m_sums[reply];
    double squares = 0;
    for (std::size_t i = 0; i < sum.direction.size(); ++i) {
        sum.direction[i] += times * static_cast<std::int32_t>(std::lround(meaning.direction[i] * kUnit));
        squares += static_cast<double>(sum.direction[i]) * static_cast<double>(sum.direction[i]);
    }
    sum.length = std::sqrt(squares);
}

double MeaningIndex::along(const Sum& sum, const Meaning& meaning) {
    double along = 0;
    for (std::size_t i = 0; i < sum.direction.size(); ++i) {
        along += static_cast<double>(sum.direction[i]) * meaning.direction[i];
    }
    return sum.length > 0 ? std::max(0.0, along / sum.length) : 0;
}

std::vector<double> MeaningIndex::match(const Meaning& meaning) const {
    std::vector<double> scores;
    scores.reserve(m_sums.size());
    for (const Sum& sum : m_sums) {
        scores.push_back(along(sum, meaning));
    }
    return scores;
}

std::vector<double> MeaningIndex::shares(const MessageFeatures& text, std::uint16_t reply) const {
    const Sum& sum = m_sums[reply];
    std::vector<double> shares(text.words.size(), 0);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (const auto vector = find(*m_words, text.words[i])) {
            for (std::size_t k = 0; k < sum.direction.size(); ++k) {
                shares[i] += vector->at(k) * static_cast<double>(sum.direction[k]);
            }
        }
    }
    const double all = std::accumulate(shares.begin(), shares.end(), 0.0);
    const double whole = along(sum, meaningOf(text));
    for (double& share : shares) {
        share = whole > 0 ? whole * share / all : 0;
    }
    return shares;
}

}  // namespace model
