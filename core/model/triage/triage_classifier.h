// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ranking/message_features.h"
#include "model/ranking/replay_draws.h"
#include "model/triage/triage_kind.h"
#include "model/triage/triage_rules.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace model {

/// What a message was taken for.
struct Triage {
    TriageKind kind = TriageKind::Other;
    std::array<double, kTriageKinds.size()> probability{};  ///< of each kind; together 1
    std::vector<std::string>
        because;  ///< words of the message that spoke for the kind, the strongest first; kMostWords at most
    bool hereNow = false;  ///< the customer says that they stand in the shop

    static constexpr std::size_t kMostWords = 3;
    [[nodiscard]] double of(TriageKind which) const { return probability.at(placeOf(which)); }
    bool operator==(const Triage&) const = default;
};

/// Tells complaints, questions, praise and spam apart: by rules and word lists, and by what the agent
/// corrected, which a linear model over hashed words, pairs and letters learns online. Pure and
/// deterministic: the same corrections in the same order give the same probabilities.
class TriageClassifier {
public:
    [[nodiscard]] Triage classify(std::string_view message) const;
    /// The message is of this kind. Earlier examples are looked at again, chosen by their number alone.
    void learn(TriageKind kind, std::string_view message);
    [[nodiscard]] std::size_t examples() const { return m_examples.size(); }

private:
    using Scores = std::array<double, kTriageKinds.size()>;
    /// A kind's weight of one feature, and how far it has been moved.
    struct Weight {
        Scores value{};
        Scores moved{};
    };
    struct Input {
        std::uint32_t id = 0;
        double value = 0;
    };
    struct Example {
        TriageKind kind = TriageKind::Other;
        Scores prior{};
        std::vector<Input> inputs;
    };
    [[nodiscard]] static std::vector<Input> inputsOf(const MessageFeatures& features,
                                                     const TriageEvidence& evidence);
    [[nodiscard]] Scores scores(const Scores& prior, std::span<const Input> inputs) const;
    void improve(const Example& example);
    [[nodiscard]] std::vector<std::string> wordsFor(TriageKind kind, std::string_view message,
                                                    const TriageEvidence& evidence,
                                                    const MessageFeatures& features) const;

    std::unordered_map<std::uint32_t, Weight> m_weights;
    std::vector<Example> m_examples;
    ReplayDraws m_draws;
};

}  // namespace model
