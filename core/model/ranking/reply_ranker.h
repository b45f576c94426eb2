// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ranking/calibrator.h"
#include "model/ranking/linear_layer.h"
#include "model/ranking/meaning_index.h"
#include "model/ranking/reply_index.h"
#include "model/suggestion.h"

#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace model {

/// Ranks a shop's canned replies for a message, by the messages that each of them answered before and by its
/// own title and text. How it was chosen stands in DECISIONS.md. Pure and deterministic: the same replies and
/// the same examples in the same order give the same ranking.
class ReplyRanker {
public:
    enum class Method {
        Learnt,
        WordsOnly,  ///< the baseline: BM25 over words, without pairs, letters and the linear layer
    };
    /// `vectors`: null where there are none.
    explicit ReplyRanker(std::span<const CannedReply> replies, Method method = Method::Learnt,
                         std::shared_ptr<const WordVectors> vectors = nullptr);
    ~ReplyRanker();
    ReplyRanker(ReplyRanker&&) noexcept;
    ReplyRanker& operator=(ReplyRanker&&) noexcept;

    /// The message was answered with this reply. Nothing for a reply that is not there (any more).
    void learn(base::CannedReplyId reply, std::string_view message);
    /// Takes back the latest learn(), so that every score is as it was, to the bit. Once; nothing before the
    /// first.
    void unlearn();
    [[nodiscard]] std::size_t examples() const;
    /// Of one reply.
    [[nodiscard]] std::size_t examplesOf(base::CannedReplyId reply) const;

    struct Ranking {
        /// Largest score first; what resembles nothing is left out. Probabilities are the calibrator's to
        /// say.
        std::vector<Suggestion> best;
        Certainty certainty;
    };
    /// `language`: the customer's, as model::languageOf() names it; empty = not known.
    [[nodiscard]] Ranking rank(std::string_view message, std::size_t limit,
                               std::string_view language = {}) const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace model
