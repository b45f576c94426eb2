// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/canned_reply.h"

#include <string>
#include <vector>

namespace model {

struct SuggestionReason {
    std::string word;
    double share = 0;  ///< shares of one suggestion sum to its score within 1e-4
};

/// This canned reply answered that message.
struct Lesson {
    base::CannedReplyId reply;
    std::string message;
    bool operator==(const Lesson&) const = default;
};
/// So many of the latest are learnt from: years of a shop, within 24 MB.
inline constexpr int kMostLessons = 20'000;

/// The words of a message that a suggestion answers.
[[nodiscard]] inline std::string wordsToAnswer(const std::string& subject, const std::string& text) {
    return subject.empty() ? text : subject + "\n" + text;
}

struct Suggestion {
    base::CannedReplyId reply;
    std::string title;
    double score = 0;                       ///< 0 … about 1: share of what a perfect match would reach
    double probability = 0;                 ///< that this is the one that is used; all together at most 1
    std::vector<SuggestionReason> because;  ///< largest share first
};

}  // namespace model
