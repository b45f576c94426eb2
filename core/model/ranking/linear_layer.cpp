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
constexpr std::uint32_t kKindShift = 18;
static_assert(MessageFeature::kIds == 1U << kKindShift);

}  // namespace

/// Rarity counts less than in the match: half-way to all alike. The shortest pieces of words are in nearly
/// every reply: they cost most and say least.
double LinearLayer::value(const MessageFeature& feature) const {
    if (feature.kind == MessageFeature::Kind::FewLetters) {
        return 0;
    }
    return weightOf(feature.kind) * std::sqrt(m_index.rarity(feature.id));
}

double LinearLayer::length(std::span<const MessageFeature> features) const {
    double squares = 0;
    for (const MessageFeature& feature : features) {
        const double one = value(feature);
        squares += one * one;
    }
    return std::sqrt(squares);
}

void LinearLayer::score(std::span<const MessageFeature> features, std::vector<double>& scores) const {
    scores.assign(m_index.replies(), 0);
    const double whole = length(features);
    if (whole <= 0) {
        return;
    }
    for (const MessageFeature& feature : features) {
        const double one = value(feature) / whole;
        if (one == 0) {
            continue;
        }
        const std::span<const ReplyIndex::Posting> postings = m_index.postings(feature.id);
        for (const ReplyIndex::Posting& posting : postings) {
            scores[posting.reply] += static_cast<double>(posting.weight) * one;
        }
    }
}

double LinearLayer::share(const MessageFeature& feature, std::uint16_t reply, double length) const {
    const ReplyIndex::Posting* const known = m_index.find(feature.id, reply);
    return known == nullptr || length <= 0 ? 0 : static_cast<double>(known->weight) * value(feature) / length;
}

void LinearLayer::learn(std::uint16_t reply, std::span<const MessageFeature> features) {
    m_stateBefore = m_state;
    m_changed.clear();
    Example example{.begin = static_cast<std::uint32_t>(m_features.size()), .end = 0, .reply = reply};
    for (const MessageFeature& feature : features) {
        if (feature.kind == MessageFeature::Kind::FewLetters) {
            continue;
        }
        m_features.push_back(feature.id | static_cast<std::uint32_t>(feature.kind) << kKindShift);
    }
    example.end = static_cast<std::uint32_t>(m_features.size());
    m_examples.push_back(example);
    improve(reply, features);
    for (int i = 0; i < kLooksBack; ++i) {
        const Example& earlier = m_examples[draw() % m_examples.size()];
        improve(earlier.reply, featuresOf(earlier));
    }
}

void LinearLayer::unlearn() {
    for (auto one = m_changed.rbegin(); one != m_changed.rend(); ++one) {
        m_index.posting(one->feature, one->reply).weight = one->before;
    }
    m_changed.clear();
    m_state = m_stateBefore;
    m_features.resize(m_examples.back().begin);
    m_examples.pop_back();
}

void LinearLayer::improve(std::uint16_t reply, std::span<const MessageFeature> features) {
    score(features, m_scores);
    double best = -std::numeric_limits<double>::max();
    std::size_t rival = reply;
    for (std::size_t i = 0; i < m_scores.size(); ++i) {
        if (i != reply && m_scores[i] > best && m_index.isKnown(i)) {
            best = m_scores[i];
            rival = i;
        }
    }
    const double loss = rival == reply ? 0 : kMargin - (m_scores[reply] - best);
    const double whole = length(features);
    if (loss <= 0 || whole <= 0) {
        return;
    }
    const double step = std::min(kMostStep, loss / 2);
    for (const MessageFeature& feature : features) {
        const double by = step * value(feature) / whole;
        if (by == 0) {
            continue;
        }
        change(feature.id, reply, by);
        change(feature.id, static_cast<std::uint16_t>(rival), -by);
    }
}

void LinearLayer::change(std::uint32_t feature, std::uint16_t reply, double by) {
    float& weight = m_index.posting(feature, reply).weight;
    m_changed.push_back({.feature = feature, .before = weight, .reply = reply});
    weight = static_cast<float>(static_cast<double>(weight) + by);
}

std::span<const MessageFeature> LinearLayer::featuresOf(const Example& example) {
    m_unpacked.clear();
    for (std::uint32_t i = example.begin; i < example.end; ++i) {
        m_unpacked.push_back({.id = m_features[i] & (MessageFeature::kIds - 1),
                              .kind = static_cast<MessageFeature::Kind>(m_features[i] >> kKindShift)});
    }
    return m_unpacked;
}

/// xorshift64.
std::uint64_t LinearLayer::draw() {
    m_state ^= m_state << 13U;
    m_state ^= m_state >> 7U;
    m_state ^= m_state << 17U;
    return m_state;
}

}  // namespace model
