// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/canned_reply.h"

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace model {

struct SuggestionReason {
    std::string word;
    double share = 0;  ///< shares of one suggestion sum to its score within 1e-4
};

struct Suggestion {
    base::CannedReplyId reply;
    std::string title;
    double score = 0;                       ///< 0 … 1: share of what a perfect match would reach
    double probability = 0;                 ///< that this is the right one; all together at most 1
    std::vector<SuggestionReason> because;  ///< largest share first
};

/// Words-only BM25 (k1 = 1.2, b = 0.75) over title and text of each canned reply: the baseline that learning
/// must beat. Deterministic; replies without a common word are left out.
class WordRanker {
public:
    explicit WordRanker(std::span<const CannedReply> replies);
    [[nodiscard]] std::vector<Suggestion> rank(std::string_view message, std::size_t limit) const;

private:
    struct Document {
        base::CannedReplyId reply;
        std::string title;
        std::unordered_map<std::string, double> counts;
        double length = 0;
    };
    std::vector<Document> m_documents;
    std::unordered_map<std::string, int> m_documentFrequency;
    double m_averageLength = 0;
};

}  // namespace model
