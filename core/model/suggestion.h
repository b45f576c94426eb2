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

struct Suggestion {
    base::CannedReplyId reply;
    std::string title;
    double score = 0;                       ///< 0 … about 1: share of what a perfect match would reach
    double probability = 0;                 ///< that this is the one that is used; all together at most 1
    std::vector<SuggestionReason> because;  ///< largest share first
};

}  // namespace model
