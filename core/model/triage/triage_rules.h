// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/triage/triage_kind.h"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace model {

/// What the rules and the word lists say of a message, before anything was learnt.
struct TriageEvidence {
    /// A place of the message that speaks for a kind.
    struct Word {
        TriageKind kind = TriageKind::Other;
        double weight = 0;
        std::size_t begin = 0;  ///< bytes of the message
        std::size_t end = 0;
    };
    std::vector<Word> words;  ///< as they stand in the message; one phrase counts once
    /// What speaks for each kind, places that have no words (capitals, exclamation marks) included. Bounded.
    std::array<double, kTriageKinds.size()> sums{};
    /// How it is written, each 0 … 1: digits, capitals, length, exclamation marks. Says nothing by itself,
    /// but may be learnt.
    std::array<double, 4> manner{};
    bool hereNow = false;  ///< "I'm in your shop now"
};

/// Of a very long message only its beginning counts. Any bytes are taken.
[[nodiscard]] TriageEvidence evidenceOf(std::string_view message);

}  // namespace model
