// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/triage/triage_kind.h"

#include <span>
#include <string_view>

namespace model {

/// Words and phrases of up to four words that speak for a kind, each parted from the next by "|". Written for
/// shops, in seven languages; any spelling that folds to the same words counts.
struct TriageWords {
    double weight;  ///< added to the kind's log-odds
    std::string_view phrases;
};
[[nodiscard]] std::span<const TriageWords> complaintWords();
[[nodiscard]] std::span<const TriageWords> questionWords();
[[nodiscard]] std::span<const TriageWords> praiseWords();
[[nodiscard]] std::span<const TriageWords> spamWords();
/// Looked for anywhere in the text: scripts that part no words.
struct TriageSign {
    TriageKind kind;
    double weight;
    std::string_view text;
};
[[nodiscard]] std::span<const TriageSign> triageSigns();
/// Words that turn what follows them into its opposite.
[[nodiscard]] std::string_view negatingWords();
/// "I'm in your shop now": whoever says so can't wait.
[[nodiscard]] std::string_view hereNowPhrases();
[[nodiscard]] std::span<const std::string_view> hereNowSigns();

}  // namespace model
