// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/triage/triage_classifier.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace model {
namespace {

using Scores = std::array<double, kTriageKinds.size()>;

/// Without a word for or against: other, mostly; spam hardly ever.
constexpr Scores kBefore{0, 0, 0, 1.1, -2.2};
constexpr double kPairValue = 0.6;
constexpr double kStartValue = 0.4;
constexpr double kLettersValue = 0.15;
constexpr double kSumValue = 0.12;
constexpr double kMannerValue = 0.5;
constexpr double kStep = 0.55;
constexpr double kFirstMoved = 0.05;
constexpr int kLooksBack = 3;
/// A correction is believed at once: it is learnt until it is told right like this.
constexpr double kSureOfCorrection = 0.75;
constexpr int kMostPasses = 12;
constexpr double kLeastShare = 0.05;

double valueOf(MessageFeature::Kind kind) {
    switch (kind) {
    case MessageFeature::Kind::Word:
        return 1;
    case MessageFeature::Kind::Pair:
        return kPairValue;
    case MessageFeature::Kind::Start:
        return kStartValue;
    case MessageFeature::Kind::Letters:
        return kLettersValue;
    }
    return 0;
}

Scores priorOf(const TriageEvidence& evidence) {
    Scores prior = kBefore;
    for (std::size_t i = 0; i < prior.size(); ++i) {
        prior.at(i) += evidence.sums.at(i);
    }
    return prior;
}

Scores shares(const Scores& scores) {
    const double most = *std::ranges::max_element(scores);
    Scores parts{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        parts.at(i) = std::exp(scores.at(i) - most);
    }
    const double all = std::accumulate(parts.begin(), parts.end(), 0.0);
    for (double& part : parts) {
        part /= all;
    }
    return parts;
}

double length(const MessageFeatures& features) {
    double squares = 0;
    for (const MessageFeature& feature : features.all) {
        squares += valueOf(feature.kind) * valueOf(feature.kind);
    }
    return std::sqrt(squares);
}

}  // namespace

std::vector<TriageClassifier::Input> TriageClassifier::inputsOf(const MessageFeatures& features,
                                                                const TriageEvidence& evidence) {
    std::vector<Input> inputs;
    const double whole = length(features);
    for (const MessageFeature& feature : features.all) {
        if (const double value = valueOf(feature.kind); value > 0) {
            inputs.push_back({.id = feature.id, .value = value / whole});
        }
    }
    // What the lists say may be trusted more or less in this shop; and one that is always there.
    for (std::size_t i = 0; i < evidence.sums.size(); ++i) {
        if (evidence.sums.at(i) > 0) {
            inputs.push_back({.id = MessageFeature::kIds + static_cast<std::uint32_t>(i),
                              .value = kSumValue * evidence.sums.at(i)});
        }
    }
    const auto beside = [&inputs](std::size_t place, double value) {
        inputs.push_back({.id = MessageFeature::kIds + static_cast<std::uint32_t>(place), .value = value});
    };
    beside(evidence.sums.size(), kSumValue);
    for (std::size_t i = 0; i < evidence.manner.size(); ++i) {
        if (evidence.manner.at(i) > 0) {
            beside(evidence.sums.size() + 1 + i, kMannerValue * evidence.manner.at(i));
        }
    }
    return inputs;
}

TriageClassifier::Scores TriageClassifier::scores(const Scores& prior, std::span<const Input> inputs) const {
    Scores all = prior;
    for (const Input& input : inputs) {
        if (const auto known = m_weights.find(input.id); known != m_weights.end()) {
            for (std::size_t i = 0; i < all.size(); ++i) {
                all.at(i) += known->second.value.at(i) * input.value;
            }
        }
    }
    return all;
}

Triage TriageClassifier::classify(std::string_view message) const {
    const TriageEvidence evidence = evidenceOf(message);
    Scores told = priorOf(evidence);
    MessageFeatures features;
    if (!m_examples.empty()) {
        features = featuresOf(message);
        told = scores(told, inputsOf(features, evidence));
    }
    Triage triage{.probability = shares(told), .hereNow = evidence.hereNow};
    const auto best = std::ranges::max_element(triage.probability) - triage.probability.begin();
    triage.kind = kTriageKinds.at(static_cast<std::size_t>(best));
    triage.because = wordsFor(triage.kind, message, evidence, features);
    return triage;
}

/// A step of AdaGrad on the logistic loss: rare features move far at once, common ones less and less.
void TriageClassifier::improve(const Example& example) {
    const Scores told = shares(scores(example.prior, example.inputs));
    for (const Input& input : example.inputs) {
        Weight& weight = m_weights[input.id];
        for (std::size_t i = 0; i < told.size(); ++i) {
            const double wanted = i == placeOf(example.kind) ? 1 : 0;
            const double slope = (wanted - told.at(i)) * input.value;
            weight.moved.at(i) += slope * slope;
            weight.value.at(i) += kStep * slope / std::sqrt(kFirstMoved + weight.moved.at(i));
        }
    }
}

void TriageClassifier::learn(TriageKind kind, std::string_view message) {
    const TriageEvidence evidence = evidenceOf(message);
    m_examples.push_back(
        {.kind = kind, .prior = priorOf(evidence), .inputs = inputsOf(featuresOf(message), evidence)});
    for (int i = 0; i < kLooksBack && m_examples.size() > 1; ++i) {
        improve(m_examples[m_draws.below(m_examples.size())]);
    }
    const Example& latest = m_examples.back();
    for (int pass = 0; pass < kMostPasses; ++pass) {
        improve(latest);
        if (shares(scores(latest.prior, latest.inputs)).at(placeOf(kind)) >= kSureOfCorrection) {
            break;
        }
    }
}

std::vector<std::string> TriageClassifier::wordsFor(TriageKind kind, std::string_view message,
                                                    const TriageEvidence& evidence,
                                                    const MessageFeatures& features) const {
    struct Share {
        double weight = 0;
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    std::vector<Share> words;
    for (const TriageEvidence::Word& word : evidence.words) {
        if (word.kind == kind) {
            words.push_back({.weight = word.weight, .begin = word.begin, .end = word.end});
        }
    }
    std::vector<double> learnt(features.words.size());
    const double whole = features.all.empty() ? 1 : length(features);
    for (const MessageFeature& feature : features.all) {
        const auto known = m_weights.find(feature.id);
        if (known != m_weights.end() && feature.word < learnt.size()) {
            learnt[feature.word] +=
                known->second.value.at(placeOf(kind)) * valueOf(feature.kind) / std::max(whole, 1.0);
        }
    }
    for (std::size_t i = 0; i < learnt.size(); ++i) {
        const auto& range = features.words[i];
        const auto same = std::ranges::find_if(
            words, [&](const Share& one) { return one.begin <= range.begin && range.end <= one.end; });
        if (same != words.end()) {
            same->weight += learnt[i];
        } else if (learnt[i] > kLeastShare && !range.isFunctionWord) {
            words.push_back({.weight = learnt[i], .begin = range.begin, .end = range.end});
        }
    }
    std::ranges::stable_sort(words, std::ranges::greater{}, &Share::weight);
    std::vector<std::string> said;
    for (const Share& word : words) {
        std::string text(message.substr(word.begin, word.end - word.begin));
        if (said.size() < Triage::kMostWords && std::ranges::find(said, text) == said.end()) {
            said.push_back(std::move(text));
        }
    }
    return said;
}

}  // namespace model
