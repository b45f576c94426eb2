// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ranking/calibrator.h"
#include "model/ranking/reply_ranker.h"
#include "model/suggestion.h"

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace model {

/// Suggests canned replies as a shop's log teaches it: the ranker with all lessons learnt, the calibrator
/// with all outcomes. The same log gives the same suggestions. Takes long to make (a third of a second of
/// 10,000 lessons), and a fraction of a millisecond to ask; asking changes nothing, so that threads may share
/// it.
class ReplySuggester {
public:
    /// `vectors`: null where there are none.
    explicit ReplySuggester(const SuggestionLog& log, std::shared_ptr<const WordVectors> vectors = nullptr);

    struct Answer {
        std::vector<Suggestion> best;       ///< with their probabilities; largest score first
        std::vector<std::size_t> answered;  ///< how many earlier messages each of them answered
        Certainty certainty;
        double probability = 0;  ///< that one of the first three is used
    };
    [[nodiscard]] Answer suggest(std::string_view message, std::size_t limit,
                                 std::string_view language = {}) const;

private:
    ReplyRanker m_ranker;
    Calibrator m_calibrator;
};

}  // namespace model
