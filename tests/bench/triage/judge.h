// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/triage/triage_classifier.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace bench {

/// A line "kind<TAB>message"; of public sets also: ham (not spam), negative, neutral, positive.
struct LabelledMessage {
    model::TriageKind kind = model::TriageKind::Other;
    std::string message;
};
/// Throws std::runtime_error, one sentence, when the file can't be read or a line has no known kind.
[[nodiscard]] std::vector<LabelledMessage> readLabelled(const std::string& path);

struct TriageFigures {
    struct OfKind {
        int labelled = 0;
        int told = 0;   ///< how many messages were taken for it
        int right = 0;  ///< of those
        [[nodiscard]] double f1() const;
    };
    std::array<OfKind, model::kTriageKinds.size()> kinds{};
    int messages = 0;
    int right = 0;
    int setAside = 0;       ///< above model::kSetAsideAbove
    int setAsideRight = 0;  ///< of those
    double p50 = 0;         ///< microseconds a message
    double p99 = 0;

    [[nodiscard]] double accuracy() const;
    /// Over the kinds that the file has.
    [[nodiscard]] double macroF1() const;
    [[nodiscard]] std::optional<double> setAsidePrecision() const;
    [[nodiscard]] std::optional<double> setAsideRecall() const;
};
[[nodiscard]] TriageFigures judge(const model::TriageClassifier& classifier,
                                  const std::vector<LabelledMessage>& messages);

}  // namespace bench
