// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ranking/linear_layer.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace model {
namespace {

constexpr int kLooksBack = 3;
constexpr double kMargin = 1;
constexpr double kMostStep = 1;  // C of PA-I
constexpr std::uint32_t kMostReplies = 256;
constexpr std::uint32_t kKindShift = 18;
static_assert(MessageFeature::kIds == 1U << kKindShift);

}  // namespace

/// Rarity counts less than in the match: half-way to all alike. Pieces of words but their starts, and in a
/// large library what hundreds of replies have, cost most and say least.
double LinearLayer::valueAt(std::uint32_t place, MessageFeature::Kind kind) const {
    return kind == MessageFeature::Kind::Letters || m_index.repliesAt(place) > kMostReplies
               ? 0
               : weightOf(kind) * std::sqrt(m_index.rarityAt(place));
}

double LinearLayer::length(std::span<const MessageFeature> features) const {
    double squares = 0;
    for (const MessageFeature& feature : features) {
        const double one = valueAt(m_index.placeOf(feature.id), feature.kind);
        squares += one * one;
    }
    return std::sqrt(squares);
}

bool LinearLayer::normalise(std::vector<Term>& terms) {
    double squares = 0;
    for (const Term& term : terms) {
        squares += term.value * term.value;
    }
    const double whole = std::sqrt(squares);
    for (Term& term : terms) {
        term.value = whole > 0 ? term.value / whole : 0;
    }
    return whole > 0;
}

void LinearLayer::score(std::span<const MessageFeature> features, std::vector<double>& scores) const {
    std::vector<Term> terms;
    terms.reserve(features.size());
    for (const MessageFeature& feature : features) {
        const std::uint32_t place = m_index.placeOf(feature.id);
        terms.push_back({.place = place, .value = valueAt(place, feature.kind)});
    }
    static_cast<void>(normalise(terms));
    score(terms, scores);
}

void LinearLayer::score(std::span<const Term> terms, std::vector<double>& scores) const {
    scores.assign(m_index.replies(), 0);
    for (const Term& term : terms) {
        if (term.value > 0 && term.place < m_weights.size()) {
            for (const Weight& weight : m_weights[term.place]) {
                scores[weight.reply] += static_cast<double>(weight.value) * term.value;
            }
        }
    }
}

double LinearLayer::share(const MessageFeature& feature, std::uint16_t reply, double length) const {
    const std::uint32_t place = m_index.placeOf(feature.id);
    if (place >= m_weights.size() || length <= 0) {
        return 0;
    }
    const std::vector<Weight>& weights = m_weights[place];
    const auto known = std::ranges::lower_bound(weights, reply, {}, &Weight::reply);
    return known == weights.end() || known->reply != reply
               ? 0
               : static_cast<double>(known->value) * valueAt(place, feature.kind) / length;
}

void LinearLayer::learn(std::uint16_t reply, std::span<const MessageFeature> features) {
    m_drawsBefore = m_draws;
    m_changed.clear();
    Example example{.begin = static_cast<std::uint32_t>(m_features.size()), .end = 0, .reply = reply};
    for (const MessageFeature& feature : features) {
        if (feature.kind == MessageFeature::Kind::Letters) {
            continue;
        }
        const std::uint32_t place = m_index.placeOf(feature.id);
        m_features.push_back(place | static_cast<std::uint32_t>(feature.kind) << kKindShift);
        m_weights.resize(std::max<std::size_t>(m_weights.size(), place + 1));
    }
    example.end = static_cast<std::uint32_t>(m_features.size());
    m_examples.push_back(example);
    improve(example);
    for (int i = 0; i < kLooksBack; ++i) {
        improve(m_examples[m_draws.below(m_examples.size())]);
    }
}

void LinearLayer::unlearn() {
    for (auto one = m_changed.rbegin(); one != m_changed.rend(); ++one) {
        std::vector<Weight>& weights = m_weights[one->place];
        std::ranges::lower_bound(weights, one->reply, {}, &Weight::reply)->value = one->before;
    }
    m_changed.clear();
    m_draws = m_drawsBefore;
    m_features.resize(m_examples.back().begin);
    m_examples.pop_back();
}

void LinearLayer::improve(const Example& example) {
    m_terms.clear();
    for (std::uint32_t i = example.begin; i < example.end; ++i) {
        const std::uint32_t place = m_features[i] & (MessageFeature::kIds - 1);
        const auto kind = static_cast<MessageFeature::Kind>(m_features[i] >> kKindShift);
        m_terms.push_back({.place = place, .value = valueAt(place, kind)});
    }
    if (!normalise(m_terms)) {
        return;
    }
    score(m_terms, m_scores);
    double best = -std::numeric_limits<double>::max();
    std::size_t rival = example.reply;
    for (std::size_t i = 0; i < m_scores.size(); ++i) {
        if (i != example.reply && m_scores[i] > best && m_index.isKnown(i)) {
            best = m_scores[i];
            rival = i;
        }
    }
    const double loss = rival == example.reply ? 0 : kMargin - (m_scores[example.reply] - best);
    if (loss <= 0) {
        return;
    }
    const double step = std::min(kMostStep, loss / 2);
    for (const Term& term : m_terms) {
        std::vector<Weight>& weights = m_weights[term.place];
        change(weights, term.place, example.reply, step * term.value);
        change(weights, term.place, static_cast<std::uint16_t>(rival), -step * term.value);
    }
}

void LinearLayer::change(std::vector<Weight>& weights, std::uint32_t place, std::uint16_t reply, double by) {
    auto found = std::ranges::lower_bound(weights, reply, {}, &Weight::reply);
    if (found == weights.end() || found->reply != reply) {
        found = weights.insert(found, Weight{.value = 0, .reply = reply});
    }
    m_changed.push_back({.place = place, .before = found->value, .reply = reply});
    found->value = static_cast<float>(static_cast<double>(found->value) + by);
}

}  // namespace model
