// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/canned_reply.h"
#include "model/text_entities.h"

#include <cstddef>
#include <string>
#include <vector>

namespace model {

struct SuggestionReason {
    std::string word;
    double share = 0;  ///< shares of one suggestion sum to its score within 1e-4
};

struct Suggestion {
    base::CannedReplyId reply;
    std::string title;
    double score = 0;                       ///< 0 … about 1: share of what a perfect match would reach
    double probability = 0;                 ///< that this is the one that is used; all together at most 1
    std::vector<SuggestionReason> because;  ///< largest share first
};

/// What a ranking tells about how sure it is.
struct Certainty {
    double top = 0;         ///< the best score
    double overSecond = 0;  ///< by how much it is better than the second
    double overThird = 0;
    double overFourth = 0;
    std::size_t examples = 0;  ///< learnt so far
    bool operator==(const Certainty&) const = default;
};

/// This canned reply answered that message.
struct Lesson {
    base::CannedReplyId reply;
    std::string message;
    bool operator==(const Lesson&) const = default;
};
/// So many of the latest are learnt from.
inline constexpr int kMostLessons = 20'000;

/// What was suggested, shown or not, while a reply was written.
struct SuggestionsMade {
    Certainty certainty;
    std::vector<base::CannedReplyId> best;  ///< as many as are shown at most
};

/// Whether one of the suggestions was sent.
struct SuggestionOutcome {
    Certainty certainty;
    bool used = false;
    bool operator==(const SuggestionOutcome&) const = default;
};
/// So many of the latest say how sure suggestions may be: what was long ago says little of today's library.
inline constexpr int kMostOutcomes = 2'000;

/// All that suggestions are made from, the oldest first.
struct SuggestionLog {
    std::vector<CannedReply> library;
    std::vector<Lesson> lessons;
    std::vector<SuggestionOutcome> outcomes;
};

/// A reply that a person sent, and that is none of the canned ones as far as is known.
struct TypedReply {
    base::MessageId message;
    std::string text;
    std::string customerName;
    std::string customerHandle;
};

/// The words of a message that a suggestion answers. Whom it is addressed to says nothing of what is asked.
[[nodiscard]] inline std::string wordsToAnswer(const std::string& subject, const std::string& text) {
    const std::string said(behindLeadingMentions(text));
    return subject.empty() ? said : subject + "\n" + said;
}

}  // namespace model
